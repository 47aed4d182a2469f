with

figures as (
    select * from {{ ref('every_figure') }}
),

results as (
    select * from {{ ref('figure_results') }}
),

stacks as (
    select * from {{ ref('figure_stacks') }}
),

words as (
    select map_from_entries(list({'key': item, 'value': text})) as say
    from {{ ref('survey_texts') }}
),

described as (
    select
        figures.position as figure_position,
        figures.kind,
        results.* exclude (option_label, group_label, share),
        results.share as share_of_base,
        typeset(results.option_label) as option_label,
        typeset(results.group_label) as group_label,
        -- A wave that did not ask has a gap; elsewhere nobody is a share of 0.
        case
            when figures.measure = 'share'
                then
                    coalesce(results.share, if(figures.kind = 'trend', null, 0))
        end as share,
        figures.measure = 'share' and results.base = 0 and figures.kind = 'trend'
            as is_gap,
        stacks.shade,
        coalesce(stacks.is_middle, false) as is_middle,
        coalesce(stacks.start, 0) as start,
        stacks.end_share,
        stacks.row_position as stack_position,
        say['say_percent'] as percent,
        say['say_thousands'] as thousands,
        say['say_count_of'] as count_of,
        say['say_n'] as n
    from figures
    cross join words
    inner join results on figures.figure = results.figure
    left join stacks
        on
            results.figure = stacks.figure
            and results.option = stacks.option
            and results.group_option is not distinct from stacks.group_option
),

-- Cells of a heat map are as dark as their share of the column; one where nobody is
-- stays blank.
valued as (
    select
        *,
        case
            when kind = 'heatmap' and respondents = 0 then null
            when is_gap then null
            else coalesce(share, respondents)::double
        end as value,
        case
            when value is not null
                then printed(
                    respondents, share, percent := percent, thousands := thousands
                )
        end as value_text,
        case
            when value is not null and share is not null and base < 50
                then format(
                    count_of,
                    grouped(respondents, thousands := thousands),
                    grouped(base, thousands := thousands)
                )
        end as count_text,
        coalesce(share, respondents / nullif(group_people, 0)) as share_of_group,
        format(n, grouped(group_people, thousands := thousands)) as group_note,
        format(n, grouped(option_people, thousands := thousands)) as option_note,
        printed(null, end_share, percent := percent) as stack_end
    from described
),

marks as (
    select
        figure,
        if(kind = 'split_bar', group_position, 1)::integer as panel_position,
        if(kind = 'split_bar', group_option, null) as panel_option,
        if(kind = 'split_bar', group_label || ', ' || group_note, null) as panel_label,
        if(kind = 'stacked_bar', stack_position, option_position)::integer
            as row_position,
        if(kind = 'stacked_bar', group_option, option) as row_option,
        if(kind = 'stacked_bar', group_label, option_label) as row_label,
        case kind
            when 'stacked_bar' then group_note
            when 'heatmap' then option_note
        end as row_note,
        case kind
            when 'stacked_bar' then stack_end
            when 'trend'
                then
                    last_value(value_text ignore nulls) over (
                        partition by figure, option order by group_position
                        rows between unbounded preceding and unbounded following
                    )
        end as row_end,
        case kind
            when 'stacked_bar' then option_position
            when 'heatmap' then group_position
            when 'trend' then group_position
            else 1
        end::integer as column_position,
        case kind
            when 'stacked_bar' then option
            when 'heatmap' then group_option
            when 'trend' then group_option
        end as column_option,
        case kind
            when 'stacked_bar' then option_label
            when 'heatmap' then group_label
            when 'trend' then group_label
        end as column_label,
        if(kind in ('heatmap', 'trend'), group_note, null) as column_note,
        value,
        value_text,
        if(kind = 'stacked_bar', null, count_text) as count_text,
        if(value is null, null, low) as low,
        if(value is null, null, high) as high,
        start::double as start,
        if(
            kind = 'heatmap',
            share_of_group / nullif(max(share_of_group) over (partition by figure), 0),
            shade
        )::double as shade,
        is_aside,
        is_middle,
        respondents::bigint as respondents,
        base::bigint as base,
        printed(
            respondents, share_of_base, percent := percent, thousands := thousands
        ) as share_text,
        printed_interval(low, high, percent := percent) as interval_text
    from valued
    order by figure_position, panel_position, row_position, column_position
)

select * from marks
