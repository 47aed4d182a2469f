{# Every column of a seed is text, whatever columns its file has: guessed types make
   `007` 7, `50%` a failure and a blank column an integer. Staging types them. #}
{% macro duckdb__create_csv_table(model, agate_table) %}
    {% call statement('_') -%}
        create table {{ this.render() }} (
            {%- for column in agate_table.column_names %}
            {{ quoted(column) }} varchar{{ ',' if not loop.last }}
            {%- endfor %}
        )
    {%- endcall %}
{% endmacro %}

{# Quotes are double quotes: left to guess, DuckDB takes the single ones of a label. #}
{% macro duckdb__load_csv_rows(model, agate_table) %}
    {% set sql %}
        copy {{ this.render() }} from {{ literal(adapter.get_seed_file_path(model)) }}
        (format csv, header true, delimiter ',', quote '"', escape '"')
    {% endset %}
    {% do adapter.add_query(sql, abridge_sql_log=True) %}
    {% do return(sql) %}
{% endmacro %}
