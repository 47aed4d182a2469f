-- noqa: disable=LT02
{%- set questions = export_questions() %}
{%- set columns = [] if not questions
    else adapter.get_columns_in_relation(ref('stg_responses')) %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),

keys as (
    select
        case
            {%- for column in columns %}
            when {{ trimmed(quoted(column.name)) }} <> '' then false
            {%- endfor %}
            else true
        end as _is_blank
        {%- if 'submitted_at' not in questions | map(attribute='name') %},
        null::timestamp as submitted_at
        {%- endif %}
        {%- for question in questions %}
        {%- set cell = cell_of(question.columns) %}
        {%- if question.is_coded %}
        {%- if question.columns %},
        {{ key_of(cell) }} as {{ quoted(question.question ~ '|') }}
        {%- endif %}
        {%- if question.option_columns %},
        {{ chosen_columns(question) }} as {{ quoted(question.question ~ '|chosen') }}
        {%- endif %}
        {%- if 'other' in columns_by_option(question) %},
        {{ key_of(cell_of(columns_by_option(question).other)) }}
            as {{ quoted(question.question ~ '|other') }}
        {%- endif %}
        {%- elif question.kind == 'timestamp' %},
        {{ as_timestamp(cell, question.format) }} as {{ quoted(question.name) }}
        {%- elif question.kind == 'number' %},
        {{ as_number(cell) }} as {{ quoted(question.name) }}
        {%- else %},
        nullif({{ trimmed(cell) }} <> '', false) as {{ quoted(question.name) }}
        {%- endif %}
        {%- endfor %}
    from responses
)

select * from keys
