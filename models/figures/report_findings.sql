with

coding_report as (
    select * from {{ ref('coding_report') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

words as (
    select map_from_entries(list({'key': item, 'value': text})) as say
    from {{ ref('survey_texts') }}
),

-- How much of it, and never what somebody wrote.
summed as (
    select
        finding,
        question,
        count(*) as findings,
        sum(respondents) as respondents
    from coding_report
    group by finding, question
),

findings as (
    select
        summed.finding,
        typeset(coalesce(questions.label, summed.question, '')) as question,
        grouped(summed.findings, thousands := words.say['say_thousands']) as findings,
        coalesce(
            grouped(summed.respondents, thousands := words.say['say_thousands']), ''
        ) as people
    from summed
    left join questions on summed.question = questions.question
    cross join words
    order by summed.respondents desc nulls last, summed.finding, summed.question
)

select * from findings
