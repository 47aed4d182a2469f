{{ config(post_hook="{{ create_coding_functions(this) }}") }}
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

-- Known answers that contain the delimiter are kept whole: exact ones before beginnings,
-- the longest first. The space of a delimiter `, ` may be gone at the end of a cell.
trials as (
    select
        every_trial.question,
        every_trial.delimiter,
        every_trial.preference,
        coalesce(
            list(
                spellings.text
                order by spellings.is_prefix, length(spellings.text) desc, spellings.text
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
        trials.preference,
        cells.respondents,
        unnest(split_answers(cells.cell, trials.delimiter, kept := trials.kept)) as answer
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
        any_value(cuts.preference) as preference,
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

scores as (
    select
        known_answers.file,
        known_answers.question,
        known_answers.delimiter,
        any_value(known_answers.preference) as preference,
        any_value(questions.named) as named,
        sum(known_answers.known) as known,
        sum(known_answers.evidence) as evidence
    from known_answers
    inner join questions on known_answers.question = questions.question
    group by known_answers.file, known_answers.question, known_answers.delimiter
),

-- How a file was downloaded: what cuts its cells into most known answers, where the
-- codebook names no delimiter.
usual_delimiters as (
    select
        file,
        delimiter
    from scores
    group by file, delimiter
    qualify
        row_number() over (
            partition by file
            order by
                coalesce(sum(known) filter (where named is null), 0) desc,
                sum(known) desc,
                min(preference)
        ) = 1
),

-- A question's own cells decide, if they are evidence; else what the codebook names, or
-- the rest of its file.
defaults as (
    select
        files.file,
        questions.question,
        case
            when questions.has_option_columns then chr(10)
            else coalesce(questions.named, usual_delimiters.delimiter, ';')
        end as delimiter
    from (select distinct cells.file from cells) as files
    cross join questions
    left join usual_delimiters on files.file = usual_delimiters.file
),

offers as (
    select
        *,
        0 as evidence,
        0 as preference,
        true as is_default
    from defaults

    union all by name

    select
        file,
        question,
        delimiter,
        evidence,
        preference,
        false as is_default
    from scores
    where evidence > 0
),

merits as (
    select
        file,
        question,
        delimiter,
        [max(evidence), max(is_default::integer), -max(preference)] as merit
    from offers
    group by file, question, delimiter
),

chosen as (
    select
        file,
        question,
        arg_max(delimiter, merit) as delimiter
    from merits
    group by file, question
),

quoted as (
    select distinct question from spellings
    where contains(spelling, '"')
),

described as (
    select
        chosen.file,
        chosen.question,
        chosen.delimiter,
        trials.kept,
        quoted.question is null as may_be_record
    from chosen
    inner join trials
        on
            chosen.question = trials.question
            and chosen.delimiter = trials.delimiter
    left join quoted on chosen.question = quoted.question
)

select * from described
