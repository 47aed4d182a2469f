with

questions as (
    select * from {{ ref('questions') }}
),

complete as (
    select
        null::varchar as question,
        null::varchar as position,
        null::varchar as kind,
        null::varchar as delimiter,
        null::varchar as other,
        null::varchar as base,
        null::varchar as header,
        null::varchar as wording,
        null::varchar as blank,
        null::varchar as asked,
        null::varchar as options_of,
        null::varchar as format
    where false

    union all by name

    select
        *,
        row_number() over () + 1 as codebook_row
    from questions
),

typed as (
    select
        codebook_row,
        trim(question) as question,
        try_cast(position as integer) as position,
        trim(kind) as kind,
        trim(kind) in ('single', 'ordered', 'multi') as is_coded,
        replace(delimiter, '\n', chr(10)) as delimiter,
        coalesce(trim(other) = 'yes', false) as is_open,
        trim(base) as base,
        {{ normalised('header') }} as header,
        coalesce(nullif(trim(wording), ''), trim(header)) as wording,
        nullif(trim(blank), '') as blank,
        nullif(trim(asked), '') as asked,
        nullif(trim(options_of), '') as options_of,
        nullif(trim(format), '') as format
    from complete
    where question is not null
)

select * from typed
