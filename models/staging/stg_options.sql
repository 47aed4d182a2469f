with

options as (
    select * from {{ source('codebook', 'options') }}
    where codebook_row > 1
),

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

typed as (
    select
        codebook_row,
        stated(cells['question']) as own_question,
        stated(cells['option']) as option,
        try_cast(cells['position'] as integer) as position,
        coalesce(stated(cells['label']), stated(cells['option'])) as label,
        try_cast(cells['value'] as double) as value,
        coalesce(stated(cells['offered']) = 'yes', false) as offered,
        stated(cells['role']) as role
    from options
),

shared as (
    select
        questions.question,
        typed.*
    from questions
    inner join typed
        on typed.own_question in (questions.question, questions.options_of)
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
