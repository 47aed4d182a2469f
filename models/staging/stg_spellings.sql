with

spellings as (
    select * from {{ source('codebook', 'spellings') }}
    where codebook_row > 1
),

questions as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

options as (
    select * from {{ ref('stg_options') }}
    -- Every question has an option Other; its label is no answer that people give.
    where option <> 'other'
),

typed as (
    select
        codebook_row,
        stated(cells['question']) as question,
        normalised(cells['spelling']) as spelling,
        stated(cells['option']) as option
    from spellings
    -- The others name columns.
    where coalesce(stated(cells['found_in']), 'cell') = 'cell'
),

shared as (
    select
        questions.question,
        typed.codebook_row,
        ends_with(typed.spelling, '*') as is_prefix,
        if(is_prefix, left(typed.spelling, -1), typed.spelling) as spelling,
        typed.option
    from questions
    inner join typed
        on typed.question in (questions.question, questions.options_of)
),

labels as (
    select
        question,
        false as is_prefix,
        -- A file answers by the wave's name.
        normalised(if(question = 'wave', option, label)) as spelling,
        option
    from options
),

every_spelling as (
    select * from shared
    union all by name
    select * from labels
),

-- One spelling may stand for several options of a question with several answers; of
-- any other question, it is a tie.
gathered as (
    select
        every_spelling.question,
        if(
            every_spelling.is_prefix,
            every_spelling.spelling,
            without_zero_decimals(every_spelling.spelling)
        ) as spelling,
        every_spelling.is_prefix,
        coalesce(
            list(distinct every_spelling.option order by every_spelling.option) filter (
                where every_spelling.option is not null
            ),
            []
        ) as options,
        any_value(questions.kind) <> 'multi'
        and count(distinct coalesce(every_spelling.option, '')) > 1 as is_tie,
        min(every_spelling.codebook_row) as codebook_row
    from every_spelling
    inner join questions on every_spelling.question = questions.question
    group by all
),

-- As functions know it.
with_text as (
    select
        *,
        spelling || if(is_prefix, '  *', '') as text
    from gathered
)

select * from with_text
