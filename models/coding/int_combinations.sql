{#- Named in each of many selections, a CTE costs the square of their number. -#}
{%- set responses, people = ref('int_coded_responses'), ref('int_people') %}
{%- set questions, pairs = export_questions(), crossed_questions() %}
with

options as (
    select * from {{ ref('stg_options') }}
),

combinations as (
    {%- for question in questions %}
    select
        {{ literal(question.question) }} as question,
        {% if question.kind == 'multi' -%}
        answer::varchar[] as options,
        {%- elif question.is_coded -%}
        one_option(answer) as options,
        {%- else -%}
        any_answer(answer) as options,
        {%- endif %}
        {{ 'answer' if question.kind == 'number' else 'null' }}::double as number,
        asked,
        is_respondent,
        respondents
    from (
        select
            {#- An instant is nobody's own group. #}
            {% if question.kind == 'timestamp' -%}
            nullif({{ quoted(question.name) }} is not null, false)
            {%- else -%}
            {{ quoted(question.name) }}
            {%- endif %} as answer,
            {{ quoted('_asked_' ~ question.name) if question.is_asked_of_some else 'true' }}
                as asked,
            _is_respondent as is_respondent,
            count(*) as respondents
        from {{ responses }}
        group by all
    )
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        null::varchar as question,
        null::varchar[] as options,
        null::double as number,
        false as asked,
        false as is_respondent,
        0 as respondents
    where false
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

    select
        *,
        true as is_respondent
    from combinations(
        {{ literal(pair.question) }},
        {{ literal(pair.by_question) if pair.by_question else 'null' }},
        among := {{ literal(pair.among) if pair.among else 'null' }}
    )
    {%- endfor %}
)

select * from with_pairs
