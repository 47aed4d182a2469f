with

figures as (
    select * from {{ ref('every_figure') }}
),

figure_options as (
    select * from {{ ref('figure_options') }}
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent
),

axes as (
    select
        figure,
        list(option) filter (where axis = 'option') as options,
        list(option) filter (where axis = 'group') as by_options,
        bool_and(is_whole) filter (where axis = 'option') as draws_every_option
    from figure_options
    group by figure
),

-- People whose answers a figure shows, and why it does not show the others.
counted as (
    select
        figures.figure,
        coalesce(sum(combinations.respondents), 0) as respondents,
        coalesce(sum(combinations.respondents) filter (where combinations.asked), 0)
            as asked,
        coalesce(sum(combinations.respondents) filter (
            where combinations.answered and coalesce(combinations.by_answered, true)
        ), 0) as answered,
        coalesce(sum(combinations.respondents) filter (
            where
            case
                when axes.draws_every_option then len(combinations.options) > 0
                else list_has_any(combinations.options, axes.options)
            end
            and (
                figures.by_question is null
                or list_has_any(combinations.by_options, axes.by_options)
            )
        ), 0) as drawn,
        coalesce(sum(combinations.respondents) filter (
            where
            (combinations.options is null and not combinations.asked)
            or (combinations.by_options is null and not combinations.by_asked)
        ), 0) as not_asked,
        coalesce(sum(combinations.respondents) filter (
            where
            combinations.options is null
            or (figures.by_question is not null and combinations.by_options is null)
        ), 0) - not_asked as left_blank,
        -- Where each option is a column, all of them may be answered with No.
        coalesce(sum(combinations.respondents) filter (
            where
            least(len(combinations.options), len(combinations.by_options)) = 0
            and combinations.options is not null
            and (figures.by_question is null or combinations.by_options is not null)
        ), 0) as chose_none
    from figures
    left join axes on figures.figure = axes.figure
    left join combinations
        on
            figures.question = combinations.question
            and figures.by_question is not distinct from combinations.by_question
            and figures.among is not distinct from combinations.among
    group by figures.figure
),

people as (
    select
        *,
        respondents - drawn as not_drawn,
        not_drawn - not_asked - left_blank - chose_none as not_shown
    from counted
)

select * from people
