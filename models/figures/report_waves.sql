with

waves as (
    select * from {{ ref('stg_waves') }}
),

results as (
    select * from {{ ref('question_results') }}
),

words as (
    select map_from_entries(list({'key': item, 'value': text})) as say
    from {{ ref('survey_texts') }}
),

printed as (
    select
        waves.position,
        typeset(waves.label) as label,
        grouped(results.respondents, thousands := words.say['say_thousands']) as people
    from waves
    inner join results on waves.wave = results.option and results.question = 'wave'
    cross join words
    order by waves.position
)

select * from printed
