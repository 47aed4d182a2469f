with

facts as (
    select * from {{ ref('draft_facts') }}
),

several as (
    select * from {{ ref('draft_several') }}
),

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

whole as (
    select
        cells.position,
        cells.text,
        draft_key(cells.text) as key,
        false as is_quoted,
        cells.missing,
        cells.respondents
    from {{ ref('draft_cells') }} as cells
    anti join option_columns on cells.position = option_columns.position
    left join several on cells.position = several.position
    where cells.is_looked_at and (several.position is null or cells.missing is not null)
),

divided as (
    select
        answers.position,
        answers.text,
        answers.key,
        answers.is_quoted,
        null as missing,
        answers.respondents
    from {{ ref('draft_answers') }} as answers
    inner join several
        on
            answers.position = several.position
            and answers.delimiter = several.delimiter
),

texts as (
    select
        position,
        text,
        key,
        bool_or(is_quoted) as is_quoted,
        any_value(missing) as missing,
        sum(respondents) as respondents
    from (
        select * from whole
        union all by name
        select * from divided
    ) as cells
    group by position, text, key
),

-- What a spreadsheet made of 5-10, 1-4 and 11-50: 10-May, 4-Jan, Nov-50. It is one
-- where the column has ranges that are whole.
with_ranges as (
    select position
    from texts
    where regexp_full_match(text, '\d+\s*[-–—]\s*\d+')
    group by position
    having count(*) >= 2
),

repaired as (
    select
        texts.*,
        if(
            with_ranges.position is null,
            null,
            list_filter(repair_keys(texts.text), lambda k: contains(k, '-'))[1]
        ) as range
    from texts
    left join with_ranges on texts.position = with_ranges.position
)

select
    repaired.position,
    repaired.text,
    repaired.is_quoted,
    repaired.missing,
    repaired.respondents,
    repaired.range is not null as is_date,
    coalesce(repaired.range, repaired.key) as key,
    facts.enough
from repaired
inner join facts on repaired.position = facts.position
