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

-- A blank delimiter is the one that cuts this file's cells into most known answers.
trial_cuts as (
    select
        cells.question,
        cells.respondents,
        candidates.preference,
        candidates.delimiter,
        unnest(string_split(cells.cell, candidates.delimiter)) as answer
    from cells
    inner join questions on cells.question = questions.question
    cross join candidates
    where
        questions.kind = 'multi'
        and questions.delimiter is null
        and cells.column_option is null
),

found_delimiter as (
    select trial_cuts.delimiter as found
    from trial_cuts
    inner join spellings
        on
            trial_cuts.question = spellings.question
            and {{ normalised('trial_cuts.answer') }} = spellings.spelling
    group by trial_cuts.delimiter, trial_cuts.preference
    order by sum(trial_cuts.respondents) desc, trial_cuts.preference
    limit 1
),

-- Collapsing white space would lose a newline that divides answers: it travels as a
-- unit separator.
dividers as (
    select
        questions.question,
        replace(
            coalesce(questions.delimiter, found_delimiter.found, ';'),
            chr(10), chr(31)
        ) as divider,
        repeat(divider, 2) as doubled
    from questions
    left join found_delimiter on true
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

-- The space of a delimiter `, ` at the very end went with the white space.
without_ending as (
    select
        * exclude (text),
        coalesce({{ tightened(
            "if(
                ends_with(text || ' ', divider),
                left(text || ' ', -length(divider)),
                text
            )",
            'divider'
        ) }}, text) as text
    from compared
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
    from without_ending
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
