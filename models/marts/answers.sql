{{ config(materialized='view') }}
{%- set questions = export_questions() | selectattr('is_coded') | list %}
with

respondents as (
    -- Without its database, the view outlives a renamed or copied file.
    select * from {{ ref('respondents').include(database=false) }}
),

answers as (
    {%- for question in questions %}
    select
        respondent_id,
        {{ literal(question.question) }} as question,
        {%- if question.kind == 'multi' %}
        unnest({{ quoted(question.name) }})::varchar as option
        {%- else %}
        {{ quoted(question.name) }}::varchar as option
        {%- endif %}
    from respondents
    where {{ quoted(question.name) }} is not null
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        respondent_id,
        null::varchar as question,
        null::varchar as option
    from respondents
    where false
    {%- endfor %}
)

select * from answers
