{# DuckDB replaces a relation in one step. dbt builds beside the old one, renames twice and
   drops, and each of its statements costs as much as a small model. #}
{% materialization table, adapter='duckdb' %}
    {% do return(replaced('table', sql)) %}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {% do return(replaced('view', sql)) %}
{% endmaterialization %}

{# Every column of a seed is text, whatever columns its file has: guessed types make `007`
   7, `50%` a failure and a blank column an integer. Quotes are double quotes: left to
   guess, DuckDB takes the single ones of a label. Staging types what it knows; dbt has
   looked whether each row has as many cells as the first. #}
{% materialization seed, adapter='duckdb' %}
    {% set table = load_agate_table() %}
    {% do store_result('agate_table', response='OK', agate_table=table) %}
    {% set file = literal(adapter.get_seed_file_path(model)) %}
    {% do return(replaced('table', "
        select * from read_csv(
            " ~ file ~ ", columns = " ~ all_text(table.column_names) ~ ",
            auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"'
        )
    ")) %}
{% endmaterialization %}

{% macro replaced(type, sql) %}
    {% set existing, relation = load_cached_relation(this), this.incorporate(type=type) %}
    {% set has_contract = config.get('contract', {}).enforced %}
    {{ run_hooks(pre_hooks) }}
    {% if existing and existing.type != type %}
        {% do adapter.drop_relation(existing) %}
    {% endif %}
    {% if has_contract %}{{ get_assert_columns_equivalent(sql) }}{% endif %}
    {% call statement('main') %}
        {% if has_contract and type == 'table' %}
        create or replace table {{ relation }} {{ get_table_columns_and_constraints() }};
        insert into {{ relation }} {{ get_column_names() }} (
            {{ get_select_subquery(sql) }}
        );
        {% else %}
        create or replace {{ type }} {{ relation }} as (
            {{ sql }}
        );
        {% endif %}
        {{ comments(relation) }}
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {% do return({'relations': [relation]}) %}
{% endmacro %}

{# The descriptions of a model and its columns, in the same breath. #}
{% macro comments(relation) %}
    {% set persisted = config.get('persist_docs') %}
    {% if persisted.relation and model.description %}
        comment on {{ relation.type }} {{ relation }} is {{ literal(model.description) }};
    {% endif %}
    {% if persisted.columns %}
        {% for column in model.columns.values() if column.description %}
        comment on column {{ relation }}.{{ column.name }}
            is {{ literal(column.description) }};
        {% endfor %}
    {% endif %}
{% endmacro %}

{# A unit test in SQL needs no temporary table to learn the types of what it compares. #}
{% materialization unit, adapter='duckdb' %}
    {% set expected = config.get('expected_sql') %}
    {% if not expected %}
        {% do exceptions.raise_compiler_error(
            'expect has rows of another format; write them as format: sql'
        ) %}
    {% endif %}
    {% call statement('main', fetch_result=true) %}
        {{ get_unit_test_sql(sql, expected, get_columns_in_query(expected)) }}
    {% endcall %}
    {% do return({'relations': []}) %}
{% endmaterialization %}
