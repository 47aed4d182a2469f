with

texts as (
    select * from {{ ref('draft_amount_texts') }}
),

units as (
    select * from {{ ref('units') }}
),

range_words as (
    select
        means,
        unnest(string_split(words, '|')) as words
    from {{ ref('range_words') }}
),

-- Words that say nothing about what is counted.
vocabulary as (
    select list(distinct word) as words
    from (
        select unnest(string_split(words, ' ')) as word from range_words
        union all
        select unit from units
    ) as known_words
),

distinct_texts as (
    select distinct
        text,
        ' ' || trim(regexp_replace(text, '[^\p{L}\p{M}'']+', ' ', 'g')) || ' ' as words,
        regexp_extract_all(text, '(\d+(?:\.\d+)?)[\s+]*([\p{L}\p{M}]*)', 1) as numbers,
        regexp_extract_all(text, '(\d+(?:\.\d+)?)[\s+]*([\p{L}\p{M}]*)', 2)
            as words_after
    from texts
),

worded as (
    select
        distinct_texts.text,
        bool_or(range_words.means = 'below') as says_below,
        bool_or(range_words.means = 'above') as says_above
    from distinct_texts
    inner join range_words
        on contains(distinct_texts.words, ' ' || range_words.words || ' ')
    group by distinct_texts.text
)

select
    distinct_texts.text,
    distinct_texts.numbers,
    distinct_texts.words_after,
    -- Between two numbers, these words say something else.
    len(distinct_texts.numbers) = 1 and (
        regexp_matches(distinct_texts.text, '[<≤]')
        or coalesce(worded.says_below, false)
    ) as is_below,
    not is_below and (
        regexp_matches(distinct_texts.text, '[>≥]|\d\s*[\p{L}]*\s*\+')
        or (
            len(distinct_texts.numbers) = 1 and coalesce(worded.says_above, false)
        )
    ) as is_above,
    -- What is counted: people, employees, times a week; of one as of several.
    array_to_string(
        [
            left(word, 4)
            for word in string_split(trim(distinct_texts.words), ' ')
            if word <> '' and not list_contains(vocabulary.words, word)
        ],
        ' '
    ) as counted
from distinct_texts
cross join vocabulary
left join worded on distinct_texts.text = worded.text
