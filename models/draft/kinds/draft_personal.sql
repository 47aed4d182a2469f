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

headers as (
    select * from {{ ref('personal_headers') }}
),

matched as (
    select
        facts.position,
        bool_and(coalesce(headers.spared_if in ('reply', 'closed'), false))
            as is_spared_if_reply,
        bool_and(coalesce(headers.spared_if = 'closed', false)) as is_spared_if_closed,
        bool_and(coalesce(headers.spared_if = 'id', false)) as is_id
    from facts
    inner join headers
        -- LinkedIn is one word, FirstName is two.
        on regexp_matches(
            trim(facts.header_words, ' .:?*!') || chr(10)
            || trim(lower(facts.title), ' .:?*!') || chr(10)
            -- LimeSurvey begins with a code.
            || regexp_replace(lower(facts.title), '^\w+(\[\w+\])?\.\s+', ''),
            '(?m)' || headers.pattern
        )
    anti join option_columns on facts.position = option_columns.position
    group by facts.position
),

form_headers as (
    select string_agg(pattern, '|') as pattern
    from {{ ref('form_headers') }}
)

select
    facts.position,
    coalesce(
        regexp_matches(trim(facts.header_words, ' .:_'), form_headers.pattern), false
    ) as is_of_form,
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
cross join form_headers
left join matched on facts.position = matched.position
