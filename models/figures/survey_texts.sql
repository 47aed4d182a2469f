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

texts as (
    select
        'say_' || item as item,
        text
    from worded

    union all

    select
        item,
        if(
            item in ('accent', 'font', 'encoding', 'separator'), text, typeset(text)
        ) as text
    from survey
    where text is not null
)

select * from texts
