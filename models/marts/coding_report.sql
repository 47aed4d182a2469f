{%- set known_columns = codebook_files() %}
with

cell_options as (
    select * from {{ ref('int_cell_options') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

columns as (
    select * from {{ ref('stg_columns') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

options as (
    select * from {{ ref('stg_options') }}
    where option <> 'other'
),

coded_responses as (
    select * from {{ ref('int_coded_responses') }}
),

-- Answers as people wrote them, with how many wrote them.
answers as (
    select
        question,
        answer,
        match,
        spelling,
        sum(respondents)::bigint as respondents
    from cell_options
    where match in ('unknown', 'unreadable', 'prefix')
    group by question, answer, match, spelling
),

-- The label that an unknown answer is most like, where one is like it.
likeness as (
    select
        answers.question,
        answers.answer,
        options.label,
        jaro_winkler_similarity(lower(answers.answer), lower(options.label)) as likeness
    from answers
    inner join options on answers.question = options.question
    where answers.match = 'unknown'
),

nearest as (
    select
        question,
        answer,
        arg_max(label, likeness) as nearest
    from likeness
    where likeness >= 0.8
    group by question, answer
),

unknown_answers as (
    select
        'unknown answer' as finding,
        not questions.is_open as is_error,
        answers.question,
        answers.answer as text,
        answers.respondents,
        nearest.nearest,
        if(
            questions.is_open,
            'counted as Other; to count it, add it to options.csv or spellings.csv',
            'add it to options.csv or spellings.csv, or write yes under other in '
            || 'questions.csv'
        ) as advice
    from answers
    inner join questions on answers.question = questions.question
    left join nearest
        on answers.question = nearest.question and answers.answer = nearest.answer
    where answers.match = 'unknown'
),

unreadable_answers as (
    select
        'unreadable ' || questions.kind as finding,
        false as is_error,
        answers.question,
        answers.answer as text,
        answers.respondents,
        if(
            questions.kind = 'timestamp',
            'no date is known for it; write its format, such as %d/%m/%Y %H:%M:%S, '
            || 'under format in questions.csv',
            'no number is known for it; it is not counted as answered'
        ) as advice
    from answers
    inner join questions on answers.question = questions.question
    where answers.match = 'unreadable'
),

caught_by_prefix as (
    select
        'caught by *' as finding,
        false as is_error,
        question,
        answer as text,
        respondents,
        'counted as ' || spelling || '*; if it is not that, add it to spellings.csv'
            as advice
    from answers
    where match = 'prefix'
),

-- None of the above, and some of the above.
contradictions as (
    select
        'contradiction' as finding,
        false as is_error,
        cells.question,
        cells.labels as text,
        sum(cells.respondents)::bigint as respondents,
        'an exclusive option was chosen with others; all are counted' as advice
    from (
        select
            cell_options.question,
            cell_options.cell,
            any_value(cell_options.respondents) as respondents,
            string_agg(
                distinct coalesce(options.label, 'Other'), '; '
                order by coalesce(options.label, 'Other')
            ) as labels,
            bool_or(options.role = 'exclusive') as has_exclusive,
            count(distinct cell_options.option) as options
        from cell_options
        left join options
            on
                cell_options.question = options.question
                and cell_options.option = options.option
        where cell_options.option is not null
        group by cell_options.question, cell_options.cell
    ) as cells
    where cells.has_exclusive and cells.options > 1
    group by cells.question, cells.labels
),

missing_columns as (
    select
        'missing column' as finding,
        questions.kind <> 'excluded' as is_error,
        questions.question,
        questions.header as text,
        arg_max(
            unexpected.header,
            jaro_winkler_similarity(lower(unexpected.header), lower(questions.header))
        ) as nearest,
        if(
            questions.kind = 'excluded',
            'it is not read anyway',
            'write the header of its column under header in questions.csv, or delete '
            || 'the question'
        ) as advice
    from questions
    anti join columns on questions.question = columns.question
    left join columns as unexpected on unexpected.question is null
    group by questions.question, questions.header, questions.kind
),

unexpected_columns as (
    select
        'unexpected column' as finding,
        false as is_error,
        column_name as text,
        'it is not read; to read it, add it to questions.csv' as advice
    from columns
    where question is null
),

repeated_columns as (
    select
        'repeated column' as finding,
        true as is_error,
        question,
        column_name as text,
        'two columns have this header; rename or delete one in the export' as advice
    from columns
    where not is_first and question is not null
),

-- A spelling may serve several questions that share their options.
unused_spellings as (
    select
        'unused spelling' as finding,
        false as is_error,
        min(spellings.question) as question,
        any_value(spellings.spelling || if(spellings.is_prefix, '*', '')) as text,
        format('nobody wrote row {} of spellings.csv', spellings.codebook_row) as advice
    from spellings
    left join cell_options
        on
            spellings.question = cell_options.question
            and spellings.spelling = cell_options.spelling
            and spellings.is_prefix = (cell_options.match = 'prefix')
    where spellings.codebook_row is not null
    group by spellings.codebook_row
    having count(cell_options.cell) = 0
),

unknown_codebook_columns as (
    select
        'unknown column of the codebook' as finding,
        false as is_error,
        codebook.table_name || '.csv: ' || codebook.column_name as text,
        'it is not read; check how its name is written' as advice
    from duckdb_columns() as codebook
    where
        database_name = current_database()
        and schema_name = '{{ ref("questions").schema }}'
        and not case codebook.table_name
            {%- for file, known in known_columns.items() %}
            when '{{ file }}'
                then list_contains(
                        {{ known.required + known.optional }}, codebook.column_name
                    )
            {%- endfor %}
            else true
        end
),

blank_rows as (
    select
        'blank rows' as finding,
        false as is_error,
        null::varchar as text,
        count(*) as respondents,
        'rows of the export with nothing in any column; nobody is counted for them'
            as advice
    from coded_responses
    where not _is_respondent
    having count(*) > 0
),

findings as (
    select * from unknown_answers
    union all by name
    select * from unreadable_answers
    union all by name
    select * from caught_by_prefix
    union all by name
    select * from contradictions
    union all by name
    select * from missing_columns
    union all by name
    select * from unexpected_columns
    union all by name
    select * from repeated_columns
    union all by name
    select * from unused_spellings
    union all by name
    select * from unknown_codebook_columns
    union all by name
    select * from blank_rows
),

report as (
    select
        finding,
        is_error,
        question,
        text,
        respondents,
        nearest,
        advice
    from findings
    order by is_error desc, finding, question, respondents desc nulls last, text
)

select * from report
