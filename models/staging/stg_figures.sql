with

figures as (
    select * from {{ ref('figures') }}
),

complete as (
    select
        null::varchar as figure,
        null::varchar as position,
        null::varchar as kind,
        null::varchar as question,
        null::varchar as by_question,
        null::varchar as by_options,
        null::varchar as measure,
        null::varchar as options,
        null::varchar as sort,
        null::varchar as title
    where false

    union all by name

    select
        *,
        row_number() over () + 1 as codebook_row
    from figures
),

typed as (
    select
        codebook_row,
        trim(figure) as figure,
        try_cast(position as integer) as position,
        trim(kind) as kind,
        trim(question) as question,
        nullif(trim(by_question), '') as by_question,
        [trim(slug) for slug in string_split(nullif(trim(by_options), ''), '|')]
            as by_options,
        trim(measure) as measure,
        trim(options) as options,
        trim(sort) as sort,
        nullif(trim(title), '') as title
    from complete
    where figure is not null
)

select * from typed
