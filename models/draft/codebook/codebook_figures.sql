with

questions as (
    select * from {{ ref('draft_questions') }}
),

options as (
    select
        question,
        count(*) as options
    from {{ ref('draft_options') }}
    group by question
),

drawn as (
    select questions.*
    from questions
    inner join options on questions.set_question = options.question
    -- One option says nothing, and of fifty nobody reads any.
    where questions.is_coded and options.options between 2 and 40
)

select
    position as sort_key,
    question as figure,
    row_number() over (order by position) as position,
    'bar' as kind,
    question,
    null as by_question,
    null as by_options,
    'share' as measure,
    if(shared_other = 'yes', 'all', 'coded') as options,
    if(kind = 'ordered', 'codebook', 'value') as sort,
    null as title
from drawn
