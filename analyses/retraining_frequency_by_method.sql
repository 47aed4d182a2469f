-- Do people who retrain automatically keep to a schedule?
-- Published: the cross-tab of figure 7.
with

people as (
    select * from {{ ref('respondents') }}
    where retrain_method in ('automatically', 'manually')
),

counted as (
    select
        retrain_method,
        count(*) as respondents,
        count(*) filter (where retrain_frequency in ('daily', 'weekly', 'monthly'))
            as on_a_schedule,
        count(*) filter (where retrain_frequency = 'randomly') as ad_hoc
    from people
    group by retrain_method
)

select * from counted
order by retrain_method
