with

people as (
    select concat(*columns(*)) as cells
    from (
        select columns(*)::varchar
        from {{ draft_rows(has_header=true) | indent(8) }}
    )
),

responses as (
    select list_value(*columns(*)) as cells
    from (
        select columns(*)::varchar
        from {{ draft_rows(has_header=true) | indent(8) }}
    )
),

groups as (
    select
        group_position,
        list(position) as positions
    from {{ ref('draft_option_columns') }}
    group by group_position
),

-- A person has answered who has chosen one of the columns. Group 0 is everybody who
-- wrote anything at all.
answered as (
    select
        0 as group_position,
        count(*) as respondents
    from people
    where not is_blank(cells)

    union all

    select
        groups.group_position,
        count(*) as respondents
    from responses
    cross join groups
    where
        len([
            cell
            for cell in list_select(responses.cells, groups.positions)
            if not is_no(coalesce(cell, '-')) and not is_blank(cell)
        ]) > 0
    group by groups.group_position
)

select * from answered
