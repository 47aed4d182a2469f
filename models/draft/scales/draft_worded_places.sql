with

labels as (
    select * from {{ ref('draft_set_labels') }}
    where missing is null and not is_other
),

points as (
    select * from {{ ref('draft_scale_points') }}
),

-- What many people said, in whatever words.
sentences as (
    select * from labels
    where is_frequent and role is null
),

beginnings as (
    select * from points
    where scale not in ('reply', 'middle')
),

exact as (
    select
        labels.set_position,
        labels.key,
        points.scale,
        points.place,
        -- The whole of it says more than how it begins.
        if(points.phrase = labels.phrase, 1000, 100 + length(points.phrase)) as weight
    from (
        select
            *,
            unnest(list_distinct([phrase, beginning])) as words
        from labels
    ) as labels
    inner join points on labels.words = points.phrase
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
        sentences.set_position,
        sentences.key,
        beginnings.scale,
        beginnings.place
    from sentences
    inner join beginnings
        -- DuckDB finds a first word without looking at each of them.
        on
            split_part(sentences.phrase, ' ', 1) = split_part(beginnings.phrase, ' ', 1)
            and starts_with(sentences.phrase, beginnings.phrase || ' ')

    union all

    select
        sentences.set_position,
        sentences.key,
        beginnings.scale,
        beginnings.place
    from sentences
    inner join beginnings
        on
            is_unspaced(sentences.phrase)
            and length(beginnings.phrase) > 1
            and starts_with(sentences.phrase, beginnings.phrase)
),

-- Where two answers are on a scale, another one may name a point of it in a sentence:
-- "I use it all the time" beside "Every day" and "Occasionally".
likely_scales as (
    select
        exact.set_position,
        exact.scale
    from exact
    inner join sentences
        on exact.set_position = sentences.set_position and exact.key = sentences.key
    where exact.scale <> 'reply'
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
        sentences.set_position,
        sentences.key,
        likely_scales.scale,
        points.place,
        length(points.phrase)
        + if(starts_with(sentences.phrase, points.phrase), 100, 0) as weight
    from sentences
    inner join likely_scales on sentences.set_position = likely_scales.set_position
    inner join points
        on
            likely_scales.scale = points.scale
            and if(
                is_unspaced(points.phrase),
                length(points.phrase) > 1 and contains(sentences.phrase, points.phrase),
                contains(' ' || sentences.phrase || ' ', ' ' || points.phrase || ' ')
            )
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
