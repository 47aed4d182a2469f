with

questions as (
    select * from {{ ref('stg_questions') }}
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent and by_question is null and among is null
),

-- Of a question that may not be read, nothing is known.
counted as (
    select
        questions.question,
        coalesce(sum(combinations.respondents), 0)::bigint as total_respondents,
        coalesce(sum(combinations.respondents) filter (
            where combinations.asked
        ), 0)::bigint as asked,
        coalesce(sum(combinations.respondents) filter (
            where combinations.answered
        ), 0)::bigint as answered,
        coalesce(sum(combinations.respondents) filter (
            where combinations.options is null and combinations.asked
        ), 0)::bigint as left_blank,
        coalesce(sum(combinations.respondents) filter (
            where combinations.options = ['other']
        ), 0)::bigint as not_coded
    from questions
    left join combinations on questions.question = combinations.question
    where questions.kind <> 'excluded'
    group by questions.question
),

bases as (
    select
        questions.question,
        questions.position,
        questions.header,
        questions.wording,
        questions.label,
        questions.grid,
        questions.kind,
        questions.base,
        counted.total_respondents,
        counted.asked,
        counted.answered,
        counted.left_blank,
        counted.not_coded
    from questions
    left join counted on questions.question = counted.question
    order by questions.position, questions.question
)

select * from bases
