{{ config(post_hook={"sql": "{{ also_as_view() }}", "transaction": false}) }}
{%- set questions = export_questions() | rejectattr('kind', 'equalto', 'text') | list %}
{%- set formats = number_formats() %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),

-- Of numbers and timestamps, only what does not read, and is no way to say nothing.
to_be_matched as (
    select
        _file,
        _row
        {%- for question in questions %},
        {%- set cell = quoted(question.name) %}
        {% if question.is_coded -%}
        {{ cell }}
        {%- elif question.kind == 'number' -%}
        {%- set format = formats.get(question.question, {'mark': '.', 'unit': ''}) -%}
        if(
            as_number(
                {{ cell }},
                mark := {{ literal(format.mark) }},
                unit := {{ literal(format.unit) }}
            ) is null and not is_nothing({{ cell }}),
            {{ cell }},
            null
        )
        {%- elif question.format -%}
        if(timestamp_in({{ cell }}, {{ literal(question.format) }}) is null, {{ cell }}, null)
        {%- else -%}
        if(as_timestamp({{ cell }}) is null, {{ cell }}, null)
        {%- endif %} as {{ quoted(question.question) }}
        {%- else %},
        null::varchar as nothing
        {%- endfor %}
    from responses
),

cells as (
    select
        question,
        _file as file,
        cell,
        count(*) as respondents,
        min(_row) as first_row,
        max(_row) as last_row
    from to_be_matched
    unpivot include nulls (cell for question in (columns(* exclude (_file, _row))))
    group by question, _file, cell
)

select * from cells
