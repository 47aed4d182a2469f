with

headings as (
    select * from {{ ref('draft_headings') }}
),

fillers as (
    select list(word) as words
    from {{ ref('filler_words') }}
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
    from headings
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
