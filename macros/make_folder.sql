{# DuckDB makes a folder only for a partitioned copy: of nothing, so that it stays empty
   but for what is there. #}
{% macro make_folder(folder) %}
    {% do run_query(
        'copy (select 1 as nothing, 2 as part where false) to ' ~ literal(folder)
        ~ ' (format csv, partition_by (part), overwrite_or_ignore)'
    ) %}
{% endmacro %}
