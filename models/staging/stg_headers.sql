with

questions as (
    select * from {{ ref('stg_questions') }}
),

spellings as (
    select * from {{ source('codebook', 'spellings') }}
    where codebook_row > 1
),

header_spellings as (
    select
        codebook_row,
        stated(cells['question']) as question,
        stated(cells['option']) as option,
        normalised(cells['spelling']) as header
    from spellings
    where stated(cells['found_in']) = 'header'
),

of_questions as (
    select
        question,
        null as option,
        header,
        1 as nth,
        1 as times
    from questions
),

-- Columns of one name that stand for options of several questions come in their order.
of_options as (
    select
        questions.question,
        header_spellings.option,
        header_spellings.header,
        row_number() over (
            partition by header_spellings.header
            order by questions.position, header_spellings.codebook_row
        ) as nth,
        count(*) over (partition by header_spellings.header) as times
    from header_spellings
    inner join questions on header_spellings.question = questions.question
),

every_header as (
    select * from of_questions
    union all
    select * from of_options
)

select * from every_header
