-- How many people stand behind a model? The middle of each bucket over the middle of
-- the other; an open bucket counts as its lower end.
-- Published: the cross-tab of figure 4, whose counts are all that is used.
with

people as (
    select * from {{ ref('respondents') }}
    where num_ml_employees is not null and num_models is not null
),

bounds as (
    select
        num_models,
        num_ml_employees,
        [x::integer for x in regexp_extract_all(num_models::varchar, '\d+')]
            as model_bounds,
        [x::integer for x in regexp_extract_all(num_ml_employees::varchar, '\d+')]
            as people_bounds
    from people
),

middles as (
    select
        num_models,
        list_avg(people_bounds) / list_avg(model_bounds) as people_per_model
    from bounds
),

summarised as (
    select
        num_models,
        count(*) as respondents,
        round(median(people_per_model), 1) as median_people_per_model
    from middles
    group by num_models
)

select * from summarised
order by num_models
