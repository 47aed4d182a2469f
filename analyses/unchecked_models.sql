-- Who serves many models and checks them rarely or never?
-- Stand-in data: which of these answers go together was not published.
with

people as (
    select * from {{ ref('respondents') }}
),

unchecked as (
    select
        num_models,
        company_size,
        count(*) as respondents
    from people
    where
        num_models >= '10-20'::num_models
        and list_has_any(perf_checking_frequency, ['rarely', 'never'])
    group by num_models, company_size
)

select * from unchecked
order by num_models, company_size
