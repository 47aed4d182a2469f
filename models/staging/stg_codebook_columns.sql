with

known as (
    select * from codebook_columns()
),

every_row as (
    select
        *,
        'survey' as file
    from {{ source('codebook', 'survey') }}
    union all
    select
        *,
        'questions' as file
    from {{ source('codebook', 'questions') }}
    union all
    select
        *,
        'options' as file
    from {{ source('codebook', 'options') }}
    union all
    select
        *,
        'spellings' as file
    from {{ source('codebook', 'spellings') }}
    union all
    select
        *,
        'nets' as file
    from {{ source('codebook', 'nets') }}
    union all
    select
        *,
        'waves' as file
    from {{ source('codebook', 'waves') }}
    union all
    select
        *,
        'figures' as file
    from {{ source('codebook', 'figures') }}
    union all
    select
        *,
        'claims' as file
    from {{ source('codebook', 'claims') }}
),

found as (
    select
        file,
        unnest(map_keys(cells)) as name
    from every_row
    where codebook_row = 1
),

known_or_found as (
    select
        coalesce(known.file, found.file) as file,
        coalesce(known.name, found.name) as name,
        known.position,
        known.name is not null as is_known,
        coalesce(known.is_required, false) as is_required,
        found.name is not null as is_found
    from known
    full join found on known.file = found.file and known.name = found.name
)

select * from known_or_found
