with

questions as (
    select * from {{ ref('draft_questions') }}
    where is_coded
),

candidates as (
    select * from {{ ref('draft_candidates') }}
),

precedence as (
    select * from {{ ref('draft_precedence') }}
),

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

-- The options of all questions that share them.
given as (
    select
        questions.set_question as question,
        any_value(questions.kind) as kind,
        min(questions.position) as question_position,
        candidates.key,
        arg_max(candidates.label, candidates.respondents) as label,
        arg_max(candidates.phrase, candidates.respondents) as phrase,
        sum(candidates.respondents) as respondents,
        any_value(
            case
                when questions.kind = 'ordered' or candidates.role <> 'off_scale'
                    then candidates.role
            end
        ) as role,
        any_value(candidates.low) as low,
        any_value(candidates.high) as high,
        any_value(precedence.precedence) as precedence
    from questions
    inner join candidates
        on
            questions.position = candidates.position
            and questions.group_position is null
    left join precedence
        on
            candidates.position = precedence.position
            and candidates.key = precedence.key
    where candidates.is_option
    group by questions.set_question, candidates.key
),

-- Points of a scale that nobody chose, between those that somebody did.
points as (
    select
        questions.set_question as question,
        any_value(questions.kind) as kind,
        min(questions.position) as question_position,
        min(given.low) as low,
        max(given.low) as high
    from questions
    inner join given on questions.set_question = given.question
    where
        questions.kind = 'ordered' and questions.is_numeric and questions.are_points
        and given.role is null
    group by questions.set_question
),

gaps as (
    select
        points.question,
        points.kind,
        points.question_position,
        numbers.point::varchar as key,
        numbers.point::varchar as label,
        0 as respondents,
        numbers.point as low,
        0 as high
    from points
    cross join range(0, 11) as numbers (point)
    where
        numbers.point > points.low
        and numbers.point < points.high
        and (points.question, numbers.point) not in (
            select (given.question, given.low)
            from given
            where given.low is not null
        )
),

-- Columns that stand for an option.
columns_as_options as (
    select
        questions.question,
        'multi' as kind,
        questions.position as question_position,
        option_columns.label as key,
        option_columns.label,
        0 as respondents,
        -min(option_columns.position) as precedence
    from questions
    inner join option_columns
        on questions.group_position = option_columns.group_position
    where not option_columns.is_other
    group by questions.question, questions.position, option_columns.label
),

every_option as (
    select * from given
    union all by name
    select * from gaps
    union all by name
    select * from columns_as_options
)

select * from every_option
