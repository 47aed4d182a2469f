-- noqa: disable=LT02,ST03
{{ config(materialized='view') }}
{%- set questions = export_questions()
    | selectattr('column_name') | rejectattr('kind', 'equalto', 'text') | list %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),
{% if questions %}
-- Timestamps and numbers are read by the column; only cells that do not read are kept.
asked as (
    select
        {%- for question in questions %}
        {%- set column = quoted(question.column_name) %}
        {%- if question.is_coded %}
        {{ column }} as {{ quoted(question.question) }},
        {%- else %}
        case
            when {{ as_number(column) if question.kind == 'number'
                else as_timestamp(column, question.format) }} is null
                then {{ column }}
        end as {{ quoted(question.question) }},
        {%- endif %}
        {%- endfor %}
    from responses
),

cells as (
    select
        question,
        cell
    from asked unpivot include nulls (cell for question in (columns(*)))
),
{% else %}
cells as (
    select
        null::varchar as question,
        null::varchar as cell
    from responses
    where false
),
{% endif %}
counted as (
    select
        question,
        cell,
        count(*) as respondents
    from cells
    group by question, cell
)

select * from counted
