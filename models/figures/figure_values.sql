with

marks as (
    select * from {{ ref('figure_marks') }}
),

figures as (
    select * from {{ ref('every_figure') }}
),

ends as (
    select
        figure,
        any_value(end_label) as end_label
    from {{ ref('figure_stacks') }}
    group by figure
),

words as (
    select map(list(item), list(text)) as say
    from {{ ref('survey_texts') }}
),

-- What a mark says, and what it is of.
said as (
    select
        marks.*,
        figures.kind,
        typeset(ends.end_label) as end_label,
        words.say,
        case
            when marks.value is not null
                then
                    marks.value_text
                    || coalesce(' (' || marks.count_text || ')', '')
                    || if(
                        figures.has_interval and marks.interval_text is not null,
                        ' [' || marks.interval_text || ']',
                        ''
                    )
            when figures.kind = 'trend' then words.say['say_was_not_asked']
        end as text,
        concat_ws(', ', marks.row_label, marks.column_label, marks.panel_label) as name
    from marks
    inner join figures on marks.figure = figures.figure
    left join ends on marks.figure = ends.figure
    cross join words
),

row_texts as (
    select
        figure,
        panel_position,
        panel_label,
        row_position,
        row_label
        || coalesce(' (' || any_value(row_note) || ')', '')
        || ': '
        || coalesce(
            string_agg(
                coalesce(
                    column_label
                    || coalesce(' (' || column_note || ')', '') || ' ',
                    ''
                )
                || text,
                ', ' order by column_position
            ),
            any_value(say)['say_nobody']
        )
        || if(
            any_value(kind) = 'stacked_bar' and any_value(row_end) is not null,
            '; ' || any_value(end_label) || ' ' || any_value(row_end),
            ''
        ) as text
    from said
    group by figure, panel_position, panel_label, row_position, row_label
),

panel_texts as (
    select
        figure,
        panel_position,
        coalesce(panel_label || ': ', '')
        || string_agg(text, '. ' order by row_position)
        || '.' as text
    from row_texts
    group by figure, panel_position, panel_label
),

value_texts as (
    select
        figure,
        string_agg(text, chr(10) order by panel_position) as text
    from panel_texts
    group by figure
),

-- Those that share the highest or lowest value, three of them by name.
extreme_values as (
    select
        figure,
        any_value(say) as say,
        value,
        arg_min(text, (panel_position, row_position, column_position)) as text,
        list(name order by panel_position, row_position, column_position) as names,
        array_to_string(names[:3], '; ')
        || if(
            len(names) > 3,
            ' ' || format(any_value(say)['say_and_more'], len(names) - 3),
            ''
        ) as named
    from said
    where value is not null
    group by figure, value
),

extremes as (
    select
        figure,
        format(
            any_value(say)['say_highest'], arg_max(text, value), arg_max(named, value)
        )
        || ' '
        || format(
            any_value(say)['say_lowest'], arg_min(text, value), arg_min(named, value)
        ) as text
    from extreme_values
    group by figure
    having count(*) > 1
),

figure_values as (
    select
        value_texts.figure,
        value_texts.text,
        extremes.text as extremes
    from value_texts
    left join extremes on value_texts.figure = extremes.figure
)

select * from figure_values
