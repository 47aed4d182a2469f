with

figures as (
    select * from {{ ref('stg_figures') }}
),

results as (
    select * from {{ ref('question_results') }}
),

axes as (
    select
        figure,
        'row' as axis,
        question,
        null::varchar[] as named,
        options,
        sort,
        measure
    from figures

    union all by name

    select
        figure,
        'column' as axis,
        by_question as question,
        by_options as named,
        options,
        'codebook' as sort,
        null as measure
    from figures
    where by_question is not null
),

every_option as (
    select
        axes.*,
        results.option,
        results.label,
        results.respondents,
        results.position as codebook_position,
        -- Who prefers not to say has no share of those who answered.
        (
            axes.measure is distinct from 'share'
            or results.answered = 0
            or results.share is not null
        )
        and case
            when axes.named is not null then list_contains(axes.named, results.option)
            when axes.options = 'offered' then results.offered
            when axes.options = 'coded' then results.option <> 'other'
            else true
        end as is_drawn,
        bool_and(is_drawn) over (partition by axes.figure, axes.axis) as is_whole
    from axes
    inner join results on axes.question = results.question
),

drawn as (
    select * from every_option
    where is_drawn
),

placed as (
    select
        figure,
        axis,
        question,
        option,
        label,
        row_number() over (
            partition by figure, axis
            order by
                sort = 'value' and option = 'other',
                if(sort = 'value', -respondents, null),
                list_position(named, option),
                codebook_position
        ) as position,
        is_whole
    from drawn
)

select * from placed
