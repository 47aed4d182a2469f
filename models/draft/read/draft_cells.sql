with

responses as (
    select list_value(*columns(*)) as cells
    from (
        select columns(*)::varchar
        from {{ draft_rows(has_header=true) | indent(8) }}
    )
),

unnested as (
    select
        generate_subscripts(cells, 1) as position,
        trimmed(unnest(cells)) as cell
    from responses
),

cells as (
    select
        position,
        cell,
        count(*) as respondents
    from unnested
    where cell <> ''
    group by position, cell
),

missing_words as (
    select * from {{ ref('missing_words') }}
),

texts as (
    select
        *,
        as_compared(cell) as text,
        trim(lower(text), ' .!*()[]<>') as word
    from cells
)

-- Of more cells than anybody reads, those that most people wrote.
select
    texts.* exclude (word),
    missing_words.means as missing,
    length(texts.cell) <= 2000 and row_number() over (
        partition by texts.position order by texts.respondents desc, texts.cell
    ) <= 20000 as is_looked_at
from texts
left join missing_words on texts.word = missing_words.word
where texts.text <> ''
