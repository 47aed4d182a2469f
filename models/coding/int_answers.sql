{{ config(post_hook={"sql": "{{ also_as_view() }}", "transaction": false}) }}
{%- set questions = export_questions() | selectattr('is_coded') | list %}
with

cells as (
    select * from {{ ref('int_cells') }}
),

questions as (
    select * from {{ ref('int_questions') }}
),

delimiters as (
    select * from {{ ref('int_delimiters') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

described as (
    select
        cells.*,
        questions.is_coded,
        questions.has_option_columns,
        questions.blank,
        delimiters.delimiter,
        delimiters.kept,
        delimiters.may_be_record,
        if(
            questions.has_option_columns,
            cells.cell is null,
            is_blank(cells.cell, also := coalesce(delimiters.delimiter, ''))
        ) as is_blank
    from cells
    inner join questions on cells.question = questions.question
    left join delimiters
        on cells.question = delimiters.question and cells.file = delimiters.file
),

-- An answer that somebody gave twice, with other white space, is counted once.
split as (
    select
        question,
        is_coded,
        blank,
        is_blank,
        respondents,
        first_row,
        last_row,
        unnest(
            case
                when is_blank then [null]
                when has_option_columns then string_split(cell, chr(10))
                when not is_coded then [normalised(cell)]
                when delimiter is null then [as_compared(cell)]
                else each_once(
                    split_answers(
                        cell, delimiter, kept := kept, may_be_record := may_be_record
                    )
                )
            end
        ) as answer
    from described
),

answers as (
    select
        question,
        is_coded,
        blank,
        is_blank,
        answer,
        sum(respondents)::bigint as respondents,
        min(first_row) as first_row,
        max(last_row) as last_row
    from split
    group by all
),

matched as (
    select
        *,
        case question
            {%- for question in questions %}
            when {{ literal(question.question) }}
                then spellings.{{ quoted(question.called) }}(answer)::varchar
            {%- endfor %}
            when null then null::varchar
        end as text
    from answers
),

judged as (
    select
        matched.question,
        matched.answer,
        matched.is_blank,
        matched.respondents,
        matched.first_row,
        matched.last_row,
        matched.text,
        case
            when matched.is_blank or matched.answer = '' then 'blank'
            when not matched.is_coded then 'unreadable'
            when is_unclear(matched.answer) then 'unclear'
            when matched.text is null then 'unknown'
            when is_beginning(matched.text) then 'prefix'
            when matched.text = matched.answer then 'exact'
            else 'repaired'
        end as match,
        case
            when matched.is_blank and matched.blank is not null then [matched.blank]
            when match in ('blank', 'unreadable', 'unclear') then []
            when match = 'unknown' then ['other']
            -- The one text that the codebook does not list is the label of Other.
            else coalesce(spellings.options, ['other'])
        end as options
    from matched
    left join spellings
        on matched.question = spellings.question and matched.text = spellings.text
)

select * from judged
