-- Which ways of tracking performance go together?
-- Stand-in data: which of these answers go together was not published.
with

answers as (
    select * from {{ ref('answers') }}
    where question = 'perf_tracking_methods'
),

pairs as (
    select
        answers.option,
        others.option as together_with,
        count(*) as respondents
    from answers
    inner join answers as others
        on
            answers.respondent_id = others.respondent_id
            and answers.option < others.option
    group by answers.option, others.option
)

select * from pairs
order by respondents desc, option, together_with
