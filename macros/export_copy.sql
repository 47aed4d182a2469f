{# The answers of the export, copied into target/<survey>/responses.parquet, and a
   view of that file with `_row`, the place of a row in it, from 0. DuckDB evaluates
   a function of a column of such a file once for each distinct cell, however many
   people there are. An export that is Parquet already is read where it lies. #}
{% materialization export_copy, adapter='duckdb' %}
    {% set folder = 'target/' ~ (env_var('SURVEY', '') or 'production_ml') %}
    {% set path = literal(folder ~ '/responses.parquet') %}
    {% set relation = this.incorporate(type='view') %}
    {% set existing = load_cached_relation(this) %}
    {% set files = export_files() %}
    {% if existing and existing.type != 'view' %}
        {% do adapter.drop_relation(existing) %}
    {% endif %}
    {% if files | map(attribute='format') | list != ['parquet'] %}
        {% do make_folder(folder) %}
        {% do run_query(
            'copy (' ~ sql ~ ') to ' ~ path ~ ' (format parquet, row_group_size 20480)'
        ) %}
        {% do refuse_rows() %}
        {% do refuse_nothing('read_parquet(' ~ path ~ ')', files) %}
        {% set sql %}
            select
                * exclude (file_row_number),
                file_row_number as _row
            from read_parquet({{ path }}, file_row_number = true)
        {% endset %}
    {% endif %}
    {% call statement('main') %}
        {# Without its database, a view outlives a renamed or copied file. #}
        create or replace view {{ relation.include(database=false) }} as (
            {{ sql }}
        );
    {% endcall %}
    {% do persist_docs(relation, model) %}
    {% do adapter.commit() %}
    {% do return({'relations': [relation]}) %}
{% endmaterialization %}
