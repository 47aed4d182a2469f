-- depends_on: {{ ref('stg_codebook_columns') }}
with

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['wave']) as wave,
        stated(cells['position']) as position,
        stated(cells['label']) as label,
        stated(cells['file']) as file,
        stated(cells['encoding']) as encoding,
        stated(cells['separator']) as separator,
        stated(cells['header_rows']) as header_rows,
        count(*) over (partition by wave) as wave_times,
        count(*) over (partition by try_cast(position as integer)) as position_times,
        count(*) over (partition by as_compared(coalesce(label, wave))) as label_times,
        count(*) over (partition by file) as file_times
    from {{ source('codebook', 'waves') }}
    where codebook_row > 1
),

waves as (
    select * from every_row
    where wave is not null
),

problems as (
    select too_many_cells('waves', codebook_row, cells_found, cells_expected) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('waves', codebook_row, 'wave', wave, 'a name')
    from every_row
    where
        wave is null
        and coalesce(position, label, file, encoding, separator, header_rows)
        is not null

    union all

    select problem('waves', codebook_row, 'wave', wave, 'a name without |, each once')
    from waves
    where contains(wave, '|') or wave_times > 1

    union all

    select
        problem(
            'waves', codebook_row, 'position', position, 'a whole number, each once'
        )
    from waves
    where try_cast(position as integer) is null or position_times > 1

    union all

    select
        problem(
            'waves', codebook_row, 'label', label, 'a label that no other wave has'
        )
    from waves
    where label_times > 1

    union all

    select
        problem(
            'waves', codebook_row, 'file', file,
            'the name of a file in the folder of the survey, each once'
        )
    from waves
    where
        file is null
        or file_times > 1
        or not regexp_full_match(file, '[^/\\*?\[\]]*[^/\\*?\[\].]')

    union all

    select
        problem(
            'waves', codebook_row, 'encoding', encoding,
            'the name of an encoding, such as utf-8 or windows-1252, or blank'
        )
    from waves
    where not regexp_full_match(encoding, '[A-Za-z0-9][A-Za-z0-9._-]*')

    union all

    select
        problem(
            'waves', codebook_row, 'separator', separator,
            '",", ";", tab, or blank, which is found in the file'
        )
    from waves
    where separator not in (',', ';', 'tab')

    union all

    select
        problem(
            'waves', codebook_row, 'header_rows', header_rows,
            '0, 1, 2 or 3 header rows, or blank'
        )
    from waves
    where header_rows not in ('0', '1', '2', '3')
)

select * from problems
