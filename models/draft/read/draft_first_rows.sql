with

first_rows as (
    select
        row_number() over () as row_number,
        list_value(*columns(*)) as cells
    from (
        select columns(*)::varchar
        from {{ draft_rows(has_header=false) | indent(8) }}
        -- The first rows of the file, in its order.
        limit 1000 -- noqa: AM09
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
