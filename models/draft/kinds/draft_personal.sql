with

facts as (
    select * from {{ ref('draft_facts') }}
),

people as (
    select max(answered + missing) as respondents
    from facts
),

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

patterns as (
    select
        pattern,
        spared_if,
        false as is_of_form
    from {{ ref('personal_headers') }}

    union all

    select
        pattern,
        null as spared_if,
        true as is_of_form
    from {{ ref('form_headers') }}
),

-- LinkedIn is one word, FirstName is two. LimeSurvey begins with a code.
headers as (
    select
        facts.position,
        unnest(list_distinct([
            trim(header, ' .:?*!')
            for header in [
                facts.header_words,
                lower(facts.title),
                regexp_replace(lower(facts.title), '^\w+(\[\w+\])?\.\s+', '')
            ]
        ])) as header
    from facts
    anti join option_columns on facts.position = option_columns.position
),

every_header as (
    select string_agg(distinct header, chr(10)) as headers
    from headers
),

-- A pattern is compiled each time that it is looked for: so all headers are one text.
found as (
    select
        patterns.*,
        unnest(regexp_extract_all(
            every_header.headers,
            '(?m)^[^\n]*?(?:' || patterns.pattern || ')[^\n]*$'
        )) as header
    from patterns
    cross join every_header
),

of_form as (
    select distinct headers.position
    from headers
    inner join found on headers.header = found.header and found.is_of_form
),

matched as (
    select
        headers.position,
        bool_and(coalesce(found.spared_if in ('reply', 'closed'), false))
            as is_spared_if_reply,
        bool_and(coalesce(found.spared_if = 'closed', false)) as is_spared_if_closed,
        bool_and(coalesce(found.spared_if = 'id', false)) as is_id
    from headers
    inner join found on headers.header = found.header and not found.is_of_form
    group by headers.position
)

select
    facts.position,
    of_form.position is not null as is_of_form,
    matched.position is not null
    and (not matched.is_id or coalesce(facts.is_all_distinct, true)) as has_header,
    coalesce(matched.is_spared_if_reply, false) as is_spared_if_reply,
    coalesce(matched.is_spared_if_closed, false) as is_spared_if_closed,
    -- A few addresses are too many in a column of its own sort.
    facts.distinct_personal >= 2
    and facts.personal >= greatest(2, 0.02 * facts.answered) as has_cells,
    -- Numbers that respondents were given: none twice, and without a name, long, or
    -- counting the rows.
    facts.answered >= 0.9 * people.respondents
    and facts.answered > 10
    and facts.is_all_distinct
    and facts.are_codes
    and facts.timestamps = 0
    and (
        trim(facts.title, ' #.') = ''
        or facts.mean_length >= 8
        or (
            facts.numbers = facts.answered
            and facts.highest_number <= 1.2 * facts.answered
        )
    ) as is_key
from facts
cross join people
left join of_form on facts.position = of_form.position
left join matched on facts.position = matched.position
