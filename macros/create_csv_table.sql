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
