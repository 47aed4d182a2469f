{%- set questions = export_questions() | rejectattr('kind', 'equalto', 'text') %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),

cells as (
    {%- for question in questions %}
    {%- set cell = quoted(question.name) %}
    select
        {{ literal(question.question) }} as question,
        _file as file,
        {%- if question.is_coded %}
        {{ cell }} as cell,
        {%- elif question.kind == 'number' %}
        if(as_number({{ cell }}) is null, {{ cell }}, null) as cell,
        {%- elif question.format %}
        if(timestamp_in({{ cell }}, {{ literal(question.format) }}) is null, {{ cell }}, null)
            as cell,
        {%- else %}
        if(as_timestamp({{ cell }}) is null, {{ cell }}, null) as cell,
        {%- endif %}
        count(*) as respondents
    from responses
    group by all
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        null::varchar as question,
        null::varchar as file,
        null::varchar as cell,
        0 as respondents
    where false
    {%- endfor %}
)

select * from cells
