with

questions as (
    select * from {{ ref('draft_questions') }}
)

select
    position as sort_key,
    question,
    position,
    kind,
    delimiter,
    shared_other as other,
    base,
    header,
    wording,
    format,
    options_of,
    if(grid is not null, text, null) as label,
    grid
from questions
