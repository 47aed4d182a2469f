{%- set questions = export_questions()
    | selectattr('kind', 'equalto', 'number') | list %}
with

responses as (
    select * from {{ ref('stg_responses') }}
),

numbers as (
    {%- for question in questions %}
    {%- set cell = quoted(question.name) %}
    select
        {{ literal(question.question) }} as question,
        decimal_mark(number_parts({{ cell }}).digits) as mark,
        nullif(number_unit({{ cell }}), '') as unit,
        count(*) as respondents
    from responses
    group by all
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        null::varchar as question,
        null::varchar as mark,
        null::varchar as unit,
        0 as respondents
    where false
    {%- endfor %}
),

-- Where numbers of a question show nothing, those of the others do.
marks as (
    select
        question,
        if(
            count(mark) > 0,
            list_distinct(list(mark)),
            any_value(marks_of_file)
        ) as marks
    from (
        select
            *,
            list_distinct(list(mark) over ()) as marks_of_file
        from numbers
    ) as with_file
    group by question
),

units as (
    select
        question,
        unit,
        sum(respondents) > 0.5 * sum(sum(respondents)) over (partition by question)
            as is_usual
    from numbers
    where unit is not null
    group by question, unit
),

formats as (
    select
        marks.question,
        if(len(marks.marks) = 1, marks.marks[1], '') as mark,
        coalesce(units.unit, '') as unit
    from marks
    left join units on marks.question = units.question and units.is_usual
)

select * from formats
