{# The questions that the codebook reads, in its order: question, its column_name in
   the export (null where that lacks it), its name in respondents, kind, is_coded,
   format, wording and options. Nothing on a database without a codebook, so that
   parsing and compiling need none. #}
{% macro export_questions() %}
    {% set questions, columns, options
        = ref('stg_questions'), ref('stg_columns'), ref('stg_options') %}
    {# The test of the whole codebook comes first. #}
    {% set waited_for = [
        ref('stg_survey'), ref('stg_spellings'), ref('stg_figures'), ref('stg_claims')
    ] %}
    {% if not execute or not load_relation(options) or not load_relation(columns) %}
        {% do return([]) %}
    {% endif %}
    {% set query %}
        select
            questions.question,
            questions.kind,
            questions.is_coded,
            questions.format,
            questions.wording,
            columns.column_name,
            if(
                questions.kind = 'timestamp' and row_number() over (
                    partition by questions.kind order by questions.position
                ) = 1,
                'submitted_at',
                questions.question
            ) as name,
            (
                select to_json(list(options.option order by options.position))
                from {{ options }} as options
                where options.question = questions.question
            ) as options
        from {{ questions }} as questions
        left join {{ columns }} as columns
            on questions.question = columns.question and columns.is_first
        where questions.kind <> 'excluded'
        order by questions.position, questions.question
    {% endset %}
    {% do return(rows_of(query)) %}
{% endmacro %}

{# The columns of the export that may not be read. #}
{% macro excluded_columns() %}
    {% set columns = ref('stg_columns') %}
    {% if not execute or not load_relation(columns) %}
        {% do return([]) %}
    {% endif %}
    {% set query %}
        select column_name from {{ columns }} where is_excluded
    {% endset %}
    {% do return(rows_of(query) | map(attribute='column_name') | list) %}
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

{% macro enum_of(options) -%}
    enum ({% for option in fromjson(options) %}{{ literal(option) }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{# The instant that a timestamp cell names, as the form's own clock showed it. #}
{% macro as_timestamp(text, format) -%}
    try_strptime(
        regexp_replace(trim({{ text }}), ' (GMT|UTC|[A-LN-Z][A-Z]{1,3})([+-][\d:]+)?$', ''),
        {% if format -%} {{ literal(format) }} {%- else -%}
        [
            '%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y/%m/%d %I:%M:%S %p',
            '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%y %H:%M',
            '%m/%d/%Y %H:%M', '%d.%m.%Y %H:%M:%S', '%Y-%m-%dT%H:%M:%SZ',
            '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d'
        ]
        {%- endif %}
    )
{%- endmacro %}

{# The number that a cell typed freely states. #}
{% macro as_number(text) -%}
    try_cast(trim({{ text }}) as double)
{%- endmacro %}

{# A question's answers as a list of options: what a person chose, or `answered` where
   there is text or an instant that is only counted. #}
{% macro answers_of(question) -%}
    {%- set name = quoted(question.name) -%}
    {%- if question.kind == 'multi' -%}
        coalesce({{ name }}::varchar[], [])
    {%- elif question.kind in ('text', 'timestamp') -%}
        if({{ name }} is null, [], ['answered'])
    {%- else -%}
        if({{ name }} is null, [], [{{ name }}::varchar])
    {%- endif -%}
{%- endmacro %}

{# What tells such lists apart: an instant is nobody's own group. #}
{% macro answer_key(question) -%}
    {{ quoted(question.name) ~ (' is null' if question.kind == 'timestamp') }}
{%- endmacro %}
