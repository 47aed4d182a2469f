with

questions as (
    select * from {{ ref('stg_questions') }}
),

columns as (
    select * from {{ ref('int_columns') }}
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

responses as (
    select * from {{ ref('stg_responses') }}
),

disagreeing as (
    {%- for question in questions_of_several_columns() %}
    select
        {{ literal(question.question) }} as question,
        count(*) as respondents
    from responses where
        {%- if question.has_option_columns %}
        len(list_intersect(
            string_split({{ quoted(question.name) }}, chr(10)),
            [{{ literals(question.labels) }}]
        )) > 1
        {%- else %}
        {{ quoted('_disagree_' ~ question.name) }}
        {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        null::varchar as question,
        0 as respondents
    where false
    {%- endfor %}
),

disagreements as (
    select
        'columns disagree' as finding,
        question,
        respondents,
        'two columns of one answer say different things; the first is counted' as advice
    from disagreeing
    where respondents > 0
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
        and not combinations.asked and combinations.options is not null
    group by combinations.question, questions.asked
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
    select * from contradictions
    union all by name
    select * from disagreements
    union all by name
    select * from rows_left_out
    union all by name
    select * from unused_delimiters
    union all by name
    select * from answered_unasked
)

select * from findings
