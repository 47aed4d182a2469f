with

claims as (
    select * from {{ source('codebook', 'claims') }}
    where codebook_row > 1
),

typed as (
    select
        codebook_row,
        stated(cells['claim']) as claim,
        stated(cells['question']) as question,
        stated(cells['option']) as option,
        listed(cells['option']) as options,
        stated(cells['by_question']) as by_question,
        stated(cells['by_option']) as by_option,
        listed(cells['by_option']) as by_options,
        stated(cells['measure']) as measure,
        stated(cells['operator']) as operator,
        try_cast(cells['value'] as double) as expected,
        coalesce(try_cast(cells['tolerance'] as double), 0) as tolerance,
        stated(cells['among']) as among,
        condition(cells['among']).question as among_question,
        condition(cells['among']).options as among_options
    from claims
    where stated(cells['claim']) is not null
)

select * from typed
