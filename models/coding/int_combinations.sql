{#- Named in each of many selections, a CTE costs the square of their number. -#}
{%- set responses, pairs = ref('int_coded_responses'), crossed_questions() %}
with

options as (
    select * from {{ ref('stg_options') }}
),

combinations as (
    {%- for pair in pairs %}
    select
        {{ literal(pair.question.question) }} as question,
        {{ literal(pair.by_question.question) if pair.by_question else 'null' }}::varchar
            as by_question,
        {%- for by, question in [('', pair.question), ('by_', pair.by_question)] %}
        {%- if not question %}
        null::varchar[] as {{ by }}options,
        null::boolean as {{ by }}asked,
        {%- else %}
        {% if question.kind == 'multi' -%}
        {{ by }}answer::varchar[]
        {%- elif question.is_coded -%}
        if({{ by }}answer is null, null, [{{ by }}answer::varchar])
        {%- else -%}
        if({{ by }}answer is null, null, ['answered'])
        {%- endif %} as {{ by }}options,
        {{ by }}asked,
        {%- endif %}
        {%- endfor %}
        {{ 'answer' if pair.question.kind == 'number' else 'null' }}::double as number,
        is_respondent,
        respondents
    from (
        select
            {%- for by, question in [('', pair.question), ('by_', pair.by_question)]
                if question %}
            {%- set name = quoted(question.name) %}
            {#- An instant is nobody's own group, nor is a number that others are crossed with. #}
            {% if question.kind == 'timestamp' or (by and question.kind == 'number') -%}
            nullif({{ name }} is not null, false)
            {%- else -%}
            {{ name }}
            {%- endif %} as {{ by }}answer,
            {{ quoted('_asked_' ~ question.name) if question.is_asked_of_some else 'true' }}
                as {{ by }}asked,
            {%- endfor %}
            _is_respondent as is_respondent,
            count(*) as respondents
        from {{ responses }}
        group by all
    )
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        null::varchar as question,
        null::varchar as by_question,
        null::varchar[] as options,
        false as asked,
        null::varchar[] as by_options,
        false as by_asked,
        null::double as number,
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
        combinations.*,
        has_answered(combinations.options, missing.options) as answered,
        if(
            combinations.by_question is null,
            null,
            has_answered(combinations.by_options, by_missing.options)
        ) as by_answered
    from combinations
    left join missing on combinations.question = missing.question
    left join missing as by_missing on combinations.by_question = by_missing.question
)

select * from with_answered
