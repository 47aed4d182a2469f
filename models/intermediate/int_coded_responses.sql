-- noqa: disable=LT02,LT05,LT09,ST03
{%- set questions, known = export_questions(), known_answers() %}
{%- set coded = questions | selectattr('is_coded') | list %}
{%- set columns = export_columns() | rejectattr('is_excluded')
    | map(attribute='column_name') | list %}
{%- set several = coded | selectattr('kind', 'equalto', 'multi') | selectattr('columns')
    | rejectattr('option_columns') | list %}
{%- set divided = [] %}
{%- for question in coded if question.kind == 'multi' and question.columns %}
    {%- set split = known_of(question, known).split %}
    {%- if split.is_protected %}
        {%- do divided.append({
            'cell': quoted(question.question ~ '|'),
            'text': quoted(question.question ~ '|text'),
            'divider': literal(split.divider),
            'are_records': split.are_records,
        }) %}
    {%- endif %}
{%- endfor %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),

cells as (
    select
        case
            {%- for column in columns %}
            when not {{ is_blank(quoted(column)) }} then false
            {%- else %}
            when true then true
            {%- endfor %}
            else true
        end as _is_blank
        {%- for question in questions %}
        {%- set cell = cell_of(question.columns) %}
        {%- if question.is_coded %}
        {%- if question.columns %},
        {{ cell }} as {{ quoted(question.question ~ '|') }}
        {%- endif %}
        {%- if question.option_columns %},
        {{ chosen_columns(question) }} as {{ quoted(question.question ~ '|chosen') }}
        {%- endif %}
        {%- if 'other' in columns_by_option(question) %},
        {{ cell_of(columns_by_option(question).other) }}
            as {{ quoted(question.question ~ '|other') }}
        {%- endif %}
        {%- elif question.kind == 'timestamp' %},
        {{ as_timestamp(cell, question.format) }} as {{ quoted(question.name) }}
        {%- elif question.kind == 'number' %},
        {{ as_number(cell) }} as {{ quoted(question.name) }}
        {%- else %},
        nullif({{ trimmed(cell) }} <> '', false) as {{ quoted(question.name) }}
        {%- endif %}
        {%- endfor %}
    from responses
),

{% if divided -%}
compared as (
    select
        *
        {%- for question in divided %},
        {{ as_compared(question.cell, question.divider) }} as {{ question.text }}
        {%- endfor %}
    from cells
),

unquoted as (
    select *
        {%- for question in divided if question.are_records %}
        {{- ' replace (' if loop.first }}
        {{ unquoted(question.text, question.divider) }} as {{ question.text }}
        {{- ')' if loop.last else ',' }}
        {%- endfor %}
    from compared
),

{% endif -%}
coded as (
    select
        _is_blank
        {%- if 'submitted_at' not in questions | map(attribute='name') %},
        null::timestamp as submitted_at
        {%- endif %}
        {%- for question in questions %},
        {%- if question.is_coded %}
        {{ coded_answer(question, known) }} as {{ quoted(question.name) }}
        {%- else %}
        {{ quoted(question.name) }}
        {%- endif %}
        {%- endfor %}
        {%- for question in several if question.blank %},
        {{ quoted(question.question ~ '|') }}
        {%- endfor %}
    from {{ 'unquoted' if divided else 'cells' }}
),

answered as (
    select *
        {%- for question in several %}
        {{- ' replace (' if loop.first }}
        {{ unless_empty(question, known) }} as {{ quoted(question.name) }}
        {{- ')' if loop.last else ',' }}
        {%- endfor %}
    from coded
),

-- An empty cell of somebody who was not asked means nothing.
asked as (
    select
        * {%- for question in coded if question.blank and question.asked_question %}
        {%- set blank = literal(question.blank) %}
        {{ 'replace (' if loop.first }}
        if(
            {{ was_asked(question, questions) }},
            {{ quoted(question.name) }},
            nullif(
                {{ quoted(question.name) }},
                {{ '[' ~ blank ~ ']' if question.kind == 'multi' else blank }}
            )
        ) as {{ quoted(question.name) }}{{ ')' if loop.last else ',' }}
        {%- endfor %}
    from answered
),

counted as (
    select
        * {%- for question in several if question.blank %}
        {{- ' exclude (' if loop.first }}{{ quoted(question.question ~ '|') }}
        {{- ')' if loop.last else ', ' }}
        {%- endfor %},
        not _is_blank
        {%- for question in coded if question.screened_out %}
        and not coalesce({{ has_any(question, question.screened_out) }}, false)
        {%- endfor %} as _is_respondent
    from asked
)

select * from counted
