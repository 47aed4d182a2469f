with

adverbs as (
    select
        strength::integer as strength,
        language,
        -- Without any, a word says most of what it can say.
        unnest(string_split(coalesce(words, ''), '|')) as adverb
    from {{ ref('adverbs') }}
),

adjectives as (
    select
        scale,
        direction::integer as direction,
        language,
        unnest(string_split(words, '|')) as adjective
    from {{ ref('adjectives') }}
),

-- What is not dissatisfied is anywhere on the scale.
combined as (
    select
        adjectives.scale,
        draft_phrase(
            adverbs.adverb
            || if(adjectives.language in ('ja', 'zh'), '', ' ')
            || adjectives.adjective
        ) as phrase,
        adjectives.direction * adverbs.strength as place
    from adjectives
    inner join adverbs
        on
            adjectives.language = adverbs.language
            and (adjectives.direction = 1 or adverbs.strength > 0)
),

named as (
    select
        scale,
        draft_phrase(unnest(string_split(words, '|'))) as phrase,
        place::double as place
    from {{ ref('scale_words') }}
),

two_sided as (
    select distinct scale
    from adjectives
    where direction < 0
),

neither as (
    select
        ups.scale,
        unnest([
            format('neither {} nor {}', ups.adjective, downs.adjective),
            format('neither {} or {}', ups.adjective, downs.adjective),
            format('neither {} nor {}', downs.adjective, ups.adjective),
            format('neither {} or {}', downs.adjective, ups.adjective)
        ]) as phrase,
        0 as place
    from adjectives as ups
    inner join adjectives as downs
        on
            ups.scale = downs.scale and ups.direction > downs.direction
            and ups.language = 'en' and downs.language = 'en'

    union all

    -- What is the middle of any scale that has two sides.
    select
        scales.scale,
        named.phrase,
        0 as place
    from two_sided as scales
    cross join named
    where named.scale = 'middle'
),

-- A phrase with a place of its own has it whatever its adverb is.
points as (
    select
        *,
        1 as preference
    from named
    union all by name
    select
        *,
        2 as preference
    from combined
    union all by name
    select
        *,
        3 as preference
    from neither
)

select
    scale,
    phrase,
    arg_min(place, preference)::double as place
from points
where phrase <> ''
group by scale, phrase
