{{ config(post_hook="{{ table_functions() }}") }}
with

figures as (
    select * from {{ ref('stg_figures') }}
),

figure_options as (
    select * from {{ ref('figure_options') }}
),

marks as (
    select * from {{ ref('figure_marks') }}
),

bases as (
    select * from {{ ref('question_bases') }}
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent
),

survey as (
    select
        max(text) filter (where item = 'source') as source,
        max(text) filter (where item = 'note') as note
    from {{ ref('stg_survey') }}
),

axes as (
    select
        figure,
        list(option) filter (where axis = 'row') as row_options,
        list(option) filter (where axis = 'column') as by_options,
        bool_and(is_whole) filter (where axis = 'row') as draws_every_option
    from figure_options
    group by figure
),

results as (
    select * from {{ ref('question_results') }}
),

-- Whom a figure is about, if not everyone.
segments as (
    select
        figures.figure,
        if(
            figures.among_question = 'wave',
            ' in ' || string_agg(results.label, ' or ' order by results.position),
            format(
                ' among those who answered “{}” to “{}”',
                string_agg(results.label, '” or “' order by results.position),
                any_value(bases.wording)
            )
        ) as whom
    from figures
    inner join bases on figures.among_question = bases.question
    inner join results
        on
            figures.among_question = results.question
            and list_contains(figures.among_options, results.option)
    group by figures.figure, figures.among_question
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
                else list_has_any(combinations.options, axes.row_options)
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
        ), 0) - not_asked as left_blank
    from figures
    left join axes on figures.figure = axes.figure
    left join combinations
        on
            figures.question = combinations.question
            and figures.by_question is not distinct from combinations.by_question
            and figures.among is not distinct from combinations.among
    group by figures.figure
),

described as (
    select
        figures.*,
        bases.kind = 'multi' as is_multi,
        bases.base,
        bases.wording,
        by_bases.wording as by_wording,
        counted.* exclude (figure), -- noqa: RF02
        counted.respondents - counted.drawn as not_drawn,
        not_drawn - counted.not_asked - counted.left_blank as not_shown,
        coalesce(segments.whom, '') as whom,
        coalesce(figures.title, bases.wording) as heading
    from figures
    inner join bases on figures.question = bases.question
    inner join counted on figures.figure = counted.figure
    -- One whose group is too small says nothing.
    inner join axes on figures.figure = axes.figure
    left join bases as by_bases on figures.by_question = by_bases.question
    left join segments on figures.figure = segments.figure
),

-- The exact wording, unless it is the title, and then what is drawn of whom.
worded as (
    select
        *,
        case
            when kind = 'heatmap'
                then format('Rows: “{}”{}Columns: “{}”', wording, chr(10), by_wording)
            when kind = 'split_bar'
                then format('“{}”{}Panels: “{}”', wording, chr(10), by_wording)
            when heading <> wording then format('“{}”', wording)
        end as questions,
        case
            when measure = 'respondents'
                then
                    format(
                        'Number of people; {:,} of {:,} respondents answered{}',
                        answered, respondents,
                        if(kind = 'bar', '', ' both questions')
                    )
            when kind <> 'bar'
                then
                    format(
                        'Share of the people in each {}{}; {:,} of {:,} respondents '
                        'answered both questions',
                        if(kind = 'heatmap', 'column', 'panel'),
                        case base
                            when 'answered' then ' who answered'
                            when 'asked' then ' who were asked'
                            else ''
                        end,
                        answered, respondents
                    )
            when base = 'answered'
                then format('Share of the {:,} people who answered', answered)
            when base = 'asked'
                then format('Share of the {:,} people who were asked', asked)
            else format('Share of all {:,} respondents', respondents)
        end
        || whom
        || if(is_multi, '; several answers possible', '') as base_and_n,
        case
            when not_drawn = 0
                then format('All {:,} respondents are drawn.', respondents)
            else format(
                    'Not drawn: {:,} of {:,} respondents ({}).',
                    not_drawn, respondents, concat_ws(
                        ', ',
                        if(
                            not_asked > 0,
                            format('{:,} were not asked', not_asked),
                            null
                        ),
                        if(
                            left_blank > 0,
                            format('{:,} left it blank', left_blank),
                            null
                        ),
                        if(
                            not_shown > 0,
                            format('{:,} gave only answers not shown here', not_shown),
                            null
                        )
                    )
                )
        end as people_not_drawn
    from described
),

row_texts as (
    select
        figure,
        panel_position,
        panel_label,
        row_position,
        row_label
        || ': '
        || if(
            any_value(column_option) is null,
            any_value(value_text),
            coalesce(
                string_agg(
                    format('{} ({})', value_text, replace(column_label, chr(10), ', ')),
                    ', ' order by column_position
                ),
                'nobody'
            )
        ) as text
    from marks
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

texts as (
    select
        worded.figure,
        worded.position,
        worded.kind,
        worded.measure,
        worded.heading as title,
        concat_ws(chr(10), worded.questions, worded.base_and_n) as subtitle,
        concat_ws(' ', worded.people_not_drawn, survey.note) as note,
        'Source: ' || survey.source as source,
        concat_ws(
            chr(10),
            case worded.kind
                when 'bar' then 'Bar chart: '
                when 'heatmap' then 'Heat map: '
                when 'split_bar' then 'Bar chart in panels: '
            end
            || worded.heading,
            worded.questions,
            worded.base_and_n || '.',
            value_texts.text,
            worded.people_not_drawn
        ) as text_alternative
    from worded
    left join value_texts on worded.figure = value_texts.figure
    cross join survey
    order by worded.position, worded.figure
)

select * from texts
