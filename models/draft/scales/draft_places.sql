with

sets as (
    select * from {{ ref('draft_sets') }}
),

labels as (
    select * from {{ ref('draft_set_labels') }}
    where missing is null and not is_other
),

amounts as (
    select * from {{ ref('draft_amounts') }}
),

adverbs as (
    select
        strength::integer as strength,
        unnest(string_split(coalesce(words, ''), '|')) as adverb
    from {{ ref('adverbs') }}
),

-- 1 … 5, and 5 - Excellent, 5 (excellent), (5) Excellent; 1st, 2º, 3位.
numbered as (
    select
        set_position,
        key,
        'numbers' as scale,
        regexp_extract(label, '-?\d+(\.\d+)?')::double as low,
        0 as high
    from labels
    where regexp_full_match(
        label,
        '-?\d+(\.\d+)?|\W?\d{1,2}\s*[-–—.:=)(]\D*|'
        || '\d{1,2}\s*(st|nd|rd|th|[.ºª°位위등]|er|re|e|ème|eme)'
    )
),

ranges as (
    select
        sets.set_position,
        amounts.key,
        'ranges' as scale,
        min(amounts.low) as low,
        min(amounts.high) as high
    from amounts
    inner join sets on amounts.position = sets.position
    where amounts.is_range
    group by sets.set_position, amounts.key
),

worded as (
    select
        *,
        0 as high
    from {{ ref('draft_worded_places') }}
),

-- One thing in several degrees: not at all masculine, somewhat masculine, very
-- masculine.
degrees as (
    select
        labels.set_position,
        labels.key,
        arg_max(adverbs.strength, length(adverbs.adverb)) as low,
        trim(labels.phrase[max(length(adverbs.adverb)) + 1:]) as thing
    from labels
    inner join adverbs
        on
            adverbs.adverb = ''
            or starts_with(labels.phrase, adverbs.adverb || ' ')
    where labels.is_frequent and labels.is_answer
    group by labels.set_position, labels.key, labels.phrase
),

things as (
    select
        set_position,
        thing
    from degrees
    group by set_position, thing
    having count(distinct low) >= 3 or (count(distinct low) = 2 and min(low) < 0)
),

places as (
    select * from numbered
    union all by name
    select * from ranges
    union all by name
    select * from worded
    union all by name
    select
        degrees.set_position,
        degrees.key,
        'degree' as scale,
        degrees.low,
        0 as high
    from degrees
    inner join things
        on degrees.set_position = things.set_position and degrees.thing = things.thing
)

select * from places
