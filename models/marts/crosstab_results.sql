with

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent and by_question is not null
),

results as (
    select * from {{ ref('question_results') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

figures as (
    select * from {{ ref('stg_figures') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

named_pairs as (
    select
        question,
        by_question
    from figures
    union
    select
        question,
        by_question
    from claims
),

pairs as (
    select
        named_pairs.question,
        named_pairs.by_question,
        coalesce(sum(combinations.respondents) filter (
            where combinations.answered and combinations.by_answered
        ), 0) as answered_both
    from named_pairs
    left join combinations
        on
            named_pairs.question = combinations.question
            and named_pairs.by_question = combinations.by_question
    where named_pairs.by_question is not null
    group by named_pairs.question, named_pairs.by_question
),

option_bases as (
    select
        combinations.question,
        chosen.option,
        combinations.by_question,
        sum(combinations.respondents) filter (where combinations.by_answered)
            as answered,
        sum(combinations.respondents) filter (where combinations.by_asked) as asked
    from combinations
    cross join unnest(combinations.options) as chosen (option)
    group by all
),

by_option_bases as (
    select
        combinations.question,
        combinations.by_question,
        by_chosen.option as by_option,
        sum(combinations.respondents) filter (where combinations.answered) as answered,
        sum(combinations.respondents) filter (where combinations.asked) as asked
    from combinations
    cross join unnest(combinations.by_options) as by_chosen (option)
    group by all
),

selected as (
    select
        combinations.question,
        chosen.option,
        combinations.by_question,
        by_chosen.option as by_option,
        sum(combinations.respondents) as respondents,
        sum(combinations.respondents) filter (where combinations.asked) as asked,
        sum(combinations.respondents) filter (where combinations.by_asked) as by_asked
    from combinations
    cross join unnest(combinations.options) as chosen (option)
    cross join unnest(combinations.by_options) as by_chosen (option)
    group by all
),

-- Every cell of the table, those where nobody is too.
counted as (
    select
        pairs.question,
        options.option,
        pairs.by_question,
        by_options.option as by_option,
        coalesce(selected.respondents, 0) as respondents,
        options.respondents as option_respondents,
        by_options.respondents as by_option_respondents,
        pairs.answered_both,
        options.total_respondents,
        by_base(
            by_questions.base,
            coalesce(option_bases.answered, 0),
            coalesce(option_bases.asked, 0),
            options.respondents
        ) as option_base,
        by_base(
            questions.base,
            coalesce(by_option_bases.answered, 0),
            coalesce(by_option_bases.asked, 0),
            by_options.respondents
        ) as by_option_base,
        -- Of those who were asked, only answers of people who were.
        if(
            by_questions.base = 'asked',
            coalesce(selected.by_asked, 0),
            coalesce(selected.respondents, 0)
        ) as of_option,
        if(
            questions.base = 'asked',
            coalesce(selected.asked, 0),
            coalesce(selected.respondents, 0)
        ) as of_by_option,
        -- Who prefers not to say is no part of those who answered.
        questions.base = 'answered' and coalesce(options.role = 'missing', false)
            as is_outside,
        by_questions.base = 'answered'
        and coalesce(by_options.role = 'missing', false) as is_by_outside,
        options.position,
        by_options.position as by_position
    from pairs
    inner join questions on pairs.question = questions.question
    inner join questions as by_questions
        on pairs.by_question = by_questions.question
    inner join results as options on pairs.question = options.question
    inner join results as by_options on pairs.by_question = by_options.question
    left join selected
        on
            pairs.question = selected.question
            and pairs.by_question = selected.by_question
            and options.option = selected.option
            and by_options.option = selected.by_option
    left join option_bases
        on
            pairs.question = option_bases.question
            and pairs.by_question = option_bases.by_question
            and options.option = option_bases.option
    left join by_option_bases
        on
            pairs.question = by_option_bases.question
            and pairs.by_question = by_option_bases.by_question
            and by_options.option = by_option_bases.by_option
),

shared as (
    select
        question,
        option,
        by_question,
        by_option,
        respondents::bigint as respondents,
        option_respondents,
        by_option_respondents,
        answered_both::bigint as answered_both,
        total_respondents,
        option_base::bigint as option_base,
        by_option_base::bigint as by_option_base,
        if(is_by_outside, null, share(of_option, option_base))
            as share_of_option,
        if(is_outside, null, share(of_by_option, by_option_base))
            as share_of_by_option
    from counted
    order by question, by_question, position, by_position
)

select * from shared
