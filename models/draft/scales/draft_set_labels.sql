with

sets as (
    select * from {{ ref('draft_sets') }}
),

labels as (
    select * from {{ ref('draft_labels') }}
)

select
    sets.set_position,
    labels.key,
    arg_max(labels.label, labels.respondents) as label,
    arg_max(labels.phrase, labels.respondents) as phrase,
    arg_max(labels.beginning, labels.respondents) as beginning,
    arg_max(labels.role, labels.respondents) as role,
    bool_or(labels.is_answer) as is_answer,
    bool_or(labels.is_other) as is_other,
    bool_or(labels.is_several) as is_several,
    any_value(labels.missing) as missing,
    bool_or(labels.is_frequent) as is_frequent,
    bool_or(labels.has_dates) as has_dates,
    sum(labels.respondents) as respondents
from sets
inner join labels on sets.position = labels.position
group by sets.set_position, labels.key
