with

answers as (
    select * from {{ ref('int_cell_answers') }}
    where frequent_cell is null
),

frequent_cells as (
    select * from {{ ref('int_cell_answers') }}
    where frequent_cell is not null
),

questions as (
    select * from {{ ref('stg_questions') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

delimiters as (
    select * from {{ ref('int_delimiters') }}
),

distinct_answers as (
    select
        question,
        column_option,
        answer,
        is_blank,
        sum(respondents)::bigint as respondents
    from answers
    group by question, column_option, answer, is_blank
),

texts as (
    select
        *,
        {{ without_zero_decimals(normalised('answer')) }} as text
    from distinct_answers
),

-- Without the space after it, a last delimiter is not one.
without_delimiter as (
    select
        texts.* exclude (text),
        if(
            spellings.spelling is null
            and delimiters.delimiter = ', '
            and ends_with(texts.text, ','),
            trim(left(texts.text, -1)),
            texts.text
        ) as text
    from texts
    left join delimiters
        on texts.question = delimiters.question and texts.column_option is null
    left join spellings
        on
            texts.question = spellings.question
            and texts.text = spellings.spelling
            and not spellings.is_prefix
),

distinct_texts as (
    select distinct
        question,
        text
    from without_delimiter
    where text <> ''
),

exact as (
    select
        distinct_texts.question,
        distinct_texts.text,
        spellings.spelling,
        spellings.options
    from distinct_texts
    inner join spellings
        on
            distinct_texts.question = spellings.question
            and distinct_texts.text = spellings.spelling
    where not spellings.is_prefix
),

caught as (
    select
        distinct_texts.question,
        distinct_texts.text,
        arg_max(spellings.spelling, length(spellings.spelling)) as spelling,
        arg_max(spellings.options, length(spellings.spelling)) as options
    from distinct_texts
    anti join exact
        on
            distinct_texts.question = exact.question
            and distinct_texts.text = exact.text
    inner join spellings
        on
            distinct_texts.question = spellings.question
            and starts_with(distinct_texts.text, spellings.spelling)
    where spellings.is_prefix
    group by distinct_texts.question, distinct_texts.text
),

-- A spreadsheet makes dates of ranges: 10-May of 5-10, Nov-50 of 11-50. What is left
-- of such a date is two numbers in either order, or a month and a year.
unmatched as (
    select distinct_texts.*
    from distinct_texts
    anti join exact
        on
            distinct_texts.question = exact.question
            and distinct_texts.text = exact.text
    anti join caught
        on
            distinct_texts.question = caught.question
            and distinct_texts.text = caught.text
),

dates as (
    select
        question,
        text,
        regexp_extract(
            lower(text),
            '^(?:(\d{1,2})-)?{{ months() }}(?:-(\d{1,4}))?$',
            ['before', 'month', 'after']
        ) as named,
        regexp_extract(
            text, '^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: 0?0:00.*)?$',
            ['first', 'second', 'year']
        ) as numbered,
        regexp_extract(
            text, '^(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00.*)?$',
            ['year', 'first', 'second']
        ) as iso
    from unmatched
),

date_parts as (
    select
        question,
        text,
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
    -- What looks like no date must not get as far as a join: it may be millions.
    where named.month <> '' or numbered.year <> '' or iso.year <> ''
),

numbers as (
    select
        *,
        try_cast(text as double) as number
    from unmatched
    where number is not null
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
        date_parts.text,
        ranges.spelling,
        ranges.options
    from date_parts
    inner join ranges
        on
            date_parts.question = ranges.question
            and list_sort(date_parts.parts) = list_sort(ranges.bounds)

    union

    select
        numbers.question,
        numbers.text,
        spellings.spelling,
        spellings.options
    from numbers
    inner join spellings
        on
            numbers.question = spellings.question
            and numbers.number = try_cast(spellings.spelling as double)
    where not spellings.is_prefix
),

repaired as (
    select
        question,
        text,
        string_agg(spelling, ' and ' order by spelling) as spelling,
        if(count(*) = 1, any_value(options), ['other']) as options,
        if(count(*) = 1, 'repaired', 'tie of repairs') as match
    from candidates
    group by question, text
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
judged as (
    select
        answers.*,
        questions.blank,
        matched.spelling,
        matched.options,
        case
            when answers.is_blank or answers.text = '' then 'blank'
            when not questions.is_coded then 'unreadable'
            when answers.column_option is not null
                and not {{ is_chosen('answers.text') }} then 'not chosen'
            when answers.column_option <> 'other' then 'column'
            when matched.match is not null then matched.match
            when answers.column_option = 'other'
                and lower(answers.text) in ('1', '1.0', 'yes', 'true') then 'column'
            else 'unknown'
        end as match,
        {{ masked('answers.text') }} as masked_text
    from without_delimiter as answers
    inner join questions on answers.question = questions.question
    left join matched
        on answers.question = matched.question and answers.text = matched.text
),

options as (
    select
        question,
        column_option,
        answer,
        masked_text,
        text,
        match,
        spelling,
        -- What is to be found again is kept as it was written: what the codebook knows,
        -- and what `*` catches of several people.
        match in ('exact', 'repaired', 'blank')
        or (match = 'not chosen' and column_option = 'other')
        or (match = 'prefix' and masked_text = text and respondents > 1) as is_kept,
        case
            when match = 'column' then [column_option]
            when match = 'unknown' then ['other']
            when match in ('unreadable', 'not chosen') then []
            when match <> 'blank' then options
            -- Between two delimiters there is no answer.
            when is_blank and blank is not null and column_option is null then [blank]
            else []
        end as options,
        is_blank,
        respondents
    from judged
),

-- The rest is kept masked, if it is to be looked at.
kept as (
    select
        question,
        column_option,
        if(is_kept, answer, null) as answer,
        if(
            match in ('exact', 'column', 'not chosen', 'blank'), null, masked_text
        ) as text,
        match,
        if(match in ('column', 'not chosen', 'blank'), null, spelling) as spelling,
        options,
        is_blank,
        sum(respondents)::bigint as respondents
    from options
    group by all
),

known_cells as (
    select
        frequent_cells.question,
        frequent_cells.frequent_cell as answer,
        list_sort(list_distinct(flatten(list(options.options)))) as options
    from frequent_cells
    inner join options
        on
            frequent_cells.question = options.question
            and frequent_cells.answer = options.answer
            and options.column_option is null
            and not options.is_blank
    group by frequent_cells.question, frequent_cells.frequent_cell
    having
        bool_and(
            options.is_kept
            or (options.match = 'unknown' and options.masked_text = options.text)
        )
        and len(flatten(list(options.options))) > 0
),

-- The rows of the export, which are counted without a question.
every_row as (
    select
        'row' as match,
        []::varchar[] as options,
        is_blank,
        respondents
    from without_delimiter
    where question is null
),

every_answer as (
    select * from kept
    union all by name
    select * from every_row
    union all by name
    select
        *,
        'cell' as match,
        false as is_blank
    from known_cells
)

select * from every_answer
