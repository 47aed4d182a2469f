with

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

options as (
    select * from {{ ref('stg_options') }}
),

bases as (
    select * from {{ ref('question_bases') }}
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent and by_question is null
),

selected as (
    select
        combinations.question,
        chosen.option,
        sum(combinations.respondents)::bigint as respondents,
        sum(combinations.respondents) filter (where combinations.asked)
            as asked_respondents
    from combinations
    cross join unnest(combinations.options) as chosen (option)
    group by combinations.question, chosen.option
),

counted as (
    select
        options.question,
        options.option,
        options.position,
        options.label,
        options.offered,
        options.role,
        options.value,
        coalesce(selected.respondents, 0) as respondents,
        coalesce(selected.asked_respondents, 0) as asked_respondents,
        bases.base,
        bases.asked,
        bases.answered,
        bases.total_respondents,
        coalesce(options.role <> 'missing', true) as is_answer,
        is_answer and options.option <> 'other' as is_ranked
    from options
    inner join questions on options.question = questions.question
    inner join bases on options.question = bases.question
    left join selected
        on options.question = selected.question and options.option = selected.option
    -- A question closed to other answers has no Other, unless somebody gave one.
    where options.option <> 'other' or questions.is_open or selected.respondents > 0
),

-- Who prefers not to say is no part of those who answered.
shared as (
    select
        *,
        if(is_answer, share(respondents, answered), null)
            as share_of_answered,
        share(asked_respondents, asked) as share_of_asked,
        share(respondents, total_respondents) as share_of_respondents,
        by_base(
            base, share_of_answered, share_of_asked, share_of_respondents
        ) as share,
        if(
            is_ranked,
            rank() over (partition by question, is_ranked order by respondents desc),
            null
        ) as rank
    from counted
),

results as (
    select
        question,
        option,
        position,
        label,
        offered,
        role,
        value,
        respondents,
        asked,
        answered,
        total_respondents,
        share_of_answered,
        share_of_asked,
        share_of_respondents,
        share,
        rank
    from shared
)

select * from results
order by question, position
