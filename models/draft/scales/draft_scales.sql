with

sets as (
    select * from {{ ref('draft_sets') }}
),

places as (
    select * from {{ ref('draft_places') }}
),

frequent as (
    select * from {{ ref('draft_set_labels') }}
    where is_frequent and is_answer
),

counted as (
    select
        set_position,
        count(*) as answers,
        count(*) filter (where is_denial(phrase)) as denials,
        max(length(label)) as longest
    from frequent
    group by set_position
),

columns_of_sets as (
    select
        set_position,
        max(columns) as columns
    from (
        select
            set_position,
            battery,
            count(*) as columns
        from sets
        group by set_position, battery
    ) as batteries
    group by set_position
),

rankings as (
    select distinct set_position
    from {{ ref('draft_rankings') }}
),

scales as (
    select
        places.set_position,
        places.scale,
        count(*) as members,
        count(distinct places.low) as points,
        counted.answers - count(*) as strangers,
        counted.denials
        - count(*) filter (where is_denial(frequent.phrase)) as denials
    from places
    inner join frequent
        on places.set_position = frequent.set_position and places.key = frequent.key
    inner join counted on places.set_position = counted.set_position
    group by
        places.set_position, places.scale, counted.answers, counted.denials
),

best as (
    select * from scales
    qualify row_number() over (
        partition by set_position
        order by
            members desc, points desc, scale = 'numbers' desc, scale = 'ranges' desc,
            scale
    ) = 1
),

judged as (
    select
        counted.set_position,
        counted.answers,
        best.scale,
        coalesce(best.members, 0) as members,
        counted.answers - coalesce(best.members, 0) as strangers,
        columns_of_sets.columns,
        -- One answer may stand beside three on a scale: "Just looking" beside "Daily";
        -- and one that denies beside numbers: "I do not work" beside "1-5 hours".
        coalesce(
            best.scale <> 'reply' and best.points >= 2
            and (
                strangers <= if(best.members >= 3, 1, 0)
                or strangers <= 0.3 * best.members
                or (
                    best.scale in ('ranges', 'numbers') and best.members >= 3
                    and strangers - best.denials <= 1
                )
            ),
            false
        ) as is_known,
        -- What a battery of questions is answered with is ordered, whatever its words,
        -- unless it is what people put in an order of their own.
        columns_of_sets.columns >= 3
        and rankings.set_position is null
        and counted.answers between 3 and 7
        and counted.longest <= 80
        and coalesce(best.scale <> 'reply' or strangers > 0, true) as is_battery
    from counted
    inner join columns_of_sets on counted.set_position = columns_of_sets.set_position
    left join best on counted.set_position = best.set_position
    left join rankings on counted.set_position = rankings.set_position
)

select
    *,
    is_known or is_battery as is_ordered
from judged
