-- noqa: disable=LT02,LT05
{{ config(materialized='view', post_hook=["{{ combination_functions() }}"]) }}
{%- set questions = export_questions() %}
with

coded_responses as (
    -- Without its database, the view outlives a renamed or copied file.
    select
        *,
        rowid + 1 as respondent_id
    from {{ ref('int_coded_responses').include(database=false) }}
    where _is_respondent
),

chosen as (
    select
        respondent_id
        {%- for question in questions %},
        {%- if question.kind == 'multi' %}
        {{ quoted(question.name) }}::varchar[] as {{ quoted(question.question) }}
        {%- elif question.is_coded %}
        one_option({{ quoted(question.name) }}) as {{ quoted(question.question) }}
        {%- else %}
        any_answer({{ quoted(question.name) }}) as {{ quoted(question.question) }}
        {%- endif %}
        {%- if question.kind == 'number' %},
        {{ quoted(question.name) }} as {{ quoted(question.name ~ ' number') }}
        {%- endif %}
        {%- endfor %}
    from coded_responses
),

people as (
    select
        respondent_id
        {%- for question in questions %},
        {
            'options': {{ quoted(question.question) }},
            'number': {{ quoted(question.name ~ ' number') if question.kind == 'number' else 'null::double' }},
            'asked': {{
                'has_any(' ~ quoted(question.asked_question) ~ ', [' ~ literals(question.asked_options) ~ '])'
                if question.asked_question else 'true'
            }}
        } as {{ quoted(question.question) }}
        {%- endfor %}
    from chosen
)

select * from people
