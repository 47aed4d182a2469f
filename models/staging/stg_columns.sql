-- Nothing of the export is read before the whole codebook has passed its tests. All of
-- them depend on stg_codebook_columns, which no other model of staging does, so that a
-- problem in one file hides none in another.
-- depends_on: {{ ref('stg_codebook_columns') }}
-- depends_on: {{ ref('stg_spellings') }}
-- depends_on: {{ ref('stg_nets') }}
-- depends_on: {{ ref('stg_waves') }}
-- depends_on: {{ ref('stg_figures') }}
-- depends_on: {{ ref('stg_claims') }}
-- depends_on: {{ ref('stg_options') }}
-- depends_on: {{ ref('stg_questions') }}
{%- set files = export_files() %}
{%- do refuse_unknown_headers(files) %}
{%- do refuse_answers_as_headers(files) %}
with

columns as (
    {%- for file in files %}
    select
        {{ file.file }} as file,
        {{ file.header_rows }} as header_rows,
        column_name,
        row_number() over () as position
    from (describe (from {{ read_export(file) | indent(8) }}))
    where column_name not in ('_file', 'file_row_number')
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        1 as file,
        1 as header_rows,
        null::varchar as column_name,
        1 as position
    where false
    {%- endfor %}
),

-- Further header rows are the first rows that the file seems to have.
further_rows as (
    {%- for file in files if file.header_rows > 1 %}
    select
        file,
        column_name,
        header_row,
        normalised(cell) as header
    from (
        select
            {{ file.file }} as file,
            row_number() over () + 1 as header_row,
            columns(* exclude ('_file'))::varchar
        from {{ read_export(file) | indent(8) }}
        limit {{ file.header_rows - 1 }}
    )
    unpivot (cell for column_name in (columns(* exclude (file, header_row))))
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        1 as file,
        null::varchar as column_name,
        1 as header_row,
        null::varchar as header
    where false
    {%- endfor %}
),

known_headers as (
    select distinct header from {{ ref('stg_headers') }}
),

-- Without header rows, columns go by their places, from 1, or by the names that DuckDB
-- gives them, from 0, if the codebook knows the first of these.
known_columns as (
    select
        columns.*,
        known_headers.header is not null as is_known,
        bool_or(is_known and columns.position = 1) over (partition by columns.file)
            as is_first_known
    from columns
    left join known_headers on normalised(columns.column_name) = known_headers.header
),

-- With further rows, the first may name only the first column of a question; DuckDB
-- calls the next ones `column12`.
first_headers as (
    select
        file,
        position,
        column_name,
        if(
            header_rows = 0 and not is_first_known,
            'column' || position,
            normalised(column_name)
        ) as header,
        header_rows > 1 and not is_known
        and regexp_full_match(column_name, 'column\d+') as is_unnamed
    from known_columns
),

-- DuckDB reads a repeated header as `header_1`. Where the codebook does not know that
-- header, it is the one before.
repeated as (
    select distinct
        first_headers.file,
        first_headers.position,
        regexp_replace(first_headers.header, '_\d+$', '') as header
    from first_headers
    inner join first_headers as earlier
        on
            first_headers.file = earlier.file
            and lower(regexp_replace(first_headers.header, '_\d+$', ''))
            = lower(earlier.header)
            and first_headers.position > earlier.position
    anti join known_headers on first_headers.header = known_headers.header
),

named as (
    select
        first_headers.file,
        first_headers.position,
        first_headers.column_name,
        last_value(
            if(
                first_headers.is_unnamed,
                null,
                coalesce(repeated.header, first_headers.header)
            ) ignore nulls
        ) over (
            partition by first_headers.file order by first_headers.position
        ) as header,
        second.header as second_header
    from first_headers
    left join repeated
        on
            first_headers.file = repeated.file
            and first_headers.position = repeated.position
    left join further_rows as second
        on
            first_headers.file = second.file
            and first_headers.column_name = second.column_name
            and second.header_row = 2
),

called as (
    select
        *,
        if(
            second_header is null,
            [header],
            [
                header,
                second_header,
                header || ' ' || second_header,
                header || ' - ' || second_header,
                header || ': ' || second_header,
                header || ' [' || second_header || ']'
            ]
        ) as names
    from named
)

select * from called
