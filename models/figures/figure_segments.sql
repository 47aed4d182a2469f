with

figures as (
    select * from {{ ref('every_figure') }}
    where among is not null and by_question is null
),

figure_options as (
    select * from {{ ref('figure_options') }}
),

results as (
    select * from {{ ref('question_results') }}
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent and by_question is null and among is not null
),

counts as (
    select * from option_counts('combinations', 'results')
),

options as (
    select
        figures.figure,
        figures.among,
        figure_options.option,
        figure_options.question
    from figures
    inner join figure_options on figures.figure = figure_options.figure
    where figure_options.axis = 'option'
),

-- The questions of a grid have the options of its first.
cells as (
    select
        options.figure,
        options.among,
        options.option,
        coalesce(groups.question, options.question) as question,
        groups.option as group_option
    from options
    left join figure_options as groups
        on options.figure = groups.figure and groups.axis = 'group'
),

segments as (
    select
        cells.figure,
        cells.option,
        cells.group_option,
        counts.respondents,
        by_base(results.base, counts.answered, counts.asked, counts.total_respondents)
            as base,
        counts.share,
        counts.low,
        counts.high
    from cells
    inner join counts
        on
            cells.question = counts.question
            and cells.option = counts.option
            and cells.among = counts.among
    inner join results
        on cells.question = results.question and cells.option = results.option
    where is_publishable(counts.total_respondents, results.total_respondents)
)

select * from segments
