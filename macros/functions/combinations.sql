{# People grouped by what they answered. #}
{% macro combination_functions() %}
{%- set questions = export_questions() | selectattr('is_coded') %}

create or replace macro coded_questions() as
    [{{ literals(questions | map(attribute='question') | list) }}]::varchar[];
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
            -- A number is nobody's own group of those that others are crossed with.
            struct_update(
                columns(lambda name: name = coalesce(by_question_name, question_name)),
                number := null::double
            ) as by_answer,
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
        true as is_respondent,
        respondents
    from chosen
);
comment on macro table combinations is
'People, one row for each way in which they answered a question, and another one; among all, or those who chose an option, as in `company_size=1-10|11-50`.';
{% endmacro %}
