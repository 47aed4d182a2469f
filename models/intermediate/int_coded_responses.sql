-- noqa: disable=LT02,LT09,ST03
{%- set questions = export_questions() %}
{%- set coded = questions | selectattr('is_coded') | list %}
{%- set columns = [] if not questions
    else adapter.get_columns_in_relation(ref('stg_responses')) %}
with

-- Numbered before they are joined, which does not keep their order.
responses as (
    select
        *,
        row_number() over () as _row
    from {{ ref('stg_responses') }}
),

cell_options as (
    select * from {{ ref('int_cell_options') }}
    where option is not null
),
{% for question in coded %}
{%- set columns_of = columns_by_option(question) %}
{%- for column_option in [none, 'other'] if not column_option or column_option in columns_of %}
{{ question.question }}_{{ column_option or 'cells' }} as (
    select
        cell,
        {%- if question.kind == 'multi' %}
        list_sort(list(distinct option::{{ enum_of(question.options) }})) as answer
        {%- else %}
        any_value(option::{{ enum_of(question.options) }}) as answer
        {%- endif %}
    from cell_options
    where
        question = {{ literal(question.question) }}
        and column_option {{ "= 'other'" if column_option else 'is null' }}
    group by cell
),
{% endfor %}
{%- endfor %}
-- Each cell by its hash, so that no text goes through the joins.
cells as (
    select
        _row,
        coalesce(
            {%- for column in columns %}
            nullif({{ trimmed(quoted(column.name)) }}, ''),
            {%- endfor %}
            null
        ) is null as _is_blank
        {%- if 'submitted_at' not in questions | map(attribute='name') %},
        null::timestamp as submitted_at
        {%- endif %}
        {%- for question in questions %}
        {%- set cell = cell_of(question.columns) %}
        {%- if question.is_coded %}
        {%- if question.columns %},
        hash({{ cell }}) as {{ quoted(question.question ~ '|') }}
        {%- endif %}
        {%- if question.option_columns %},
        {{ chosen_columns(question) }} as {{ quoted(question.question ~ '|chosen') }}
        {%- endif %}
        {%- if 'other' in columns_by_option(question) %},
        hash({{ cell_of(columns_by_option(question).other) }})
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

coded as (
    select
        cells._row,
        cells._is_blank
        {%- if 'submitted_at' not in questions | map(attribute='name') %},
        cells.submitted_at
        {%- endif %}
        {%- for question in questions %},
        {%- if question.is_coded %}
        {{ coded_answer(question) }} as {{ quoted(question.name) }}
        {%- else %}
        cells.{{ quoted(question.name) }}
        {%- endif %}
        {%- endfor %}
    from cells
    {%- for question in coded %}
    {%- if question.columns %}
    left join {{ question.question }}_cells
        on cells.{{ quoted(question.question ~ '|') }} = {{ question.question }}_cells.cell
    {%- endif %}
    {%- if 'other' in columns_by_option(question) %}
    left join {{ question.question }}_other
        on
            cells.{{ quoted(question.question ~ '|other') }}
            = {{ question.question }}_other.cell
    {%- endif %}
    {%- endfor %}
),

-- An empty cell of somebody who was not asked means nothing.
asked as (
    select
        * {%- for question in coded if question.blank and question.asked_question %}
        {{ 'replace (' if loop.first }}
        case
            when {{ was_asked(question, questions) }}
                or {{ quoted(question.name) }} <> {{ "['" ~ question.blank ~ "']" if question.kind == 'multi' else literal(question.blank) }}
                then {{ quoted(question.name) }}
        end as {{ quoted(question.name) }}{{ ')' if loop.last else ',' }}
        {%- endfor %}
    from coded
),

counted as (
    select
        *,
        not _is_blank
        {%- for question in coded if question.screened_out %}
        and not coalesce({{ has_any(question, question.screened_out) }}, false)
        {%- endfor %} as _is_respondent
    from asked
)

select * from counted
order by _row
