with

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent and by_question is null and among is null
),

questions as (
    select * from {{ ref('stg_questions') }}
),

options as (
    select * from {{ ref('stg_options') }}
    where scale_value is not null
),

-- People by the number that they chose, or typed.
chosen as (
    select
        combinations.question,
        options.scale_value as value,
        combinations.respondents
    from combinations
    inner join options
        on
            combinations.question = options.question
            and combinations.options = [options.option]

    union all

    select
        question,
        number as value,
        respondents
    from combinations
    where number is not null
),

scales as (
    select
        question,
        value,
        sum(respondents)::bigint as people,
        sum(people) over (partition by question) as people_of_question,
        sum(people * value) over (partition by question) / people_of_question as mean,
        sum(people) over (partition by question order by value) as people_so_far
    from chosen
    group by question, value
),

described as (
    select
        question,
        sum(people)::bigint as people,
        any_value(mean) as mean,
        sqrt(sum(people * (value - mean) ** 2) / nullif(sum(people) - 1, 0))
            as standard_deviation,
        (
            min(value) filter (where 2 * people_so_far >= people_of_question)
            + min(value) filter (where 2 * people_so_far > people_of_question)
        ) / 2 as median
    from scales
    group by question
),

with_interval as (
    select
        *,
        standard_deviation / sqrt(people) * if(
            people > 1, student_t(0.5 + confidence() / 200, people - 1), null
        ) as half_width
    from described
),

results as (
    select
        questions.question,
        questions.position,
        questions.label,
        questions.grid,
        with_interval.people as n,
        with_interval.mean,
        with_interval.mean - with_interval.half_width as low,
        with_interval.mean + with_interval.half_width as high,
        with_interval.standard_deviation,
        with_interval.median
    from with_interval
    inner join questions on with_interval.question = questions.question
)

select * from results
order by position, question
