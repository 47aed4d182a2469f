{# Results and cross-tabs of such groups. #}
{% macro count_functions() %}

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
{% endmacro %}
