-- What was counted before coding, on distinct answers, is what is counted after it, on
-- people: rows of the file, people who answered, selections of each option. Two
-- spellings of an option in one cell are one person, so that its count lies between the
-- largest of its spellings and their sum.
with

answers as (
    select * from {{ ref('int_answers') }}
),

questions as (
    select
        *,
        -- Whether an empty cell means its option depends on who was asked.
        blank is not null and is_asked_of_some as is_blank_uncertain
    from {{ ref('int_questions') }}
    where is_coded
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where by_question is null and among is null
),

export as (
    select count(*) as rows_in from {{ ref('stg_responses') }}
),

coded as (
    select
        count(*) as rows_out,
        count(*) filter (where _is_respondent) as people
    from {{ ref('int_coded_responses') }}
),

respondents as (
    select
        count(*) as people,
        count(distinct respondent_id) as ids
    from {{ ref('respondents') }}
),

results as (
    select * from {{ ref('question_results') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
),

cells_before as (
    select
        answers.question,
        sum(answers.respondents) as cells,
        coalesce(sum(answers.respondents) filter (where answers.options <> []), 0)
            as answered
    from answers
    inner join questions on answers.question = questions.question
    where questions.kind <> 'multi' and not questions.has_option_columns
    group by answers.question
),

answered_after as (
    select
        question,
        coalesce(sum(respondents) filter (where options is not null), 0) as answered
    from combinations
    group by question
),

selections_before as (
    select
        answers.question,
        chosen.option,
        max(answers.respondents) as at_least,
        sum(answers.respondents) as at_most
    from answers
    inner join questions on answers.question = questions.question
    cross join unnest(answers.options) as chosen (option)
    where questions.kind = 'multi'
    group by answers.question, chosen.option
),

selections_after as (
    select
        combinations.question,
        chosen.option,
        sum(combinations.respondents) as selections
    from combinations
    cross join unnest(combinations.options) as chosen (option)
    group by combinations.question, chosen.option
),

messages as (
    select
        format(
            '{} rows of the export, {} coded, {} of people, {} respondents, {} ids',
            export.rows_in, coded.rows_out, coded.people, respondents.people,
            respondents.ids
        ) as message
    from export
    cross join coded
    cross join respondents
    where
        export.rows_in <> coded.rows_out
        or coded.people <> respondents.people
        or respondents.people <> respondents.ids

    union all

    select
        format(
            '{}: {} cells in {} rows of the export, {} people answered before coding '
            'and {} after it',
            cells_before.question, cells_before.cells, export.rows_in,
            cells_before.answered, answered_after.answered
        ) as message
    from cells_before
    cross join export
    inner join questions on cells_before.question = questions.question
    left join answered_after on cells_before.question = answered_after.question
    where
        cells_before.cells <> export.rows_in
        or (
            cells_before.answered is distinct from answered_after.answered
            and not questions.is_blank_uncertain
        )

    union all

    select
        format(
            '{} {}: {} selections in the export, {} after coding',
            selections_before.question, selections_before.option,
            selections_before.at_most, coalesce(selections_after.selections, 0)
        ) as message
    from selections_before
    inner join questions on selections_before.question = questions.question
    left join selections_after
        on
            selections_before.question = selections_after.question
            and selections_before.option = selections_after.option
    where
        coalesce(selections_after.selections, 0)
        not between selections_before.at_least and selections_before.at_most
        and not (
            questions.is_blank_uncertain and selections_before.option = questions.blank
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
