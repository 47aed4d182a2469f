with

figures as (
    select * from {{ ref('every_figure') }}
),

figure_options as (
    select * from {{ ref('figure_options') }}
),

results as (
    select * from {{ ref('question_results') }}
),

segments as (
    select * from {{ ref('figure_segments') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
),

options as (
    select * from figure_options
    where axis = 'option'
),

groups as (
    select * from figure_options
    where axis = 'group'
),

-- Of everybody, or of each question of a grid.
questions as (
    select distinct
        figures.figure,
        figures.among,
        coalesce(groups.question, options.question) as question,
        groups.option as group_option
    from figures
    inner join options on figures.figure = options.figure
    left join groups on figures.figure = groups.figure
    where figures.by_question is null
),

plain as (
    select
        questions.figure,
        options.option,
        questions.group_option,
        results.respondents,
        by_base(
            results.base, results.answered, results.asked, results.total_respondents
        ) as base,
        results.share,
        results.low,
        results.high
    from questions
    inner join options on questions.figure = options.figure
    inner join results
        on
            questions.question = results.question
            and options.option = results.option
    where questions.among is null
),

cells as (
    select
        figures.figure,
        options.option,
        groups.option as group_option,
        crosstabs.respondents,
        crosstabs.by_option_base as base,
        if(
            figures.measure = 'share',
            crosstabs.by_option_base,
            crosstabs.by_option_respondents
        ) as group_people,
        if(
            figures.measure = 'share',
            crosstabs.option_base,
            crosstabs.option_respondents
        ) as option_people,
        crosstabs.share,
        crosstabs.low,
        crosstabs.high
    from figures
    inner join options on figures.figure = options.figure
    inner join groups on figures.figure = groups.figure
    inner join crosstabs
        on
            options.question = crosstabs.question
            and options.option = crosstabs.option
            and groups.question = crosstabs.by_question
            and groups.option = crosstabs.by_option
            and figures.among is not distinct from crosstabs.among
    where crosstabs.is_published
),

every_result as (
    select
        *,
        base as group_people
    from plain
    union all by name
    select
        *,
        base as group_people
    from segments
    union all by name
    select * from cells
),

placed as (
    select
        every_result.*,
        options.label as option_label,
        options.position as option_position,
        options.question as option_question,
        options.role,
        options.is_aside,
        groups.label as group_label,
        groups.position as group_position
    from every_result
    inner join options
        on
            every_result.figure = options.figure
            and every_result.option = options.option
    left join groups
        on
            every_result.figure = groups.figure
            and every_result.group_option = groups.option
)

select * from placed
