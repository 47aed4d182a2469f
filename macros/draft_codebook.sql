{# What `dbt build --select draft --vars 'survey: my_survey'` says and stops at
   first. #}
{% macro draft_begin() %}
    {% if not execute or not var('survey', '') %}{% do return('') %}{% endif %}
    {% set file = draft_file() %}
    {% set codebook = 'seeds/' ~ var('survey') ~ '/codebook' %}
    {% set there = rows_of('from glob(' ~ literal(codebook ~ '/*.csv') ~ ')') %}
    {% if there and not var('overwrite', false) %}
        {% do exceptions.raise_compiler_error(
            codebook ~ ': there is a codebook already, expected none; to replace it, '
            ~ "--vars '{survey: " ~ var('survey') ~ ", overwrite: true}'"
        ) %}
    {% endif %}
    {# The first build would refuse what this one leaves out. #}
    {% do file.update({'header_rows': 1}) %}
    {% do run_query('select count(*) from ' ~ read_export(file)) %}
    {% do refuse_rows() %}
{% endmacro %}

{# Writes the codebook once all of it is there, and prints the report. #}
{% macro draft_end(results) %}
    {% set files = {
        'survey': ref('codebook_survey'), 'questions': ref('codebook_questions'),
        'options': ref('codebook_options'), 'spellings': ref('codebook_spellings'),
        'figures': ref('codebook_figures'), 'claims': ref('codebook_claims')
    } %}
    {% set lines = ref('draft_report') %}
    {% set built = results | selectattr('status', 'equalto', 'success')
        | map(attribute='node.name') | list %}
    {% if not execute or 'draft_report' not in built
        or results | selectattr('status', 'in', ['error', 'fail']) | list %}
        {% do return('') %}
    {% endif %}
    {% set codebook = 'seeds/' ~ var('survey') ~ '/codebook' %}
    {% do make_folder('seeds/' ~ var('survey')) %}
    {% do make_folder(codebook) %}
    {% for name, file in files.items() %}
        {% do run_query(
            'copy (select * exclude (sort_key) from ' ~ file ~ ' order by sort_key) to '
            ~ literal(codebook ~ '/' ~ name ~ '.csv') ~ ' (format csv, header)'
        ) %}
    {% endfor %}
    {% for row in rows_of('from ' ~ lines ~ ' order by place') %}
        {% do print(row.line) %}
    {% endfor %}
    {% do print(codebook ~ ': written. Read it and correct it, it is yours.') %}
    {% do print('Next: SURVEY=' ~ var('survey') ~ ' dbt build') %}
{% endmacro %}
