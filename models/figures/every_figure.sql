with

figures as (
    select * from {{ ref('stg_figures') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

-- The report shows each question somewhere.
appendix as (
    select
        'appendix_' || questions.question as figure,
        questions.position,
        'bar' as kind,
        questions.question,
        'share' as measure,
        'all' as options,
        if(questions.kind = 'ordered', 'codebook', 'value') as sort,
        true as is_appendix
    from questions
    left join figures
        on
            questions.question = figures.question
            or questions.grid = figures.question
    where figures.figure is null and questions.question <> 'wave'
),

every_figure as (
    select
        figures.*,
        false as is_appendix
    from figures
    union all by name
    select * from appendix
)

select * from every_figure
