{{ config(materialized='view') }}
-- noqa: disable=LT02,LT05
{%- set columns, header_rows = export_columns(), header_rows() %}
{%- set names = columns | map(attribute='column_name') | map('replace', "'", "''") | list %}
{%- set excluded = columns | selectattr('is_excluded') | map(attribute='column_name') | list %}
{#- Without its columns, whoever reads a file guesses them anew. #}
{%- set file = source('export', 'responses') | string %}
{%- if columns %}
    {%- set file = file | replace(
        'all_varchar = true',
        "auto_detect = false, columns = {'" ~ names | join("': 'varchar', '") ~ "': 'varchar'}"
    ) %}
{%- endif %}
with

responses as (
    select * from {{ file }}
    {%- if header_rows > 1 %}
    offset {{ header_rows - 1 }}
    {%- endif %}
),

-- Excluded columns are personal: nothing below this line can read them.
not_excluded as (
    select *
        {%- if excluded %} exclude (
            {%- for column in excluded %}
            {{ quoted(column) }}{{ ',' if not loop.last }}
            {%- endfor %}
        )
        {%- endif %}
    from responses
),

as_text as (
    select columns(*)::varchar
    from not_excluded
)

select * from as_text
