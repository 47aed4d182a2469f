{# What has been built, all tests passed, becomes the database that people open; to
   rename is Python's (building.py). Gives its name. #}
{% macro put_in_place() %}
    {% if '.building' not in target.path %}{% do return(target.path) %}{% endif %}
    {% do run_query('checkpoint') %}
    {% set query = 'select put_in_place(' ~ literal(target.path) ~ ') as database' %}
    {% do return(rows_of(query)[0].database) %}
{% endmacro %}

{# What is built in part, by `--select` or `dbt run`, is built in the database itself
   and marked there, as some marts may be of another export than others. A whole build
   begins with an empty file. #}
{% macro built_in_part() %}
    {% if not execute or '.building' in target.path or var('survey', '') %}
        {% do return('') %}
    {% endif %}
    {% for node in selected_resources if node.split('.')[0] in ('model', 'seed') %}
        {% if loop.first %}
            create schema if not exists figures;
            create table if not exists figures.built_in_part as select now() as since;
        {% endif %}
    {% endfor %}
{% endmacro %}
