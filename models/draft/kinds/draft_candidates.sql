with

sets as (
    select * from {{ ref('draft_sets') }}
),

labels as (
    select * from {{ ref('draft_labels') }}
),

places as (
    select * from {{ ref('draft_places') }}
),

scales as (
    select * from {{ ref('draft_scales') }}
),

set_labels as (
    select * from {{ ref('draft_set_labels') }}
),

amounts as (
    select * from {{ ref('draft_amounts') }}
),

candidates as (
    select
        labels.*,
        sets.set_position,
        places.low,
        -- Of two that are one point of a scale, the numbers decide: "Daily, less than
        -- 3 hours" and "Daily, 3 hours or more".
        if(scales.scale in ('ranges', 'numbers'), places.high, amounts.low) as high,
        coalesce(labels.missing, '') <> 'blank'
        and not labels.is_other
        and coalesce(
            labels.is_frequent
            or (set_labels.is_frequent and sets.set_columns > 1)
            or labels.role = 'missing'
            or (
                (scales.members >= 2 or scales.scale = 'reply')
                and places.key is not null
                and not contains(labels.label, '(')
                and (
                    scales.scale <> 'numbers'
                    or regexp_full_match(labels.label, '-?\d+(\.\d+)?')
                )
            ),
            false
        ) as is_option
    from labels
    inner join sets on labels.position = sets.position
    left join set_labels
        on
            sets.set_position = set_labels.set_position
            and labels.key = set_labels.key
    left join scales on sets.set_position = scales.set_position
    left join places
        on
            sets.set_position = places.set_position
            and labels.key = places.key
            and scales.scale = places.scale
    left join amounts
        on labels.position = amounts.position and labels.key = amounts.key
)

select * from candidates
