{{ config(materialized='view') }}
-- noqa: disable=LT02
{%- set columns, header_rows = export_columns(), header_rows() %}
{%- set names = columns | map(attribute='column_name') | list %}
{%- set excluded = columns | selectattr('is_excluded') | map(attribute='column_name') %}
{%- set excluded = excluded | list %}
{%- set export = source('export', 'responses') | string %}
{%- set path = (export.split("'") + [''])[1] %}
{%- set may_be_several = '*' in path or '?' in path or '[' in path %}
{%- if may_be_several and header_rows > 1 %}
    {%- do exceptions.raise_compiler_error(
        'survey.csv: header_rows is ' ~ header_rows ~ ', and responses names several '
        ~ 'files, each with header rows of its own; expected one file'
    ) %}
{%- endif %}
{#- Strict reading sees a row with a cell too many, but no header of two lines. #}
{%- if '\n' not in names | join %}
    {%- set export = export | replace('strict_mode = false', 'strict_mode = true') %}
{%- endif %}
{#- Whoever reads a file guesses its columns anew, a second for each thousand or so.
    Several files may have them in different order. #}
{%- if names and not may_be_several %}
    {%- set export = export | replace(
        'all_varchar = true', 'auto_detect = false, columns = ' ~ all_text(names)
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
