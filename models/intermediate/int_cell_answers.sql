{{ config(materialized='view') }}
-- noqa: disable=LT01,LT02,PRS
with

cells as (
    select * from {{ ref('int_cells') }}
),

delimiters as (
    select * from {{ ref('int_delimiters') }}
),

first_cells as (
    select
        *,
        row_number() over (
            partition by question order by respondents desc, cell
        ) as place,
        sum(respondents) over (partition by question) as filled
    from {{ ref('int_first_cells') }}
    where column_option is null and cell is not null
),

-- Where most people tick what others ticked, such a cell is known as a whole too.
frequent_cells as (
    select
        first_cells.* exclude (place, filled), -- noqa: RF02
        first_cells.cell as frequent_cell
    from first_cells
    semi join delimiters on first_cells.question = delimiters.question
    where first_cells.respondents > 1 and first_cells.place <= 200
    qualify
        sum(first_cells.respondents) over (partition by first_cells.question)
        >= first_cells.filled / 2
),

every_cell as (
    select
        *,
        null::varchar as frequent_cell
    from cells
    union all
    select * from frequent_cells
),

-- What a column of an option holds is not divided.
divided as (
    select
        every_cell.question,
        every_cell.column_option,
        every_cell.cell,
        every_cell.respondents,
        every_cell.frequent_cell,
        delimiters.delimiter,
        delimiters.divider,
        delimiters.are_records,
        delimiters.undivided,
        coalesce(delimiters.is_protected, false) as is_protected,
        coalesce(delimiters.is_scattered, false) as was_divided
    from every_cell
    left join delimiters
        on
            if(every_cell.column_option is null, every_cell.question, null)
            = delimiters.question
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
        frequent_cell,
        delimiter is not null as is_divided,
        {{ is_blank('cell', "coalesce(delimiter, '')") }} as is_blank,
        case
            when cell is null or delimiter is null or (is_blank and was_divided)
                then [cell]
            when is_blank then list_prepend(null, string_split(cell, delimiter))
            else list_distinct(
                if(
                    is_protected,
                    {{ split_around('text', 'divider', 'undivided') }},
                    string_split(cell, delimiter)
                )
            )
        end as answers,
        if(
            len(answers) = 1 or is_protected or {{ is_tidy('cell', 'delimiter') }},
            null,
            [{{ normalised('answer') }} for answer in answers]
        ) as texts
    from unquoted
),

-- One answer that somebody gave twice, with other white space, is counted once.
answers as (
    select
        question,
        column_option,
        frequent_cell,
        unnest(answers) as answer,
        unnest(range(len(answers))) as nth,
        if(is_divided, answer is null, is_blank) as is_blank,
        if(
            coalesce(list_position(texts, texts[nth + 1]) = nth + 1, true),
            respondents,
            0
        ) as respondents
    from split
)

select * from answers
