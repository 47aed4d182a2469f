with

answers as (
    select * from {{ ref('int_cell_answers') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

distinct_answers as (
    select distinct
        question,
        answer
    from answers
    where answer <> ''
),

exact as (
    select
        distinct_answers.question,
        distinct_answers.answer,
        spellings.spelling,
        spellings.options
    from distinct_answers
    inner join spellings
        on
            distinct_answers.question = spellings.question
            and distinct_answers.answer = spellings.spelling
    where not spellings.is_prefix
),

caught as (
    select
        distinct_answers.question,
        distinct_answers.answer,
        arg_max(spellings.spelling, length(spellings.spelling)) as spelling,
        arg_max(spellings.options, length(spellings.spelling)) as options
    from distinct_answers
    anti join exact
        on
            distinct_answers.question = exact.question
            and distinct_answers.answer = exact.answer
    inner join spellings
        on
            distinct_answers.question = spellings.question
            and starts_with(distinct_answers.answer, spellings.spelling)
    where spellings.is_prefix
    group by distinct_answers.question, distinct_answers.answer
),

matched as (
    select
        *,
        'exact' as match
    from exact
    union all by name
    select
        *,
        'prefix' as match
    from caught
),

-- An answer that nothing matches is Other; a spelling without an option is no answer,
-- and neither is what is no number or date where one was asked for.
coded_answers as (
    select
        answers.question,
        answers.cell,
        answers.respondents,
        answers.answer,
        matched.spelling,
        case
            when matched.match is not null then matched.match
            when questions.is_coded then 'unknown'
            else 'unreadable'
        end as match,
        unnest(case
            when matched.match is null and questions.is_coded then ['other']
            when coalesce(matched.options, []) = [] then [null]
            else matched.options
        end) as option
    from answers
    inner join questions on answers.question = questions.question
    left join matched
        on answers.question = matched.question and answers.answer = matched.answer
    where answers.answer <> ''
),

empty_cells as (
    select
        answers.question,
        answers.cell,
        any_value(answers.respondents) as respondents,
        'blank' as match,
        any_value(questions.blank) as option
    from answers
    inner join questions on answers.question = questions.question
    where questions.is_coded
    group by answers.question, answers.cell
    having max(answers.answer) = ''
),

every_option as (
    select * from coded_answers
    union all by name
    select * from empty_cells
),

-- Cells are known by their hash from here on. Text that has to be looked at is kept,
-- masked; nothing else that people wrote enters the database.
without_text as (
    select distinct
        question,
        hash(cell) as cell,
        respondents,
        option,
        match,
        spelling,
        case when match <> 'exact' then {{ masked('answer') }} end as answer
    from every_option
)

select * from without_text
