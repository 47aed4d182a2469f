-- depends_on: {{ ref('stg_codebook_columns') }}
with recursive

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['question']) as question,
        stated(cells['position']) as position,
        stated(cells['kind']) as kind,
        cells['delimiter'] as delimiter,
        stated(cells['other']) as other,
        stated(cells['base']) as base,
        stated(cells['header']) as header,
        stated(cells['wording']) as wording,
        stated(cells['blank']) as blank,
        stated(cells['asked']) as asked,
        condition(cells['asked']) as asked_if,
        stated(cells['options_of']) as options_of,
        stated(cells['format']) as format,
        stated(cells['label']) as label,
        stated(cells['grid']) as grid,
        kind in ('single', 'ordered', 'multi') as is_coded,
        count(*) over (partition by question) as times,
        count(*) over (partition by normalised(header)) as header_times
    from {{ source('codebook', 'questions') }}
    where codebook_row > 1
),

questions as (
    select * from every_row
    where question is not null
),

known_options as (
    select * from {{ ref('stg_options') }}
),

waves as (
    select * from {{ ref('stg_waves') }}
),

options_of_questions as (
    select
        question,
        list(option order by position) as options,
        bool_or(codebook_row is not null) as has_rows
    from known_options
    group by question
),

with_own_options as (
    select questions.question
    from questions
    inner join options_of_questions
        on questions.question = options_of_questions.question
    where options_of_questions.has_rows and questions.options_of is null
),

grids as (
    select
        questions.grid,
        min(questions.codebook_row) as first_row,
        first(questions.kind order by questions.codebook_row) as kind,
        first(options_of_questions.options order by questions.codebook_row) as options
    from questions
    left join options_of_questions
        on questions.question = options_of_questions.question
    where questions.grid is not null
    group by questions.grid
),

-- From each question to that whose answer decides who was asked, and on from there.
decided_by as (
    select
        question,
        asked_if.question as decider,
        1 as steps
    from questions
    where asked is not null

    union

    select
        decided_by.question,
        questions.asked_if.question as decider,
        decided_by.steps + 1 as steps
    from decided_by
    inner join questions on decided_by.decider = questions.question
    where questions.asked is not null and decided_by.steps <= 100
),

first_timestamp as (
    select arg_min(question, try_cast(position as integer)) as question
    from questions
    where kind = 'timestamp'
),

problems as (
    select
        too_many_cells(
            'questions', codebook_row, cells_found, cells_expected
        ) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('questions', codebook_row, 'question', question, 'a name')
    from every_row
    where
        question is null
        and coalesce(
            position, kind, delimiter, other, base, header, wording, blank, asked,
            options_of, format, label, grid
        ) is not null

    union all

    select
        problem(
            'questions', codebook_row, 'question', question,
            'a name in small letters, digits and _ that functions do not have, '
            || 'as respondent_id and question; submitted_at is the name of a timestamp'
        )
    from questions
    where
        not regexp_full_match(question, '[a-z][a-z0-9_]*')
        or is_own_name(question)
        or (question = 'submitted_at' and coalesce(kind <> 'timestamp', true))

    union all

    select
        problem(
            'questions', questions.codebook_row, 'question', questions.question,
            'another name: wave is the question that waves.csv answers'
        )
    from questions
    semi join waves on questions.question = 'wave'

    union all

    select
        problem(
            'questions', codebook_row, 'question', question, 'each question once'
        )
    from questions
    where times > 1

    union all

    select problem('questions', codebook_row, 'position', position, 'a whole number')
    from questions
    where try_cast(position as integer) is null

    union all

    select
        problem(
            'questions', codebook_row, 'kind', kind,
            'single, ordered, multi, number, text, timestamp, excluded'
        )
    from questions
    where coalesce(kind, '') not in (
            'single', 'ordered', 'multi', 'number', 'text', 'timestamp', 'excluded'
        )

    union all

    select problem('questions', codebook_row, 'other', other, 'yes, no or blank')
    from questions
    where other not in ('yes', 'no')

    union all

    select
        problem(
            'questions', codebook_row, 'base', base, 'answered, respondents, asked'
        )
    from questions
    where
        is_coded
        and coalesce(base, '') not in ('answered', 'respondents', 'asked')

    union all

    select
        problem(
            'questions', codebook_row, 'header', header,
            'the header of one column of the export, each once'
        )
    from questions
    where header is null or header_times > 1

    union all

    select
        problem(
            'questions', questions.codebook_row, 'blank', questions.blank,
            'an option of the question in options.csv'
        )
    from questions
    anti join known_options
        on
            questions.question = known_options.question
            and questions.blank = known_options.option
    where questions.blank is not null

    union all

    select
        problem(
            'questions', questions.codebook_row, 'options_of', questions.options_of,
            'a question that has options of its own in options.csv'
        )
    from questions
    anti join with_own_options on questions.options_of = with_own_options.question
    where questions.options_of is not null

    union all

    select
        problem(
            'questions', codebook_row, 'format', format,
            'a format of strptime, such as %d/%m/%Y %H:%M'
        )
    from questions
    where contains(
            regexp_replace(format, '%(-?[dmyHIMSj]|[aAbBwYpfgnzZUWcxXuVG%])', '', 'g'),
            '%'
        )

    union all

    select
        problem(
            'questions', questions.codebook_row, 'asked', questions.asked,
            'another question and its options, as in question=a|b'
        )
    from questions
    left join options_of_questions
        on questions.asked_if.question = options_of_questions.question
    where
        questions.asked is not null
        and not coalesce(
            questions.asked_if.question <> questions.question
            and list_has_all(options_of_questions.options, questions.asked_if.options),
            false
        )

    union all

    select distinct
        problem(
            'questions', questions.codebook_row, 'asked', questions.asked,
            'a question that does not hang on ' || questions.question || ' itself'
        )
    from questions
    inner join decided_by
        on
            questions.question = decided_by.question
            and questions.question = decided_by.decider
    where decided_by.steps > 1

    union all

    select
        problem(
            'questions', questions.codebook_row, 'question', questions.question,
            'another name: it is that of the first timestamp, '
            || first_timestamp.question
        )
    from questions
    cross join first_timestamp
    where
        questions.question = 'submitted_at'
        and first_timestamp.question <> 'submitted_at'

    union all

    select
        problem(
            'questions', questions.codebook_row, 'question', questions.question,
            'at least one row of options.csv for it, or another kind'
        )
    from questions
    left join options_of_questions
        on questions.question = options_of_questions.question
    where questions.is_coded and not coalesce(options_of_questions.has_rows, false)

    union all

    select
        problem(
            'questions', questions.codebook_row, 'grid', questions.grid,
            'a name that no question has'
        )
    from questions
    semi join questions as others on questions.grid = others.question

    union all

    select
        problem(
            'questions', questions.codebook_row, 'grid', questions.grid,
            format('the kind and options of row {} of the same grid', grids.first_row)
        )
    from questions
    inner join grids on questions.grid = grids.grid
    left join options_of_questions
        on questions.question = options_of_questions.question
    where
        questions.kind is distinct from grids.kind
        or options_of_questions.options is distinct from grids.options
)

select * from problems
