with

figures as (
    select * from {{ source('codebook', 'figures') }}
    where codebook_row > 1
),

typed as (
    select
        stated(cells['figure']) as figure,
        try_cast(cells['position'] as integer) as position,
        stated(cells['kind']) as kind,
        stated(cells['question']) as question,
        -- A trend is over the waves.
        coalesce(
            stated(cells['by_question']), if(stated(cells['kind']) = 'trend', 'wave', null)
        ) as by_question,
        listed(cells['by_options']) as by_options,
        stated(cells['measure']) as measure,
        stated(cells['options']) as options,
        stated(cells['sort']) as sort,
        stated(cells['title']) as title,
        stated(cells['among']) as among,
        condition(cells['among']).question as among_question,
        condition(cells['among']).options as among_options,
        stated(cells['interval']) = 'yes' as has_interval,
        stated(cells['scale']) as scale
    from figures
    where stated(cells['figure']) is not null
)

select * from typed
