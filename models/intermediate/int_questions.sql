-- noqa: disable=LT01,LT02
with

questions as (
    select * from {{ ref('stg_questions') }}
    where kind <> 'excluded'
),

options as (
    select
        question,
        list(option order by position) as options,
        list(option) filter (where role = 'screened_out') as screened_out
    from {{ ref('stg_options') }}
    group by question
),

columns as (
    select
        question,
        list(column_name order by position) filter (where option is null and is_first)
            as columns,
        list({'option': option, 'column': column_name} order by position)
            filter (where option is not null) as option_columns
    from {{ ref('stg_columns') }}
    group by question
),

-- The first timestamp is when people answered.
named as (
    select
        questions.question,
        if(
            questions.kind = 'timestamp'
            and row_number() over (
                partition by questions.kind order by questions.position
            ) = 1,
            'submitted_at',
            questions.question
        ) as name,
        questions.position,
        questions.kind,
        questions.is_coded,
        questions.format,
        questions.wording,
        questions.blank,
        questions.asked_question,
        questions.asked_options,
        options.options,
        options.screened_out,
        columns.columns,
        columns.option_columns
    from questions
    left join options on questions.question = options.question
    left join columns on questions.question = columns.question
)

select * from named
