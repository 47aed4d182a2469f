with

columns_of_export as (
    select * from {{ ref('draft_columns') }}
),

cells as (
    select * from {{ ref('draft_cells') }}
),

timestamps as (
    select * from {{ ref('draft_timestamps') }}
),

-- Of some thousand texts it is seen whether people wrote amounts, or what is personal.
sizes as (
    select
        position,
        1 + count(*) // 5000 as texts_for_each
    from cells
    group by position
),

judged as (
    select cells.*
    from cells
    inner join sizes on cells.position = sizes.position
    where cells.missing is null and hash(cells.text) % sizes.texts_for_each = 0
),

amounts as (
    select
        position,
        sum(respondents) as judged,
        sum(respondents) filter (where as_number(text) is not null) as respondents
    from judged
    group by position
),

personal as (
    select
        position,
        sum(respondents) as respondents,
        count(distinct text) as texts
    from judged
    -- What three people write is nobody's own.
    where (respondents < 3 or contains(text, '@')) and looks_personal(text)
    group by position
),

read as (
    select
        *,
        missing is not null as is_missing,
        missing is null and regexp_full_match(text, '-?\d+([.,]\d+)?%?') as is_number
    from cells
),

facts as (
    select
        position,
        coalesce(sum(respondents) filter (where not is_missing), 0) as answered,
        coalesce(sum(respondents) filter (where is_missing), 0) as missing,
        count(distinct text) filter (where not is_missing) as texts,
        bool_and(is_looked_at) as is_all_looked_at,
        coalesce(sum(respondents) filter (where is_number), 0) as numbers,
        max(try_cast(text as bigint)) filter (where is_number) as highest_number,
        count(distinct try_cast(text as double)) filter (where is_number)
            as distinct_numbers,
        -- The points of a scale from 0 or 1 to 10.
        coalesce(
            bool_and(regexp_full_match(text, '\d|10')) filter (where is_number), false
        ) as are_points,
        bool_or(contains(text, ':')) as has_times,
        avg(length(text)) filter (where not is_missing) as mean_length,
        -- Each respondent's own: a number or a code, none of them twice.
        bool_and(respondents = 1) filter (where not is_missing) as is_all_distinct,
        bool_and(regexp_full_match(text, '[\w-]{1,40}') and regexp_matches(text, '\d'))
            filter (where not is_missing) as are_codes
    from read
    group by position
)

select
    columns_of_export.*,
    coalesce(facts.answered, 0) as answered,
    facts.* exclude (position, answered),
    coalesce(round(facts.answered * amounts.respondents / amounts.judged), 0)::bigint
        as stated_numbers,
    coalesce(round(facts.answered * personal.respondents / amounts.judged), 0)::bigint
        as personal,
    coalesce(personal.texts, 0) as distinct_personal,
    coalesce(timestamps.respondents, 0) as timestamps,
    timestamps.format,
    timestamps.is_ambiguous,
    -- So many people have to give an answer for it to be an option: one text that two
    -- of forty wrote, four of two hundred, 250 of a million.
    greatest(2, ceil(sqrt(coalesce(facts.answered, 0)) / 4)) as enough
from columns_of_export
left join facts on columns_of_export.position = facts.position
left join amounts on columns_of_export.position = amounts.position
left join personal on columns_of_export.position = personal.position
left join timestamps on columns_of_export.position = timestamps.position
