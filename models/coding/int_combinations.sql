{#- Named in each of many selections, a CTE costs the square of their number. -#}
{%- set responses, people = ref('int_coded_responses'), ref('int_people') %}
{%- set questions, pairs = export_questions(), crossed_questions() %}
with

options as (
    select * from {{ ref('stg_options') }}
),

combinations as (
    select
        null::varchar as question,
        null::varchar[] as options,
        null::double as number,
        null::boolean as asked,
        null::boolean as is_respondent,
        null::bigint as respondents
    where false
    {%- for question in questions %}
    {%- set name = quoted(question.name) %}
    {#- An instant is nobody's own group. #}
    {%- set answer = 'nullif(' ~ name ~ ' is not null, false)'
        if question.kind == 'timestamp' else name %}
    union all by name
    select
        {{ literal(question.question) }} as question,
        {% if question.kind == 'multi' -%}
        {{ name }}::varchar[] as options,
        {%- else -%}
        {{ 'one_option' if question.is_coded else 'any_answer' }}({{ answer }}) as options,
        {%- endif %}
        {%- if question.kind == 'number' %}
        {{ name }} as number,
        {%- endif %}
        {{ quoted('_asked_' ~ question.name) if question.is_asked_of_some else 'true' }} as asked,
        _is_respondent as is_respondent,
        count(*) as respondents
    from {{ responses }}
    group by {{ answer }}, _is_respondent
        {{- ', ' ~ quoted('_asked_' ~ question.name) if question.is_asked_of_some }}
    {%- endfor %}
),

-- Who prefers not to say has been counted, but has not answered.
missing as (
    select
        question,
        list(option) as options
    from options
    where role = 'missing'
    group by question
),

with_answered as (
    select
        combinations.question,
        null::varchar as by_question,
        null::varchar as among,
        combinations.options,
        null::varchar[] as by_options,
        combinations.number,
        combinations.asked,
        null::boolean as by_asked,
        has_answered(combinations.options, missing.options) as answered,
        null::boolean as by_answered,
        combinations.is_respondent,
        combinations.respondents
    from combinations
    left join missing on combinations.question = missing.question
),

with_pairs as (
    select * from with_answered
    {%- for pair in pairs %}
    union all by name
    select * from combinations(
        {{ literal(pair.question) }},
        {{ literal(pair.by_question) if pair.by_question else 'null' }},
        among := {{ literal(pair.among) if pair.among else 'null' }}
    )
    {%- endfor %}
)

select * from with_pairs
