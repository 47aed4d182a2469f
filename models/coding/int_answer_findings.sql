with

every_answer as (
    select * from {{ ref('int_answers') }}
),

answers as (
    select * from {{ ref('int_doubtful_answers') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

option_columns as (
    select * from {{ ref('int_columns') }}
    where option is not null
),

-- Ways to write the same are one.
folded_answers as (
    select
        question,
        kind,
        is_open,
        match,
        finding,
        label,
        spelling,
        first(written order by respondents desc, first_row, written) as written,
        any_value(reason) as reason,
        any_value(repairs) as repairs,
        arg_max(nearest, likeness) as nearest,
        max(likeness) as likeness,
        arg_min(file, first_row) as file,
        arg_min(row_of_file, first_row) as row_of_file,
        min(first_row) as first_row,
        sum(respondents)::bigint as respondents,
        wrote_three(max(respondents), list(first_row), list(last_row)) as is_shown
    from answers
    group by question, kind, is_open, match, finding, label, spelling, folded(written)
),

-- What fewer people wrote may tell who they are: all of a question are one row.
seen as (
    select
        question,
        kind,
        is_open,
        match,
        finding,
        is_shown,
        if(is_shown, shown(written), null) as text,
        if(is_shown, label, null) as label,
        if(is_shown, spelling, null) as spelling,
        if(is_shown, reason, null) as reason,
        if(is_shown, repairs, null) as repairs,
        arg_max(nearest, likeness) as nearest,
        arg_min(
            format('first in row {} of {}', row_of_file, file), first_row
        ) as place,
        sum(respondents)::bigint as respondents
    from folded_answers
    group by all
),

advised as (
    select
        finding,
        match = 'tie' or (match = 'unknown' and not is_open) as is_error,
        question,
        text,
        respondents,
        nearest,
        concat_ws(
            '; ',
            if(is_error, place, null),
            what_to_do(match, kind, is_open, label, spelling, reason, repairs),
            if(is_shown, null, where_to_look(match))
        ) as advice
    from seen
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

-- A row of wordings or codes, where forms write several, is nobody.
further_headers as (
    select
        'further header row' as finding,
        1 as respondents,
        'nothing that the first person says is an answer; if it is a header row, write '
        || 'header_rows 2 into survey.csv' as advice
    from every_answer
    where first_row = 0 and match <> 'blank' and question <> 'wave'
    having
        count(distinct question) > 1
        and bool_and(match in ('unknown', 'unclear', 'unreadable'))
),

findings as (
    select * from advised
    union all by name
    select * from further_headers
    union all by name
    select * from unused_spellings
)

select * from findings
