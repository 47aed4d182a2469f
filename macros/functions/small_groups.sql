{# What no published output may show. #}
{% macro small_group_functions() %}

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
