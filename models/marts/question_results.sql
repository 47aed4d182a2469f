{{ config(post_hook=["{{ crosstab_functions() }}"]) }}
with

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

options as (
    select * from {{ ref('stg_options') }}
),

nets as (
    select * from {{ ref('stg_nets') }}
),

bases as (
    select * from {{ ref('question_bases') }}
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent and by_question is null and among is null
),

last_options as (
    select
        question,
        max(position) as position
    from options
    group by question
),

options_and_nets as (
    select
        *,
        [option] as options,
        false as is_net
    from options

    union all by name

    select
        nets.question,
        nets.net as option,
        last_options.position + nets.position as position,
        nets.label,
        nets.options,
        true as is_net,
        false as is_ranked
    from nets
    inner join last_options on nets.question = last_options.question
),

chosen as (
    select
        * exclude (options),
        unnest(options) as option
    from combinations

    union all by name

    -- Whoever chose several options of a net counts once.
    select
        combinations.* exclude (options),
        nets.net as option
    from combinations
    inner join nets
        on
            combinations.question = nets.question
            and has_any(combinations.options, nets.options)
),

selected as (
    select
        question,
        option,
        sum(respondents)::bigint as respondents,
        coalesce(sum(respondents) filter (where asked), 0) as chosen_of_asked,
        coalesce(sum(respondents) filter (where answered), 0) as chosen_of_answered
    from chosen
    group by question, option
),

counted as (
    select
        options_and_nets.*,
        questions.grid,
        questions.label as question_label,
        bases.base,
        bases.asked,
        bases.answered,
        bases.total_respondents,
        coalesce(selected.respondents, 0) as respondents,
        coalesce(selected.chosen_of_asked, 0) as chosen_of_asked,
        -- Who prefers not to say is no part of those who answered.
        if(
            options_and_nets.role = 'missing',
            null,
            coalesce(selected.chosen_of_answered, 0)
        ) as chosen_of_answered
    from options_and_nets
    inner join questions on options_and_nets.question = questions.question
    inner join bases on options_and_nets.question = bases.question
    left join selected
        on
            options_and_nets.question = selected.question
            and options_and_nets.option = selected.option
    -- A question closed to other answers has no Other, unless somebody gave one.
    where
        options_and_nets.option <> 'other'
        or questions.is_open
        or selected.respondents > 0
),

shared as (
    select
        *,
        share(chosen_of_answered, answered) as share_of_answered,
        share(chosen_of_asked, asked) as share_of_asked,
        share(respondents, total_respondents) as share_of_respondents,
        by_base(base, share_of_answered, share_of_asked, share_of_respondents) as share,
        wilson(
            by_base(base, chosen_of_answered, chosen_of_asked, respondents),
            by_base(base, answered, asked, total_respondents)
        ) as interval,
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
        is_net,
        options,
        offered,
        role,
        value,
        grid,
        question_label,
        respondents,
        asked,
        answered,
        total_respondents,
        share_of_answered,
        share_of_asked,
        share_of_respondents,
        base,
        share,
        interval.low as low,
        interval.high as high,
        rank
    from shared
)

select * from results
order by question, position
