with

kinds as (
    select * from {{ ref('draft_kinds') }}
),

divided as (
    select * from {{ ref('draft_headers_divided') }}
),

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

fillers as (
    select list(word) as words
    from {{ ref('filler_words') }}
),

-- A row of a grid: what it shares with others that have its answers.
stems as (
    select
        kinds.position,
        divided.stem,
        divided.rest,
        divided.preference,
        count(*) over (partition by kinds.set_position, divided.stem) as grid_rows,
        count(*) over (partition by divided.stem) as columns
    from kinds
    inner join divided on kinds.position = divided.position
    where kinds.kind in ('single', 'ordered') and divided.rest <> ''
),

-- Rows with other answers are rows, of no grid that could be drawn.
grids as (
    select
        *,
        grid_rows >= 2 as is_grid
    from stems
    where grid_rows >= 2 or (columns >= 2 and preference >= 5)
    qualify row_number() over (
        partition by position
        order by grid_rows desc, preference desc, length(stem) desc
    ) = 1
),

of_columns as (
    select
        kinds.position,
        kinds.kind,
        if(
            row_number() over (
                partition by kinds.header order by kinds.position
            ) = 1,
            kinds.header,
            kinds.name
        ) as header,
        null::bigint as group_position,
        if(grids.is_grid, grids.stem, null) as grid_stem,
        grids.stem as row_stem,
        if(
            grids.stem is not null
            and not regexp_full_match(grids.rest, '\d+|\w|[A-Z]{1,3}\d+'),
            grids.rest,
            if(contains(kinds.title, ' '), kinds.title, kinds.header_words)
        ) as text
    from kinds
    left join grids on kinds.position = grids.position
    where kinds.header <> '' or kinds.name <> ''
),

-- Questions under a header that the columns of a group have, and others too.
carried as (
    select
        question_text as header,
        count(*) as columns
    from {{ ref('draft_columns') }}
    where not has_codes
    group by question_text
),

of_groups as (
    select
        group_position as position,
        'multi' as kind,
        -- The header of its columns, if of no others.
        if(
            any_value(carried.columns) > count(*)
            or any_value(option_columns.stem) = ''
            or any_value(option_columns.stem) in (select header from of_columns),
            arg_min(option_columns.header, option_columns.position),
            any_value(option_columns.stem)
        ) as header,
        group_position,
        null as grid_stem,
        null as row_stem,
        -- `3`, of `3. Python.`, and nothing say less than the first options.
        if(
            regexp_matches(any_value(option_columns.stem), '\pL{2}'),
            any_value(option_columns.stem),
            concat_ws(
                ' ',
                if(any_value(option_columns.stem) = '', null, 'q'),
                any_value(option_columns.stem),
                array_to_string(
                    list(option_columns.label order by option_columns.position)[:2], ' '
                )
            )
        ) as text
    from option_columns
    left join carried on option_columns.stem = carried.header
    group by group_position
),

slugs as (
    select
        *,
        draft_slug(text) as whole,
        draft_slug(regexp_replace(text, '\([^)]*\)', ' ', 'g')) as essential,
        if(
            length(whole) <= 30,
            whole,
            draft_cut(array_to_string(
                [
                    word
                    for word in string_split(essential, '_')
                    if not list_contains(fillers.words, word)
                ],
                '_'
            ))
        ) as slug
    from (
        select * from of_columns
        union all by name
        select * from of_groups
    ) as named_things
    cross join fillers
),

-- Two rows of one name are told apart by their questions.
told_apart as (
    select
        *,
        case
            when
                row_stem is not null
                and count(*) over (partition by slug) > 1
                then draft_cut(slug || '_' || draft_slug(row_stem))
            else slug
        end as longer_slug
    from slugs
),

names as (
    select
        *,
        case
            when
                kind = 'timestamp'
                and row_number() over (partition by kind order by position) = 1
                then 'submitted_at'
            when longer_slug = '' then 'q' || position
            when
                regexp_matches(longer_slug, '^\d')
                or is_own_name(longer_slug)
                or longer_slug in ('submitted_at', 'wave')
                or longer_slug in (
                    select keyword_name from duckdb_keywords()
                    where keyword_category = 'reserved'
                )
                then draft_cut('q_' || longer_slug)
            else longer_slug
        end as name
    from told_apart
),

-- The second one of a name is name_2, unless that is taken too.
numbered as (
    select
        * exclude (name),
        case row_number() over same_name
            when 1 then name
            else left(name, 26) || '_' || row_number() over same_name
        end as name
    from names
    window same_name as (partition by name order by position)
)

select
    position,
    kind,
    header,
    group_position,
    grid_stem,
    text,
    case row_number() over (partition by name order by position)
        when 1 then name
        else left(name, 24) || '_q' || position
    end as question
from numbered
