{# People grouped by what they chose; and, of such groups, cross-tabs of any questions. #}

{% macro combination_functions() %}
{%- set questions = export_questions() | selectattr('is_coded') | map(attribute='question') %}

create or replace macro coded_questions() as [{{ literals(questions | list) }}]::varchar[];
comment on macro coded_questions is 'The questions that have options.';

create or replace macro known_question(name) as
    if(
        list_contains(coded_questions(), name),
        name,
        error(format(
            'no coded question "{}"; there are: {}',
            name, array_to_string(coded_questions(), ', ')
        ))
    );
comment on macro known_question is
'The name of a coded question; of anything else, an error that lists them.';

-- What a column is called is looked up before anything is evaluated, an error too.
create or replace macro known_or_first(name) as
    list_extract(
        coded_questions(), coalesce(nullif(list_position(coded_questions(), name), 0), 1)
    );
comment on macro known_or_first is
'The name of a coded question; the first one instead of an unknown name.';

create or replace macro known_options(question_name, names) as (
    select
        if(
            known_question(question_name) is not null
            and list_has_all(list(option), names),
            names,
            error(format(
                '{} has no option or net "{}"; there are: {}',
                question_name,
                list_filter(names, lambda name: not list_contains(list(option), name))[1],
                string_agg(option, ', ')
            ))
        )
    from (
        select question, option
        from {{ ref('stg_options').include(database=false) }}
        union all
        select question, net
        from {{ ref('stg_nets').include(database=false) }}
    )
    where question = question_name
);
comment on macro known_options is
'Names of options or nets of a question; where one is unknown, an error that lists them.';

create or replace macro counted_by(question_name, names) as (
    select list_concat(names, coalesce(flatten(list(options)), []))
    from {{ ref('stg_nets').include(database=false) }}
    where question = question_name and list_contains(names, net)
);
comment on macro counted_by is
'Names of options or nets of a question, and the options that the nets count.';

create or replace macro missing_options(question_name) as (
    select list(option)
    from {{ ref('stg_options').include(database=false) }}
    where question = question_name and role = 'missing'
);
comment on macro missing_options is 'The options of a question that are no answer to it.';

create or replace macro combinations(
    question_name, by_question_name := null, among := null
) as table (
    with

    chosen as (
        select
            columns(lambda name: name = question_name) as answer,
            columns(lambda name: name = coalesce(by_question_name, question_name))
                as by_answer,
            count(*) as respondents
        from {{ this.include(database=false) }}
        where
            among is null
            or has_any(
                struct_extract(
                    columns(
                        lambda name:
                            name = known_or_first(
                                coalesce(split_part(among, '=', 1), question_name)
                            )
                    ),
                    'options'
                ),
                counted_by(
                    condition(among).question,
                    known_options(
                        coalesce(condition(among).question, question_name),
                        coalesce(condition(among).options, [])
                    )
                )
            )
        group by all
    )

    select
        question_name::varchar as question,
        by_question_name::varchar as by_question,
        among::varchar as among,
        answer.options as options,
        if(by_question_name is null, null, by_answer.options) as by_options,
        answer.number as number,
        answer.asked as asked,
        if(by_question_name is null, null, by_answer.asked) as by_asked,
        has_answered(answer.options, missing_options(question_name)) as answered,
        if(
            by_question_name is null,
            null,
            has_answered(by_answer.options, missing_options(by_question_name))
        ) as by_answered,
        respondents
    from chosen
);
comment on macro table combinations is
'People, one row for each way in which they answered a question, and another one; among all, or those who chose an option, as in `company_size=1-10|11-50`.';
{% endmacro %}

{% macro cell_statistics_functions() %}

-- Both are names of tables or CTEs: what combinations() gives, of one question or several,
-- and their options and nets.
create or replace macro option_counts(combination_rows, option_rows) as table
with

groups as (
    select * from query_table(combination_rows)
),

options as (
    select * from query_table(option_rows)
),

bases as (
    select
        question,
        among,
        sum(respondents)::bigint as total_respondents,
        coalesce(sum(respondents) filter (where asked), 0)::bigint as asked,
        coalesce(sum(respondents) filter (where answered), 0)::bigint as answered
    from groups
    group by question, among
),

-- Whoever chose several options of a net counts once.
chosen as (
    select
        * exclude (options),
        unnest(options) as option
    from groups

    union all by name

    select
        groups.* exclude (options),
        options.option
    from groups
    inner join options
        on
            groups.question = options.question
            and options.is_net
            and has_any(groups.options, options.options)
),

selected as (
    select
        question,
        among,
        option,
        sum(respondents)::bigint as respondents,
        coalesce(sum(respondents) filter (where asked), 0)::bigint as of_asked,
        coalesce(sum(respondents) filter (where answered), 0)::bigint as of_answered
    from chosen
    group by question, among, option
),

counted as (
    select
        bases.*,
        options.option,
        options.base,
        coalesce(selected.respondents, 0) as respondents,
        coalesce(selected.of_asked, 0) as of_asked,
        -- Who prefers not to say is no part of those who answered.
        if(options.role = 'missing', null, coalesce(selected.of_answered, 0))
            as of_answered
    from bases
    inner join options on bases.question = options.question
    left join selected
        on
            bases.question = selected.question
            and bases.among is not distinct from selected.among
            and options.option = selected.option
),

shared as (
    select
        *,
        share(of_answered, answered) as share_of_answered,
        share(of_asked, asked) as share_of_asked,
        share(respondents, total_respondents) as share_of_respondents,
        by_base(base, share_of_answered, share_of_asked, share_of_respondents) as share,
        wilson(
            by_base(base, of_answered, of_asked, respondents),
            by_base(base, answered, asked, total_respondents)
        ) as interval
    from counted
)

select
    * exclude (base, of_asked, of_answered, interval),
    interval.low as low,
    interval.high as high
from shared;
comment on macro table option_counts is
'How many people chose each option, of groups of people as combinations() has them, and the rows of options and nets.';

-- Rows of question_results do for the second.
create or replace macro crosstab_cells(combination_rows, option_rows) as table
with

groups as (
    select
        *,
        row_number() over () as group_number
    from query_table(combination_rows)
),

options as (
    select * from query_table(option_rows)
),

bases as (
    select distinct
        question,
        base
    from options
),

placed as (
    select
        groups.*,
        by_base(bases.base, groups.answered, groups.asked, true) as is_in_base,
        by_base(by_bases.base, groups.by_answered, groups.by_asked, true)
            as is_in_by_base
    from groups
    inner join bases on groups.question = bases.question
    inner join bases as by_bases on groups.by_question = by_bases.question
),

-- Whoever chose several options of a net counts once.
chosen as (
    select
        group_number,
        unnest(options) as option
    from placed

    union all

    select
        placed.group_number,
        options.option
    from placed
    inner join options
        on
            placed.question = options.question
            and options.is_net
            and has_any(placed.options, options.options)
),

by_chosen as (
    select
        group_number,
        unnest(by_options) as option
    from placed

    union all

    select
        placed.group_number,
        options.option
    from placed
    inner join options
        on
            placed.by_question = options.question
            and options.is_net
            and has_any(placed.by_options, options.options)
),

pairs as (
    select
        question,
        by_question,
        among,
        sum(respondents) as respondents,
        coalesce(sum(respondents) filter (where answered and by_answered), 0)
            as answered_both,
        coalesce(sum(respondents) filter (where is_in_base and by_answered), 0)
            as base_of_answered
    from placed
    group by question, by_question, among
),

of_options as (
    select
        placed.question,
        placed.by_question,
        placed.among,
        chosen.option,
        sum(placed.respondents) as respondents,
        coalesce(sum(placed.respondents) filter (where placed.is_in_by_base), 0) as base,
        coalesce(sum(placed.respondents) filter (
            where placed.is_in_base and placed.by_answered
        ), 0) as in_base_of_answered
    from placed
    inner join chosen on placed.group_number = chosen.group_number
    group by all
),

of_by_options as (
    select
        placed.question,
        placed.by_question,
        placed.among,
        by_chosen.option,
        sum(placed.respondents) as respondents,
        coalesce(sum(placed.respondents) filter (where placed.asked), 0) as asked,
        coalesce(sum(placed.respondents) filter (where placed.is_in_base), 0) as base,
        coalesce(sum(placed.respondents) filter (
            where placed.is_in_base and placed.by_answered
        ), 0) as base_of_answered
    from placed
    inner join by_chosen on placed.group_number = by_chosen.group_number
    group by all
),

of_both as (
    select
        placed.question,
        placed.by_question,
        placed.among,
        chosen.option,
        by_chosen.option as by_option,
        sum(placed.respondents) as respondents,
        coalesce(sum(placed.respondents) filter (where placed.is_in_base), 0) as in_base,
        coalesce(sum(placed.respondents) filter (where placed.is_in_by_base), 0)
            as in_by_base,
        coalesce(sum(placed.respondents) filter (
            where placed.is_in_base and placed.by_answered
        ), 0) as in_base_of_answered
    from placed
    inner join chosen on placed.group_number = chosen.group_number
    inner join by_chosen on placed.group_number = by_chosen.group_number
    group by all
),

-- Every cell of the table, those where nobody is too. Who prefers not to say is no part of
-- those who answered.
counted as (
    select
        pairs.question,
        options.option,
        options.label,
        options.position,
        options.is_net,
        pairs.by_question,
        by_options.option as by_option,
        by_options.label as by_label,
        by_options.position as by_position,
        by_options.is_net as by_is_net,
        pairs.among,
        coalesce(of_both.respondents, 0)::bigint as respondents,
        coalesce(of_options.respondents, 0)::bigint as option_respondents,
        coalesce(of_by_options.respondents, 0)::bigint as by_option_respondents,
        coalesce(of_by_options.asked, 0)::bigint as by_option_asked,
        pairs.answered_both::bigint as answered_both,
        pairs.respondents::bigint as total_respondents,
        coalesce(of_options.base, 0)::bigint as option_base,
        coalesce(of_by_options.base, 0)::bigint as base,
        (
            coalesce(of_options.in_base_of_answered, 0)
            - coalesce(of_both.in_base_of_answered, 0)
        )::bigint as rest_respondents,
        (pairs.base_of_answered - coalesce(of_by_options.base_of_answered, 0))::bigint
            as rest_base,
        if(
            by_options.base = 'answered' and by_options.role = 'missing',
            null,
            coalesce(of_both.in_by_base, 0)
        ) as chosen_of_option,
        if(
            options.base = 'answered' and options.role = 'missing',
            null,
            coalesce(of_both.in_base, 0)
        ) as chosen,
        if(chosen is null, null, rest_respondents) as rest_chosen
    from pairs
    inner join options on pairs.question = options.question
    inner join options as by_options on pairs.by_question = by_options.question
    left join of_options
        on
            pairs.question = of_options.question
            and pairs.by_question = of_options.by_question
            and pairs.among is not distinct from of_options.among
            and options.option = of_options.option
    left join of_by_options
        on
            pairs.question = of_by_options.question
            and pairs.by_question = of_by_options.by_question
            and pairs.among is not distinct from of_by_options.among
            and by_options.option = of_by_options.option
    left join of_both
        on
            pairs.question = of_both.question
            and pairs.by_question = of_both.by_question
            and pairs.among is not distinct from of_both.among
            and options.option = of_both.option
            and by_options.option = of_both.by_option
),

compared as (
    select
        *,
        share(chosen_of_option, option_base) as share_of_option,
        share(chosen, base) as share,
        wilson(chosen, base) as interval,
        share(rest_chosen, rest_base) as rest_share,
        wilson(rest_chosen, rest_base) as rest_interval,
        difference_p(chosen, base, rest_chosen, rest_base) as p,
        if(is_net or by_is_net, null, p) as tested
    from counted
),

-- Holm: the smallest p counts for as many as there are, the next for one less, and none
-- for less than one before.
adjusted as (
    select
        *,
        share - rest_share as difference,
        difference_interval(share, interval, rest_share, rest_interval)
            as difference_interval,
        tested * count(tested) over (
            partition by question, by_question, among order by tested desc
        ) as held
    from compared
)

select
    * exclude (
        chosen_of_option, rest_chosen, interval, rest_interval,
        difference_interval, tested, held
    ),
    interval.low as low,
    interval.high as high,
    difference_interval.low as difference_low,
    difference_interval.high as difference_high,
    if(
        tested is null,
        null,
        least(1, max(held) over (
            partition by question, by_question, among order by tested
        ))
    ) as p_adjusted
from adjusted;
comment on macro table crosstab_cells is
'The cells of cross-tabs, of groups of people as combinations() has them and rows of question_results.';

create or replace macro is_publishable(people, everyone) as
    people >= smallest_group()
    and everyone - people not between 1 and smallest_group() - 1;
comment on macro is_publishable is
'Whether results of some people, of everyone who has results, may be published: they and the others must be smallest_group() people each.';

-- All three are names of tables or CTEs: rows of crosstab_cells(), question_results and
-- question_bases.
create or replace macro hidden_groups(cell_rows, option_rows, base_rows) as table
with

results as (
    select * from query_table(option_rows)
),

bases as (
    select * from query_table(base_rows)
),

groups as (
    select distinct
        question,
        by_question,
        among,
        by_option,
        by_is_net,
        base,
        rest_base,
        total_respondents
    from query_table(cell_rows)
    -- A wave that was not asked is no group.
    where by_option_asked > 0 or by_option_respondents = 0
),

-- From the smallest: how many people the smaller ones have together.
sized as (
    select
        groups.*,
        bases.kind <> 'multi' as are_apart,
        bases.total_respondents as everyone,
        row_number() over smaller as nth,
        coalesce(sum(groups.base) over (
            smaller rows between unbounded preceding and 1 preceding
        ), 0) as people_in_smaller,
        min(groups.base) over (
            partition by groups.question, groups.by_question, groups.among
        ) as smallest
    from groups
    inner join bases on groups.by_question = bases.question
    where not groups.by_is_net
    window smaller as (
        partition by groups.question, groups.by_question, groups.among
        order by groups.base, groups.by_option
    )
),

-- What is hidden of groups that have nobody in common is what is left of their total: that
-- must be several of them, and people enough.
hidden as (
    select * from sized
    where
        base < smallest_group()
        or rest_base between 1 and smallest_group() - 1
        or (
            are_apart
            and smallest < smallest_group()
            and (nth <= 2 or people_in_smaller < smallest_group())
        )
        or not is_publishable(total_respondents, everyone)
),

-- A net without its hidden options would tell of them.
hidden_nets as (
    select groups.*
    from groups
    inner join results
        on
            groups.by_question = results.question
            and groups.by_option = results.option
    left join hidden
        on
            groups.question = hidden.question
            and groups.by_question = hidden.by_question
            and groups.among is not distinct from hidden.among
            and list_contains(results.options, hidden.by_option)
    where
        groups.by_is_net
        and (
            hidden.by_option is not null
            or groups.base < smallest_group()
            or groups.rest_base between 1 and smallest_group() - 1
        )
)

select question, by_question, among, by_option from hidden
union
select question, by_question, among, by_option from hidden_nets;
comment on macro table hidden_groups is
'The groups of cross-tabs that no published output may show: those of fewer people than smallest_group(), and those by which such a one could be computed.';
{% endmacro %}

{% macro crosstab_functions() %}

create or replace macro crosstab(question, by_question, among := null) as table (
    with

    asked_for as (
        select
            known_question(question) as named,
            known_question(by_question) as by_named
    ),

    groups_of_people as (
        select *
        from combinations(
            known_or_first(question), known_or_first(by_question), among := among
        )
    ),

    cells as (
        select columns(*) from crosstab_cells('groups_of_people', 'question_results')
    )

    select
        asked_for.named as question,
        cells.option,
        cells.label,
        cells.position,
        cells.is_net,
        asked_for.by_named as by_question,
        cells.by_option,
        cells.by_label,
        cells.by_position,
        cells.by_is_net,
        cells.respondents,
        cells.base,
        cells.share,
        cells.low,
        cells.high,
        cells.rest_respondents,
        cells.rest_base,
        cells.rest_share,
        cells.difference,
        cells.difference_low,
        cells.difference_high,
        cells.p,
        cells.p_adjusted
    from cells
    inner join asked_for
        on
            cells.question = asked_for.named
            and cells.by_question = asked_for.by_named
    order by cells.position, cells.by_position
);
comment on macro table crosstab is
'Any question by any other: of the people of each option of by_question, how many chose each option of question, compared with the rest; among all, or those who chose an option, as in `company_size=1-10|11-50`.';

create or replace macro trend(question_name) as table (
    with

    asked_for as (
        select
            known_question(question_name) as named,
            known_question('wave') as by_named
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
