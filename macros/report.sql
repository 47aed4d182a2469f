{% macro report(results) %}
{% endmacro %}
