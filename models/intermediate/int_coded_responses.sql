-- noqa: disable=LT02,LT09,ST03
{%- set questions, cell_options = export_questions(), ref('int_cell_options') %}
{%- set coded = questions | selectattr('is_coded') | list %}
with

-- Joins do not keep the order of the file.
keys as (
    select
        *,
        rowid + 1 as _row
    from {{ ref('int_response_keys') }}
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
    from {{ cell_options }}
    where
        question = {{ literal(question.question) }}
        and column_option {{ "= 'other'" if column_option else 'is null' }}
        and option is not null
    group by cell
),
{% endfor %}
{%- endfor %}
coded as (
    select
        keys._row,
        keys._is_blank
        {%- if 'submitted_at' not in questions | map(attribute='name') %},
        keys.submitted_at
        {%- endif %}
        {%- for question in questions %},
        {%- if question.is_coded %}
        {{ coded_answer(question) }} as {{ quoted(question.name) }}
        {%- else %}
        keys.{{ quoted(question.name) }}
        {%- endif %}
        {%- endfor %}
    from keys
    {%- for question in coded %}
    {%- if question.columns %}
    left join {{ question.question }}_cells
        on keys.{{ quoted(question.question ~ '|') }} = {{ question.question }}_cells.cell
    {%- endif %}
    {%- if 'other' in columns_by_option(question) %}
    left join {{ question.question }}_other
        on
            keys.{{ quoted(question.question ~ '|other') }}
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
