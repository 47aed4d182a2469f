with

figures as (
    select * from {{ ref('every_figure') }}
),

marks as (
    select * from {{ ref('figure_marks') }}
),

stacks as (
    select
        figure,
        any_value(end_label) as end_label
    from {{ ref('figure_stacks') }}
    group by figure
),

questions as (
    select * from {{ ref('stg_questions') }}
),

figure_options as (
    select
        figure,
        bool_and(is_whole) filter (where axis = 'option') as is_whole,
        count_if(axis = 'group' and option = question) > 0 as is_grid
    from {{ ref('figure_options') }}
    group by figure
),

words as (
    select map(list(item), list(text)) as say
    from {{ ref('survey_texts') }}
),

reached as (
    select
        figure,
        max(greatest(value, coalesce(high, 0))) as with_interval,
        max(value) as without,
        min(start) as low,
        max(start + value) as high
    from marks
    group by figure
),

-- Whether what is printed of a whole, a row or a panel, is 100.
sums as (
    select
        marks.figure,
        if(figures.kind = 'stacked_bar', marks.row_position, marks.panel_position)
            as whole,
        sum(marks.value) as share,
        sum(rounded_percent(marks.value)) as printed
    from marks
    inner join figures on marks.figure = figures.figure
    -- A grid has many questions; its marks are counted once.
    semi join questions
        on
            figures.question in (questions.question, questions.grid)
            and questions.kind in ('single', 'ordered')
    where
        figures.measure = 'share'
        and figures.kind in ('bar', 'split_bar', 'stacked_bar')
    group by all
),

rounded as (
    select
        figure,
        bool_and(printed = 100 or abs(share - 1) > 1e-9) as adds_to_100
    from sums
    group by figure
),

measured as (
    select
        figures.figure,
        figures.kind,
        figure_options.is_grid,
        coalesce(rounded.adds_to_100, true) as adds_to_100,
        if(figures.kind = 'stacked_bar', reached.low, 0)::double as axis_low,
        if(figures.has_interval, reached.with_interval, reached.without) as top,
        axis_step(top) as step,
        case
            when figures.kind = 'stacked_bar' then reached.high
            when figures.scale = 'full' and figures.measure = 'share' then 1
            when figures.kind = 'trend' then ceil(top / axis_step(top)) * axis_step(top)
            else top
        end::double as axis_high,
        typeset(stacks.end_label) as end_heading,
        if(
            figures.kind = 'heatmap' and figures.measure = 'respondents',
            words.say['say_shades'],
            null
        ) as shades,
        words.say['say_percent'] as percent
    from figures
    inner join reached on figures.figure = reached.figure
    inner join figure_options on figures.figure = figure_options.figure
    left join rounded on figures.figure = rounded.figure
    left join stacks on figures.figure = stacks.figure
    cross join words
),

extents as (
    select
        figure,
        is_grid,
        adds_to_100,
        axis_low,
        axis_high,
        end_heading,
        shades,
        case
            when kind = 'trend'
                then [
                        {
                            'value': nth * step,
                            'text': format(percent, rounded_percent(nth * step))
                        }
                        for nth in range(round(axis_high / step)::integer + 1)
                    ]
        end as ticks
    from measured
)

select * from extents
