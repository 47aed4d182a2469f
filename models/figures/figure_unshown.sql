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
    select map(list(item), list(text)) as say
    from {{ ref('survey_texts') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
),

people as (
    select * from {{ ref('figure_people') }}
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
            named for named, nth in every_label -- noqa: RF02
            if list_position(every_label, named) = nth -- noqa: RF02
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
        people.*,
        words.say,
        array_to_string([
            format(words.say['say_quote'], label) -- noqa: RF02
            for label in unshown.labels[:3]
        ], ', ')
        || if(
            len(unshown.labels) > 3,
            ' ' || format(words.say['say_and_more'], len(unshown.labels) - 3),
            ''
        ) as labels,
        small_groups.figure is not null as has_small_groups
    from people
    cross join words
    left join unshown on people.figure = unshown.figure
    left join small_groups on people.figure = small_groups.figure
),

printed as (
    select
        *,
        list_transform(
            [not_drawn, respondents, not_asked, left_blank, chose_none, not_shown],
            lambda people: grouped(people, thousands := say['say_thousands'])
        ) as counts,
        concat_ws(
            ', ',
            if(not_asked > 0, format(say['say_not_asked'], counts[3]), null),
            if(left_blank > 0, format(say['say_left_blank'], counts[4]), null),
            if(chose_none > 0, format(say['say_chose_none'], counts[5]), null),
            if(not_shown > 0, format(say['say_not_shown'], counts[6], labels), null)
        ) as reasons
    from named
),

texts as (
    select
        figure,
        if(
            not_drawn > 0,
            format(say['say_not_drawn'], counts[1], counts[2], reasons),
            null
        ) as people_not_drawn,
        if(
            has_small_groups, format(say['say_small_groups'], smallest_group()), null
        ) as small_groups
    from printed
)

select * from texts
