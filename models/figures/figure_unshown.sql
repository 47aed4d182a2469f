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

words as (
    select map_from_entries(list({'key': item, 'value': text})) as say
    from {{ ref('survey_texts') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
),

axes as (
    select
        figure,
        'option' as axis,
        question
    from figures
    union all
    select
        figure,
        'group' as axis,
        by_question as question
    from figures
    where by_question is not null
),

-- Labels of options that somebody chose and the figure does not show.
unshown as (
    select
        axes.figure,
        list(typeset(results.label) order by axes.axis desc, results.position)
            as every_label,
        [
            named for named, nth in every_label
            if list_position(every_label, named) = nth
        ] as labels
    from axes
    inner join results on axes.question = results.question
    left join figure_options
        on
            axes.figure = figure_options.figure
            and axes.axis = figure_options.axis
            and results.option = figure_options.option
    where
        figure_options.figure is null
        and results.respondents > 0
        and not results.is_net
    group by axes.figure
),

small_groups as (
    select figures.figure
    from figures
    semi join crosstabs
        on
            figures.question = crosstabs.question
            and figures.by_question = crosstabs.by_question
            and figures.among is not distinct from crosstabs.among
            and not crosstabs.is_published
),

named as (
    select
        figures.figure,
        array_to_string([
            format(words.say['say_quote'], label) for label in unshown.labels[:3]
        ], ', ')
        || if(
            len(unshown.labels) > 3,
            ' ' || format(words.say['say_and_more'], len(unshown.labels) - 3),
            ''
        ) as labels,
        if(
            small_groups.figure is null,
            null,
            format(words.say['say_small_groups'], smallest_group())
        ) as small_groups
    from figures
    cross join words
    left join unshown on figures.figure = unshown.figure
    left join small_groups on figures.figure = small_groups.figure
)

select * from named
