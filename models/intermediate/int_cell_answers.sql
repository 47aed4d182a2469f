{{ config(materialized='view') }}
-- noqa: disable=LT01,PRS
with

cells as (
    select * from {{ ref('int_cells') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

candidates as (
    select
        unnest([';', chr(10), ', ', ',']) as delimiter,
        unnest([1, 2, 3, 4]) as preference
),

-- What joins answers depends on how the file was downloaded. Where the codebook names
-- no delimiter, it is the one that cuts the file's cells into most known answers; where
-- it names one, that one, unless the other cuts the question's cells into more.
trials as (
    select
        questions.question,
        candidates.delimiter,
        candidates.preference
    from questions
    cross join candidates
    where questions.kind = 'multi'

    union

    select
        question,
        delimiter,
        0 as preference
    from questions
    where kind = 'multi' and delimiter is not null
),

trial_cuts as (
    select
        trials.*,
        cells.respondents,
        unnest(string_split(cells.cell, trials.delimiter)) as answer
    from trials
    inner join cells on trials.question = cells.question
    -- A cell that is one known answer tells nothing.
    anti join spellings
        on
            cells.question = spellings.question
            and {{ normalised('cells.cell') }} = spellings.spelling
    where cells.column_option is null
),

scores as (
    select
        trial_cuts.question,
        trial_cuts.delimiter,
        trial_cuts.preference,
        sum(trial_cuts.respondents) as score
    from trial_cuts
    inner join spellings
        on
            trial_cuts.question = spellings.question
            and {{ normalised('trial_cuts.answer') }} = spellings.spelling
    where not (trial_cuts.delimiter = ',' and starts_with(trial_cuts.answer, ' '))
    group by trial_cuts.question, trial_cuts.delimiter, trial_cuts.preference
),

found_delimiter as (
    select scores.delimiter as found
    from scores
    inner join questions on scores.question = questions.question
    where scores.preference > 0
    group by scores.delimiter
    order by
        coalesce(sum(scores.score) filter (where questions.delimiter is null), 0) desc,
        sum(scores.score) desc,
        min(scores.preference)
    limit 1
),

best_delimiters as (
    select
        scores.question,
        arg_max(scores.delimiter, [scores.score, -scores.preference]) as delimiter
    from scores
    left join found_delimiter on true
    where scores.preference = 0 or scores.delimiter = found_delimiter.found
    group by scores.question
),

-- Collapsing white space would lose a newline that divides answers: it travels as a
-- unit separator.
dividers as (
    select
        questions.question,
        replace(
            coalesce(
                if(
                    questions.delimiter is null,
                    found_delimiter.found,
                    best_delimiters.delimiter
                ),
                questions.delimiter,
                ';'
            ),
            chr(10), chr(31)
        ) as divider,
        repeat(divider, 2) as doubled
    from questions
    left join found_delimiter on true
    left join best_delimiters on questions.question = best_delimiters.question
    where questions.kind = 'multi'
),

-- Known answers that contain the delimiter: as they are found between doubled
-- delimiters, and as they are kept from the split.
undivided as (
    select
        spellings.question,
        spellings.is_prefix,
        length(spellings.spelling) as length,
        if(spellings.is_prefix, '', dividers.divider) as ending,
        {
            'found': dividers.divider
            || replace(
                {{ tightened('spellings.spelling', 'dividers.divider') }},
                dividers.divider, dividers.doubled
            )
            || ending,
            'kept': dividers.divider
            || replace(spellings.spelling, dividers.divider, chr(30))
            || ending
        } as spelling
    from spellings
    inner join dividers on spellings.question = dividers.question
    where contains(spellings.spelling, dividers.divider)
),

undivided_lists as (
    select
        question,
        list(spelling order by is_prefix, length desc, spelling.found) as spellings
    from undivided
    group by question
),

compared as (
    select
        cells.question,
        cells.column_option,
        cells.cell,
        cells.respondents,
        dividers.divider,
        dividers.doubled,
        coalesce(undivided_lists.spellings, []) as undivided,
        {{ normalised("if(
            dividers.divider = chr(31),
            replace(coalesce(cells.cell, ''), chr(10), chr(31)),
            coalesce(cells.cell, '')
        )") }} as text
    from cells
    inner join questions on cells.question = questions.question
    -- What a column of an option holds is not divided.
    left join dividers
        on cells.question = dividers.question and cells.column_option is null
    left join undivided_lists on cells.question = undivided_lists.question
),

known_quotes as (
    select distinct question
    from spellings
    where contains(spelling, '"')
),

-- A cell may be a record of CSV itself: `"a, b",c`.
unquoted as (
    select
        * exclude (text),
        if(
            regexp_matches(text, '(^|[,;]) ?"[^"]*[,;][^"]*"( ?[,;]|$)')
            and question not in (select known_quotes.question from known_quotes),
            array_to_string(
                [
                    if(nth % 2 = 0, replace(part, divider, chr(30)), part)
                    for part, nth in string_split(text, '"')
                ],
                ''
            ),
            text
        ) as text
    from compared
),

-- The space of a delimiter `, ` at the very end went with the white space. Between two
-- delimiters there is no answer.
with_ending as (
    select
        * exclude (text),
        replace(
            if(ends_with(text || ' ', divider), text || ' ', text), doubled, divider
        ) as ended,
        coalesce({{ tightened('ended', 'divider') }}, text) as text
    from unquoted
),

-- Doubled, every answer has a delimiter of its own on both sides, so a known answer is
-- recognised whole and the delimiters inside it are put out of the way of the split.
split as (
    select
        question,
        column_option,
        cell,
        respondents,
        divider,
        if(divider is null, [text], string_split(
            list_reduce(
                undivided,
                lambda so_far, known: {
                    'found': replace(so_far.found, known.found, known.kept),
                    'kept': null
                },
                {
                    'found': doubled || replace(text, divider, doubled) || doubled,
                    'kept': null
                }
            ).found,
            doubled
        )) as pieces
    from with_ending
),

answered as (
    select
        question,
        column_option,
        cell,
        respondents,
        [
            {{ without_zero_decimals(
                "trim(replace(piece, chr(30), coalesce(divider, '')))"
            ) }}
            for piece in pieces
        ] as answers
    from split
),

answers as (
    select
        question,
        column_option,
        cell,
        respondents,
        unnest(if(
            list_has_all([''], answers),
            [''],
            list_distinct([answer for answer in answers if answer <> ''])
        )) as answer
    from answered
)

select * from answers
