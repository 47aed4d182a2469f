with

figures as (
    select * from {{ ref('every_figure') }}
    where kind = 'stacked_bar'
),

results as (
    select * from {{ ref('figure_results') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

nets as (
    select
        question,
        arg_min(options, position) as options,
        arg_min(label, position) as label
    from {{ ref('stg_nets') }}
    group by question
),

segments as (
    select
        results.*,
        figures.question,
        figures.by_question,
        figures.sort,
        coalesce(results.share, 0) as width,
        coalesce(results.role = 'neutral', false) as is_middle
    from results
    inner join figures on results.figure = figures.figure
),

-- Places on the scale, from 0; of the middle option, if there is one.
scaled as (
    select
        *,
        coalesce(count_if(not is_aside) over place, 0) as place,
        count_if(not is_aside) over whole as places,
        max(if(is_middle, option_position, null)) over whole as middle_position
    from segments
    window
        place as (
            partition by figure, group_option order by option_position
            rows between unbounded preceding and 1 preceding
        ),
        whole as (partition by figure, group_option)
),

measured as (
    select
        *,
        max(if(is_middle, place, null)) over whole as middle,
        coalesce(sum(width) over place, 0) as before,
        sum(if(is_aside, 0, width)) over whole as on_scale,
        -- Half of the middle segment stands on each side of the line.
        coalesce(sum(case
            when middle_position is null then 0
            when is_middle then width / 2
            when option_position < middle_position then width
        end) over whole, 0) as origin
    from scaled
    window
        place as (
            partition by figure, group_option order by option_position
            rows between unbounded preceding and 1 preceding
        ),
        whole as (partition by figure, group_option)
),

ended as (
    select
        measured.*,
        case
            when nets.options is not null
                then list_contains(nets.options, measured.option)
            when measured.is_aside then false
            when measured.middle is not null then measured.place > measured.middle
            -- Of options in no order, none is the top.
            else questions.kind = 'ordered' and measured.place = measured.places - 1
        end as is_counted_at_end,
        nets.label as net_label
    from measured
    left join questions on measured.option_question = questions.question
    left join nets on measured.option_question = nets.question
),

drawn as (
    select
        figure,
        sort,
        by_question,
        group_position,
        option,
        group_option,
        is_middle,
        case
            when is_aside then null
            when middle is null then place / greatest(places - 1, 1)
            when place < middle then (place - middle) / greatest(middle, 1)
            else (place - middle) / greatest(places - 1 - middle, 1)
        end as shade,
        -- On both sides of a line, those who are not on the scale are apart of it.
        if(
            middle is not null and is_aside,
            max(on_scale - origin) over (partition by figure) + before - on_scale,
            before - origin
        ) as start,
        sum(width) filter (where is_counted_at_end) over whole as end_share,
        coalesce(
            net_label,
            string_agg(option_label, ' + ' order by option_position)
            filter (where is_counted_at_end) over whole
        ) as end_label
    from ended
    window whole as (partition by figure, group_option)
),

placed as (
    select
        * exclude (sort, by_question, group_position),
        dense_rank() over (
            partition by figure
            order by
                if(
                    sort = 'value' and by_question is distinct from 'wave',
                    -end_share,
                    null
                ),
                group_position
        ) as row_position
    from drawn
)

select * from placed
