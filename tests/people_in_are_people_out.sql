-- What was counted before coding, on distinct cells, is what is counted after it, on
-- people: rows of the file, people who answered, selections of each option.
with

cell_options as (
    select * from {{ ref('int_cell_options') }}
),

coded_responses as (
    select * from {{ ref('int_coded_responses') }}
),

respondents as (
    select * from {{ ref('respondents') }}
),

bases as (
    select * from {{ ref('question_bases') }}
),

results as (
    select * from {{ ref('question_results') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

options as (
    select * from {{ ref('stg_options') }}
),

file as (
    select
        count(*) as file_rows,
        count(*) filter (where not _is_respondent) as blank_rows
    from coded_responses
),

people as (
    select
        count(*) as people,
        count(distinct respondent_id) as ids
    from respondents
),

cells as (
    select
        cell_options.question,
        cell_options.cell,
        any_value(cell_options.respondents) as people,
        any_value(cell_options.match) = 'blank' as is_blank,
        count(distinct cell_options.option) as selections,
        bool_or(
            cell_options.option is not null
            and coalesce(options.role <> 'missing', true)
        ) as is_answered
    from cell_options
    left join options
        on
            cell_options.question = options.question
            and cell_options.option = options.option
    group by cell_options.question, cell_options.cell
),

before_coding as (
    select
        cells.question,
        sum(cells.people) as file_rows,
        -- An empty row is nobody, whatever an empty cell means to its question.
        sum(cells.people) filter (where cells.is_answered)
        - any_value(if(questions.blank is null, 0, file.blank_rows)) as answered,
        sum(cells.people * cells.selections)
        - any_value(if(questions.blank is null, 0, file.blank_rows)) as selections
    from cells
    inner join questions on cells.question = questions.question
    cross join file
    group by cells.question
),

after_coding as (
    select
        question,
        sum(respondents) as selections
    from results
    group by question
),

messages as (
    select
        format(
            '{} rows in the file, {} respondents and {} blank rows after coding',
            file.file_rows, people.people, file.blank_rows
        ) as message
    from file
    cross join people
    where
        file.file_rows <> people.people + file.blank_rows
        or people.people <> people.ids

    union all

    select
        format(
            '{}: {} cells in the file, {} rows coded',
            before_coding.question, before_coding.file_rows, file.file_rows
        ) as message
    from before_coding
    cross join file
    where before_coding.file_rows <> file.file_rows

    union all

    select
        format(
            '{}: {} people answered in the file, {} after coding',
            before_coding.question, before_coding.answered, bases.answered
        ) as message
    from before_coding
    inner join bases on before_coding.question = bases.question
    where coalesce(before_coding.answered, 0) <> bases.answered

    union all

    select
        format(
            '{}: {} selections in the file, {} after coding',
            before_coding.question, before_coding.selections, after_coding.selections
        ) as message
    from before_coding
    inner join after_coding on before_coding.question = after_coding.question
    where before_coding.selections <> after_coding.selections

    union all

    select
        format(
            '{} {} by {} {}: {} people, more than chose either',
            question, option, by_question, by_option, respondents
        ) as message
    from crosstabs
    where respondents > least(option_respondents, by_option_respondents)
)

select * from messages
