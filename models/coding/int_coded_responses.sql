{%- set questions, delimiters = export_questions(), delimiters_of_files() %}
{%- set formats = number_formats() %}
{%- set levels = levels_of_asking(questions) %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),

coded as (
    select
        _row,
        _is_blank,
        _file
        {%- if 'submitted_at' not in questions | map(attribute='name') %},
        null::timestamp as submitted_at
        {%- endif %}
        {%- for question in questions %},
        {%- set name = quoted(question.name) %}
        {% if question.question in delimiters -%}
        case _file
            {%- for file, delimiter in delimiters[question.question].items() %}
            when {{ literal(file) }}
                then coding.{{ quoted(question.called) }}({{ name }}, delimiter := {{ literal(delimiter) }})
            {%- endfor %}
        end
        {%- elif question.is_coded -%}
        coding.{{ quoted(question.called) }}({{ name }})
        {%- elif question.kind == 'number' -%}
        {%- set format = formats.get(question.question, {'mark': '.', 'unit': ''}) -%}
        as_number(
            {{ name }},
            mark := {{ literal(format.mark) }},
            unit := {{ literal(format.unit) }}
        )
        {%- elif question.kind == 'timestamp' and question.format -%}
        timestamp_in({{ name }}, {{ literal(question.format) }})
        {%- elif question.kind == 'timestamp' -%}
        as_timestamp({{ name }})
        {%- else -%}
        nullif({{ name }}, false)
        {%- endif %} as {{ name }}
        {%- if question.is_asked_of_some and question.blank %},
        is_blank({{ name }}) as {{ quoted('_blank_' ~ question.name) }}
        {%- endif %}
        {%- endfor %}
    from responses
),

{% for level in levels -%}
-- An empty cell of somebody who was not asked means nothing.
asked_{{ loop.index }} as (
    select
        *
        {%- for question in level %},
        {{ 'coalesce(' if question.asked_question }}
        {%- if question.files %}
        _file in ({{ literals(question.files) }})
        {{- ' and ' if question.asked_question }}
        {%- endif %}
        {%- if question.asked_question %}
        {%- set asked = quoted(question.asked_name) %}
        list_has_any(
            {{ asked if question.asked_several else '[' ~ asked ~ ']' }},
            [{{ literals(question.asked_options) }}]
        ), false)
        {%- endif %} as {{ quoted('_asked_' ~ question.name) }}
        {%- endfor %}
    from {{ 'coded' if loop.first else 'answered_' ~ loop.index0 }}
),

answered_{{ loop.index }} as (
    select * {%- for question in level | selectattr('blank') %}
        {{- ' replace (' if loop.first }}
        {%- set name = question.name %}
        if(
            {{ quoted('_asked_' ~ name) }} or not {{ quoted('_blank_' ~ name) }},
            {{ quoted(name) }},
            null
        ) as {{ quoted(name) }}{{ ')' if loop.last else ',' }}
        {%- endfor %}
    from asked_{{ loop.index }}
),

{% endfor -%}
counted as (
    select
        *
        {%- for question in questions if question.is_asked_of_some and question.blank %}
        {{- ' exclude (' if loop.first }}{{ quoted('_blank_' ~ question.name) }}
        {{- ')' if loop.last else ', ' }}
        {%- endfor %},
        not _is_blank
        {%- for question in questions | selectattr('screened_out') %}
        {%- set name = quoted(question.name) %}
        and not coalesce(list_has_any(
            {{ name if question.kind == 'multi' else '[' ~ name ~ ']' }},
            [{{ literals(question.screened_out) }}]
        ), false)
        {%- endfor %} as _is_respondent
    from {{ 'answered_' ~ levels | length if levels else 'coded' }}
)

select * from counted
