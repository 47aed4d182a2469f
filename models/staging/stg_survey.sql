with

survey as (
    select * from {{ ref('survey') }}
),

complete as (
    select
        null::varchar as item,
        null::varchar as text
    where false

    union all by name

    select
        *,
        row_number() over () + 1 as codebook_row
    from survey
),

typed as (
    select
        codebook_row,
        trim(item) as item,
        trim(text) as text
    from complete
    where item is not null
)

select * from typed
