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
    select
        questions.*,
        -- More colours than these cannot be told apart, and colours are an order, which
        -- names, as those that people rank, have not.
        if(
            options.options <= if(questions.kind = 'ordered', 12, 3)
            and questions.kind <> 'multi'
            and count(*) over (partition by questions.grid) > 1,
            questions.grid,
            null
        ) as drawn_grid
    from questions
    inner join options on questions.set_question = options.question
    -- One option says nothing, and of fifty nobody reads any; all of a ranking's are
    -- everybody's. What the form filled in, nobody was asked.
    where
        questions.is_coded and not questions.is_ranking and not questions.is_of_form
        and options.options between 2 and 40
),

-- What was asked as one is drawn as one: a bar for each of its questions.
figures as (
    select
        coalesce(drawn_grid, question) as figure,
        min(position) as sort_key,
        bool_or(drawn_grid is not null) as is_grid,
        bool_or(kind = 'ordered') as is_ordered,
        max(shared_other) as shared_other
    from drawn
    group by figure
)

select
    sort_key,
    figure,
    row_number() over (order by sort_key) as position,
    if(is_grid, 'stacked_bar', 'bar') as kind,
    figure as question,
    null as by_question,
    null as by_options,
    'share' as measure,
    if(shared_other = 'yes', 'all', 'coded') as options,
    if(is_ordered and not is_grid, 'codebook', 'value') as sort,
    null as title
from figures
