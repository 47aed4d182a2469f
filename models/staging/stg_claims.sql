with

claims as (
    select * from {{ ref('claims') }}
),

complete as (
    select
        null::varchar as claim,
        null::varchar as question,
        null::varchar as option,
        null::varchar as by_question,
        null::varchar as by_option,
        null::varchar as measure,
        null::varchar as operator,
        null::varchar as value,
        null::varchar as tolerance
    where false

    union all by name

    select
        *,
        row_number() over () + 1 as codebook_row
    from claims
),

typed as (
    select
        codebook_row,
        trim(claim) as claim,
        nullif(trim(question), '') as question,
        nullif(trim(option), '') as option,
        [trim(slug) for slug in string_split(nullif(trim(option), ''), '|')] as options,
        nullif(trim(by_question), '') as by_question,
        nullif(trim(by_option), '') as by_option,
        [trim(slug) for slug in string_split(nullif(trim(by_option), ''), '|')]
            as by_options,
        trim(measure) as measure,
        trim(operator) as operator,
        try_cast(value as double) as expected,
        coalesce(try_cast(tolerance as double), 0) as tolerance
    from complete
    where claim is not null
)

select * from typed
