{# How many rows of the export name its columns. #}
{% macro header_rows() %}
    {% set survey = ref('stg_survey') %}
    {% if not execute or not load_relation(survey) %}
        {% do return(1) %}
    {% endif %}
    {% set query %}
        select coalesce(max(try_cast(text as integer)), 1) as header_rows
        from {{ survey }}
        where item = 'header_rows'
    {% endset %}
    {% do return(rows_of(query)[0].header_rows | int) %}
{% endmacro %}

{# The questions that the codebook reads, in its order, as int_questions has them. Nothing
   on a database without a codebook, so that parsing and compiling need none. #}
{% macro export_questions() %}
    {% set questions = ref('int_questions') %}
    {% if not execute or not load_relation(questions) %}{% do return([]) %}{% endif %}
    {% set query %}
        select to_json(list(questions order by position, question)) as questions
        from {{ questions }} as questions
    {% endset %}
    {% do return(fromjson(rows_of(query)[0].questions or '[]')) %}
{% endmacro %}

{# The columns of the export as DuckDB names them, and whether they may not be read. #}
{% macro export_columns() %}
    {% set columns = ref('stg_columns') %}
    {% if not execute or not load_relation(columns) %}{% do return([]) %}{% endif %}
    {% set query %}
        select column_name, is_excluded from {{ columns }} order by position
    {% endset %}
    {% do return(rows_of(query)) %}
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
    {%- if texts %} '{{ texts | join("', '") }}' {%- endif -%}
{%- endmacro %}

{# Columns as read_csv wants them, all text. #}
{% macro all_text(names) -%}
    { {%- for name in names -%}
        {{ literal(name) }}: 'varchar' {{- ', ' if not loop.last }}
    {%- endfor -%} }
{%- endmacro %}

{% macro enum_of(options) -%}
    enum ({{ literals(options) }})
{%- endmacro %}

{# A question's cell: of its column, or of the first of them that holds something. #}
{% macro cell_of(columns) -%}
    {%- if columns and columns | length > 1 -%}
        coalesce(
            {%- for column in columns %}
            nullif({{ trimmed(quoted(column)) }}, ''){{ ',' if not loop.last }}
            {%- endfor %}
        )
    {%- else -%}
        {{ quoted(columns[0]) if columns else 'null::varchar' }}
    {%- endif -%}
{%- endmacro %}

{# Whether a column that stands for an option says that it was chosen. #}
{% macro is_chosen(cell) -%}
    lower({{ trimmed(cell) }}) not in ('', '0', '0.0', 'no', 'false')
{%- endmacro %}

{# The instant that a timestamp cell names, as the form's own clock showed it. Each
   format that does not fit costs more than the rest of the file, so the plainest and
   most frequent way comes first. #}
{% macro as_timestamp(text, format) -%}
    {%- set without_zone -%}
    regexp_replace(trim({{ text }}), ' (GMT|UTC|[A-Z][A-LN-Z][A-Z]{0,2})([+-][\d:]+)?$', '')
    {%- endset -%}
    {%- if format and '%z' in format -%}
    try_strptime(
        regexp_replace(trim({{ text }}), '\s*(Z|[+-]\d\d(:?\d\d)?)$', ''),
        {{ literal(format | replace('%z', '') | trim) }}
    )
    {%- elif format -%}
    coalesce(
        try_strptime({{ text }}, {{ literal(format) }}),
        try_strptime({{ without_zone }}, {{ literal(format) }})
    )
    {%- else -%}
    case
        when regexp_full_match(
            {{ text }}, '\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?'
        )
            then try_cast({{ text }} as timestamp)
        else try_strptime(
            {{ without_zone }},
            [
                '%m/%d/%Y %H:%M:%S', '%Y/%m/%d %I:%M:%S %p', '%m/%d/%Y %I:%M:%S %p',
                '%m/%d/%y %H:%M', '%m/%d/%Y %H:%M', '%d.%m.%Y %H:%M:%S',
                '%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y-%m-%dT%H:%M:%SZ',
                '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d'
            ]
        )
    end
    {%- endif -%}
{%- endmacro %}

{# The number that a cell typed freely states, where it is plain: `3 years`, `1,000`,
   `~5`, `$10` and `5+`, not `3-5`, `10k` or `5 million`. #}
{% macro as_number(text) -%}
    try_cast(replace(regexp_extract(
        regexp_replace(
            {{ trimmed(text) }},
            '(?is)^.*\d\s*(hundred|thousand|[mb]ill?ion|trillion|dozen|lakh|crore|mio|mln|mn'
            || '|mrd|bn|tsd)\b.*',
            ''
        ),
        '^(?i:~|about|approx\.?|approximately|around|ca\.?)?\s*[$€£]?\s*'
        || '(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:%|\+|[[:alpha:]]{2,}\.?)?$',
        1
    ), ',', '') as double)
{%- endmacro %}

{# The columns that stand for each option of a question; several where the header of one
   has changed. #}
{% macro columns_by_option(question) %}
    {% set columns = {} %}
    {% for column in question.option_columns or [] %}
        {% do columns.setdefault(column.option, []).append(column.column) %}
    {% endfor %}
    {% do return(columns) %}
{% endmacro %}
