-- depends_on: {{ ref('stg_codebook_columns') }}
with

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['question']) as question,
        stated(cells['option']) as option,
        stated(cells['position']) as position,
        stated(cells['label']) as label,
        stated(cells['value']) as value,
        stated(cells['offered']) as offered,
        stated(cells['role']) as role,
        count(*) over (partition by question, option) as option_times,
        count(*) over (partition by question, try_cast(position as integer))
            as position_times
    from {{ source('codebook', 'options') }}
    where codebook_row > 1
),

options as (
    select * from every_row
    where question is not null
),

coded as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

labels as (
    select
        *,
        count(*) over (partition by question, as_compared(coalesce(label, option)))
            as times
    from options
    where option <> 'other'
),

names_and_labels as (
    select
        codebook_row,
        question,
        'option' as column_name,
        option as written
    from options

    union all

    select
        codebook_row,
        question,
        'label' as column_name,
        label as written
    from options
),

-- A spreadsheet makes dates of ranges: 1-10 becomes Jan-10.
dates_and_ranges as (
    select
        *,
        regexp_full_match(
            written,
            '(?i:(\d{1,2}-)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'
            || '(-\d{1,4})?)|\d{4}-\d\d-\d\d.*|\d{1,2}/\d{1,2}/\d{4}'
        ) as is_date,
        bool_or(regexp_full_match(written, '\d+ ?[-–] ?\d+|\d+\+')) over (
            partition by question, column_name
        ) as is_among_ranges
    from names_and_labels
),

problems as (
    select
        too_many_cells(
            'options', codebook_row, cells_found, cells_expected
        ) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('options', codebook_row, 'question', question, 'a name')
    from every_row
    where
        question is null
        and coalesce(option, position, label, value, offered, role) is not null

    union all

    select
        problem(
            'options', options.codebook_row, 'question', options.question,
            'a question of questions.csv of kind single, ordered or multi'
        )
    from options
    anti join coded on options.question = coded.question

    union all

    select problem('options', codebook_row, 'option', option, 'a name without |')
    from options
    where option is null or contains(option, '|')

    union all

    select
        problem(
            'options', codebook_row, 'option', option,
            'each option of ' || question || ' once'
        )
    from options
    where option_times > 1

    union all

    select
        problem(
            'options', options.codebook_row, 'option', options.option,
            'an option that ' || options.question || ' does not share already'
        )
    from options
    inner join coded on options.question = coded.question
    semi join options as theirs
        on coded.options_of = theirs.question and options.option = theirs.option

    union all

    select problem('options', codebook_row, 'position', position, 'a whole number')
    from options
    where
        try_cast(position as integer) is null
        and not coalesce(option = 'other' and position is null, false)

    union all

    select
        problem(
            'options', codebook_row, 'position', position,
            'each position of ' || question || ' once'
        )
    from options
    where position is not null and position_times > 1

    union all

    select problem('options', codebook_row, 'value', value, 'a number or blank')
    from options
    where value is not null and stated_number(value) is null

    union all

    select problem('options', codebook_row, 'offered', offered, 'yes, no')
    from options
    where coalesce(offered, '') not in ('yes', 'no')

    union all

    select
        problem(
            'options', codebook_row, 'role', role,
            'off_scale, exclusive, missing, screened_out, neutral or blank'
        )
    from options
    where
        role not in ('off_scale', 'exclusive', 'missing', 'screened_out', 'neutral')

    union all

    select
        problem(
            'options', codebook_row, 'label', label,
            'a label that no other option of ' || question || ' has'
        )
    from labels
    where times > 1

    union all

    select
        problem(
            'options', codebook_row, column_name, written,
            'a range like the other options; a spreadsheet has made a date of it'
        )
    from dates_and_ranges
    where is_date and is_among_ranges
)

select * from problems
