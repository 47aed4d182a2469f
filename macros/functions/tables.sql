{# What `python -m charts tables` writes. #}
{% macro table_functions() %}
{%- set figures, combinations
    = ref('stg_figures').include(database=false),
    ref('int_combinations').include(database=false) %}

create or replace macro figures.question_table(name) as table (
    select
        label,
        respondents as people,
        by_base(base, answered, asked, total_respondents) as base,
        share,
        low,
        high
    from question_results
    where question = name
    order by position
);
comment on macro table figures.question_table is 'The results of a question.';

create or replace macro figures.figure_table(name) as table (
    with

    rows_of_figure as (
        select
            bases.question,
            bases.position,
            figures.among
        from {{ figures }} as figures
        inner join question_bases as bases
            on figures.question in (bases.question, bases.grid)
        where figures.figure = name
    ),

    groups_of_people as (
        select combinations.*
        from {{ combinations }} as combinations
        semi join rows_of_figure
            on
                combinations.question = rows_of_figure.question
                and combinations.among is not distinct from rows_of_figure.among
        where combinations.by_question is null and combinations.is_respondent
    ),

    counts as (
        select * from option_counts('groups_of_people', 'question_results')
    )

    select
        results.question_label as question,
        results.label,
        counts.respondents as people,
        by_base(results.base, counts.answered, counts.asked, counts.total_respondents)
            as base,
        counts.share,
        counts.low,
        counts.high
    from counts
    inner join question_results as results
        on counts.question = results.question and counts.option = results.option
    inner join rows_of_figure on counts.question = rows_of_figure.question
    where
        counts.among is null
        or is_publishable(counts.total_respondents, results.total_respondents)
    order by rows_of_figure.position, results.position
);
comment on macro table figures.figure_table is
'The results of a grid, or of those whom a figure is about.';

create or replace macro figures.crosstab_table(name) as table (
    select
        bases.label as question,
        crosstabs.label,
        crosstabs.by_label as by,
        crosstabs.respondents as people,
        crosstabs.base,
        crosstabs.share,
        crosstabs.low,
        crosstabs.high,
        crosstabs.rest_respondents as rest_people,
        crosstabs.rest_base,
        crosstabs.rest_share,
        crosstabs.difference,
        crosstabs.difference_low,
        crosstabs.difference_high,
        crosstabs.p,
        crosstabs.p_adjusted
    from {{ figures }} as figures
    inner join question_bases as bases
        on figures.question in (bases.question, bases.grid)
    inner join crosstab_results as crosstabs
        on
            bases.question = crosstabs.question
            and figures.by_question = crosstabs.by_question
            and figures.among is not distinct from crosstabs.among
    where figures.figure = name and crosstabs.is_published
    order by bases.position, crosstabs.position, crosstabs.by_position
);
comment on macro table figures.crosstab_table is
'The cross-tab of a figure, without the groups that are too small to be published.';

create or replace macro figures.trend_table(name) as table (
    with

    groups_of_people as (
        select *
        from {{ combinations }} as combinations
        where
            combinations.question = name
            and combinations.by_question = 'wave'
            and combinations.among is null
    ),

    cells as (
        select * from crosstab_cells('groups_of_people', 'question_results')
    ),

    hidden as (
        select * from hidden_groups('cells', 'question_results', 'question_bases')
    ),

    changes as (
        select
            trends.*,
            hidden_before.by_option is null as is_shown
        from trend(name) as trends
        anti join hidden on trends.wave = hidden.by_option
        left join hidden as hidden_before
            on trends.previous_wave = hidden_before.by_option
    )

    select
        changes.label,
        changes.wave,
        changes.respondents as people,
        changes.base,
        changes.share,
        changes.low,
        changes.high,
        if(changes.is_shown, changes.previous_wave, null) as previous_wave,
        if(changes.is_shown, changes.change, null) as change,
        if(changes.is_shown, changes.change_low, null) as change_low,
        if(changes.is_shown, changes.change_high, null) as change_high,
        if(changes.is_shown, changes.p, null) as p,
        if(changes.is_shown, changes.p_adjusted, null) as p_adjusted,
        changes.note
    from changes
    order by changes.position, changes.wave_position
);
comment on macro table figures.trend_table is
'What trend() gives, without the waves that are too small to be published.';

create or replace macro figures.list_of_tables() as table (
    with

    coded as (
        select
            bases.question,
            bases.position,
            bases.wording
        from question_bases as bases
        semi join question_results as results on bases.question = results.question
    ),

    named as (
        select
            question as name,
            'question' as kind,
            question as argument,
            wording as title,
            [1, position] as place
        from coded

        union all

        -- Questions and figures may have one name.
        select
            if(
                figures.figure in (select coded.question from coded),
                'figure_' || figures.figure,
                figures.figure
            ) as name,
            if(figures.by_question is null, 'figure', 'crosstab') as kind,
            figures.figure as argument,
            coalesce(figures.title, coded.wording, figures.figure) as title,
            [2, figures.position] as place
        from {{ figures }} as figures
        left join coded on figures.question = coded.question
        -- Another one is the table of its question.
        where
            figures.by_question is not null
            or figures.among is not null
            or coded.question is null

        union all

        select
            'trend_' || coded.question as name,
            'trend' as kind,
            coded.question as argument,
            coded.wording as title,
            [3, coded.position] as place
        from coded
        where
            coded.question <> 'wave'
            and 'wave' in (select waves.question from coded as waves)
    )

    select
        name,
        kind,
        argument,
        title
    from named
    order by place, name
);
comment on macro table figures.list_of_tables is
'The tables that `python -m charts tables` writes: a name, and the function that gives it.';
{% endmacro %}
