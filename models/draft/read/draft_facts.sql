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

read as (
    select
        *,
        missing is not null as is_missing,
        missing is null and regexp_full_match(text, '-?\d+([.,]\d+)?%?') as is_number,
        missing is null and as_number(text) is not null as states_number,
        -- What three people write is nobody's own.
        (respondents < 3 or contains(text, '@')) and looks_personal(text) as is_personal
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
        coalesce(sum(respondents) filter (where states_number), 0) as stated_numbers,
        max(try_cast(text as bigint)) filter (where is_number) as highest_number,
        count(distinct try_cast(text as double)) filter (where is_number)
            as distinct_numbers,
        -- The points of a scale from 0 or 1 to 10.
        coalesce(
            bool_and(regexp_full_match(text, '\d|10')) filter (where is_number), false
        ) as are_points,
        bool_or(contains(text, ':')) as has_times,
        avg(length(text)) filter (where not is_missing) as mean_length,
        coalesce(sum(respondents) filter (where is_personal), 0) as personal,
        count(distinct text) filter (where is_personal) as distinct_personal,
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
    coalesce(timestamps.respondents, 0) as timestamps,
    timestamps.format,
    timestamps.is_ambiguous,
    -- So many people have to give an answer for it to be an option: one text that two
    -- of forty wrote, four of two hundred, 250 of a million.
    greatest(2, ceil(sqrt(coalesce(facts.answered, 0)) / 4)) as enough
from columns_of_export
left join facts on columns_of_export.position = facts.position
left join timestamps on columns_of_export.position = timestamps.position
