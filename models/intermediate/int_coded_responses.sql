-- noqa: disable=LT02,ST03
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
{{ question.name }}_cells as (
    select
        cell,
        {%- if question.kind == 'multi' %}
        list_sort(list(distinct option::{{ enum_of(question.options) }})) as answer
        {%- else %}
        any_value(option::{{ enum_of(question.options) }}) as answer
        {%- endif %}
    from cell_options
    where question = {{ literal(question.question) }}
    group by cell
),
{% endfor %}
coded as (
    select
        responses._row,
        coalesce(
            {%- for column in columns %}
            nullif({{ trimmed('responses.' ~ quoted(column.name)) }}, ''),
            {%- endfor %}
            null
        ) is not null as _is_respondent
        {%- if 'submitted_at' not in questions | map(attribute='name') %},
        null::timestamp as submitted_at
        {%- endif %}
        {%- for question in questions %},
        {%- set name = quoted(question.name) %}
        {%- set cell = 'responses.' ~ quoted(question.column_name) if question.column_name else 'null::varchar' %}
        {%- if question.is_coded %}
        {{ question.name }}_cells.answer as {{ name }}
        {%- elif question.kind == 'timestamp' %}
        {{ as_timestamp(cell, question.format) }} as {{ name }}
        {%- elif question.kind == 'number' %}
        {{ as_number(cell) }} as {{ name }}
        {%- else %}
        nullif({{ trimmed(cell) }} <> '', false) as {{ name }}
        {%- endif %}
        {%- endfor %}
    from responses
    {%- for question in coded | selectattr('column_name') %}
    left join {{ question.name }}_cells
        on hash(responses.{{ quoted(question.column_name) }}) = {{ question.name }}_cells.cell
    {%- endfor %}
    {%- for question in coded | rejectattr('column_name') %}
    left join {{ question.name }}_cells on false
    {%- endfor %}
)

select * from coded
order by _row
