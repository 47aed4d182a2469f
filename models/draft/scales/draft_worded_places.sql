with

labels as (
    select * from {{ ref('draft_set_labels') }}
    where missing is null and not is_other
),

points as (
    select * from {{ ref('draft_scale_points') }}
),

exact as (
    select
        labels.set_position,
        labels.key,
        points.scale,
        points.place,
        -- The whole of it says more than how it begins.
        if(points.phrase = labels.phrase, 1000, 100 + length(points.phrase)) as weight
    from labels
    inner join points on points.phrase in (labels.phrase, labels.beginning)
),

-- How many times a month, a week or a day: how often. The numbers decide among those of
-- one period.
rates as (
    select
        labels.set_position,
        labels.key,
        'frequency' as scale,
        points.place,
        50 as weight
    from labels
    inner join points
        on
            points.scale = 'rate'
            and contains(' ' || labels.phrase || ' ', ' ' || points.phrase || ' ')
    where regexp_matches(labels.phrase, '\d')
),

-- Sentences that begin with points of one scale: "Never used it", "Sometimes use it".
begun as (
    select
        labels.set_position,
        labels.key,
        points.scale,
        points.place
    from labels
    inner join points
        on
            points.scale not in ('reply', 'middle')
            and split_part(labels.phrase, ' ', 1) = split_part(points.phrase, ' ', 1)
            and starts_with(labels.phrase, points.phrase || ' ')
    where labels.is_frequent and labels.role is null

    union all

    select
        labels.set_position,
        labels.key,
        points.scale,
        points.place
    from labels
    inner join points
        on
            is_unspaced(labels.phrase)
            and points.scale not in ('reply', 'middle')
            and length(points.phrase) > 1
            and starts_with(labels.phrase, points.phrase)
    where labels.is_frequent and labels.role is null
),

-- Where two answers are on a scale, another one may name a point of it in a sentence:
-- "I use it all the time" beside "Every day" and "Occasionally".
likely_scales as (
    select
        exact.set_position,
        exact.scale
    from exact
    inner join labels
        on exact.set_position = labels.set_position and exact.key = labels.key
    where labels.is_frequent and labels.role is null and exact.scale <> 'reply'
    group by exact.set_position, exact.scale
    having count(distinct exact.place) >= 2

    union

    select
        set_position,
        scale
    from begun
    group by set_position, scale
    having count(distinct place) >= 3
),

contained as (
    select
        labels.set_position,
        labels.key,
        likely_scales.scale,
        points.place,
        length(points.phrase)
        + if(starts_with(labels.phrase, points.phrase), 100, 0) as weight
    from labels
    inner join likely_scales on labels.set_position = likely_scales.set_position
    inner join points
        on
            likely_scales.scale = points.scale
            and if(
                is_unspaced(points.phrase),
                length(points.phrase) > 1 and contains(labels.phrase, points.phrase),
                contains(' ' || labels.phrase || ' ', ' ' || points.phrase || ' ')
            )
    where labels.is_frequent and labels.role is null
),

found as (
    select * from exact
    union all
    select * from rates
    union all
    select * from contained
)

select
    set_position,
    key,
    scale,
    arg_max(place, weight) as low
from found
group by set_position, key, scale
