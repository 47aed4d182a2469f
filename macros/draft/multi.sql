{# Two ways to write one answer have one key: case, punctuation and white space do not
   count, unless there are digits, between which they do. + and # are names: C++, C#. #}
{% macro draft_key(text) -%}
    if(
        regexp_matches({{ text }}, '\d'),
        rtrim(regexp_replace(lower({{ text }}), '\s*[-–—]\s*', '-', 'g'), ' .!;:,'),
        coalesce(
            nullif(regexp_replace(lower({{ text }}), '[^\p{L}+#]', '', 'g'), ''),
            {{ text }}
        )
    )
{%- endmacro %}

{# One row per cell, delimiter that it might have, and answer if it had it, in order. #}
{% macro draft_parts() %}
with

cells as (
    select * from draft_cells
    where is_looked_at
),

delimiters as (
    {{ draft_delimiters() }}
),

candidates as (
    select distinct
        cells.position,
        delimiters.*
    from cells
    inner join delimiters on contains(cells.cell, delimiters.delimiter)
),

pieces as (
    select
        cells.position,
        cells.cell,
        cells.respondents,
        candidates.delimiter,
        candidates.is_comma,
        unnest(string_split(cells.cell, candidates.delimiter)) as piece,
        generate_subscripts(string_split(cells.cell, candidates.delimiter), 1) as place
    from cells
    inner join candidates on cells.position = candidates.position
),

-- What was opened before a piece and not closed.
surroundings as (
    select
        *,
        sum(
            length(regexp_replace(piece, '[^(\[]', '', 'g'))
            - length(regexp_replace(piece, '[^)\]]', '', 'g'))
        ) over before as parentheses,
        sum(length(piece) - length(replace(piece, '"', ''))) over before as quotes,
        lag(piece) over cell as piece_before
    from pieces
    window
        cell as (partition by position, delimiter, cell order by place),
        before as (
            partition by position, delimiter, cell order by place
            rows between unbounded preceding and 1 preceding
        )
),

-- No answer ends inside parentheses, inside the quotes of a CSV record or inside 1,000.
numbered as (
    select
        *,
        count(*) filter (where not coalesce(
            parentheses > 0
            or (delimiter = ',' and (
                quotes % 2 = 1
                or (
                    regexp_matches(piece_before, '\d$')
                    and regexp_matches(piece, '^\d{3}(\D|$)')
                )
            )),
            false
        )) over (partition by position, delimiter, cell order by place) as answer
    from surroundings
),

joined as (
    select
        position,
        cell,
        respondents,
        delimiter,
        is_comma,
        answer,
        trim(replace(
            string_agg(piece, chr(31) order by place), chr(31), delimiter
        )) as written,
        starts_with(arg_min(piece, place), ' ') as is_spaced
    from numbered
    group by position, cell, respondents, delimiter, is_comma, answer
),

unquoted as (
    select
        *,
        delimiter = ',' and regexp_full_match(written, '".*"') as is_quoted,
        {{ without_zero_decimals(normalised(
            "if(is_quoted, replace(written[2:-2], '\"\"', '\"'), written)"
        )) }} as part
    from joined
),

-- Who writes an answer twice has given it once.
parts as (
    select
        position,
        cell,
        respondents,
        delimiter,
        is_comma,
        part,
        bool_or(is_quoted) as is_quoted,
        bool_or(is_spaced) as is_spaced,
        row_number() over (
            partition by position, cell, delimiter order by min(answer)
        ) as place
    from unquoted
    where part <> ''
    group by position, cell, respondents, delimiter, is_comma, part
)

select * from parts
{% endmacro %}

{# The same, with the parts together that are one answer: the second never comes first
   and follows nothing but the first, which it nearly always does. Such an answer has
   the comma in its text. #}
{% macro draft_answers() %}
with

parts as (
    select
        *,
        lag(part) over (
            partition by position, cell, delimiter order by place
        ) as part_before
    from draft_parts
),

people as (
    select
        position,
        delimiter,
        part,
        sum(respondents) as respondents,
        coalesce(sum(respondents) filter (where place = 1), 0) as first_of_cell
    from parts
    group by position, delimiter, part
),

pairs as (
    select
        position,
        delimiter,
        part_before,
        part,
        sum(respondents) as respondents
    from parts
    where part_before is not null and is_comma
    group by position, delimiter, part_before, part
),

inseparable as (
    select pairs.*
    from pairs
    inner join people
        on
            pairs.position = people.position
            and pairs.delimiter = people.delimiter
            and pairs.part = people.part
    inner join people as before
        on
            pairs.position = before.position
            and pairs.delimiter = before.delimiter
            and pairs.part_before = before.part
    inner join draft_facts as facts on pairs.position = facts.position
    where
        pairs.respondents >= facts.enough
        and pairs.respondents >= 0.95 * people.respondents
        and pairs.respondents >= 0.8 * before.respondents
        and people.first_of_cell <= 0.02 * people.respondents
),

numbered as (
    select
        parts.*,
        count(*) filter (where inseparable.part is null) over (
            partition by parts.position, parts.cell, parts.delimiter
            order by parts.place
        ) as answer
    from parts
    left join inseparable
        on
            parts.position = inseparable.position
            and parts.delimiter = inseparable.delimiter
            and parts.part_before = inseparable.part_before
            and parts.part = inseparable.part
),

answers as (
    select
        position,
        cell,
        respondents,
        delimiter,
        is_comma,
        answer as place,
        bool_or(is_quoted) as is_quoted,
        trim(replace(
            string_agg(
                if(is_spaced and delimiter = ',', ' ', '') || part,
                chr(31) order by place
            ),
            chr(31), delimiter
        )) as text
    from numbered
    group by position, cell, respondents, delimiter, is_comma, answer
)

select
    *,
    {{ draft_key('text') }} as key
from answers
{% endmacro %}

{# One row per column that holds several answers a cell, with its delimiter. #}
{% macro draft_multi() %}
with

answers as (
    select * from draft_answers
),

people as (
    select
        answers.position,
        answers.delimiter,
        answers.key,
        sum(answers.respondents) >= any_value(facts.enough) as is_frequent
    from answers
    inner join draft_facts as facts on answers.position = facts.position
    group by answers.position, answers.delimiter, answers.key
),

cells as (
    select
        answers.position,
        answers.delimiter,
        any_value(answers.is_comma) as is_comma,
        any_value(answers.respondents) as respondents,
        bool_and(people.is_frequent) as is_all_frequent,
        list_sort(list(distinct answers.key) filter (where people.is_frequent))
            as frequent
    from answers
    inner join people
        on
            answers.position = people.position
            and answers.delimiter = people.delimiter
            and answers.key = people.key
    group by answers.position, answers.delimiter, answers.cell
),

counted as (
    select
        position,
        delimiter,
        any_value(is_comma) as is_comma,
        sum(respondents) as answered,
        coalesce(sum(respondents) filter (where is_all_frequent), 0) as understood,
        coalesce(sum(respondents) filter (where len(frequent) > 1), 0) as combined,
        count(distinct frequent) as combinations,
        len(list_distinct(flatten(list(frequent) filter (where frequent is not null))))
            as options
    from cells
    group by position, delimiter
),

-- Several answers a cell: options come in more combinations than there are options,
-- and explain most cells, which what people type freely does not.
several as (
    select
        counted.*,
        delimiters.preference
    from counted
    inner join ({{ draft_delimiters() }}) as delimiters
        on counted.delimiter = delimiters.delimiter
    where
        counted.combined > 0
        and counted.understood >= 0.5 * counted.answered
        and if(
            counted.is_comma,
            counted.combinations > counted.options,
            counted.combinations >= counted.options
        )
),

-- A form joins the answers of all its questions alike. A comma without a space has to
-- find clearly more than the one with it, which contains it.
file_delimiter as (
    select delimiter
    from several
    group by delimiter, preference
    order by
        sum(combined) * if(delimiter = ',', 0.9, 1) desc,
        preference
    limit 1
)

select several.*
from several
inner join file_delimiter on several.delimiter = file_delimiter.delimiter
{% endmacro %}
