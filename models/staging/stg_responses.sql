-- noqa: disable=LT02
{%- set excluded, header_rows = excluded_columns(), header_rows() %}
with

responses as (
    select * from {{ source('export', 'responses') }}
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
