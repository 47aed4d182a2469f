{% set questions, waves, results = ref('stg_questions'), ref('stg_waves'), ref('crosstab_results') -%}
{%- set compared = rows_of(
    'select question from ' ~ questions ~ ' where is_coded and not is_wave and exists (from '
    ~ waves ~ ') order by position, question'
) if execute and load_relation(results) else [] -%}
with

questions as (
    select * from {{ questions }}
),

waves as (
    select * from {{ waves }}
),

words as (
    select map_from_entries(list({'key': item, 'value': text})) as say
    from {{ ref('survey_texts') }}
),

trends as (
    {% for row in compared -%}
    select * from trend({{ literal(row.question) }})
    {{ 'union all' if not loop.last }}
    {% else -%}
    select
        null::varchar as question,
        null::varchar as label,
        null::integer as position,
        null::varchar as option,
        null::varchar as wave,
        null::integer as wave_position,
        null::varchar as previous_wave,
        null::bigint as base,
        null::double as share,
        null::double as change,
        null::double as change_low,
        null::double as change_high,
        null::double as p_adjusted
    where false
    {% endfor -%}
),

with_previous as (
    select
        *,
        lag(base) over (
            partition by question, option, base is null order by wave_position
        ) as previous_base
    from trends
),

changes as (
    select
        questions.position as question_position,
        typeset(questions.label) as question,
        typeset(trends.label) as answer,
        trends.position,
        before.label || ' → ' || after.label as wave,
        printed(
            null, trends.share - trends.change, percent := words.say['say_percent']
        ) as before,
        printed(null, trends.share, percent := words.say['say_percent']) as after,
        printed_change(trends.change) as change,
        printed_change(trends.change_low) || ' – ' || printed_change(trends.change_high)
            as interval,
        trends.p_adjusted
    from with_previous as trends
    inner join questions on trends.question = questions.question
    inner join waves as after on trends.wave = after.wave
    inner join waves as before on trends.previous_wave = before.wave
    cross join words
    -- What is left by Holm's adjustment over all that is compared between two waves.
    where
        trends.p_adjusted < 0.05
        and least(trends.base, trends.previous_base) >= smallest_group()
),

sorted as (
    select
        question,
        answer,
        wave,
        before,
        after,
        change,
        interval
    from changes
    order by p_adjusted, question_position, position
)

select * from sorted
