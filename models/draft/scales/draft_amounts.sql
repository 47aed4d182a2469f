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

read as (
    select * from {{ ref('draft_amounts_read') }}
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
