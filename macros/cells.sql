{# The cells of an export, one row per question, column and distinct cell, with how many
   rows have it. Of timestamps and numbers, which are read by the column, only what does
   not read. Of questions whose cells are divided right here, by these delimiters, it is
   one row per distinct answer, null for the cells without any, and the untidy cells. The
   rows of the whole export are counted too, without a question. #}
{% macro distinct_cells(responses, delimiters={}) %}
    {%- set questions = export_questions() | rejectattr('kind', 'equalto', 'text') | list %}
    select
        nullif(split_part(name, '|', 1), '') as question,
        nullif(split_part(name, '|', 2), '') as column_option,
        cell,
        count(*) as respondents
    from (
        select
            name,
            {{ 'unnest(cells) as cell' if delimiters else 'cell' }}
        from (
            select
                {%- for question in questions if question.columns %}
                {%- set cell = cell_of(question.columns) %}
                {%- if question.is_coded %}
                {{ listed(cell, delimiters, question.question) }}
                {%- else %}
                {%- set value = as_number(cell) if question.kind == 'number'
                    else as_timestamp(cell, question.format) %}
                {{ listed('if(' ~ value ~ ' is null, ' ~ cell ~ ', null)', delimiters) }}
                {%- endif %} as {{ quoted(question.question) }},
                {%- endfor %}
                {%- for question in questions %}
                {%- for option, columns in columns_by_option(question).items() %}
                {{ listed(cell_of(columns), delimiters) }}
                    as {{ quoted(question.question ~ '|' ~ option ~ '|' ~ loop.index) }},
                {%- endfor %}
                {%- endfor %}
                {{ listed('null::varchar', delimiters) }} as "|"
            from {{ responses }}
        ) unpivot include nulls (
            {{ 'cells' if delimiters else 'cell' }} for name in (columns(*))
        )
    )
    group by name, cell
{%- endmacro %}

{# A cell, or where any are divided, a list: of its answers, or of itself. #}
{% macro listed(cell, delimiters, question=none) -%}
    {%- set delimiter = literal(delimiters.get(question, '')) -%}
    {%- set split = 'string_split(' ~ cell ~ ', ' ~ delimiter ~ ')' -%}
    {%- if question in delimiters -%}
    case
        when {{ is_blank(cell, delimiter) }} then list_prepend(null, {{ split }})
        when {{ is_tidy(cell, delimiter) }} then list_distinct({{ split }})
        else [{{ cell }}]
    end
    {%- else -%}
    {{ '[' if delimiters }}{{ cell }}{{ ']' if delimiters }}
    {%- endif -%}
{%- endmacro %}

{# The delimiters of questions whose cells hardly repeat. #}
{% macro scattered_delimiters() %}
    {% set delimiters = ref('int_delimiters') %}
    {% if not execute or not load_relation(delimiters) %}{% do return({}) %}{% endif %}
    {% set query %}
        select question, delimiter from {{ delimiters }} where is_scattered
    {% endset %}
    {% set found = {} %}
    {% for row in rows_of(query) %}
        {% do found.update({row.question: row.delimiter}) %}
    {% endfor %}
    {% do return(found) %}
{% endmacro %}
