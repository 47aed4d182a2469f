with

survey as (
    {{ codebook_rows('survey') | indent }}
),

typed as (
    select
        trim(item) as item,
        trim(text) as text
    from survey
    where item is not null
)

select * from typed
