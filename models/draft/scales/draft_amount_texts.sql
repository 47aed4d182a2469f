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
    where length(label) <= 60
),

units as (
    select * from {{ ref('units') }}
),

number_words as (
    select * from {{ ref('number_words') }}
),

range_words as (
    select
        language,
        unnest(string_split(words, '|')) as words
    from {{ ref('range_words') }}
),

-- What stands beside numbers without a space, the longest first.
unspaced as (
    select string_agg(word, '|' order by length(word) desc, word) as words
    from (
        select words as word from range_words
        where language in ('zh', 'ja', 'ko', 'th')
        union
        select unit as word from units
        where language in ('zh', 'ja', 'ko', 'th')
    ) as known_words
),

before_units as (
    select list(distinct word) as words
    from (
        select unnest(string_split(words, ' ')) as word from range_words
    ) as known_words
),

digits as (
    select
        * exclude (label),
        plain_digits(lower(label)) as label
    from labels
),

split as (
    select
        digits.position,
        digits.key,
        digits.respondents,
        regexp_split_to_array(
            trim(if(
                regexp_matches(digits.label, '[^[:ascii:]]'),
                regexp_replace(
                    digits.label,
                    '(' || coalesce(unspaced.words, ' ') || ')', ' \1 ', 'g'
                ),
                digits.label
            )),
            '\s+'
        ) as all_words
    from digits
    cross join unspaced
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

-- A year is 1 year, once is 1; but in "5 times a week", a week is no number.
counted as (
    select
        words.position,
        words.key,
        words.respondents,
        string_agg(
            coalesce(
                number_words.number,
                if(
                    words.word in ('a', 'an', 'last', 'past')
                    and units.unit is not null
                    and (
                        words.place = 1
                        or list_contains(
                            before_units.words, words.all_words[words.place - 1]
                        )
                        or not regexp_matches(
                            words.all_words[words.place - 1], '[\p{L}\d]'
                        )
                    ),
                    '1',
                    words.word
                )
            ),
            ' ' order by words.place
        ) as text
    from words
    cross join before_units
    left join number_words on words.word = number_words.word
    left join units on units.unit = words.all_words[words.place + 1]
    group by words.position, words.key, words.respondents
)

select * from counted
where regexp_matches(text, '\d')
