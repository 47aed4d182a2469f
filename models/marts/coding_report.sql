with

answer_options as (
    select * from {{ ref('int_answer_options') }}
),

codebook_columns as (
    select * from {{ ref('stg_codebook_columns') }}
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

combinations as (
    select * from {{ ref('int_combinations') }}
    where by_question is null
),

-- Answers as people wrote them, with how many wrote them.
answers as (
    select
        question,
        text as answer,
        match,
        spelling,
        sum(respondents)::bigint as respondents
    from answer_options
    where match in ('unknown', 'unreadable', 'prefix', 'repaired', 'tie of repairs')
    group by question, text, match, spelling
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
        question,
        answer as text,
        respondents,
        'counted as ' || spelling || '*; if it is not that, add it to spellings.csv'
            as advice
    from answers
    where match = 'prefix'
),

repaired_answers as (
    select
        if(match = 'repaired', 'repaired', 'cannot be repaired') as finding,
        match <> 'repaired' as is_error,
        question,
        answer as text,
        respondents,
        if(
            match = 'repaired',
            'a spreadsheet made it of ' || spelling,
            'a spreadsheet made it, of which of ' || spelling || ' cannot be told; '
            || 'write it into spellings.csv with the option it means'
        ) as advice
    from answers
    where match in ('repaired', 'tie of repairs')
),

-- None of the above, and some of the above.
exclusive as (
    select
        question,
        list(option) as options
    from options
    where role = 'exclusive'
    group by question
),

contradictions as (
    select
        'contradiction' as finding,
        combinations.question,
        array_to_string(combinations.options, '; ') as text,
        combinations.respondents,
        'an exclusive option was chosen with others; all are counted' as advice
    from combinations
    inner join exclusive on combinations.question = exclusive.question
    where
        combinations.is_respondent
        and len(combinations.options) > 1
        and list_has_any(combinations.options, exclusive.options)
),

answered_unasked as (
    select
        'answered without being asked' as finding,
        combinations.question,
        questions.asked as text,
        sum(combinations.respondents)::bigint as respondents,
        'they are counted, but not in share_of_asked' as advice
    from combinations
    inner join questions on combinations.question = questions.question
    where
        combinations.is_respondent
        and not combinations.asked
        and combinations.options is not null
    group by combinations.question, questions.asked
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
        'two columns have the header of ' || question || '; rename or delete one in '
        || 'the export, or change its header in questions.csv' as advice
    from columns
    where not is_first and question is not null
),

-- A spelling may serve several questions that share their options.
unused_spellings as (
    select
        'unused spelling' as finding,
        min(spellings.question) as question,
        any_value(spellings.spelling || if(spellings.is_prefix, '*', '')) as text,
        format('nobody wrote row {} of spellings.csv', spellings.codebook_row) as advice
    from spellings
    left join answer_options
        on
            spellings.question = answer_options.question
            and spellings.spelling = answer_options.spelling
            and spellings.is_prefix = (answer_options.match = 'prefix')
    where spellings.codebook_row is not null
    group by spellings.codebook_row
    having count(answer_options.match) = 0
),

unknown_codebook_columns as (
    select
        'unknown column of the codebook' as finding,
        file || '.csv: ' || name as text,
        'it is not read; check how its name is written' as advice
    from codebook_columns
    where not is_known
),

rows_left_out as (
    select
        if(_is_blank, 'blank rows', 'screened out') as finding,
        count(*) as respondents,
        if(
            _is_blank,
            'rows of the export with nothing in any column; nobody is counted for them',
            'people with an answer whose role is screened_out; they are not counted'
        ) as advice
    from coded_responses
    where not _is_respondent
    group by _is_blank
),

-- Cells of several answers that never hold two.
most_chosen as (
    select
        question,
        max(len(options)) as options
    from combinations
    group by question
),

unused_delimiters as (
    select
        'unused delimiter' as finding,
        questions.question,
        questions.delimiter as text,
        'no cell has two answers; check what joins them' as advice
    from questions
    inner join most_chosen on questions.question = most_chosen.question
    anti join columns
        on questions.question = columns.question and columns.option is not null
    where questions.kind = 'multi' and most_chosen.options = 1
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
    select * from rows_left_out
    union all by name
    select * from unused_delimiters
    union all by name
    select * from repaired_answers
    union all by name
    select * from answered_unasked
),

report as (
    select
        finding,
        coalesce(is_error, false) as is_error,
        question,
        text,
        respondents,
        nearest,
        advice
    from findings
    order by is_error desc, finding, question, respondents desc nulls last, text
)

select * from report
