with

claims as (
    {{ codebook_rows('claims') | indent }}
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
    from claims
    where claim is not null
)

select * from typed
