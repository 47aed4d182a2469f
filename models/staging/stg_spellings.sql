with

spellings as (
    select * from {{ ref('spellings') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

options as (
    select * from {{ ref('stg_options') }}
    -- Every question has an option Other; its label is no answer that people give.
    where option <> 'other'
),

complete as (
    select
        null::varchar as question,
        null::varchar as spelling,
        null::varchar as option,
        null::varchar as found_in
    where false

    union all by name

    select
        *,
        row_number() over () + 1 as codebook_row
    from spellings
),

typed as (
    select
        codebook_row,
        trim(question) as question,
        {{ normalised('spelling') }} as spelling,
        nullif(trim(option), '') as option
    from complete
    where question is not null
),

shared as (
    select
        questions.question,
        typed.codebook_row,
        ends_with(typed.spelling, '*') as is_prefix,
        if(is_prefix, left(typed.spelling, -1), typed.spelling) as spelling,
        typed.option
    from questions
    inner join typed
        on typed.question in (questions.question, questions.options_of)
),

labels as (
    select
        question,
        false as is_prefix,
        {{ normalised('label') }} as spelling,
        option
    from options
),

every_spelling as (
    select * from shared
    union all by name
    select * from labels
),

-- One spelling may stand for several options of a question with several answers.
gathered as (
    select
        question,
        {{ without_zero_decimals('spelling') }} as spelling,
        is_prefix,
        list(distinct option order by option) filter (option is not null) as options,
        min(codebook_row) as codebook_row
    from every_spelling
    group by all
)

select * from gathered
