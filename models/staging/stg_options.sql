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
        stated_number(cells['value']) as value,
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

waves as (
    select
        'wave' as question,
        wave as option,
        position,
        label,
        false as offered,
        codebook_row
    from {{ ref('stg_waves') }}
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
    select * from waves
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
        codebook_row,
        option <> 'other' and coalesce(role <> 'missing', true) as is_ranked,
        option <> 'other'
        and coalesce(role not in ('missing', 'off_scale', 'screened_out'), true)
            as is_on_scale
    from every_option
),

-- A scale has a mean if each of its options has a value.
scaled as (
    select
        placed.*,
        if(
            placed.is_on_scale
            and questions.kind <> 'multi'
            and bool_and(placed.value is not null or not placed.is_on_scale)
                over (partition by placed.question),
            placed.value,
            null
        ) as scale_value
    from placed
    inner join questions on placed.question = questions.question
)

select * from scaled
