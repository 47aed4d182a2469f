{{ config(post_hook=[
    "{{ crosstab_functions() }}",
    "{{ trend_functions() }}",
    "{{ association_functions() }}",
]) }}
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

described as (
    select
        options_and_nets.*,
        questions.grid,
        questions.label as question_label,
        questions.base,
        questions.is_open
    from options_and_nets
    inner join questions on options_and_nets.question = questions.question
),

counts as (
    select * from option_counts('combinations', 'described')
),

results as (
    select
        described.question,
        described.option,
        described.position,
        described.label,
        described.is_net,
        described.options,
        described.offered,
        described.role,
        described.value,
        described.grid,
        described.question_label,
        coalesce(counts.respondents, 0) as respondents,
        coalesce(counts.asked, 0) as asked,
        coalesce(counts.answered, 0) as answered,
        coalesce(counts.total_respondents, 0) as total_respondents,
        counts.share_of_answered,
        counts.share_of_asked,
        counts.share_of_respondents,
        described.base,
        counts.share,
        counts.low,
        counts.high,
        if(
            described.is_ranked,
            rank() over (
                partition by described.question, described.is_ranked
                order by coalesce(counts.respondents, 0) desc
            ),
            null
        ) as rank
    from described
    left join counts
        on
            described.question = counts.question
            and described.option = counts.option
    -- A question closed to other answers has no Other, unless somebody gave one.
    where
        described.option <> 'other' or described.is_open or counts.respondents > 0
)

select * from results
order by question, position
