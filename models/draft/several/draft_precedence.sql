with

several as (
    select * from {{ ref('draft_several') }}
),

candidates as (
    select * from {{ ref('draft_candidates') }}
),

answers as (
    select answers.*
    from {{ ref('draft_answers') }} as answers
    inner join several
        on
            answers.position = several.position
            and answers.delimiter = several.delimiter
    inner join candidates
        on
            answers.position = candidates.position
            and answers.key = candidates.key
            and candidates.is_option
),

pairs as (
    select
        before.position,
        before.key,
        after.key as other_key,
        sum(sign(after.place - before.place) * before.respondents) as balance
    from answers as before
    inner join answers as after
        on
            before.position = after.position
            and before.cell = after.cell
            and before.key <> after.key
    group by before.position, before.key, after.key
)

select
    position,
    key,
    count(*) filter (where balance > 0) - count(*) filter (where balance < 0)
        as precedence
from pairs
group by position, key
