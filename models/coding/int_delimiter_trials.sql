with

cells as (
    select * from {{ ref('int_cells') }}
    where cell is not null
),

read_questions as (
    select * from {{ ref('int_questions') }}
    where kind = 'multi'
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

candidates as (
    select * from delimiters()
),

questions as (
    select
        read_questions.question,
        stg_questions.delimiter as named,
        read_questions.has_option_columns
    from read_questions
    inner join {{ ref('stg_questions') }} as stg_questions
        on read_questions.question = stg_questions.question
),

every_trial as (
    select
        questions.question,
        candidates.delimiter,
        candidates.preference
    from questions
    cross join candidates
    where not questions.has_option_columns

    union

    select
        question,
        if(has_option_columns, chr(10), named) as delimiter,
        0 as preference
    from questions
    where
        has_option_columns
        or named not in (select candidates.delimiter from candidates)
),

-- Known answers that contain the delimiter are kept whole: exact ones before
-- beginnings, the longest first. The space of `, ` may be gone at the end of a cell.
trials as (
    select
        every_trial.question,
        every_trial.delimiter,
        every_trial.preference,
        coalesce(
            list(
                spellings.text
                order by
                    spellings.is_prefix,
                    length(spellings.text) desc,
                    spellings.text
            ) filter (where spellings.text is not null),
            []
        ) as kept
    from every_trial
    left join spellings
        on
            every_trial.question = spellings.question
            and contains(spellings.spelling || ' ', every_trial.delimiter)
    group by every_trial.question, every_trial.delimiter, every_trial.preference
),

most_frequent_cells as (
    select * from cells
    qualify
        row_number() over (
            partition by file, question order by respondents desc, cell
        ) <= 500
),

cuts as (
    select
        cells.file,
        cells.question,
        cells.cell,
        trials.delimiter,
        cells.respondents,
        unnest(split_answers(cells.cell, trials.delimiter, kept := trials.kept))
            as answer
    from most_frequent_cells as cells
    inner join trials on cells.question = trials.question
    -- A cell that is one known answer tells nothing.
    anti join spellings
        on
            cells.question = spellings.question
            and as_compared(cells.cell) = spellings.spelling
    -- With a space after it, a comma is another delimiter.
    where trials.delimiter <> ',' or not contains(cells.cell, ', ')
),

-- A cell of nothing but known answers is evidence; one may stand beside a typed text.
known_answers as (
    select
        cuts.file,
        cuts.question,
        cuts.cell,
        cuts.delimiter,
        count(spellings.spelling) * any_value(cuts.respondents) as known,
        if(count(*) > 1 and count(*) = count(spellings.spelling), known, 0) as evidence
    from cuts
    left join spellings
        on
            cuts.question = spellings.question
            and not spellings.is_prefix
            and as_compared(cuts.answer) = spellings.spelling
    group by cuts.file, cuts.question, cuts.cell, cuts.delimiter
    having known > 0
),

scored as (
    select
        files.file,
        trials.question,
        trials.delimiter,
        trials.preference,
        trials.kept,
        coalesce(sum(known_answers.known), 0)::bigint as known,
        coalesce(sum(known_answers.evidence), 0)::bigint as evidence
    from (select distinct cells.file from cells) as files
    cross join trials
    left join known_answers
        on
            files.file = known_answers.file
            and trials.question = known_answers.question
            and trials.delimiter = known_answers.delimiter
    group by
        files.file, trials.question, trials.delimiter, trials.preference, trials.kept
)

select * from scored
