with

questions as (
    select * from {{ ref('stg_questions') }}
    where kind <> 'excluded'
),

options as (
    select * from {{ ref('stg_options') }}
),

columns as (
    select * from {{ ref('int_columns') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

option_lists as (
    select
        question,
        list(option order by position) as options,
        list(option) filter (where role = 'screened_out') as screened_out
    from options
    group by question
),

option_spellings as (
    select
        spellings.question,
        meant.option,
        list(spellings.text order by spellings.text) as spellings
    from spellings
    cross join unnest(spellings.options) as meant (option)
    group by spellings.question, meant.option
),

no_answers as (
    select
        question,
        list(text order by text) as no_answers
    from spellings
    where options = []
    group by question
),

-- A question may have several columns: its header has changed, or its options have one
-- each. What is typed for Other comes before what was chosen.
column_lists as (
    select
        columns.question,
        list(
            {
                'file': columns.file,
                'column': columns.column_name,
                'option': columns.option,
                'label': normalised(options.label),
                'spellings': list_distinct(list_concat(
                    [as_compared(options.label)], option_spellings.spellings
                ))
            }
            order by
                columns.option is not null, columns.option <> 'other', columns.position
        ) as columns,
        bool_or(columns.option is not null) as has_option_columns
    from columns
    left join options
        on columns.question = options.question and columns.option = options.option
    left join option_spellings
        on
            columns.question = option_spellings.question
            and columns.option = option_spellings.option
    where columns.is_first
    group by columns.question
),

-- A wave whose file has no column for a question did not ask it.
files_of_questions as (
    select
        columns.question,
        list(distinct files.path order by files.path) as files
    from columns
    inner join files on columns.file = files.file
    where columns.question is not null
    group by columns.question
    having count(distinct files.path) < (select count(*) from {{ ref('stg_files') }})
),

-- The first timestamp is when people answered.
named as (
    select
        questions.*,
        if(
            questions.kind = 'timestamp'
            and row_number() over (
                partition by questions.kind order by questions.position
            ) = 1,
            'submitted_at',
            questions.question
        ) as name
    from questions
),

types as (
    select distinct type_name from duckdb_types()
    where database_name = 'system'
),

described as (
    select
        named.question,
        named.name,
        if(types.type_name is null, '', '_') || named.name as called,
        named.position,
        named.kind,
        named.is_coded,
        named.format,
        named.wording,
        named.blank,
        named.asked_question,
        asked.name as asked_name,
        coalesce(asked.kind = 'multi', false) as asked_several,
        named.asked_options,
        files_of_questions.files,
        named.asked_question is not null or files_of_questions.files is not null
            as is_asked_of_some,
        option_lists.options,
        option_lists.screened_out,
        coalesce(no_answers.no_answers, []) as no_answers,
        coalesce(column_lists.columns, []) as columns,
        coalesce(column_lists.has_option_columns, false) as has_option_columns
    from named
    left join named as asked on named.asked_question = asked.question
    left join types on named.name = types.type_name
    left join files_of_questions on named.question = files_of_questions.question
    left join option_lists on named.question = option_lists.question
    left join no_answers on named.question = no_answers.question
    left join column_lists on named.question = column_lists.question
)

select * from described
