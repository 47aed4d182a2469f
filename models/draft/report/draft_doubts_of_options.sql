with

questions as (
    select * from {{ ref('draft_questions') }}
),

kinds as (
    select * from {{ ref('draft_kinds') }}
),

scales as (
    select * from {{ ref('draft_scales') }}
),

set_labels as (
    select * from {{ ref('draft_set_labels') }}
),

options as (
    select
        question,
        count(*) as options,
        string_agg(option, ', ' order by place) as in_order
    from {{ ref('draft_options') }}
    group by question
),

-- A line for each; severity 1 is what could do most damage.
doubts as (
    select
        1 as severity,
        'order of options unknown: order them in options.csv (position)' as doubt,
        questions.question,
        first(options.in_order) as detail
    from questions
    inner join kinds on questions.position = kinds.position
    inner join scales on kinds.set_position = scales.set_position
    inner join options on questions.question = options.question
    where
        questions.kind = 'ordered' and not scales.is_known
        and questions.options_of is null
    group by questions.question

    union all

    select
        3 as severity,
        'a ranking in one cell: everybody has all options, and what comes first is not '
        || 'counted; no figure' as doubt,
        questions.question,
        null as detail
    from questions
    where questions.is_ranking

    union all

    select
        3 as severity,
        'many answers are no option, and counted as Other: see options.csv' as doubt,
        questions.question,
        format(
            '{:,} of {:,}', questions.unlisted_people::bigint,
            questions.answered::bigint
        ) as detail
    from questions
    where questions.is_coded and questions.unlisted_people > 0.2 * questions.answered

    union all

    select
        4 as severity,
        'one option is not on the scale of the others: check positions in options.csv'
            as doubt,
        questions.question,
        null as detail
    from questions
    where
        questions.kind = 'ordered' and questions.is_known_scale
        and questions.strangers > 0 and questions.options_of is null

    union all

    select
        4 as severity,
        'some options are on a scale: if all are, write ordered under kind in '
        || 'questions.csv' as doubt,
        questions.question,
        format('{} of {}', options.options - questions.strangers, options.options)
            as detail
    from questions
    inner join options on questions.set_question = options.question
    where
        questions.kind = 'single' and questions.scale <> 'reply'
        and not questions.is_numeric
        and options.options - questions.strangers >= 2
        and questions.options_of is null

    union all

    select
        5 as severity,
        'more than 40 options: are they all on the form?' as doubt,
        questions.question,
        options.options || ' options' as detail
    from questions
    inner join options on questions.question = options.question
    where options.options > 40

    union all

    select
        6 as severity,
        'a spreadsheet made dates of ranges: see spellings.csv' as doubt,
        questions.question,
        null as detail
    from questions
    inner join set_labels on questions.set_position = set_labels.set_position
    where
        questions.is_coded and set_labels.has_dates and questions.options_of is null
    group by questions.question
)

select * from doubts
