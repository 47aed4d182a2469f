{{ config(post_hook="{{ describe_quotes() }}") }}
with

wording as (
    select * from {{ ref('wording') }}
),

survey as (
    select * from {{ ref('stg_survey') }}
),

chosen as (
    select coalesce(max(text) filter (where item = 'language'), 'en') as language
    from survey
),

-- What a language lacks is said in English.
worded as (
    select
        wording.item,
        coalesce(
            max(wording.text) filter (where wording.language = chosen.language),
            max(wording.text) filter (where wording.language = 'en')
        ) as text
    from wording
    cross join chosen
    group by wording.item
),

quotes as (
    select
        max(text) filter (where item = 'opening_quote') as opening,
        max(text) filter (where item = 'closing_quote') as closing
    from worded
),

texts as (
    select
        'say_' || item as item,
        text
    from worded

    union all

    select
        survey.item,
        if(
            survey.item in ('accent', 'font', 'encoding', 'separator'),
            survey.text,
            typeset(survey.text, opening := quotes.opening, closing := quotes.closing)
        ) as text
    from survey
    cross join quotes
    where survey.text is not null
)

select * from texts
