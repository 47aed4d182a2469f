{% macro trend_functions() %}

create or replace macro trend(question_name) as table (
    with

    asked_for as (
        select
            known_question(question_name) as named,
            if(
                list_contains(coded_questions(), 'wave'),
                'wave',
                error('this survey has no waves: they are the rows of waves.csv')
            ) as by_named
    ),

    -- All rows of a grid are adjusted together.
    rows_of_grid as (
        select grid_rows.question
        from {{ ref('stg_questions').include(database=false) }} as named
        inner join {{ ref('stg_questions').include(database=false) }} as grid_rows
            on named.question = grid_rows.question or named.grid = grid_rows.grid
        where named.question = known_or_first(question_name)
    ),

    groups_of_people as (
        select *
        from {{ ref('int_combinations').include(database=false) }} as combinations
        semi join rows_of_grid on combinations.question = rows_of_grid.question
        where combinations.by_question = 'wave' and combinations.among is null
    ),

    cells as (
        select
            * exclude (by_option_asked),
            by_option_asked > 0 as is_asked
        from crosstab_cells('groups_of_people', 'question_results')
        where not by_is_net
    ),

    with_previous as (
        select
            *,
            lag(by_option) over earlier as previous_wave,
            lag(chosen) over earlier as previous_chosen,
            lag(base) over earlier as previous_base,
            count(*) filter (where is_asked) over every_wave as waves_asked,
            min(by_label) filter (where is_asked) over every_wave as only_wave
        from cells
        window
            earlier as (
                partition by cells.question, cells.option, is_asked
                order by by_position
            ),
            every_wave as (partition by cells.question, cells.option)
    ),

    compared as (
        select
            *,
            share - share(previous_chosen, previous_base) as change,
            newcombe(chosen, base, previous_chosen, previous_base) as change_interval,
            difference_p(chosen, base, previous_chosen, previous_base) as p_of_change,
            if(is_net, null, p_of_change) as tested
        from with_previous
    ),

    -- Holm, as in a cross-tab: over all that is compared between two waves, so that a
    -- further wave changes nothing that has been said of earlier ones.
    adjusted as (
        select
            *,
            tested * count(tested) over (
                partition by by_option order by tested desc
            ) as held
        from compared
    ),

    held_back as (
        select
            *,
            if(
                tested is null,
                null,
                least(1, max(held) over (partition by by_option order by tested))
            ) as p_of_change_adjusted
        from adjusted
    )

    select
        asked_for.named as question,
        held_back.option,
        held_back.label,
        held_back.position,
        held_back.is_net,
        held_back.by_option as wave,
        held_back.by_position as wave_position,
        if(held_back.is_asked, held_back.respondents, null) as respondents,
        if(held_back.is_asked, held_back.base, null) as base,
        if(held_back.is_asked, held_back.share, null) as share,
        if(held_back.is_asked, held_back.low, null) as low,
        if(held_back.is_asked, held_back.high, null) as high,
        if(held_back.is_asked, held_back.previous_wave, null) as previous_wave,
        if(held_back.is_asked, held_back.change, null) as change,
        if(held_back.is_asked, held_back.change_interval.low, null) as change_low,
        if(held_back.is_asked, held_back.change_interval.high, null) as change_high,
        if(held_back.is_asked, held_back.p_of_change, null) as p,
        if(held_back.is_asked, held_back.p_of_change_adjusted, null) as p_adjusted,
        case
            when not held_back.is_asked then 'not asked'
            when held_back.waves_asked = 1
                then format('asked in {} only', held_back.only_wave)
            when held_back.previous_wave is null then 'first asked'
        end as note
    from held_back
    inner join asked_for
        on
            held_back.question = asked_for.named
            and held_back.by_question = asked_for.by_named
    order by held_back.position, held_back.by_position
);
comment on macro table trend is
'Each option of a question over the waves of the survey: people, share and its change since the last wave that asked.';
{% endmacro %}
