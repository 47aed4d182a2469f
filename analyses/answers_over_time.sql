-- When did the answers come in?
-- Stand-in data: no figure shows when people answered.
with

people as (
    select * from {{ ref('respondents') }}
),

weeks as (
    select
        date_trunc('week', submitted_at)::date as week,
        count(*) as respondents
    from people
    group by week
)

select * from weeks
order by week
