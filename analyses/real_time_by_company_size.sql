-- Who serves models in real time, by the size of their company?
-- Stand-in data: which of these answers go together was not published.
with

people as (
    select * from {{ ref('respondents') }}
),

counted as (
    select
        company_size,
        count(*) as respondents,
        count(*) filter (where list_contains(output_methods, 'realtime_api'))
            as in_real_time,
        round(in_real_time / respondents, 2) as share_of_respondents
    from people
    group by company_size
)

select * from counted
order by company_size
