-- noqa: disable=LT02,LT05,LT09,ST03
{%- set questions, known = export_questions(), known_answers() %}
{%- set coded = questions | selectattr('is_coded') | list %}
{%- set columns = export_columns() | rejectattr('is_excluded')
    | map(attribute='column_name') | list %}
{%- set several = coded | selectattr('kind', 'equalto', 'multi') | selectattr('columns')
    | rejectattr('option_columns') | list %}
{%- set may_be_empty = [] %}
{%- for question in coded | selectattr('blank') %}
    {%- if question.columns or question.option_columns %}
        {%- do may_be_empty.append(question) %}
    {%- endif %}
{%- endfor %}
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
        {%- for question in may_be_empty %},
        {{ is_empty(question, known) }} as {{ quoted(question.question ~ '|empty') }}
        {%- endfor %}
    from {{ 'unquoted' if divided else 'cells' }}
),

answered as (
    select *
        {%- for question in several %}
        {{- ' replace (' if loop.first }}
        case
            when len({{ quoted(question.name) }}) > 0 then {{ quoted(question.name) }}
            {%- if question.blank %}
            when {{ quoted(question.question ~ '|empty') }}
                then [{{ literal(question.blank) }}::{{ enum_of(question.options) }}]
            {%- endif %}
        end as {{ quoted(question.name) }}
        {{- ')' if loop.last else ',' }}
        {%- endfor %}
    from coded
),

{% set levels = levels_of_asking(may_be_empty | selectattr('asked_question') | list) -%}
{% for level in levels -%}
-- An empty cell of somebody who was not asked means nothing.
asked_{{ loop.index }} as (
    select * replace (
        {%- for question in level %}
        if(
            {{ was_asked(question, questions) }}
            or not {{ quoted(question.question ~ '|empty') }},
            {{ quoted(question.name) }},
            null
        ) as {{ quoted(question.name) }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
    from {{ 'answered' if loop.first else 'asked_' ~ loop.index0 }}
),

{% endfor -%}
counted as (
    select
        * {%- for question in may_be_empty %}
        {{- ' exclude (' if loop.first }}{{ quoted(question.question ~ '|empty') }}
        {{- ')' if loop.last else ', ' }}
        {%- endfor %},
        not _is_blank
        {%- for question in coded if question.screened_out %}
        and not coalesce({{ has_any(question, question.screened_out) }}, false)
        {%- endfor %} as _is_respondent
    from {{ 'asked_' ~ levels | length if levels else 'answered' }}
)

select * from counted
