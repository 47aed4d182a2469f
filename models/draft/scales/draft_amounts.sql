with

every_label as (
    select * from {{ ref('draft_labels') }}
    where missing is null
),

-- Columns that are closed: many people give the same answers.
closed as (
    select position
    from every_label
    group by position
    having
        coalesce(sum(respondents) filter (where is_frequent), 0)
        >= 0.4 * sum(respondents)
),

labels as (
    select every_label.*
    from every_label
    semi join closed on every_label.position = closed.position
    where
        length(label) <= 60
        and not regexp_full_match(label, '-?\d+(\.\d+)?')
),

units as (
    select
        unit,
        factor::double as factor
    from {{ ref('units') }}
    where factor is not null
),

number_words as (
    select * from {{ ref('number_words') }}
),

range_words as (
    select
        means,
        unnest(string_split(words, '|')) as words,
        language in ('zh', 'ja', 'ko', 'th') as is_unspaced
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

-- 1,000,000, 1 000 000 and 1.000.000 are 1000000.
plain as (
    select
        position,
        key,
        respondents,
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        ' ' || lower(label), '\([^)]*\)?', ' ', 'g'
                    ),
                    '(\d)[,.''’\s](\d{3})\b', '\1\2', 'g'
                ),
                '(\d)[,.''’\s](\d{3})\b', '\1\2', 'g'
            ),
            '(\d),(\d)', '\1.\2', 'g'
        ) as text
    from labels
),

split as (
    select
        position,
        key,
        respondents,
        regexp_split_to_array(trim(text), '\s+') as all_words
    from plain
),

words as (
    select
        position,
        key,
        respondents,
        all_words,
        unnest(all_words) as word,
        generate_subscripts(all_words, 1) as place
    from split
),

-- A year is 1 year, once is 1.
counted as (
    select
        words.position,
        words.key,
        words.respondents,
        string_agg(
            coalesce(
                number_words.number,
                if(
                    words.word in ('a', 'an') and lead_units.unit is not null,
                    '1',
                    words.word
                )
            ),
            ' ' order by words.place
        ) as text
    from words
    left join number_words on words.word = number_words.word
    left join units as lead_units
        on lead_units.unit = words.all_words[words.place + 1]
    group by words.position, words.key, words.respondents
),

texts as (
    select
        text,
        ' ' || trim(regexp_replace(text, '[^\p{L}\p{M}'']+', ' ', 'g')) || ' ' as words,
        regexp_extract_all(text, '(\d+(?:\.\d+)?)[\s+]*([\p{L}\p{M}]*)', 1) as numbers,
        regexp_extract_all(text, '(\d+(?:\.\d+)?)[\s+]*([\p{L}\p{M}]*)', 2)
            as words_after
    from counted
    where regexp_matches(text, '\d')
    group by text
),

worded as (
    select
        texts.text,
        bool_or(range_words.means = 'below') as is_below,
        bool_or(range_words.means = 'above') as is_above
    from texts
    inner join range_words
        on contains(
            texts.words,
            if(
                range_words.is_unspaced,
                range_words.words,
                ' ' || range_words.words || ' '
            )
        )
    group by texts.text
),

read as (
    select
        texts.text,
        texts.numbers,
        texts.words_after,
        -- Between two numbers, these words say something else.
        len(texts.numbers) = 1 and (
            regexp_matches(texts.text, '[<≤]') or coalesce(worded.is_below, false)
        ) as is_below,
        not is_below and (
            regexp_matches(texts.text, '[>≥]|\d\s*[\p{L}]*\s*\+')
            or (len(texts.numbers) = 1 and coalesce(worded.is_above, false))
        ) as is_above,
        -- What is counted: people, employees, times a week.
        array_to_string(
            [
                word
                for word in string_split(trim(texts.words), ' ')
                if word <> '' and not list_contains(vocabulary.words, word)
            ],
            ' '
        ) as counted
    from texts
    cross join vocabulary
    left join worded on texts.text = worded.text
),

tokens as (
    select
        counted.position,
        counted.key,
        counted.respondents,
        read.* exclude (text)
    from counted
    inner join read on counted.text = read.text
),

numbers as (
    select
        position,
        key,
        unnest(numbers)::double as number,
        unnest(words_after) as word,
        generate_subscripts(numbers, 1) as place
    from tokens
    where len(numbers) between 1 and 2
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
        number * coalesce(
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
        tokens.position,
        tokens.key,
        tokens.respondents,
        tokens.counted,
        if(tokens.is_below, 0, bounds.first_amount) as low,
        if(tokens.is_above, 'infinity'::double, bounds.last_amount) as high
    from tokens
    inner join bounds on tokens.position = bounds.position and tokens.key = bounds.key
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
),

judged as (
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
),

-- A number beside ranges is one of them, in their unit.
plain_numbers as (
    select
        labels.position,
        labels.key,
        labels.respondents,
        '' as counted,
        labels.label::double * coalesce(usual_units.factor, 1) as low,
        low as high,
        true as is_range
    from every_label as labels
    semi join closed on labels.position = closed.position
    left join usual_units on labels.position = usual_units.position
    where regexp_full_match(labels.label, '-?\d{1,15}(\.\d+)?')
)

select * from judged
union all by name
select * from plain_numbers
