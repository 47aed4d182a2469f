{# The files of answers, as stg_files has them. Nothing on a database without a
   codebook, so that parsing and compiling need none. #}
{% macro export_files() %}
    {% set files = ref('stg_files') %}
    {% if not execute or not load_relation(files) %}{% do return([]) %}{% endif %}
    {% set found = rows_of('from ' ~ files ~ ' order by file') %}
    {% for file in found if not rows_of('from glob(' ~ literal(file.path) ~ ')') %}
        {% do exceptions.raise_compiler_error(
            file.path ~ ': no such file, expected the export of the survey, as .csv, '
            ~ '.csv.gz, .tsv, .xlsx or .parquet; put it there'
        ) %}
    {% endfor %}
    {% for file in found %}
        {% do file.update(
            export_format(file.path, file.encoding, file.separator, file.header_rows)
        ) %}
    {% endfor %}
    {% do return(found) %}
{% endmacro %}

{# The questions that the codebook reads, in its order, as int_questions has them. #}
{% macro export_questions() %}
    {% set questions = ref('int_questions') %}
    {% if not execute or not load_relation(questions) %}{% do return([]) %}{% endif %}
    {% set query %}
        select to_json(list(questions order by position, question)) as questions
        from {{ questions }} as questions
    {% endset %}
    {% do return(fromjson(rows_of(query)[0].questions or '[]')) %}
{% endmacro %}

{# The columns of each file: as DuckDB names them, and whether they may not be read. #}
{% macro export_columns() %}
    {% set columns = ref('int_columns') %}
    {% if not execute or not load_relation(columns) %}{% do return([]) %}{% endif %}
    {% do return(rows_of('
        select file, column_name, is_excluded from ' ~ columns ~ ' order by file, position
    ')) %}
{% endmacro %}

{# The pairs of questions, and whom they are about, that figures or claims name; where
   there are waves, each question by them too. #}
{% macro crossed_questions() %}
    {% set questions, figures, claims
        = ref('stg_questions'), ref('stg_figures'), ref('stg_claims') %}
    {% if not execute or not load_relation(claims) %}{% do return([]) %}{% endif %}
    {% set query %}
        with

        named as (
            select question, by_question, among from {{ figures }}
            union
            select question, null, among from {{ figures }}
            union
            select counted_question, counted_by_question, counted_among from {{ claims }}
            union
            select questions.question, waves.question, null
            from {{ questions }} as questions
            cross join {{ questions }} as waves
            where questions.is_coded and waves.is_wave and not questions.is_wave
        )

        select distinct
            questions.question,
            named.by_question,
            named.among
        from named
        inner join {{ questions }} as questions
            on named.question in (questions.question, questions.grid)
        where named.by_question is not null or named.among is not null
        order by all
    {% endset %}
    {% do return(rows_of(query)) %}
{% endmacro %}

{# By question, file and delimiter: the questions that files join in different ways. #}
{% macro delimiters_of_files() %}
    {% set delimiters = ref('int_delimiters') %}
    {% if not execute or not load_relation(delimiters) %}{% do return({}) %}{% endif %}
    {% set query %}
        select question, file, delimiter
        from {{ delimiters }}
        qualify count(distinct delimiter) over (partition by question) > 1
        order by question, file
    {% endset %}
    {% set found = {} %}
    {% for row in rows_of(query) %}
        {% do found.setdefault(row.question, {}).update({row.file: row.delimiter}) %}
    {% endfor %}
    {% do return(found) %}
{% endmacro %}

{# The questions whose columns in a file may disagree, with the labels of their options
   where columns stand for these. #}
{% macro questions_of_several_columns() %}
    {% set found = [] %}
    {% for question in export_questions() if question.kind != 'text' %}
        {% set columns = question.columns %}
        {% set files = columns | map(attribute='file') | unique | list %}
        {% set labels = columns | rejectattr('option', 'in', [none, 'other'])
            | map(attribute='label') | list %}
        {% set is_one_of_options = question.has_option_columns
            and question.kind != 'multi' %}
        {% if is_one_of_options or (
            not question.has_option_columns and columns | length > files | length
        ) %}
            {% do found.append(dict(question, labels=labels)) %}
        {% endif %}
    {% endfor %}
    {% do return(found) %}
{% endmacro %}

{# By question of kind number: how its numbers are written. #}
{% macro number_formats() %}
    {% set formats = ref('int_number_formats') %}
    {% if not execute or not load_relation(formats) %}{% do return({}) %}{% endif %}
    {% set found = {} %}
    {% for row in rows_of('from ' ~ formats) %}
        {% do found.update({row.question: row}) %}
    {% endfor %}
    {% do return(found) %}
{% endmacro %}

{# The questions that were not asked of everybody, in lists: those of one depend at
   most on those of the lists before. #}
{% macro levels_of_asking(questions) %}
    {% set levels = [] %}
    {% set some = questions | selectattr('is_asked_of_some') | list %}
    {% set left = namespace(questions=some) %}
    {% for _ in questions if left.questions %}
        {% set names = left.questions | map(attribute='question') | list %}
        {% set ready = left.questions | rejectattr('asked_question', 'in', names) | list
            or left.questions %}
        {% do levels.append(ready) %}
        {% set left.questions = left.questions | reject('in', ready) | list %}
    {% endfor %}
    {% do return(levels) %}
{% endmacro %}

{# A query's rows as dictionaries. #}
{% macro rows_of(query) %}
    {% set table = run_query(query) %}
    {% set rows = [] %}
    {% for row in table.rows %}
        {% do rows.append(dict(zip(table.column_names, row))) %}
    {% endfor %}
    {% do return(rows) %}
{% endmacro %}

{% macro quoted(name) -%} "{{ name | replace('"', '""') }}" {%- endmacro %}

{% macro literal(text) -%} '{{ text | replace("'", "''") }}' {%- endmacro %}

{# Texts in quotes, one after the other. #}
{% macro literals(texts) -%}
    {%- set texts = texts | map('replace', "'", "''") | list -%}
    {%- if texts %}'{{ texts | join("', '") }}'{%- endif -%}
{%- endmacro %}

{# The questions that are compared between waves, once trend() is there to do it. #}
{% macro compared_questions() %}
    {% set questions, results = ref('stg_questions'), ref('crosstab_results') %}
    {% if not execute or not load_relation(results) %}{% do return([]) %}{% endif %}
    {% do return(rows_of(
        'select question from ' ~ questions ~ ' as questions'
        ~ ' where is_coded and not is_wave and exists (from ' ~ questions ~ ' where is_wave)'
        ~ ' order by position, question'
    )) %}
{% endmacro %}
