with

figures as (
    select * from {{ ref('every_figure') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

-- A figure is of a question, or of all questions of a grid, whose options are one.
members as (
    select
        figures.figure,
        figures.kind,
        figures.question as question_or_grid,
        figures.by_question,
        figures.by_options,
        figures.options,
        figures.measure,
        questions.question,
        questions.label,
        questions.grid = figures.question as is_grid,
        row_number() over (
            partition by figures.figure order by questions.position
        ) as position,
        -- One question keeps one order, that of its first figure.
        first_value(figures.sort) over (
            partition by figures.question
            order by figures.is_appendix, figures.position, figures.figure
        ) as sort
    from figures
    inner join questions on figures.question in (questions.question, questions.grid)
)

select * from members
