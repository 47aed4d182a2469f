-- depends_on: {{ ref('stg_codebook_columns') }}
with

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['question']) as question,
        stated(cells['spelling']) as spelling,
        stated(cells['option']) as option,
        stated(cells['found_in']) as found_in
    from {{ source('codebook', 'spellings') }}
    where codebook_row > 1
),

spellings as (
    select * from every_row
    where question is not null
),

questions as (
    select * from {{ ref('stg_questions') }}
),

known_options as (
    select * from {{ ref('stg_options') }}
),

known_spellings as (
    select * from {{ ref('stg_spellings') }}
),

problems as (
    select
        too_many_cells(
            'spellings', codebook_row, cells_found, cells_expected
        ) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('spellings', codebook_row, 'question', question, 'a name')
    from every_row
    where question is null and coalesce(spelling, option, found_in) is not null

    union all

    select
        problem(
            'spellings', spellings.codebook_row, 'question', spellings.question,
            'a question of questions.csv of kind single, ordered or multi'
        )
    from spellings
    left join questions on spellings.question = questions.question
    where
        questions.question is null
        or not (questions.is_coded or coalesce(spellings.found_in = 'header', false))

    union all

    select
        problem(
            'spellings', codebook_row, 'spelling', spelling, 'a text as people wrote it'
        )
    from spellings
    where spelling is null

    union all

    select
        problem(
            'spellings', codebook_row, 'spelling', spelling,
            'a text before the *: alone, it catches every answer'
        )
    from spellings
    where trim(spelling) = '*'

    union all

    select
        problem(
            'spellings', spellings.codebook_row, 'spelling', spellings.spelling,
            format('a text that is not the label of {}', known_options.option)
        )
    from spellings
    inner join known_options
        on
            spellings.question = known_options.question
            and as_compared(spellings.spelling) = as_compared(known_options.label)
            and spellings.option is distinct from known_options.option
            and known_options.option <> 'other'
    where coalesce(spellings.found_in, 'cell') = 'cell'

    union all

    select
        problem(
            'spellings', spellings.codebook_row, 'option', spellings.option,
            'an option of '
            || spellings.question
            || ' in options.csv, or blank for no answer'
        )
    from spellings
    anti join known_options
        on
            spellings.question = known_options.question
            and spellings.option = known_options.option
    where spellings.option is not null

    union all

    select
        problem(
            'spellings', codebook_row, 'found_in', found_in, 'cell, header or blank'
        )
    from spellings
    where found_in not in ('cell', 'header')

    union all

    select
        format(
            'spellings.csv row {}: spelling "{}" of {} stands for {}, expected one '
            || 'option: a tie has no winner',
            codebook_row,
            spelling || if(is_prefix, '*', ''),
            question,
            array_to_string(options, ' and ')
        ) as message
    from known_spellings
    where is_tie and codebook_row is not null
)

select * from problems
