-- No phrase stands on two places of one scale, nor a word for one thing and another.
with

phrases as (
    select
        scale,
        place,
        unnest(string_split(words, '|')) as phrase
    from {{ ref('scale_words') }}
),

adverbs as (
    select
        strength,
        language,
        unnest(string_split(words, '|')) as adverb
    from {{ ref('adverbs') }}
),

range_words as (
    select
        means,
        unnest(string_split(words, '|')) as words
    from {{ ref('range_words') }}
),

places as (
    select
        scale || ': ' || draft_phrase(phrase) as phrase,
        place as meaning
    from phrases

    union all

    select
        'adverb, ' || language || ': ' || adverb as phrase,
        strength as meaning
    from adverbs

    union all

    select
        'range: ' || words as phrase,
        means as meaning
    from range_words

    union all

    select
        'missing: ' || word as phrase,
        means as meaning
    from {{ ref('missing_words') }}
)

select
    phrase,
    string_agg(distinct meaning, ', ') as meanings
from places
group by phrase
having count(distinct meaning) > 1
