with

every_answer as (
    select * from {{ ref('int_answers') }}
),

answers as (
    select * from every_answer
    where match in ('unknown', 'unclear', 'unreadable', 'prefix', 'repaired')
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

options as (
    select * from {{ ref('stg_options') }}
    where option <> 'other'
),

option_columns as (
    select * from {{ ref('int_columns') }}
    where option is not null
),

ranges as (
    select
        question,
        list(spelling order by spelling) as spellings
    from spellings
    where not is_prefix and repair_key(spelling) is not null
    group by question
),

-- What nobody has to know of an answer is out of sight.
seen as (
    select
        answers.question,
        masked(coalesce(unclear_cell(answers.answer), answers.answer)) as text,
        unclear_label(answers.answer) as label,
        if(answers.match = 'unreadable', unread_number(answers.answer), null) as reason,
        if(answers.match = 'unknown', repairs(answers.answer, ranges.spellings), [])
            as repairs,
        if(len(repairs) > 1, 'tie', answers.match) as match,
        beginning(answers.text) as spelling,
        sum(answers.respondents)::bigint as respondents
    from answers
    left join ranges on answers.question = ranges.question
    group by all
),

-- The label that an unknown answer is most like, where one is like it.
nearest as (
    select
        seen.question,
        seen.text,
        arg_max(options.label, likeness(seen.text, options.label)) as nearest
    from seen
    inner join options on seen.question = options.question
    where seen.match = 'unknown' and likeness(seen.text, options.label) >= 0.8
    group by seen.question, seen.text
),

answer_findings as (
    select
        case seen.match
            when 'unknown' then 'unknown answer'
            when 'unclear' then 'unclear choice'
            when 'unreadable' then 'unreadable ' || questions.kind
            when 'prefix' then 'caught by *'
            when 'repaired' then 'repaired'
            when 'tie' then 'cannot be repaired'
        end as finding,
        seen.match = 'tie' or (seen.match = 'unknown' and not questions.is_open)
            as is_error,
        seen.question,
        seen.text,
        seen.respondents,
        nearest.nearest,
        case
            when seen.match = 'unknown' and questions.is_open
                then
                    'counted as Other; to count it, add it to options.csv or '
                    || 'spellings.csv'
            when seen.match = 'unknown'
                then
                    'add it to options.csv or spellings.csv, or write yes under other '
                    || 'in questions.csv'
            when seen.match = 'unclear'
                then
                    'not counted: neither yes nor no in the column of "' || seen.label
                    || '"; write it into spellings.csv with that option, or with none'
            when seen.match = 'unreadable' and questions.kind = 'timestamp'
                then
                    'no date is known for it; write its format under format in '
                    || 'questions.csv, such as %d/%m/%Y %H:%M:%S'
            when seen.match = 'unreadable'
                then seen.reason || '; it is not counted as answered'
            when seen.match = 'prefix'
                then
                    'counted as ' || seen.spelling || '*; if it is not that, add it to '
                    || 'spellings.csv'
            when seen.match = 'repaired'
                then 'a spreadsheet made it of ' || seen.spelling
            when seen.match = 'tie'
                then
                    'a spreadsheet made it, of which of '
                    || array_to_string(seen.repairs, ' and ')
                    || ' cannot be told; write it into spellings.csv with the option '
                    || 'it means'
        end as advice
    from seen
    inner join questions on seen.question = questions.question
    left join nearest
        on seen.question = nearest.question and seen.text = nearest.text
),

-- A spelling may serve several questions that share their options. What stood in the
-- column of an option is no answer any more.
unused_spellings as (
    select
        'unused spelling' as finding,
        min(spellings.question) as question,
        any_value(spellings.spelling || if(spellings.is_prefix, '*', '')) as text,
        format('nobody wrote row {} of spellings.csv', spellings.codebook_row) as advice
    from spellings
    left join every_answer as answers
        on
            spellings.question = answers.question
            and spellings.text = answers.text
    anti join option_columns on spellings.question = option_columns.question
    where spellings.codebook_row is not null
    group by spellings.codebook_row
    having count(answers.match) = 0
),

findings as (
    select * from answer_findings
    union all by name
    select * from unused_spellings
)

select * from findings
