with

responses as (
    select list_value(*columns(*)) as cells
    from (
        select columns(*)::varchar
        from {{ draft_rows(has_header=true) | indent(8) }}
        -- A ranking shows in the first of its rows.
        limit 10000 -- noqa: AM09
    )
),

labels as (
    select * from {{ ref('draft_set_labels') }}
    where is_frequent and is_answer
),

answers as (
    select
        set_position,
        count(*) as answers
    from labels
    group by set_position
),

batteries as (
    select
        set_position,
        battery,
        list(position) as positions
    from {{ ref('draft_sets') }}
    where battery is not null
    group by set_position, battery
    having count(*) > 1
),

-- Three questions of two answers repeat one.
candidates as (
    select batteries.*
    from batteries
    inner join answers on batteries.set_position = answers.set_position
    where answers.answers >= len(batteries.positions)
),

answered as (
    select
        candidates.set_position,
        candidates.battery,
        candidates.positions,
        [
            trimmed(cell)
            for cell in list_select(responses.cells, candidates.positions)
            if not is_blank(cell) and not is_no(cell)
        ] as cells
    from responses
    cross join candidates
),

counted as (
    select
        set_position,
        battery,
        any_value(positions) as positions,
        count(*) as people,
        count(*) filter (where len(list_distinct(cells)) < len(cells)) as repeating
    from answered
    where len(cells) > 1
    group by set_position, battery
)

-- Who answers several questions repeats answers; who ranks gives none twice.
select
    set_position,
    battery,
    unnest(positions) as position
from counted
where people >= 10 and repeating <= 0.02 * people
