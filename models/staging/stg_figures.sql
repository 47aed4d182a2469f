with

figures as (
    {{ codebook_rows('figures') | indent }}
),

typed as (
    select
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
    from figures
    where figure is not null
)

select * from typed
