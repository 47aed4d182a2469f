with

distinct_cells as (
    select * from {{ ref('draft_distinct_cells') }}
),

cells as (
    select
        position,
        trimmed(cell) as cell,
        sum(respondents) as respondents
    from distinct_cells
    group by position, trimmed(cell)
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
