{# The functions of the database, as far as they need nothing but each other. #}
{% macro create_functions() %}
    {{ text_functions() }}
    {{ codebook_functions() }}
{% endmacro %}
