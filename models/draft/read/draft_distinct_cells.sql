with

responses as (
    select list_value(*columns(*)) as cells
    from (
        select columns(*)::varchar
        from {{ draft_rows(has_header=true) | indent(8) }}
    )
),

unnested as (
    select
        generate_subscripts(cells, 1) as position,
        unnest(cells) as cell
    from responses
)

select
    position,
    cell,
    count(*) as respondents
from unnested
where cell is not null
group by position, cell
