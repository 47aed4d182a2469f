with

questions as (
    select * from {{ ref('draft_questions') }}
    where is_coded
),

options as (
    select * from {{ ref('draft_options') }}
),

texts as (
    select * from {{ ref('draft_texts') }}
),

labels as (
    select * from {{ ref('draft_labels') }}
),

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

written as (
    select distinct
        questions.set_question as question,
        texts.key,
        texts.text,
        texts.is_quoted,
        texts.missing
    from questions
    inner join texts
        on questions.position = texts.position and questions.group_position is null
),

variants as (
    select
        options.question,
        written.text as spelling,
        options.option
    from options
    inner join written
        on options.question = written.question and options.key = written.key
    where written.text <> options.label
),

-- The cell of a CSV record quotes an answer that has a comma.
quoted as (
    select
        options.question,
        '"' || replace(written.text, '"', '""') || '"' as spelling,
        options.option
    from options
    inner join written
        on options.question = written.question and options.key = written.key
    where written.is_quoted
),

others as (
    select
        questions.set_question as question,
        texts.text as spelling,
        'other' as option
    from questions
    inner join labels on questions.position = labels.position
    inner join texts
        on labels.position = texts.position and labels.key = texts.key
    where labels.is_other and questions.group_position is null
),

no_answers as (
    select
        question,
        text as spelling,
        null as option
    from written
    where missing = 'blank'
),

headers as (
    select
        questions.question,
        option_columns.header as spelling,
        if(option_columns.is_other, 'other', options.option) as option,
        'header' as found_in,
        option_columns.position
    from questions
    inner join option_columns
        on questions.group_position = option_columns.group_position
    left join options
        on
            questions.question = options.question
            and option_columns.label = options.label
),

-- The text that says that a column's option was chosen, where it is not its label.
chosen as (
    select distinct
        questions.question,
        option_columns.chosen_as as spelling,
        options.option
    from questions
    inner join option_columns
        on questions.group_position = option_columns.group_position
    inner join options
        on
            questions.question = options.question
            and option_columns.label = options.label
    where
        option_columns.chosen_as <> option_columns.label
        and not is_yes(option_columns.chosen_as)
        and not is_no(option_columns.chosen_as)
        and not option_columns.is_other
),

spellings as (
    select * from variants
    union by name
    select * from quoted
    union by name
    select * from others
    union by name
    select * from no_answers
    union by name
    select * from headers
    union by name
    select * from chosen
)

-- A * at the end would match any ending.
select
    questions.position as question_position,
    spellings.*
from spellings
inner join questions on spellings.question = questions.question
where not ends_with(spellings.spelling, '*')
