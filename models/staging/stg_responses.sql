{{ config(materialized='view') }}
-- noqa: disable=LT02
{%- set columns, header_rows = export_columns(), header_rows() %}
{%- set excluded = columns | selectattr('is_excluded') | map(attribute='column_name') %}
{%- set excluded = excluded | list %}
{%- set export = source('export', 'responses') | string %}
{#- Strict reading sees a row with a cell too many, but no header of two lines. #}
{%- if '\n' not in columns | map(attribute='column_name') | join %}
    {%- set export = export | replace('strict_mode = false', 'strict_mode = true') %}
{%- endif %}
{%- if header_rows > 1 and modules.re.search("'[^']*[*?\\[]", export) %}
    {%- do exceptions.raise_compiler_error(
        'survey.csv: header_rows is ' ~ header_rows ~ ', and responses names several '
        ~ 'files, each with header rows of its own; expected one file'
    ) %}
{%- endif %}
with

responses as (
    select * from {{ export }}
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
