{{ config(materialized='view') }}
-- noqa: disable=LT02,RF05,ST03
{%- set questions = export_questions() | rejectattr('kind', 'equalto', 'text') | list %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),

-- Timestamps and numbers are read by the column; only cells that do not read are kept.
columns as (
    select
        {%- for question in questions if question.columns %}
        {%- set cell = cell_of(question.columns) %}
        {%- if question.is_coded %}
        {{ cell }} as {{ quoted(question.question) }},
        {%- else %}
        case
            when {{ as_number(cell) if question.kind == 'number'
                else as_timestamp(cell, question.format) }} is null
                then {{ cell }}
        end as {{ quoted(question.question) }},
        {%- endif %}
        {%- endfor %}
        {%- for question in questions %}
        {%- for option, columns in columns_by_option(question).items() %}
        {{ cell_of(columns) }} as {{ quoted(question.question ~ '|' ~ option ~ '|' ~ loop.index) }},
        {%- endfor %}
        {%- endfor %}
        null::varchar as "|"
    from responses
),

counted as (
    select
        name,
        cell,
        count(*) as respondents
    from columns unpivot include nulls (cell for name in (columns(*)))
    group by name, cell
),

cells as (
    select
        split_part(name, '|', 1) as question,
        nullif(split_part(name, '|', 2), '') as column_option,
        cell,
        respondents
    from counted
    where name <> '|'
)

select * from cells
