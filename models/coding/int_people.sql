{{ config(materialized='view', post_hook="{{ combination_functions() }}") }}
{%- set questions = export_questions() %}
with

coded_responses as (
    -- Without its database, the view outlives a renamed or copied file.
    select * from {{ ref('int_coded_responses').include(database=false) }}
    where _is_respondent
),

people as (
    select _row + 1 as respondent_id
        {%- for question in questions %},
        {%- set name = quoted(question.name) %}
        {
            {% if question.kind == 'multi' -%}
            'options': {{ name }}::varchar[],
            {%- elif question.is_coded -%}
            'options': one_option({{ name }}),
            {%- else -%}
            'options': any_answer({{ name }}),
            {%- endif %}
            'number': {{ name if question.kind == 'number' else 'null::double' }},
            'asked': {{
                quoted('_asked_' ~ question.name) if question.is_asked_of_some else 'true'
            }}
        } as {{ quoted(question.question) }}
        {%- endfor %}
    from coded_responses
)

select * from people
