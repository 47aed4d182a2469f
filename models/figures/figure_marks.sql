with

figures as (
    select * from {{ ref('stg_figures') }}
),

figure_options as (
    select * from {{ ref('figure_options') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
),

row_options as (
    select * from figure_options
    where axis = 'row'
),

by_options as (
    select * from figure_options
    where axis = 'column'
),

bars as (
    select
        figures.figure,
        figures.position as figure_position,
        row_options.option as row_option,
        row_options.label as row_label,
        row_options.position as row_position,
        1 as panel_position,
        1 as column_position,
        row_options.respondents,
        if(figures.measure = 'share', coalesce(row_options.share, 0), null) as share
    from figures
    inner join row_options on figures.figure = row_options.figure
    where figures.by_question is null
),

cells as (
    select
        figures.figure,
        figures.position as figure_position,
        figures.kind,
        row_options.option as row_option,
        row_options.label as row_label,
        row_options.position as row_position,
        by_options.option as by_option,
        by_options.label as by_label,
        by_options.position as by_position,
        crosstabs.respondents,
        if(
            figures.measure = 'share',
            crosstabs.by_option_base,
            crosstabs.by_option_respondents
        ) as by_respondents,
        if(figures.measure = 'share', coalesce(crosstabs.share_of_by_option, 0), null)
            as share
    from figures
    inner join row_options on figures.figure = row_options.figure
    inner join by_options on figures.figure = by_options.figure
    inner join crosstabs
        on
            row_options.question = crosstabs.question
            and row_options.option = crosstabs.option
            and by_options.question = crosstabs.by_question
            and by_options.option = crosstabs.by_option
            and figures.among is not distinct from crosstabs.among
),

-- A heat map's cell where nobody is stays blank; its row and column are there.
heatmap_cells as (
    select
        figure,
        figure_position,
        row_option,
        row_label,
        row_position,
        1 as panel_position,
        by_option as column_option,
        format('{}{}n = {:,}', by_label, chr(10), by_respondents) as column_label,
        by_position as column_position,
        nullif(respondents, 0) as respondents,
        if(respondents = 0, null, share) as share
    from cells
    where kind = 'heatmap'
),

split_bars as (
    select
        figure,
        figure_position,
        row_option,
        row_label,
        row_position,
        by_option as panel_option,
        format('{}, n = {:,}', by_label, by_respondents) as panel_label,
        by_position as panel_position,
        1 as column_position,
        respondents,
        share
    from cells
    where kind = 'split_bar'
),

every_mark as (
    select * from bars
    union all by name
    select * from heatmap_cells
    union all by name
    select * from split_bars
),

marks as (
    select
        figure,
        panel_position::integer as panel_position,
        panel_option,
        panel_label,
        row_position::integer as row_position,
        row_option,
        row_label,
        column_position::integer as column_position,
        column_option,
        column_label,
        coalesce(share, respondents)::double as value,
        printed(respondents, share) as value_text
    from every_mark
    order by figure_position, panel_position, row_position, column_position
)

select * from marks
