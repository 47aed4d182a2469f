with

columns_of_export as (
    select * from {{ ref('draft_columns') }}
),

beginnings as (
    select * from {{ ref('draft_beginnings') }}
),

-- Neighbours with one beginning.
islands as (
    select
        *,
        position - row_number() over (partition by stem order by position) as island
    from beginnings
    where is_option or is_other or is_empty
),

sizes as (
    select
        stem,
        island,
        count(*) filter (where is_option) as options,
        count(distinct if(
            is_yes(top_text), position::varchar, lower(top_text)
        )) filter (where is_option) as texts,
        count(distinct rest) as rests,
        count(*) filter (where is_empty and not is_option) as empties,
        max(preference) as preference,
        min(position) as first_position,
        max(position) as last_position
    from islands
    group by stem, island
),

-- Columns of that beginning that are something else: then these are, too, a battery of
-- which some rows got one answer only. A column of nothing but that beginning has the
-- answers of all of them, joined.
others as (
    select
        sizes.stem,
        sizes.island,
        count(*) as others
    from sizes
    inner join beginnings
        on
            sizes.stem = beginnings.stem
            and beginnings.position between sizes.first_position - 1
            and sizes.last_position + 1
    where
        not (beginnings.is_option or beginnings.is_other or beginnings.is_empty)
        and beginnings.rest <> ''
    group by sizes.stem, sizes.island
),

grouped as (
    select sizes.*
    from sizes
    left join others on sizes.stem = others.stem and sizes.island = others.island
    where
        sizes.options >= 2
        -- One text in all of them is an answer to each of them.
        and sizes.texts > 1
        and sizes.empties <= sizes.options
        and (sizes.preference = 6 or coalesce(others.others, 0) <= 0.2 * sizes.options)
),

-- Of several ways to divide its header, the one that gathers most.
candidates as (
    select
        islands.position,
        islands.stem,
        islands.rest,
        islands.is_other,
        islands.is_option,
        islands.top_text,
        grouped.first_position
    from islands
    inner join grouped
        on islands.stem = grouped.stem and islands.island = grouped.island
    qualify row_number() over (
        partition by islands.position
        order by
            grouped.options desc, grouped.rests desc, grouped.preference desc,
            length(grouped.stem) desc
    ) = 1
),

labelled as (
    select
        candidates.position,
        candidates.stem,
        candidates.first_position as group_position,
        columns_of_export.name,
        columns_of_export.header,
        candidates.top_text as chosen_as,
        candidates.is_other and not (
            candidates.is_option and count(*) filter (
                where candidates.is_other
            ) over same_group > 1
        ) as is_other,
        -- What differs in the headers, or the text where they say nothing.
        case
            when
                candidates.rest <> ''
                and not regexp_full_match(candidates.rest, '\d+|\w|[A-Z]{1,3}\d+')
                then candidates.rest
            when not is_yes(candidates.top_text) and candidates.top_text is not null
                then candidates.top_text
            when candidates.rest <> '' then candidates.rest
            else columns_of_export.header
        end as label
    from candidates
    inner join columns_of_export
        on candidates.position = columns_of_export.position
    window same_group as (
        partition by candidates.stem, candidates.first_position
    )
)

select * from labelled
qualify count(*) over (partition by group_position) > 1
