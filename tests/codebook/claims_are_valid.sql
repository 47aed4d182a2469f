-- depends_on: {{ ref('stg_codebook_columns') }}
with

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['claim']) as claim,
        stated(cells['question']) as question,
        stated(cells['option']) as option,
        listed(cells['option']) as named,
        stated(cells['by_question']) as by_question,
        stated(cells['by_option']) as by_option,
        listed(cells['by_option']) as by_named,
        stated(cells['measure']) as measure,
        stated(cells['operator']) as operator,
        stated(cells['value']) as value,
        stated(cells['tolerance']) as tolerance,
        stated(cells['among']) as among,
        condition(cells['among']) as among_if
    from {{ source('codebook', 'claims') }}
    where codebook_row > 1
),

claims as (
    select * from every_row
    where claim is not null
),

questions as (
    select * from {{ ref('stg_questions') }}
    where kind <> 'excluded'
),

options as (
    select * from {{ ref('stg_options') }}
),

nets as (
    select * from {{ ref('stg_nets') }}
),

waves as (
    select * from {{ ref('stg_waves') }}
),

-- What a claim may be about: the questions that are read, and `wave`, which the waves
-- answer; with their options and nets.
subjects as (
    select
        question,
        kind,
        is_coded
    from questions

    union all

    select distinct
        'wave' as question,
        'ordered' as kind,
        true as is_coded
    from waves
),

every_choice as (
    select
        question,
        option as choice
    from options

    union all

    select
        question,
        net as choice
    from nets

    union all

    select
        'wave' as question,
        wave as choice
    from waves
),

choices as (
    select
        question,
        list(choice) as choices
    from every_choice
    group by question
),

problems as (
    select
        too_many_cells(
            'claims', codebook_row, cells_found, cells_expected
        ) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('claims', codebook_row, 'claim', claim, 'a name')
    from every_row
    where
        claim is null
        and coalesce(
            question, option, by_question, by_option, measure, operator, value,
            tolerance, among
        ) is not null

    union all

    select
        problem(
            'claims', claims.codebook_row, 'question', claims.question,
            'a question of questions.csv that is read, or blank'
        )
    from claims
    anti join subjects on claims.question = subjects.question
    where claims.question is not null

    union all

    select
        problem(
            'claims', claims.codebook_row, 'by_question', claims.by_question,
            'a question of questions.csv that is read, or blank'
        )
    from claims
    anti join subjects on claims.by_question = subjects.question
    where claims.by_question is not null

    union all

    select
        problem(
            'claims', claims.codebook_row, 'option', claims.option,
            'options of the question in options.csv, joined by |, or blank'
        )
    from claims
    left join choices on claims.question = choices.question
    where
        claims.option is not null
        and not coalesce(list_has_all(choices.choices, claims.named), false)

    union all

    select
        problem(
            'claims', claims.codebook_row, 'by_option', claims.by_option,
            'options of the question in options.csv, joined by |, or blank'
        )
    from claims
    left join choices on claims.by_question = choices.question
    where
        claims.by_option is not null
        and not coalesce(list_has_all(choices.choices, claims.by_named), false)

    union all

    select
        problem(
            'claims', codebook_row, 'question', question,
            'a question to divide by the by_question'
        )
    from claims
    -- How many people a wave has needs no question.
    where question is null and by_question <> 'wave'

    union all

    select
        problem(
            'claims', codebook_row, 'measure', measure, 'respondents, share, rank, mean'
        )
    from claims
    where coalesce(measure, '') not in ('respondents', 'share', 'rank', 'mean')

    union all

    select
        problem(
            'claims', claims.codebook_row, 'measure', claims.measure,
            'respondents; or rank of one option, share of a coded question, mean of a '
            || 'scale'
        )
    from claims
    left join subjects on claims.question = subjects.question
    where
        not case claims.measure
            when 'rank' then coalesce(len(claims.named) = 1, false)
            when 'share' then coalesce(subjects.is_coded, false)
            when 'mean'
                then coalesce(
                        subjects.kind in ('single', 'ordered', 'number'), false
                    )
            else true
        end

    union all

    select problem('claims', codebook_row, 'operator', operator, '=, >, >=, <, <=')
    from claims
    where coalesce(operator, '') not in ('=', '>', '>=', '<', '<=')

    union all

    select problem('claims', codebook_row, 'value', value, 'a number')
    from claims
    where stated_number(value) is null

    union all

    select
        problem(
            'claims', codebook_row, 'tolerance', tolerance,
            'a number that is not negative, or blank'
        )
    from claims
    where tolerance is not null and coalesce(stated_number(tolerance) < 0, true)

    union all

    select
        problem(
            'claims', claims.codebook_row, 'among', claims.among,
            'a question and its options or nets, as in question=a|b'
        )
    from claims
    left join choices on claims.among_if.question = choices.question
    where
        claims.among is not null
        and not coalesce(list_has_all(choices.choices, claims.among_if.options), false)
)

select * from problems
