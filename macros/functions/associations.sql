{% macro association_functions() %}

create or replace macro association(question_name, by_question_name) as table (
    with

    asked_for as (
        select
            known_question(question_name) as named,
            known_question(by_question_name) as by_named
    ),

    groups_of_people as (
        select * from combinations(
            known_or_first(question_name), known_or_first(by_question_name)
        )
        where answered and by_answered
    ),

    options as (
        select
            results.question,
            results.option,
            results.position,
            options.is_on_scale,
            bases.kind
        from question_results as results
        inner join question_bases as bases on results.question = bases.question
        inner join {{ ref('stg_options').include(database=false) }} as options
            on results.question = options.question and results.option = options.option
        where options.role is distinct from 'missing'
    ),

    numbered as (
        select
            *,
            row_number() over () as group_number
        from groups_of_people
    ),

    chosen as (
        select
            group_number,
            1 as side,
            numbered.question,
            numbered.options
        from numbered

        union all

        select
            group_number,
            2 as side,
            numbered.by_question,
            numbered.by_options
        from numbered
    ),

    -- Of several answers, each option is a question of its own: chosen, or not.
    sides as (
        select
            chosen.group_number,
            chosen.side,
            null as split,
            0 as split_position,
            options.option as category,
            options.position,
            options.kind = 'ordered' and options.is_on_scale as is_on_scale
        from chosen
        inner join options
            on
                chosen.question = options.question
                and list_contains(chosen.options, options.option)
        where options.kind <> 'multi'

        union all

        select
            chosen.group_number,
            chosen.side,
            options.option as split,
            options.position as split_position,
            list_contains(chosen.options, options.option)::varchar as category,
            0 as position,
            false as is_on_scale
        from chosen
        inner join options on chosen.question = options.question
        where options.kind = 'multi'
    ),

    cells as (
        select
            sides.split,
            sides.split_position,
            sides.category,
            sides.position,
            by_sides.split as by_split,
            by_sides.split_position as by_split_position,
            by_sides.category as by_category,
            by_sides.position as by_position,
            sides.is_on_scale and by_sides.is_on_scale as are_on_scale,
            sum(numbered.respondents)::bigint as respondents
        from numbered
        inner join sides on numbered.group_number = sides.group_number
        inner join sides as by_sides on numbered.group_number = by_sides.group_number
        where sides.side = 1 and by_sides.side = 2
        group by all
    ),

    with_sums as (
        select
            *,
            sum(respondents) over of_row as row_sum,
            sum(respondents) over of_column as column_sum,
            sum(respondents) over (partition by split, by_split)::bigint as people
        from cells
        window
            of_row as (partition by split, by_split, category),
            of_column as (partition by split, by_split, by_category)
    ),

    tests as (
        select
            split,
            by_split,
            split_position,
            by_split_position,
            people,
            (count(distinct category) - 1) * (count(distinct by_category) - 1)
                as degrees_of_freedom,
            least(count(distinct category), count(distinct by_category)) - 1 as smaller,
            people * (sum(respondents ** 2 / (row_sum * column_sum)) - 1) as statistic,
            min(row_sum) * min(column_sum) / people as smallest_expected,
            count(distinct category) = 2 and count(distinct by_category) = 2
                as is_fourfold,
            first({
                'cell': respondents,
                'in_row': row_sum - respondents,
                'in_column': column_sum - respondents,
                'elsewhere': people - row_sum - column_sum + respondents
            }) as fourfold
        from with_sums
        group by split, by_split, split_position, by_split_position, people
    ),

    with_p as (
        select
            *,
            if(degrees_of_freedom > 0, chi_square_p(statistic, degrees_of_freedom), null)
                as p_of_statistic,
            if(
                is_fourfold,
                fisher_p(
                    fourfold.cell, fourfold.in_row,
                    fourfold.in_column, fourfold.elsewhere
                ),
                null
            ) as exact_p,
            if(is_fourfold and smallest_expected < 5, exact_p, p_of_statistic) as tested
        from tests
    ),

    -- Holm, as in a cross-tab.
    adjusted as (
        select
            *,
            tested * count(tested) over (order by tested desc) as held
        from with_p
    ),

    pairs as (
        select
            sum(cells.respondents * others.respondents) filter (
                where others.position > cells.position
                and others.by_position > cells.by_position
            ) as concordant,
            sum(cells.respondents * others.respondents) filter (
                where others.position > cells.position
                and others.by_position < cells.by_position
            ) as discordant,
            sum(cells.respondents * others.respondents) filter (
                where others.position > cells.position
            ) as apart,
            sum(cells.respondents * others.respondents) filter (
                where others.by_position > cells.by_position
            ) as by_apart
        from cells
        inner join cells as others on others.are_on_scale
        where cells.are_on_scale
    )

    select
        asked_for.named as question,
        adjusted.split as option,
        asked_for.by_named as by_question,
        adjusted.by_split as by_option,
        adjusted.people,
        if(adjusted.degrees_of_freedom > 0, adjusted.statistic, null) as chi_square,
        adjusted.degrees_of_freedom as df,
        adjusted.p_of_statistic as p,
        if(
            adjusted.tested is null,
            null,
            least(1, max(adjusted.held) over (order by adjusted.tested))
        ) as p_adjusted,
        sqrt(adjusted.statistic / adjusted.people / nullif(adjusted.smaller, 0))
            as cramers_v,
        adjusted.smallest_expected,
        adjusted.smallest_expected < 5 as is_small,
        adjusted.exact_p as fisher_p,
        (pairs.concordant - pairs.discordant) / (pairs.concordant + pairs.discordant)
            as gamma,
        (pairs.concordant - pairs.discordant) / sqrt(pairs.apart * pairs.by_apart)
            as tau_b
    from adjusted
    cross join pairs
    cross join asked_for
    order by adjusted.split_position, adjusted.by_split_position
);
comment on macro table association is
'How two questions go together, of people who answered both: chi-square and what it rests on, gamma and tau-b of two ordered ones. Of several answers, a row for each option.';
{% endmacro %}
