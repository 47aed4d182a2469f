with

bases as (
    select * from {{ ref('question_bases') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

words as (
    select map(list(item), list(text)) as say
    from {{ ref('survey_texts') }}
),

printed as (
    select
        bases.question,
        bases.position,
        typeset(bases.wording) as wording,
        coalesce(words.say['say_base_' || bases.base], '') as base,
        grouped(bases.asked, thousands := words.say['say_thousands']) as asked,
        grouped(bases.answered, thousands := words.say['say_thousands']) as answered,
        grouped(bases.left_blank, thousands := words.say['say_thousands']) as blank,
        grouped(bases.total_respondents, thousands := words.say['say_thousands'])
            as respondents
    from bases
    inner join questions on bases.question = questions.question
    cross join words
    -- Of what was never read, nothing is known.
    where bases.kind not in ('timestamp', 'excluded')
    order by bases.position, bases.question
)

select * from printed
