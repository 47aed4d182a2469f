with

answers as (
    select * from {{ ref('int_cell_answers') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

distinct_answers as (
    select distinct
        question,
        answer
    from answers
    where answer <> ''
),

exact as (
    select
        distinct_answers.question,
        distinct_answers.answer,
        spellings.spelling,
        spellings.options
    from distinct_answers
    inner join spellings
        on
            distinct_answers.question = spellings.question
            and distinct_answers.answer = spellings.spelling
    where not spellings.is_prefix
),

caught as (
    select
        distinct_answers.question,
        distinct_answers.answer,
        arg_max(spellings.spelling, length(spellings.spelling)) as spelling,
        arg_max(spellings.options, length(spellings.spelling)) as options
    from distinct_answers
    anti join exact
        on
            distinct_answers.question = exact.question
            and distinct_answers.answer = exact.answer
    inner join spellings
        on
            distinct_answers.question = spellings.question
            and starts_with(distinct_answers.answer, spellings.spelling)
    where spellings.is_prefix
    group by distinct_answers.question, distinct_answers.answer
),

-- A spreadsheet makes dates of ranges: 10-May of 5-10, Nov-50 of 11-50. What is left
-- of such a date is two numbers in either order, or a month and a year.
unmatched as (
    select distinct_answers.*
    from distinct_answers
    anti join exact
        on
            distinct_answers.question = exact.question
            and distinct_answers.answer = exact.answer
    anti join caught
        on
            distinct_answers.question = caught.question
            and distinct_answers.answer = caught.answer
),

dates as (
    select
        question,
        answer,
        regexp_extract(
            lower(answer),
            '^(?:(\d{1,2})-)?{{ months() }}(?:-(\d{1,4}))?$',
            ['before', 'month', 'after']
        ) as named,
        regexp_extract(
            answer, '^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: 0?0:00.*)?$',
            ['first', 'second', 'year']
        ) as numbered,
        regexp_extract(
            answer, '^(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00.*)?$',
            ['year', 'first', 'second']
        ) as iso
    from unmatched
),

date_parts as (
    select
        question,
        answer,
        list_position({{ months()[1:-1].split('|') }}, named.month)::varchar as month,
        unnest([
            [named.before, month],
            [month, right(named.after, 2)],
            [numbered.first, numbered.second],
            [iso.first, iso.second],
            [iso.first, if(iso.second = '01', right(iso.year, 2), '')],
            [numbered.first, if(numbered.second = '1', right(numbered.year, 2), '')],
            [numbered.second, if(numbered.first = '1', right(numbered.year, 2), '')]
        ]) as texts,
        [try_cast(part as bigint) for part in texts] as parts
    from dates
),

ranges as (
    select
        question,
        spelling,
        options,
        [
            number::bigint
            for number in regexp_extract_all(spelling, '\d+')
        ] as bounds
    from spellings
    where not is_prefix and regexp_full_match(spelling, '\d+ ?[-–] ?\d+')
),

-- And numbers of decimals: 3.1 of 3.10.
candidates as (
    select distinct
        date_parts.question,
        date_parts.answer,
        ranges.spelling,
        ranges.options
    from date_parts
    inner join ranges
        on
            date_parts.question = ranges.question
            and list_sort(date_parts.parts) = list_sort(ranges.bounds)

    union

    select
        unmatched.question,
        unmatched.answer,
        spellings.spelling,
        spellings.options
    from unmatched
    inner join spellings
        on
            unmatched.question = spellings.question
            and try_cast(unmatched.answer as double)
            = try_cast(spellings.spelling as double)
    where not spellings.is_prefix
),

repaired as (
    select
        question,
        answer,
        string_agg(spelling, ' and ' order by spelling) as spelling,
        if(count(*) = 1, any_value(options), ['other']) as options,
        if(count(*) = 1, 'repaired', 'tie of repairs') as match
    from candidates
    group by question, answer
),

matched as (
    select
        *,
        'exact' as match
    from exact
    union all by name
    select
        *,
        'prefix' as match
    from caught
    union all by name
    select * from repaired
),

-- An answer that nothing matches is Other; a spelling without an option is no answer,
-- and neither is what is no number or date where one was asked for. In the column of an
-- option, whatever does not deny it is the option; what is typed in that of Other is
-- matched like any answer.
judged_answers as (
    select
        answers.question,
        answers.column_option,
        answers.cell,
        answers.respondents,
        answers.answer,
        matched.spelling,
        case
            when not questions.is_coded then 'unreadable'
            when not {{ is_chosen('answers.answer') }}
                and answers.column_option is not null then 'not chosen'
            when answers.column_option <> 'other' then 'column'
            when matched.match is not null then matched.match
            when answers.column_option = 'other'
                and lower(answers.answer) in ('1', '1.0', 'yes', 'true') then 'column'
            else 'unknown'
        end as match,
        matched.options
    from answers
    inner join questions on answers.question = questions.question
    left join matched
        on answers.question = matched.question and answers.answer = matched.answer
    where answers.answer <> ''
),

coded_answers as (
    select
        * exclude (options),
        unnest(case
            when match in ('unreadable', 'not chosen') then [null]
            when match = 'column' then [column_option]
            when match = 'unknown' then ['other']
            when options = [] then [null]
            else options
        end) as option
    from judged_answers
),

empty_cells as (
    select
        answers.question,
        answers.column_option,
        answers.cell,
        any_value(answers.respondents) as respondents,
        'blank' as match,
        if(answers.column_option is null, any_value(questions.blank), null) as option
    from answers
    inner join questions on answers.question = questions.question
    where questions.is_coded
    group by answers.question, answers.column_option, answers.cell
    having max(answers.answer) = ''
),

every_option as (
    select * from coded_answers
    union all by name
    select * from empty_cells
),

-- Cells are known by a key from here on. Text that has to be looked at is kept,
-- masked; nothing else that people wrote enters the database.
without_text as (
    select distinct
        question,
        column_option,
        {{ key_of('cell') }} as cell,
        respondents,
        option,
        match,
        if(match = 'column', null, spelling) as spelling,
        if(match in ('exact', 'column', 'not chosen'), null, {{ masked('answer') }})
            as answer
    from every_option
)

select * from without_text
