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
),

-- A number or a range is its own name.
slugs as (
    select
        *,
        case
            when
                regexp_full_match(
                    label, '[^\p{L}|]*\d[^\p{L}|]*([kKmMbB]\b[^\p{L}|]*)*'
                )
                then left(label, 30)
            when draft_slug(label) = '' then trim(left(replace(label, '|', ' '), 30))
            else draft_cut(draft_slug(label))
        end as slug
    from every_option
),

-- `other` is taken.
numbered as (
    select
        *,
        row_number() over same_slug + if(slug = 'other', 1, 0) as number
    from slugs
    window same_slug as (
        partition by question, slug order by respondents desc, label
    )
),

named as (
    select
        *,
        if(number = 1, slug, left(slug, 26) || '_' || number) as first_name
    from numbered
),

unique_names as (
    select
        *,
        kind = 'ordered' and bool_and(
            role is not null or regexp_full_match(label, '-?\d+(\.\d+)?')
        ) over (partition by question) and role is null as is_numeric_scale,
        row_number() over (
            partition by question, first_name order by number, label
        ) as repeat
    from named
),

placed as (
    select
        *,
        if(
            repeat = 1, first_name, left(first_name, 24) || '_' || repeat || 'x'
        ) as option,
        case when is_numeric_scale then label end as value,
        -- On a scale, from low to high; what is not on it first where it denies, else
        -- last. As the form has it where cells tell, else the most given first.
        row_number() over (
            partition by question
            order by
                role in ('off_scale', 'missing', 'exclusive') nulls first,
                case
                    when kind <> 'ordered' then 0
                    when low is not null then low
                    when is_denial(phrase) then '-infinity'::double
                    else 'infinity'::double
                end,
                if(kind = 'ordered', high, 0) nulls last,
                if(kind = 'multi', -precedence, 0) nulls last,
                respondents desc,
                label
        ) as place
    from unique_names
),

-- The middle of a scale has as many answers on either side; of a scale of words, one
-- end may be unused. Fair, below Good and Excellent, is no middle.
sides as (
    select
        placed.question,
        count(*) filter (where placed.low < 0) as below,
        count(*) filter (where placed.low > 0) as above,
        if(
            any_value(questions.scale) in ('numbers', 'ranges', 'degree', 'quality'),
            0,
            1
        ) as unused
    from placed
    inner join questions on placed.question = questions.question
    where placed.kind = 'ordered' and placed.role is null
    group by placed.question
)

select
    placed.* replace (
        if(
            placed.role is null and placed.low = 0
            and sides.below > 0 and sides.above > 0
            and abs(sides.below - sides.above) <= coalesce(sides.unused, 0),
            'neutral',
            placed.role
        ) as role
    )
from placed
left join sides on placed.question = sides.question
