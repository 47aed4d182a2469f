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
        select * from crosstab_cells('groups_of_people', 'question_results')
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
{% endmacro %}
