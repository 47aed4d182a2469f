{# The wording of each question as the comment on its column. #}
{% macro describe_respondents() %}
    {% for question in export_questions() if question.kind != 'text' %}
    comment on column {{ this.include(database=false) }}.{{ quoted(question.name) }}
        is {{ literal(question.wording) }};
    {% endfor %}
{% endmacro %}
