{{ config(post_hook="{{ describe_quotes() }}") }}
with

wording as (
    select * from {{ ref('wording') }}
),

survey as (
    select * from {{ ref('stg_survey') }}
),

-- What a language lacks is said in English.
worded as (
    select
        item,
        coalesce(
            max(text) filter (where language = (
                select text from survey
                where item = 'language'
            )),
            max(text) filter (where language = 'en')
        ) as text
    from wording
    group by item
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
