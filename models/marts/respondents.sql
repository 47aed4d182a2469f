{{ config(materialized='view', post_hook="{{ describe_respondents() }}") }}
{%- set questions = export_questions()
    | rejectattr('kind', 'equalto', 'text') | rejectattr('name', 'equalto', 'submitted_at') %}
with

coded_responses as (
    -- Without its database, the view outlives a renamed or copied file.
    select * from {{ ref('int_coded_responses').include(database=false) }}
),

people as (
    select
        _row + 1 as respondent_id,
        submitted_at
        {%- for question in questions %},
        {{ quoted(question.name) }}
        {%- endfor %}
    from coded_responses
    where _is_respondent
)

select * from people
