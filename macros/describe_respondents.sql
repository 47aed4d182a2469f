{# The wording of each question as the comment on its column, and its scale as a type
   of its name, so that `size >= '151-500'::size` compares by position. A question may
   have the name of a type of DuckDB's own, which stays what it is. #}
{% macro describe_respondents() %}
    {% if not execute %}{% do return('') %}{% endif %}
    {% set query %}
        select distinct type_name from duckdb_types() where database_name = 'system'
    {% endset %}
    {% set taken = run_query(query).columns[0].values() %}
    {% for question in export_questions() if question.kind != 'text' %}
        {% set name = quoted(question.name) %}
        comment on column {{ this }}.{{ name }} is {{ literal(question.wording) }};
        {% if question.is_coded and question.name not in taken %}
        create or replace type {{ name }} as {{ enum_of(question.options) }};
        {% endif %}
    {% endfor %}
{% endmacro %}
