{%- set excluded, columns = [], ref('stg_columns') -%}
{%- if execute and load_relation(columns) -%}
    {%- set query -%}
        select column_name from {{ columns }} where is_excluded
    {%- endset -%}
    {%- set excluded = rows_of(query) -%}
{%- endif %}
with

responses as (
    select * from {{ source('export', 'responses') }}
),

-- Excluded columns are personal: nothing below this line can read them.
not_excluded as (
    select *
        {%- if excluded %} exclude (
            {%- for column in excluded %}
            {{ quoted(column.column_name) }}{{ ',' if not loop.last }}
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
