-- What does the choice of a base do to a share?
-- Published: the counts of figures 8 to 11.
with

bases as (
    select * from {{ ref('question_bases') }}
    where kind = 'multi'
),

results as (
    select * from {{ ref('question_results') }}
    where offered and question in (select bases.question from bases)
),

compared as (
    select
        question,
        label,
        respondents,
        round(share_of_respondents, 3) as share_of_respondents,
        round(share_of_answered, 3) as share_of_answered,
        round(respondents / sum(respondents) over (partition by question), 3)
            as share_of_mentions
    from results
    order by question, position
)

select * from compared
