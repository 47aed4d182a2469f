with

answers as (
    select * from {{ ref('int_answers') }}
),

answer_findings as (
    select * from {{ ref('int_answer_findings') }}
),

codebook_columns as (
    select * from {{ ref('stg_codebook_columns') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

columns as (
    select * from {{ ref('int_columns') }}
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
    where by_question is null and among is null
),

files as (
    select * from {{ ref('stg_files') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
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
    where not questions.is_wave
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
    left join answers
        on
            spellings.question = answers.question
            and spellings.text = answers.text
    where spellings.codebook_row is not null
    group by spellings.codebook_row
    having count(answers.match) = 0
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

-- What is asked in other words is perhaps another question.
wordings as (
    select
        columns.question,
        columns.option,
        columns.header,
        min(files.file) as file,
        string_agg(files.wave, ', ' order by files.file) as waves
    from columns
    inner join files on columns.file = files.file
    where
        files.wave is not null
        and columns.question is not null
        and not columns.is_excluded
    group by columns.question, columns.option, columns.header
),

changed_wordings as (
    select
        'wording changed' as finding,
        question,
        string_agg(waves || ': ' || header, '; ' order by file) as text,
        'trend() compares them all the same; say so, or make two questions of it'
            as advice
    from wordings
    group by question, option
    having count(*) > 1
),

hidden_groups as (
    select distinct
        'hidden group' as finding,
        question,
        concat_ws(' among ', by_question || '=' || by_option, among) as text,
        'no figure or table shows it: smallest_group in survey.csv, of it or of one that '
        || 'could be computed from it'
            as advice
    from crosstabs
    where not is_published
),

findings as (
    select * from answer_findings
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
    select * from answered_unasked
    union all by name
    select * from changed_wordings
    union all by name
    select * from hidden_groups
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
