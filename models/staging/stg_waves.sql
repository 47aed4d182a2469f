with

waves as (
    select * from {{ source('codebook', 'waves') }}
    where codebook_row > 1
),

typed as (
    select
        codebook_row,
        stated(cells['wave']) as wave,
        try_cast(cells['position'] as integer) as position,
        coalesce(stated(cells['label']), stated(cells['wave'])) as label,
        stated(cells['file']) as file,
        stated(cells['encoding']) as encoding,
        if(trim(cells['separator']) = 'tab', chr(9), stated(cells['separator']))
            as separator,
        try_cast(cells['header_rows'] as integer) as header_rows
    from waves
    where stated(cells['wave']) is not null
)

select * from typed
