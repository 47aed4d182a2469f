{# Text as the words of a scale are compared: small letters and digits, without what
   stands in parentheses, a leading number, "I am" and "to me". #}
{% macro draft_phrase(text) -%}
    regexp_replace(
        regexp_replace(
            trim(regexp_replace(
                regexp_replace(
                    regexp_replace(lower({{ text }}), '\([^)]*\)', ' ', 'g'),
                    '^\W*\d+\s*[-–—.:=)]\s*([a-z])', '\1'
                ),
                '[^\p{L}\d'']+', ' ', 'g'
            )),
            '^(i''m|i am|it''s|it is|i|we) ', ''
        ),
        ' (to|for) (me|us)$', ''
    )
{%- endmacro %}

{# One row per column and text that people wrote: for several answers a cell, one
   answer. #}
{% macro draft_texts() %}
with

whole as (
    select
        cells.position,
        cells.text,
        {{ draft_key('cells.text') }} as key,
        false as is_quoted,
        cells.respondents
    from draft_cells as cells
    anti join draft_multi as multi on cells.position = multi.position
    where cells.is_looked_at
),

divided as (
    select
        answers.position,
        answers.text,
        answers.key,
        answers.is_quoted,
        answers.respondents
    from draft_answers as answers
    inner join draft_multi as multi
        on
            answers.position = multi.position
            and answers.delimiter = multi.delimiter
),

every_text as (
    select * from whole
    union all by name
    select * from divided
),

texts as (
    select
        position,
        text,
        key,
        bool_or(is_quoted) as is_quoted,
        sum(respondents) as respondents
    from every_text
    group by position, text, key
),

-- What a spreadsheet made of 5-10, 1-4 and 11-50: 10-May, 4-Jan, Nov-50.
dates as (
    select
        *,
        case
            when regexp_full_match(text, '\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}')
                then [
                    regexp_extract(text, '\d+')::integer,
                    1 + (position_in_months - 1) // 3
                ]
            when regexp_full_match(text, '\d{1,2}/\d{1,2}/\d{4}')
                then string_split(text, '/')[:2]::integer[]
            when regexp_full_match(text, '\d{4}-\d{2}-\d{2}( 00:00:00)?')
                then string_split(text[6:10], '-')::integer[]
        end as numbers
    from (
        select
            *,
            nullif(strpos(
                'janfebmaraprmayjunjulaugsepoctnovdec',
                regexp_extract(lower(text), '[a-z]{3}')
            ), 0) as position_in_months
        from texts
    )
),

-- It is one where the column has ranges that are whole.
with_ranges as (
    select position
    from texts
    where regexp_full_match(text, '\d+\s*[-–—]\s*\d+')
    group by position
    having count(*) >= 2
)

select
    dates.position,
    dates.text,
    dates.is_quoted,
    dates.respondents,
    with_ranges.position is not null and list_sum(dates.numbers) is not null as is_date,
    if(
        is_date,
        format('{}-{}', list_min(dates.numbers), list_max(dates.numbers)),
        dates.key
    ) as key
from dates
left join with_ranges on dates.position = with_ranges.position
{% endmacro %}

{# One row per column and answer, however it is written, as most people write it. #}
{% macro draft_groups() %}
with

groups as (
    select
        texts.position,
        texts.key,
        coalesce(
            arg_max(texts.text, (texts.respondents, texts.text)) filter (
                where not texts.is_date
            ),
            texts.key
        ) as label,
        bool_or(texts.is_date) as has_dates,
        sum(texts.respondents) as respondents,
        sum(texts.respondents) >= any_value(facts.enough) as is_frequent,
        any_value(multi.position) is not null as is_multi
    from draft_texts as texts
    inner join draft_facts as facts on texts.position = facts.position
    left join draft_multi as multi on texts.position = multi.position
    group by texts.position, texts.key
),

described as (
    select
        *,
        {{ draft_phrase('label') }} as phrase,
        regexp_full_match(
            lower(label),
            'others?|others?\W+(please\W+)?(specify|describe|explain|state).*'
        ) as is_other
    from groups
),

roles as (
    {{ draft_roles() }}
)

select
    described.*,
    (
        select min(roles.role)
        from roles
        where
            regexp_matches(described.phrase, roles.pattern)
            and (
                roles.role = 'missing'
                or (roles.role = 'exclusive') = described.is_multi
            )
    ) as role
from described
{% endmacro %}

{# One row per scale and words on it. #}
{% macro draft_scale_points() %}
with

adverbs as (
    select
        strength,
        unnest(string_split(words, '|')) as adverb
    from ({{ draft_adverbs() }})
),

adjectives as (
    select
        scale,
        direction,
        unnest(string_split(words, '|')) as adjective
    from ({{ draft_adjectives() }})
),

-- What is not dissatisfied is anywhere on the scale.
combined as (
    select
        adjectives.scale,
        trim(adverbs.adverb || ' ' || adjectives.adjective) as phrase,
        adjectives.direction * adverbs.strength as place
    from adjectives
    inner join adverbs on adjectives.direction = 1 or adverbs.strength > 0
),

neither as (
    select
        ups.scale,
        unnest([
            'neutral', 'neither', 'undecided', 'indifferent', 'mixed',
            format('neither {} nor {}', ups.adjective, downs.adjective),
            format('neither {} or {}', ups.adjective, downs.adjective),
            format('neither {} nor {}', downs.adjective, ups.adjective),
            format('neither {} or {}', downs.adjective, ups.adjective)
        ]) as phrase,
        0 as place
    from adjectives as ups
    inner join adjectives as downs
        on ups.scale = downs.scale and ups.direction > downs.direction
),

named as (
    select
        scale,
        unnest(string_split(words, '|')) as phrase,
        place
    from ({{ draft_scale_words() }})
),

points as (
    select * from combined
    union all by name
    select * from neither
    union all by name
    select * from named
)

select
    scale,
    phrase,
    min(place)::double as place
from points
group by scale, phrase
{% endmacro %}

{# One row per answer that is a number or a range of numbers, from low to high, in the
   smallest unit: 3 months - 1 year, $10,000+, less than 5, 2-5 people. #}
{% macro draft_ranges() %}
with

groups as (
    select * from draft_groups
    where length(label) <= 60 and regexp_matches(label, '\d|(^| )an? ')
),

units as (
    {{ draft_units() }}
),

-- 1,000,000 is 1000000, a year is 1 year.
plain as (
    select
        position,
        key,
        respondents,
        is_frequent,
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(lower(label), '(\d),(\d{3})', '\1\2', 'g'),
                    '(\d),(\d{3})', '\1\2', 'g'
                ),
                '\([^)]*\)', ' ', 'g'
            ),
            '(^| )(a|an|one) (second|minute|hour|day|week|month|year|decade)s?\b',
            '\1 1 \3', 'g'
        ) as text
    from groups
),

tokens as (
    select
        *,
        regexp_matches(
            text,
            '<|≤|\b(less than|fewer than|under|below|up to|at most|no more than|within'
            '|younger than)\b|\b(or|and) (less|fewer|under|below|younger)\b'
        ) as is_below,
        not is_below and regexp_matches(
            text,
            '>|≥|\d\s*[a-z]*\s*\+|\b(more than|over|above|at least|greater than'
            '|older than|plus)\b'
            '|\b(or|and) (more|older|over|above|greater|higher|up|longer)\b'
        ) as is_above,
        regexp_extract_all(text, '(\d+(?:\.\d+)?)[\s+]*([a-z]*)', 1) as numbers,
        regexp_extract_all(text, '(\d+(?:\.\d+)?)[\s+]*([a-z]*)', 2) as units,
        regexp_extract_all(text, '\p{L}+') as words
    from plain
),

numbers as (
    select
        position,
        key,
        unnest(numbers)::double as number,
        unnest(units) as word,
        generate_subscripts(numbers, 1) as place
    from tokens
    where len(numbers) between 1 and 2
),

-- In 1 - 3 years, both numbers are years.
amounts as (
    select
        numbers.*,
        number * coalesce(
            units.factor,
            lead(units.factor) over (
                partition by numbers.position, numbers.key order by numbers.place
            ),
            1
        ) as amount
    from numbers
    left join units on numbers.word in (units.unit, units.unit || 's')
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
        tokens.is_frequent,
        -- What is counted: people, employees, times a week.
        rtrim(array_to_string(
            [
                word for word in tokens.words
                if not list_contains({{ draft_range_words() }}, word)
                and not list_contains(unit_words.words, word)
            ],
            ' '
        ), 's') as counted,
        if(tokens.is_below, 0, bounds.first_amount) as low,
        if(tokens.is_above, 'infinity'::double, bounds.last_amount) as high
    from tokens
    inner join bounds on tokens.position = bounds.position and tokens.key = bounds.key
    cross join (
        select list(unit) || list(unit || 's') as words from units
    ) as unit_words
),

-- All ranges of a scale count the same.
usual as (
    select
        position,
        arg_max(counted, respondents) as counted
    from ranges
    where counted <> ''
    group by position
)

select ranges.*
from ranges
left join usual on ranges.position = usual.position
where
    ranges.low <= ranges.high
    and ranges.counted in ('', usual.counted)
{% endmacro %}

{# One row per answer, scale that it is on, and its place there. #}
{% macro draft_places() %}
with

groups as (
    select * from draft_groups
),

points as (
    select * from draft_scale_points
),

-- 1 … 5, and 5 - Excellent, 5 (excellent).
numbered as (
    select
        position,
        key,
        'numbers' as scale,
        regexp_extract(label, '-?\d+(\.\d+)?')::double as low,
        0 as high
    from groups
    where regexp_full_match(label, '-?\d+(\.\d+)?|\W?\d{1,2}\s*[-–—.:=)(]\D*')
),

ranges as (
    select
        position,
        key,
        'ranges' as scale,
        low,
        high
    from draft_ranges
),

exact as (
    select
        groups.position,
        groups.key,
        points.scale,
        points.place as low,
        0 as high
    from groups
    inner join points on groups.phrase = points.phrase
),

-- Where two answers are on a scale, another one may name a point of it in a sentence:
-- "I use it all the time" beside "Every day" and "Occasionally".
likely_scales as (
    select
        exact.position,
        exact.scale
    from exact
    inner join groups on exact.position = groups.position and exact.key = groups.key
    where groups.is_frequent and groups.role is null and exact.scale <> 'reply'
    group by exact.position, exact.scale
    having count(*) >= 2
),

contained as (
    select
        groups.position,
        groups.key,
        likely_scales.scale,
        arg_max(points.place, length(points.phrase)) as low,
        0 as high
    from groups
    inner join likely_scales on groups.position = likely_scales.position
    inner join points
        on
            likely_scales.scale = points.scale
            and contains(' ' || groups.phrase || ' ', ' ' || points.phrase || ' ')
    anti join exact
        on
            groups.position = exact.position
            and groups.key = exact.key
            and likely_scales.scale = exact.scale
    where groups.is_frequent and groups.role is null
    group by groups.position, groups.key, likely_scales.scale
),

places as (
    select * from numbered
    union all by name
    select * from ranges
    union all by name
    select * from exact
    union all by name
    select * from contained
)

select * from places
{% endmacro %}

{# One row per column that has a scale: the one that most of its answers are on. #}
{% macro draft_scales() %}
with

frequent as (
    select * from draft_groups
    where is_frequent and not is_other and coalesce(role = 'exclusive', true)
),

columns_of_export as (
    select
        position,
        count(*) as answers
    from frequent
    group by position
),

scales as (
    select
        places.position,
        places.scale,
        count(*) as members,
        columns_of_export.answers - count(*) as strangers
    from draft_places as places
    inner join frequent
        on places.position = frequent.position and places.key = frequent.key
    inner join columns_of_export on places.position = columns_of_export.position
    group by places.position, places.scale, columns_of_export.answers
)

select
    position,
    scale,
    members,
    strangers,
    -- One answer may stand beside three on a scale: "Just looking" beside "Daily".
    scale <> 'reply' and members >= 2 and strangers <= if(members >= 3, 1, 0)
        as is_ordered
from scales
qualify row_number() over (
    partition by position
    order by members desc, scale = 'numbers' desc, scale = 'ranges', scale
) = 1
{% endmacro %}
