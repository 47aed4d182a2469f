with

columns_of_export as (
    select * from {{ ref('draft_columns') }}
),

-- LimeSurvey writes `tool4[1]. Which tools? [Python]`, and `tool4[1]. Which tools?`.
titles as (
    select
        position,
        question_text,
        is_unnamed,
        has_codes,
        is_second_empty,
        coalesce(second_text, '') as second_text,
        header,
        if(
            regexp_matches(title, '^\w+\[\w+\]\.?\s*\S.*\]\W*$'),
            regexp_replace(title, '^(\w+)\[\w+\]\.?\s*', '\1. '),
            regexp_replace(title, '^(\w+)\[(\w+)\]\.?\s*(\S.*)$', '\1. \3 [\2]')
        ) as title
    from columns_of_export
),

patterns as (
    select patterns.* from (values
        ('^(.*?)\s*\[(.*)\]\W*$', 5),
        ('^(.*\S)\s*\[(.*)\]\W*$', 5),
        ('^(.*?)\s+[-–—|>]\s+(.*)$', 4),
        ('^(.*)\s+[-–—|>]\s+(.*)$', 4),
        ('^(.*?)\s*[:：]\s+(.*)$', 3),
        ('^(.*)\s*[:：]\s+(.*)$', 3),
        ('^(.*?[?？])\s*\(([^()]*)\)\W*$', 4),
        ('^(.*?[?？])\s*/(\S[^/]*)$', 4),
        ('^(.*?[?？])\s*(\S.*)$', 3),
        ('^(.*\S)\s*\((.*)\)\W*$', 2),
        ('^(.*\S)/(\S[^/]*)$', 2),
        ('^(\d+)[.):]\s*(.*)$', 2),
        ('^(\d+)[a-z]\d*[.):]\s*(.*)$', 2),
        (
            '^(\w*[A-Za-z]\w*?)[_.-](?:[Pp][Aa][Rr][Tt]_)?'
            || '(\d+|[A-Za-z]|[Oo]ther|OTHER|[Tt]ext)$',
            1
        ),
        ('^(\w*\d)([a-z])$', 1),
        -- A repeated header, as DuckDB numbers it.
        ('^(.*\S)_(\d+)$', 1)
    ) as patterns (pattern, preference)
),

divided as (
    select
        titles.position,
        patterns.preference,
        regexp_extract(titles.title, patterns.pattern, 1) as stem,
        regexp_extract(titles.title, patterns.pattern, 2) as rest
    from titles
    inner join patterns on regexp_matches(titles.title, patterns.pattern)
),

every_way as (
    select
        position,
        normalised(stem) as stem,
        normalised(rest) as rest,
        preference
    from divided

    union all

    -- Columns under the header of the first of them.
    select
        position,
        question_text as stem,
        if(is_second_empty, '', second_text) as rest,
        6 as preference
    from titles
    where not has_codes and question_text is not null

    union all

    -- The first one of repeated headers.
    select
        position,
        header as stem,
        '' as rest,
        1 as preference
    from titles
    where header <> '' and not is_unnamed
)

select
    position,
    stem,
    arg_max(rest, preference) as rest,
    max(preference) as preference
from every_way
where stem <> ''
group by position, stem
