with

questions as (
    {{ codebook_rows('questions') | indent }}
),

typed as (
    select
        trim(question) as question,
        try_cast(position as integer) as position,
        trim(kind) as kind,
        trim(kind) in ('single', 'ordered', 'multi') as is_coded,
        replace(delimiter, '\n', chr(10)) as delimiter,
        coalesce(trim(other) = 'yes', false) as is_open,
        trim(base) as base,
        {{ normalised('header') }} as header,
        coalesce(nullif(trim(wording), ''), trim(header)) as wording,
        nullif(trim(blank), '') as blank,
        nullif(trim(asked), '') as asked,
        nullif(trim(split_part(asked, '=', 1)), '') as asked_question,
        [
            trim(slug) for slug in string_split(substr(
                asked, length(split_part(asked, '=', 1)) + 2
            ), '|')
        ] as asked_options,
        nullif(trim(options_of), '') as options_of,
        nullif(trim(format), '') as format
    from questions
    where question is not null
)

select * from typed
