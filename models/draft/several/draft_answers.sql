with

facts as (
    select * from {{ ref('draft_facts') }}
),

parts as (
    select
        *,
        lag(part) over (
            partition by position, cell, delimiter order by place
        ) as part_before
    from {{ ref('draft_pieces') }}
),

-- Without those that few people gave, however they are joined below.
people as (
    select
        parts.position,
        parts.delimiter,
        parts.part,
        facts.enough,
        sum(parts.respondents) as respondents,
        coalesce(sum(parts.respondents) filter (where parts.place = 1), 0)
            as first_of_cell
    from parts
    inner join facts on parts.position = facts.position
    group by parts.position, parts.delimiter, parts.part, facts.enough
    having sum(parts.respondents) >= facts.enough
),

pairs as (
    select
        position,
        delimiter,
        part_before,
        part,
        sum(respondents) as respondents
    from parts
    where part_before is not null and contains(delimiter, ',')
    group by position, delimiter, part_before, part
),

-- The second never comes first and follows nothing but the first, which it nearly
-- always does: they are one answer, with the comma in its text.
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
    where
        pairs.respondents >= people.enough
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
    group by position, cell, respondents, delimiter, answer
)

select
    *,
    draft_key(text) as key
from answers
