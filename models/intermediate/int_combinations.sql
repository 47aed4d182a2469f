{#- Named in each of many selections, a CTE costs the square of their number. -#}
{%- set responses = ref('int_coded_responses') %}
{%- set figures, claims = ref('stg_figures'), ref('stg_claims') %}
{%- set questions = export_questions() %}
{%- set pairs = [] %}
{%- for question in questions %}
    {%- do pairs.append([question, none]) %}
{%- endfor %}
{%- if questions %}
    {%- set query %}
        select question, by_question from {{ figures }}
        where by_question is not null
        union
        select question, by_question from {{ claims }}
        where by_question is not null
        order by all
    {%- endset %}
    {%- for pair in rows_of(query) %}
        {%- do pairs.append([
            questions | selectattr('question', 'equalto', pair.question) | first,
            questions | selectattr('question', 'equalto', pair.by_question) | first,
        ]) %}
    {%- endfor %}
{%- endif %}
{#- As ENUMs of one type, a million lists are small and quick to write. -#}
{%- set every_option = enum_of(
    (['answered'] + questions | map(attribute='options') | select | sum(start=[]))
    | unique(case_sensitive=true)
) %}
with

options as (
    select * from {{ ref('stg_options') }}
),

combinations as (
    {%- for question, by_question in pairs %}
    select
        {{ literal(question.question) }} as question,
        {{ literal(by_question.question) if by_question else 'null::varchar' }} as by_question,
        {{ answers_of(question) }} as options,
        {{ answers_of(by_question) if by_question else 'null::varchar[]' }} as by_options,
        {{ quoted(question.name) if question.kind == 'number' else 'null::double' }} as number,
        {{ was_asked(question, questions) }} as asked,
        {{ was_asked(by_question, questions) if by_question else 'null::boolean' }} as by_asked,
        _is_respondent as is_respondent,
        count(*) as respondents
    from {{ responses }}
    group by
        {{ answer_key(question, is_number=true) }},
        {{ was_asked(question, questions) }},
        {%- if by_question %}
        {{ answer_key(by_question) }},
        {{ was_asked(by_question, questions) }},
        {%- endif %}
        _is_respondent
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        null::varchar as question,
        null::varchar as by_question,
        null::varchar[] as options,
        null::varchar[] as by_options,
        null::double as number,
        false as asked,
        false as by_asked,
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
        combinations.* replace (
            combinations.options::{{ every_option }}[] as options,
            combinations.by_options::{{ every_option }}[] as by_options
        ),
        {{ answered('combinations.options', 'missing.options') }} as answered,
        if(
            combinations.by_question is null,
            null,
            {{ answered('combinations.by_options', 'by_missing.options') }}
        ) as by_answered
    from combinations
    left join missing on combinations.question = missing.question
    left join missing as by_missing on combinations.by_question = by_missing.question
)

select * from with_answered
