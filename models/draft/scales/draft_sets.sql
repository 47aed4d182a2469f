with

facts as (
    select * from {{ ref('draft_facts') }}
),

divided as (
    select * from {{ ref('draft_headers_divided') }}
    where preference > 1
),

labels as (
    select * from {{ ref('draft_labels') }}
),

closed as (
    select
        labels.position,
        count(*) filter (where labels.is_frequent) as labels,
        coalesce(sum(labels.respondents) filter (where labels.is_frequent), 0)
            as respondents,
        list_sort(list(labels.key) filter (where labels.is_frequent)) as keys,
        list(labels.key) as every_key,
        bool_and(regexp_full_match(labels.key, '-?\d+(\.\d+)?'))
            filter (where labels.is_frequent) as is_numeric,
        max(try_cast(labels.key as double))
            filter (where labels.is_frequent) as highest,
        bool_and(is_yes(labels.label) or is_no(labels.label))
            filter (where labels.is_frequent) as is_reply
    from labels
    where labels.is_answer and not labels.is_several
    group by labels.position
    having count(*) filter (where labels.is_frequent) between 2 and 20
),

likely as (
    select closed.*
    from closed
    inner join facts on closed.position = facts.position
    where closed.respondents >= 0.6 * facts.answered and not closed.is_reply
),

-- A battery: each column has the answers of the one before.
neighbours as (
    select
        *,
        sum(if(is_alike, 0, 1)) over (order by position) as battery
    from (
        select
            *,
            coalesce(
                len(list_intersect(keys, lag(keys) over (order by position)))
                >= greatest(
                    2,
                    0.7 * least(labels, lag(labels) over (order by position))
                )
                -- Each has one that the other has not: those are two scales.
                and (
                    list_has_all(lag(every_key) over (order by position), keys)
                    or list_has_all(every_key, lag(keys) over (order by position))
                ),
                false
            ) as is_alike
        from likely
    ) as compared
),

related as (
    select
        a.position,
        b.position as other_position
    from neighbours as a
    inner join neighbours as b on a.battery = b.battery

    union

    select
        a.position,
        b.position as other_position
    from divided as a
    inner join divided as b on a.stem = b.stem
),

representatives as (
    select
        a.position,
        first(
            b.position
            order by b.labels desc, b.respondents desc, b.position
        ) as set_position
    from likely as a
    inner join likely as b
        on
            (a.keys = b.keys and a.labels > 2 and not a.is_numeric)
            or (
                a.labels <= b.labels
                and len(list_intersect(a.keys, b.keys)) >= greatest(2, 0.7 * a.labels)
                -- From 1 to 5 is another scale than from 1 to 10.
                and a.highest is not distinct from b.highest
                and (a.position, b.position) in (
                    select (position, other_position) from related
                )
            )
    group by a.position
),

-- Of a representative that has one itself, that one.
roots as (
    select
        representatives.position,
        coalesce(further.set_position, representatives.set_position) as set_position
    from representatives
    left join representatives as further
        on representatives.set_position = further.position
)

select
    facts.position,
    coalesce(roots.set_position, facts.position) as set_position,
    count(*) over (
        partition by coalesce(roots.set_position, facts.position)
    ) as set_columns,
    neighbours.battery
from facts
left join roots on facts.position = roots.position
left join neighbours on facts.position = neighbours.position
