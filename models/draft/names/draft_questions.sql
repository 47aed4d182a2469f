with

names as (
    select * from {{ ref('draft_names') }}
),

kinds as (
    select * from {{ ref('draft_kinds') }}
),

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

candidates as (
    select * from {{ ref('draft_candidates') }}
),

unlisted as (
    select
        position,
        sum(respondents) filter (
            where not is_option and not is_other and missing is null
        ) as people,
        count(*) filter (
            where missing is null and (not is_option or ends_with(label, '*'))
        ) as answers
    from candidates
    group by position
),

-- Neighbours with one set of answers and no common beginning are a grid, too.
batteries as (
    select
        sets.position,
        sets.battery,
        count(*) over (partition by sets.set_position, sets.battery) as columns
    from {{ ref('draft_sets') }} as sets
    inner join names on sets.position = names.position
    where names.kind = 'ordered' and sets.battery is not null
),

groups as (
    select
        group_position,
        count(*) as columns,
        bool_or(is_other) as has_other
    from option_columns
    group by group_position
),

-- Whose options they are, of those that share a set of answers.
shared as (
    select
        kinds.set_position,
        first(
            names.question
            order by kinds.position <> kinds.set_position, kinds.position
        ) as set_question,
        count(*) as sharing
    from names
    inner join kinds on names.position = kinds.position
    where names.group_position is null and names.kind in ('single', 'ordered')
    group by kinds.set_position
),

questions as (
    select
        names.*,
        names.kind in ('single', 'ordered', 'multi') as is_coded,
        kinds.set_position,
        coalesce(shared.set_question, names.question) as set_question,
        kinds.scale,
        kinds.is_known_scale,
        kinds.strangers,
        kinds.coverage,
        kinds.answered,
        greatest(kinds.numbers, kinds.stated_numbers) as numbers,
        kinds.timestamps,
        kinds.is_ambiguous,
        kinds.is_numeric,
        kinds.are_points,
        kinds.has_header,
        coalesce(kinds.is_ranking, false) as is_ranking,
        coalesce(kinds.is_of_form, false) as is_of_form,
        groups.columns as option_columns,
        coalesce(unlisted.people, 0) as unlisted_people,
        replace(kinds.delimiter, chr(10), '\n') as delimiter,
        case
            when names.group_position is not null
                then if(groups.has_other, 'yes', 'no')
            when is_coded
                then if(
                    unlisted.answers > 0 or not kinds.is_all_looked_at, 'yes', 'no'
                )
        end as other,
        case
            when names.kind = 'multi' then 'respondents'
            when is_coded then 'answered'
        end as base,
        if(is_numbered_header(names.header, kinds.title), kinds.title, null) as wording,
        if(names.kind = 'timestamp', kinds.format, null) as format,
        coalesce(
            names.grid_stem,
            if(batteries.columns >= 3, '', null)
        ) as stem_of_grid,
        draft_cut(regexp_replace(
            draft_slug(regexp_replace(stem_of_grid, '^\w+\.\s+', '')),
            '^(\d)', 'q\1'
        )) as grid_slug
    from names
    left join kinds
        on names.position = kinds.position and names.group_position is null
    left join groups on names.group_position = groups.group_position
    left join unlisted
        on names.position = unlisted.position and names.group_position is null
    left join batteries
        on names.position = batteries.position and names.group_position is null
    left join shared on kinds.set_position = shared.set_position
        and names.kind in ('single', 'ordered')
)

select
    *,
    if(set_question <> question, set_question, null) as options_of,
    -- Those of a set have one answer to all that they say about others.
    if(
        is_coded and group_position is null and kind <> 'multi',
        max(other) over (partition by set_question),
        other
    ) as shared_other,
    if(
        stem_of_grid is not null,
        coalesce(
            nullif(grid_slug, ''), 'grid_' || min(position) over same_grid
        ) || if(
            grid_slug <> '' and dense_rank() over (
                partition by grid_slug order by set_question
            ) > 1,
            '_' || dense_rank() over (partition by grid_slug order by set_question),
            ''
        ),
        null
    ) as grid
from questions
window same_grid as (partition by stem_of_grid, set_question)
