{%- set file = draft_file() %}
with

first_rows as (
    select
        row_number() over () as row_number,
        list_value(*columns(*)) as cells
    from (
        select columns(*)::varchar
        from {{ read_export(file.path, file.format, has_header=false) if execute else '(select 1 as a)' }}
        limit 1000
    )
),

unnested as (
    select
        row_number,
        generate_subscripts(cells, 1) as position,
        unnest(cells) as cell
    from first_rows
),

texts as (
    select
        row_number,
        position,
        as_compared(cell) as text
    from unnested
)

select * from texts
where text <> ''
