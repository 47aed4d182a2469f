{{ config(post_hook="{{ table_functions() }}") }}
with

figures as (
    select * from {{ ref('every_figure') }}
),

wording as (
    select * from {{ ref('figure_wording') }}
),

people as (
    select * from {{ ref('figure_people') }}
),

unshown as (
    select * from {{ ref('figure_unshown') }}
),

extents as (
    select * from {{ ref('figure_extents') }}
),

figure_values as (
    select * from {{ ref('figure_values') }}
),

described as (
    select
        figures.*,
        wording.title as heading,
        wording.questions,
        wording.among as about,
        wording.base,
        wording.is_multi,
        wording.say,
        people.* exclude (figure), -- noqa: RF02
        unshown.people_not_drawn,
        unshown.small_groups,
        extents.* exclude (figure), -- noqa: RF02
        figure_values.text as in_words,
        figure_values.extremes,
        coalesce(figures.has_interval and figures.measure = 'share', false)
            as draws_interval
    from figures
    inner join wording on figures.figure = wording.figure
    inner join people on figures.figure = people.figure
    inner join unshown on figures.figure = unshown.figure
    -- One without a mark is of a group too small to be shown.
    inner join extents on figures.figure = extents.figure
    left join figure_values on figures.figure = figure_values.figure
),

counted as (
    select
        *,
        list_transform(
            [respondents, asked, answered],
            lambda people: grouped(people, thousands := say['say_thousands'])
        ) as printed_counts
    from described
),

-- What is drawn of whom.
worded as (
    select
        *,
        case
            when is_grid then say['say_share_in_row']
            when by_question = 'wave' then say['say_share_in_wave']
            when by_question is not null and measure = 'respondents'
                then say['say_number_of_both']
            when measure = 'respondents' then say['say_number_of_people']
            when by_question is not null and base = 'respondents'
                then say['say_share_in_group']
            when by_question is not null then say['say_share_in_group_' || base]
            else say['say_share_of_' || base]
        end as base_template,
        case
            when is_grid or by_question = 'wave' then base_template
            when by_question is not null or measure = 'respondents'
                then format(base_template, printed_counts[3], printed_counts[1])
            else
                format(
                    base_template,
                    by_base(
                        base, printed_counts[3], printed_counts[2], printed_counts[1]
                    )
                )
        end
        || if(is_multi, '; ' || say['say_several_answers'], '') as base_and_n,
        if(
            draws_interval,
            format(say['say_interval'], coalesce(say['confidence'], '95')),
            null
        ) as intervals,
        if(adds_to_100, null, say['say_rounding']) as rounding
    from counted
),

texts as (
    select
        figure,
        position,
        kind,
        measure,
        is_appendix,
        heading as title,
        concat_ws(chr(10), questions, about, base_and_n, intervals) as subtitle,
        nullif(concat_ws(' ', people_not_drawn, small_groups, rounding), '') as note,
        say['note'] as survey_note,
        format(say['say_source'], say['source']) as source,
        draws_interval as has_interval,
        axis_low,
        axis_high,
        ticks,
        end_heading,
        shades,
        concat_ws(
            chr(10),
            format(say['say_' || kind], heading),
            questions,
            about,
            base_and_n || '.',
            intervals,
            in_words,
            extremes,
            people_not_drawn,
            small_groups,
            rounding
        ) as text_alternative
    from worded
    order by is_appendix, position, figure
)

select * from texts
