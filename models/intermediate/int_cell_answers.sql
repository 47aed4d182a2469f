{{ config(materialized='view') }}
-- noqa: disable=LT01,PRS
with

cells as (
    select * from {{ ref('int_cells') }}
),

delimiters as (
    select * from {{ ref('int_delimiters') }}
),

-- What a column of an option holds is not divided.
divided as (
    select
        cells.question,
        cells.column_option,
        cells.cell,
        cells.respondents,
        delimiters.delimiter,
        delimiters.divider,
        delimiters.are_records,
        delimiters.undivided,
        coalesce(delimiters.is_protected, false) as is_protected
    from cells
    left join delimiters
        on cells.question = delimiters.question and cells.column_option is null
),

compared as (
    select
        *,
        if(is_protected, {{ as_compared('cell', 'divider') }}, null) as text
    from divided
),

unquoted as (
    select * replace (if(are_records, {{ unquoted('text', 'divider') }}, text) as text)
    from compared
),

split as (
    select
        question,
        column_option,
        respondents,
        if(delimiter is not null and respondents > 1, cell, null) as repeated_cell,
        {{ is_blank('cell', "coalesce(delimiter, '')") }} as is_blank,
        case
            when delimiter is null or {{ is_blank('cell', 'delimiter') }} then [cell]
            when is_protected then {{ split_around('text', 'divider', 'undivided') }}
            else string_split(cell, delimiter)
        end as every_answer,
        if(len(every_answer) = 1, every_answer, list_distinct(every_answer)) as answers,
        -- Nothing but an answer and a delimiter: what looks different is different.
        delimiter is null
        or is_protected
        or (
            {{ is_plain('cell') }}
            and not contains(cell, delimiter || ' ')
            and not contains(cell, ' ' || delimiter)
        ) as is_tidy
    from unquoted
),

compared_answers as (
    select
        *,
        if(is_tidy, null, [{{ normalised('answer') }} for answer in answers]) as texts
    from split
),

-- One answer that somebody gave twice, with other white space, is counted once.
answers as (
    select
        question,
        column_option,
        repeated_cell,
        is_blank,
        unnest(answers) as answer,
        unnest(range(len(answers))) as nth,
        if(
            is_tidy or list_position(texts, texts[nth + 1]) = nth + 1, respondents, 0
        ) as respondents,
        if(nth = 0, respondents, 0) as cells
    from compared_answers
)

select * from answers
