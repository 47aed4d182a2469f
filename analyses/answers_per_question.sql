-- How many options do people choose where they may choose several?
-- Stand-in data: how many answers one person gave was not published.
with

answers as (
    select * from {{ ref('answers') }}
),

bases as (
    select * from {{ ref('question_bases') }}
    where kind = 'multi'
),

chosen as (
    select
        question,
        respondent_id,
        count(*) as options
    from answers
    group by question, respondent_id
),

summarised as (
    select
        bases.question,
        bases.answered,
        round(avg(chosen.options), 2) as options_per_person,
        max(chosen.options) as most_options
    from bases
    inner join chosen on bases.question = chosen.question
    group by bases.question, bases.answered
)

select * from summarised
order by question
