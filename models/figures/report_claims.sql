with

claims as (
    select * from {{ ref('claim_results') }}
),

words as (
    select map_from_entries(list({'key': item, 'value': text})) as say
    from {{ ref('survey_texts') }}
),

printed as (
    select
        claims.codebook_row,
        concat_ws(
            ', ', claims.claim, claims.question, claims.option,
            claims.by_question || ' = ' || claims.by_option, claims.measure
        ) as claim,
        claims.operator
        || ' '
        || if(
            claims.measure = 'share',
            printed(null, claims.expected, percent := words.say['say_percent']),
            claims.expected::decimal(18, 2)::varchar
        ) as expected,
        if(
            claims.measure = 'share',
            printed(null, claims.actual, percent := words.say['say_percent']),
            claims.actual::decimal(18, 2)::varchar
        ) as actual,
        claims.holds,
        if(claims.holds, words.say['say_yes'], words.say['say_no']) as says
    from claims
    cross join words
    order by claims.codebook_row
)

select
    codebook_row,
    claim,
    regexp_replace(expected, '\.00$', '') as expected,
    regexp_replace(actual, '\.00$', '') as actual,
    holds,
    says
from printed
