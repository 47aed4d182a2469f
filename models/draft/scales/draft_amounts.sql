with

texts as (
    select * from {{ ref('draft_amount_texts') }}
),

units as (
    select
        unit,
        factor::double as factor
    from {{ ref('units') }}
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
        bool_or(range_words.means = 'below') as is_below,
        bool_or(range_words.means = 'above') as is_above
    from distinct_texts
    inner join range_words
        on contains(distinct_texts.words, ' ' || range_words.words || ' ')
    group by distinct_texts.text
),

read as (
    select
        distinct_texts.text,
        distinct_texts.numbers,
        distinct_texts.words_after,
        -- Between two numbers, these words say something else.
        len(distinct_texts.numbers) = 1 and (
            regexp_matches(distinct_texts.text, '[<≤]')
            or coalesce(worded.is_below, false)
        ) as is_below,
        not is_below and (
            regexp_matches(distinct_texts.text, '[>≥]|\d\s*[\p{L}]*\s*\+')
            or (
                len(distinct_texts.numbers) = 1 and coalesce(worded.is_above, false)
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
),

numbers as (
    select
        texts.position,
        texts.key,
        unnest(read.numbers)::double as number,
        unnest(read.words_after) as word,
        generate_subscripts(read.numbers, 1) as place
    from texts
    inner join read on texts.text = read.text
    where len(read.numbers) between 1 and 2
),

-- In 1 - 3 years, both numbers are years; so are they in 1 - 3 beside "a year".
usual_units as (
    select
        numbers.position,
        arg_min(units.factor, units.factor) as factor
    from numbers
    inner join units on numbers.word = units.unit
    group by numbers.position
),

amounts as (
    select
        numbers.*,
        numbers.number * coalesce(
            units.factor,
            lead(units.factor) over (
                partition by numbers.position, numbers.key order by numbers.place
            ),
            usual_units.factor,
            1
        ) as amount
    from numbers
    left join units on numbers.word = units.unit
    left join usual_units on numbers.position = usual_units.position
),

bounds as (
    select
        position,
        key,
        arg_min(amount, place) as first_amount,
        arg_max(amount, place) as last_amount
    from amounts
    group by position, key
),

ranges as (
    select
        texts.position,
        texts.key,
        texts.respondents,
        read.counted,
        if(read.is_below, 0, bounds.first_amount) as low,
        if(read.is_above, 'infinity'::double, bounds.last_amount) as high
    from texts
    inner join read on texts.text = read.text
    inner join bounds on texts.position = bounds.position and texts.key = bounds.key
),

-- All ranges of a scale count the same.
usual as (
    select
        position,
        arg_max(counted, ranges_of) as counted
    from (
        select
            position,
            counted,
            count(*) as ranges_of
        from ranges
        group by position, counted
    ) as times
    where counted <> ''
    group by position
)

select
    ranges.*,
    (
        ranges.counted in ('', usual.counted)
        or list_has_all(
            string_split(usual.counted, ' '), string_split(ranges.counted, ' ')
        )
    )
    and len(string_split(ranges.counted, ' ')) <= 3 as is_range
from ranges
left join usual on ranges.position = usual.position
where ranges.low <= ranges.high
