with

options as (
    select * from {{ ref('draft_options') }}
)

select
    row_number() over (order by question_position, question, place) as sort_key,
    question,
    option,
    place as position,
    label,
    value,
    'yes' as offered,
    role
from options
