-- What was counted before coding, on distinct answers, is what is counted after it, on
-- people: rows of the file, people who answered, selections of each option. Where
-- several columns make one answer, it lies between the largest of them and their sum.
with

answers as (
    select answer_options.*
    from {{ ref('int_answer_options') }} as answer_options
    inner join {{ ref('stg_questions') }} as questions
        on answer_options.question = questions.question and questions.is_coded
    where answer_options.match <> 'cell'
),

export as (
    select * from {{ ref('int_answer_options') }}
    where match = 'row'
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where by_question is null
),

coded_responses as (
    select * from {{ ref('int_coded_responses') }}
),

respondents as (
    select * from {{ ref('respondents') }}
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

file as (
    select
        count(*) as file_rows,
        count(*) filter (where coded_responses._is_respondent) as people,
        coalesce(max(export.respondents), 0) as rows_in
    from coded_responses
    left join export on true
),

people as (
    select
        count(*) as people,
        count(distinct respondent_id) as ids
    from respondents
),

-- A question with one answer has a cell for each row of the file.
columns_before as (
    select
        answers.question,
        answers.column_option,
        sum(answers.respondents) as cells,
        file.rows_in - coalesce(sum(answers.respondents) filter (
            where answers.is_blank and answers.options = []
        ), 0) as filled,
        coalesce(sum(answers.respondents) filter (
            where
            not answers.is_blank
            and answers.options = []
            and answers.match not in ('not chosen', 'column')
        ), 0) as no_answers
    from answers
    cross join file
    group by answers.question, answers.column_option, file.rows_in
),

-- Of several answers in a cell, one that is no answer leaves the others.
answered_before as (
    select
        columns_before.question,
        max(columns_before.filled - columns_before.no_answers) as at_least,
        sum(
            columns_before.filled
            - if(questions.kind = 'multi', 0, columns_before.no_answers)
        ) as at_most
    from columns_before
    inner join questions on columns_before.question = questions.question
    group by columns_before.question
),

blank_of_columns as (
    select
        columns_before.question,
        max(file.rows_in) as file_rows
    from columns_before
    cross join file
    inner join questions on columns_before.question = questions.question
    where columns_before.column_option is not null and questions.blank is not null
    group by columns_before.question
),

-- Whether an empty cell means an option depends on who was asked: not compared.
answered_after as (
    select
        combinations.question,
        sum(combinations.respondents) filter (where combinations.options is not null)
            as answered
    from combinations
    inner join questions on combinations.question = questions.question
    where questions.blank is null or questions.asked is null
    group by combinations.question
),

option_answers as (
    select
        question,
        column_option,
        respondents,
        unnest(options) as option
    from answers
),

selections_before as (
    select
        question,
        option,
        max(respondents) as at_least,
        sum(respondents) as at_most
    from option_answers
    group by question, option
),

selections_after as (
    select
        question,
        option,
        sum(respondents) as selections
    from (
        select
            question,
            respondents,
            unnest(options) as option
        from combinations
    ) as selected
    group by question, option
),

messages as (
    select
        format(
            '{} people and {} rows left out of {} rows of the file, {} respondents',
            file.people, file.file_rows - file.people, file.file_rows, people.people
        ) as message
    from file
    cross join people
    where file.people <> people.people or people.people <> people.ids

    union all

    select format('{} rows in the file, {} coded', rows_in, file_rows) as message
    from file
    where rows_in <> file_rows

    union all

    select
        format(
            '{}: {} cells in the file, {} rows',
            concat_ws(' ', columns_before.question, columns_before.column_option),
            columns_before.cells,
            file.rows_in
        ) as message
    from columns_before
    cross join file
    inner join questions on columns_before.question = questions.question
    where
        columns_before.cells <> file.rows_in
        and (questions.kind <> 'multi' or columns_before.column_option is not null)

    union all

    select
        format(
            '{}: {} people answered in the file, {} after coding',
            answered_before.question,
            answered_before.at_most,
            coalesce(answered_after.answered, 0)
        ) as message
    from answered_before
    inner join answered_after on answered_before.question = answered_after.question
    -- Of several columns, no single cell is an empty one that means an option.
    left join blank_of_columns on answered_before.question = blank_of_columns.question
    where
        coalesce(answered_after.answered, 0)
        not between answered_before.at_least
        and answered_before.at_most + coalesce(blank_of_columns.file_rows, 0)

    union all

    select
        format(
            '{} {}: {} selections in the file, {} after coding',
            selections_before.question,
            selections_before.option,
            selections_before.at_most,
            coalesce(selections_after.selections, 0)
        ) as message
    from selections_before
    inner join questions on selections_before.question = questions.question
    left join selections_after
        on
            selections_before.question = selections_after.question
            and selections_before.option = selections_after.option
    left join blank_of_columns
        on selections_before.question = blank_of_columns.question
    where
        coalesce(selections_after.selections, 0)
        not between selections_before.at_least and selections_before.at_most
        and (
            selections_before.option is distinct from questions.blank
            or (questions.asked is null and blank_of_columns.question is null)
        )

    union all

    select
        format(
            '{} {} by {} {}: {} people, more than chose either',
            question, option, by_question, by_option, respondents
        ) as message
    from crosstabs
    where respondents > least(option_respondents, by_option_respondents)

    union all

    select
        format(
            '{} {}: {} people of {}', question, option, respondents, total_respondents
        ) as message
    from results
    where respondents > total_respondents
)

select * from messages
