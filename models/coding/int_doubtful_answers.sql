{{ config(post_hook=[
    {"sql": "{{ also_as_view() }}", "transaction": false},
    {"sql": "{{ unknown_answers_function() }}", "transaction": false}
]) }}
with

answers as (
    select * from {{ ref('int_answers') }}
    where match in ('unknown', 'unclear', 'unreadable', 'prefix', 'repaired')
),

questions as (
    select * from {{ ref('stg_questions') }}
),

options as (
    select * from {{ ref('stg_options') }}
    where option <> 'other'
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

cells as (
    select * from {{ ref('int_cells') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

ranges as (
    select
        question,
        list(spelling order by spelling) as spellings
    from spellings
    where not is_prefix and repair_key(spelling) is not null
    group by question
),

rows_of_files as (
    select
        cells.file,
        any_value(files.header_rows) as header_rows,
        min(cells.first_row) as first_row,
        max(cells.last_row) as last_row
    from cells
    inner join files on cells.file = files.path
    group by cells.file
),

judged as (
    select
        answers.question,
        answers.answer,
        questions.kind,
        questions.is_open,
        coalesce(unclear_cell(answers.answer), answers.answer) as written,
        unclear_label(answers.answer) as label,
        if(answers.match = 'unreadable', unread_number(answers.answer), null) as reason,
        if(answers.match = 'unknown', repairs(answers.answer, ranges.spellings), [])
            as repairs,
        if(len(repairs) > 1, 'tie', answers.match) as match,
        beginning(answers.text) as spelling,
        answers.respondents,
        answers.first_row,
        answers.last_row
    from answers
    inner join questions on answers.question = questions.question
    left join ranges on answers.question = ranges.question
),

-- The label that an unknown answer is most like, where one is like it.
nearest as (
    select
        judged.question,
        judged.answer,
        arg_max(options.label, likeness(judged.written, options.label)) as nearest,
        max(likeness(judged.written, options.label)) as likeness
    from judged
    inner join options on judged.question = options.question
    where
        judged.match = 'unknown'
        and likeness(judged.written, options.label) >= 0.8
    group by judged.question, judged.answer
),

described as (
    select
        judged.*,
        finding_of(judged.match, judged.kind) as finding,
        nearest.nearest,
        nearest.likeness,
        rows_of_files.file,
        row_in_file(
            rows_of_files.file,
            rows_of_files.header_rows,
            judged.first_row - rows_of_files.first_row
        ) as row_of_file
    from judged
    left join nearest
        on judged.question = nearest.question and judged.answer = nearest.answer
    left join rows_of_files
        on
            judged.first_row between
            rows_of_files.first_row and rows_of_files.last_row
)

select * from described
