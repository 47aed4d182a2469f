with

spellings as (
    select * from {{ ref('draft_spellings') }}
)

select
    row_number() over (
        order by question_position, question, position nulls first, option, spelling
    ) as sort_key,
    question,
    spelling,
    option,
    found_in
from spellings
