with

options as (
    {{ codebook_rows('options') | indent }}
),

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

typed as (
    select
        codebook_row,
        trim(question) as question,
        trim(option) as option,
        try_cast(position as integer) as position,
        coalesce(trim(label), trim(option)) as label,
        try_cast(value as double) as value,
        coalesce(trim(offered) = 'yes', false) as offered,
        nullif(trim(role), '') as role
    from options
    where question is not null
),

shared as (
    select
        questions.question,
        typed.* exclude (question) -- noqa: RF02
    from questions
    inner join typed
        on typed.question in (questions.question, questions.options_of)
),

-- What the codebook does not know is counted too, as the last option of its question.
other as (
    select
        questions.question,
        'other' as option,
        'Other' as label,
        false as offered
    from questions
    anti join shared on questions.question = shared.question and shared.option = 'other'
),

every_option as (
    select * from shared
    union all by name
    select * from other
),

placed as (
    select
        question,
        option,
        row_number() over (
            partition by question order by position nulls last, codebook_row
        ) as position,
        label,
        value,
        offered,
        role,
        codebook_row
    from every_option
)

select * from placed
