{# The rules of this project, as functions of the database: each can be called in the
   shell, where `select function_name, comment from duckdb_functions() where not internal`
   lists them. Those of values are created before anything is built. #}
{% macro create_functions() %}
    {{ text_functions() }}
    {{ masking_functions() }}
    {{ option_word_functions() }}
    {{ cell_functions() }}
    {{ finding_functions() }}
    {{ date_functions() }}
    {{ number_functions() }}
    {{ typography_functions() }}
    {{ share_functions() }}
    {{ survey_functions(95, 1.959963984540054, 0, 'create macro if not exists') }}
    {{ statistics_functions() }}
    {{ count_functions() }}
    {{ small_group_functions() }}
    {{ export_functions() }}
    {{ draft_functions() }}
    {{ codebook_functions() }}
{% endmacro %}
