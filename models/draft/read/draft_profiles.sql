with

columns_of_export as (
    select * from {{ ref('draft_columns') }}
),

cells as (
    select * from {{ ref('draft_cells') }}
),

texts as (
    select
        position,
        text,
        sum(respondents) as respondents,
        bool_or(is_yes(text)) as is_yes,
        bool_or(is_no(text)) as is_no,
        bool_or(missing is not null) as is_missing
    from cells
    group by position, text
),

profiles as (
    select
        position,
        sum(respondents) as filled,
        count(*) as texts,
        count(*) filter (where not is_no and not is_missing) as chosen_texts,
        sum(respondents) filter (where not is_no and not is_missing) as chosen,
        bool_or(is_no or is_missing) as has_no,
        arg_max(text, respondents)
            filter (where not is_no and not is_missing) as top_text,
        max(respondents) filter (where not is_no and not is_missing) as top,
        -- An option may be called None.
        arg_max(text, respondents) as most_given,
        bool_and(is_yes or is_no or is_missing) as is_reply
    from texts
    group by position
)

select
    columns_of_export.position,
    coalesce(profiles.filled, 0) as filled,
    coalesce(profiles.texts, 0) as texts,
    if(profiles.texts = 1, 1, coalesce(profiles.chosen_texts, 0)) as chosen_texts,
    if(profiles.texts = 1, profiles.filled, coalesce(profiles.chosen, 0)) as chosen,
    coalesce(profiles.has_no, false) as has_no,
    if(profiles.texts = 1, profiles.most_given, profiles.top_text) as top_text,
    if(profiles.texts = 1, profiles.filled, coalesce(profiles.top, 0)) as top,
    coalesce(profiles.is_reply, false) as is_reply
from columns_of_export
left join profiles on columns_of_export.position = profiles.position
