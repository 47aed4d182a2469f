with

questions as (
    select * from {{ ref('draft_questions') }}
),

kinds as (
    select * from {{ ref('draft_kinds') }}
),

answered as (
    select * from {{ ref('draft_answered') }}
),

people as (
    select respondents
    from answered
    where group_position = 0
),

-- A line for each; severity 1 is what could do most damage.
doubts as (
    select
        2 as severity,
        'shares are of all: write `answered` under base in questions.csv if not '
        || 'everybody was asked' as doubt,
        questions.question,
        format('{:,} of {:,} answered', coalesce(
            answered.respondents, questions.answered
        )::bigint, people.respondents) as detail
    from questions
    cross join people
    left join answered on questions.group_position = answered.group_position
    where
        questions.kind = 'multi'
        and coalesce(answered.respondents, questions.answered)
        < 0.9 * people.respondents

    union all

    select
        3 as severity,
        'days and months cannot be told apart: write the format in questions.csv'
            as doubt,
        questions.question,
        null as detail
    from questions
    where questions.kind = 'timestamp' and questions.is_ambiguous

    union all

    select
        5 as severity,
        'text, though a few answers cover much of it: see questions.csv' as doubt,
        questions.question,
        format('{:.0f}%', 100 * questions.coverage) as detail
    from questions
    where questions.kind = 'text' and questions.coverage between 0.4 and 0.9999

    union all

    select
        6 as severity,
        'some cells are no ' || questions.kind as doubt,
        questions.question,
        format(
            '{:,}',
            (questions.answered - if(
                questions.kind = 'number', questions.numbers, questions.timestamps
            ))::bigint
        ) as detail
    from questions
    where
        (questions.kind = 'number' and questions.numbers < questions.answered)
        or (questions.kind = 'timestamp' and questions.timestamps < questions.answered)

    union all

    select
        6 as severity,
        'a header is repeated: in questions.csv it has the number that DuckDB gives it'
            as doubt,
        questions.question,
        kinds.name as detail
    from questions
    inner join kinds on questions.position = kinds.position
    where is_numbered_header(kinds.name, kinds.title)

    union all

    select
        7 as severity,
        'nobody answered' as doubt,
        questions.question,
        null as detail
    from questions
    where questions.kind = 'text' and questions.answered = 0

    union all

    select
        8 as severity,
        case
            when kinds.has_header
                then 'excluded, as the header asks for something personal'
            when kinds.has_cells
                then 'excluded, as cells look like addresses, numbers or profiles of '
                || 'people'
            else 'excluded, as each respondent has a number of their own'
        end as doubt,
        questions.question,
        null as detail
    from questions
    inner join kinds on questions.position = kinds.position
    where questions.kind = 'excluded'
)

select * from doubts
