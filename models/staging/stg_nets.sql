with

nets as (
    select * from {{ source('codebook', 'nets') }}
    where codebook_row > 1
),

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

typed as (
    select
        codebook_row,
        stated(cells['question']) as question_or_grid,
        stated(cells['net']) as net,
        try_cast(cells['position'] as integer) as position,
        coalesce(stated(cells['label']), stated(cells['net'])) as label,
        listed(cells['options']) as options
    from nets
),

-- A net of a grid is one of each of its questions.
of_questions as (
    select
        questions.question,
        typed.net,
        row_number() over (
            partition by questions.question
            order by typed.position nulls last, typed.codebook_row
        ) as position,
        typed.label,
        typed.options,
        typed.codebook_row
    from questions
    inner join typed
        on typed.question_or_grid in (questions.question, questions.grid)
)

select * from of_questions
