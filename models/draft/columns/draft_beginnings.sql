with

columns_of_export as (
    select * from {{ ref('draft_columns') }}
),

divided as (
    select * from {{ ref('draft_headers_divided') }}
),

profiles as (
    select * from {{ ref('draft_profiles') }}
),

people as (
    select max(filled) as respondents
    from profiles
),

-- Where its header is the option, neighbours need no beginning.
every_way as (
    select * from divided

    union all by name

    select
        columns_of_export.position,
        '' as stem,
        columns_of_export.title as rest,
        0 as preference
    from columns_of_export
    inner join profiles on columns_of_export.position = profiles.position
    where
        draft_key(columns_of_export.title) = draft_key(profiles.top_text)
        or is_other_word(columns_of_export.title)
),

-- One text beside blank, 0 or No, which some have not chosen; or nothing at all.
judged as (
    select
        divided.*,
        profiles.top_text,
        profiles.filled,
        profiles.chosen_texts,
        profiles.filled = 0 as is_empty,
        is_other_word(divided.rest) as is_other,
        profiles.chosen_texts = 1
        and (profiles.has_no or profiles.top < people.respondents)
        or (
            profiles.has_no
            and profiles.chosen_texts = 0
        )
        or (
            draft_key(profiles.top_text) = draft_key(divided.rest)
            and profiles.top >= 0.8 * profiles.chosen
        ) as is_option
    from every_way as divided
    inner join profiles on divided.position = profiles.position
    cross join people
)

select * from judged
