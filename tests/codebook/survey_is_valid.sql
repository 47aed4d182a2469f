-- depends_on: {{ ref('stg_codebook_columns') }}
with

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['item']) as item,
        stated(cells['text']) as text,
        count(*) over (partition by item) as times
    from {{ source('codebook', 'survey') }}
    where codebook_row > 1
),

survey as (
    select * from every_row
    where item is not null
),

problems as (
    select
        too_many_cells(
            'survey', codebook_row, cells_found, cells_expected
        ) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('survey', codebook_row, 'item', item, 'a name')
    from every_row
    where item is null and text is not null

    union all

    select problem('survey', codebook_row, 'item', item, 'each item once')
    from survey
    where times > 1

    union all

    select problem('survey', codebook_row, 'text', text, '0, 1, 2 or 3 header rows')
    from survey
    where
        item = 'header_rows'
        and coalesce(text not in ('0', '1', '2', '3'), true)

    union all

    select
        problem(
            'survey', codebook_row, 'text', text,
            'a separator: ",", ";" or tab; blank is found in the file'
        )
    from survey
    where item = 'separator' and text not in (',', ';', 'tab')

    union all

    select
        problem(
            'survey', codebook_row, 'text', text,
            'a confidence in per cent, from 50 up to less than 100'
        )
    from survey
    where
        item = 'confidence'
        and not coalesce(
            try_cast(text as double) >= 50 and try_cast(text as double) < 100, false
        )

    union all

    select
        problem(
            'survey', codebook_row, 'text', text,
            'the number of people in the smallest group that is shown, such as 5'
        )
    from survey
    where
        item = 'smallest_group'
        and not coalesce(regexp_full_match(text, '\d{1,9}'), false)
)

select * from problems
