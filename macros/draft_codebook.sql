{# Drafts the codebook of a survey from its export:

       dbt run-operation draft_codebook --args 'survey: my_survey'

   reads seeds/my_survey/responses.csv, or `responses: path`, and writes the six files
   of seeds/my_survey/codebook, ready to build and to be corrected. It runs under
   another survey, because dbt parses no project whose survey has no codebook.

   Each step is a temporary table of the same name, made of those before it:

       draft_columns, draft_cells, draft_formats, draft_facts             draft/read.sql
       draft_parts, draft_answers, draft_multi: several answers a cell   draft/multi.sql
       draft_texts, draft_groups: an answer, however it is written      draft/scales.sql
       draft_scale_points, draft_ranges, draft_places, draft_scales     draft/scales.sql
       draft_candidates, draft_kinds                                     draft/kinds.sql
       draft_questions, draft_options, draft_spellings, …                draft/names.sql

   The words of scales and of personal headers are in draft/words.sql. #}
{% macro draft_codebook(survey=none, responses=none, overwrite=false) %}
    {% if not survey or not modules.re.fullmatch('[a-z][a-z0-9_]*', survey | string) %}
        {% do exceptions.raise_compiler_error(
            'survey is "' ~ (survey or '') ~ '", expected a name in small letters, '
            ~ "digits and _, such as --args 'survey: my_survey'"
        ) %}
    {% endif %}
    {% set folder = 'seeds/' ~ survey %}
    {% set codebook = folder ~ '/codebook' %}
    {% set file = responses or folder ~ '/responses.csv' %}
    {% if not rows_of('from glob(' ~ literal(file) ~ ')') %}
        {% do exceptions.raise_compiler_error(
            file ~ ': no such file, expected the export; put it there, or name it: '
            ~ "--args '{survey: " ~ survey ~ ", responses: path}'"
        ) %}
    {% endif %}
    {% set there = rows_of('from glob(' ~ literal(codebook ~ '/*.csv') ~ ')') %}
    {% if there and not overwrite %}
        {% do exceptions.raise_compiler_error(
            codebook ~ ': there is a codebook already, expected none; to replace it, '
            ~ "--args '{survey: " ~ survey ~ ", overwrite: true}'"
        ) %}
    {% endif %}

    {% do draft_step('columns', draft_columns(file)) %}
    {% do draft_step('cells', draft_cells(file)) %}
    {% do draft_step('formats', draft_formats()) %}
    {% do draft_step('facts', draft_facts()) %}
    {% do draft_step('parts', draft_parts()) %}
    {% do draft_step('answers', draft_answers()) %}
    {% do draft_step('multi', draft_multi()) %}
    {% do draft_step('texts', draft_texts()) %}
    {% do draft_step('groups', draft_groups()) %}
    {% do draft_step('scale_points', draft_scale_points()) %}
    {% do draft_step('ranges', draft_ranges()) %}
    {% do draft_step('places', draft_places()) %}
    {% do draft_step('scales', draft_scales()) %}
    {% do draft_step('candidates', draft_candidates()) %}
    {% do draft_step('kinds', draft_kinds()) %}
    {% do draft_step('questions', draft_questions()) %}
    {% do draft_step('precedence', draft_precedence()) %}
    {% do draft_step('options', draft_options()) %}
    {% do draft_step('spellings', draft_spellings()) %}
    {% do draft_step('verdicts', draft_verdicts()) %}

    {% do draft_folder(folder) %}
    {% do draft_folder(codebook) %}
    {% for name, query in draft_files(survey).items() %}
        {% do run_query(
            'copy (' ~ query ~ ') to ' ~ literal(codebook ~ '/' ~ name ~ '.csv')
            ~ ' (format csv, header)'
        ) %}
    {% endfor %}
    {% do draft_report(survey, file, codebook) %}
{% endmacro %}

{% macro draft_step(name, query) %}
    {% do run_query('create or replace temp table draft_' ~ name ~ ' as ' ~ query) %}
{% endmacro %}

{# DuckDB makes a folder only for a partitioned copy: of nothing, so that it stays empty
   but for what is there. #}
{% macro draft_folder(folder) %}
    {% do run_query(
        'copy (select 1 as nothing, 2 as part where false) to ' ~ literal(folder)
        ~ ' (format csv, partition_by (part), overwrite_or_ignore)'
    ) %}
{% endmacro %}
