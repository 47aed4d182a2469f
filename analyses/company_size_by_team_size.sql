-- How large are the ML teams of small and of large companies?
-- Published: the cross-tab of figure 3.
with

people as (
    select * from {{ ref('respondents') }}
),

counted as (
    select
        company_size,
        count(*) as respondents,
        count(*) filter (where num_ml_employees <= '5-10'::num_ml_employees)
            as up_to_ten_people
    from people
    where company_size is not null
    group by company_size
)

select * from counted
order by company_size
