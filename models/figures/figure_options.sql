with

figures as (
    select * from {{ ref('every_figure') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

results as (
    select * from {{ ref('question_results') }}
),

-- A figure is of a question, or of all questions of a grid, whose options are one.
figure_questions as (
    select
        figures.*,
        questions.question as member,
        questions.label as member_label,
        questions.position as member_position,
        questions.grid = figures.question as is_grid,
        row_number() over (
            partition by figures.figure order by questions.position
        ) as nth
    from figures
    inner join questions
        on figures.question = questions.question or figures.question = questions.grid
),

-- One question keeps one order, that of its first figure.
sorted as (
    select
        figure,
        kind,
        question,
        is_grid,
        by_question,
        by_options,
        options,
        measure,
        member,
        first_value(sort) over (partition by question order by is_appendix, position, figure)
            as sort
    from figure_questions
    where nth = 1
),

axes as (
    select
        figure,
        kind,
        'option' as axis,
        member as question,
        null::varchar[] as named,
        options,
        sort,
        measure
    from sorted

    union all by name

    select
        sorted.figure,
        sorted.kind,
        'group' as axis,
        sorted.by_question as question,
        sorted.by_options as named,
        sorted.options,
        coalesce(of_it.sort, 'codebook') as sort,
        null as measure
    from sorted
    left join (
        select
            question,
            any_value(sort) as sort
        from sorted
        group by question
    ) as of_it
        on sorted.by_question = of_it.question
    where sorted.by_question is not null
),

every_option as (
    select
        axes.*,
        results.option,
        results.label,
        results.respondents,
        results.role,
        results.is_net,
        results.position as codebook_position,
        results.option = 'other' or coalesce(results.role = 'off_scale', false)
            as is_aside,
        -- Who prefers not to say has no share of those who answered.
        (
            axes.measure is distinct from 'share'
            or results.answered = 0
            or results.share is not null
        )
        and case
            when axes.named is not null then list_contains(axes.named, results.option)
            when results.is_net then false
            when axes.options = 'offered' then results.offered
            -- 100% are everybody.
            when axes.kind = 'stacked_bar' and axes.axis = 'option'
                then results.option <> 'other' or results.respondents > 0
            when axes.options = 'coded' then results.option <> 'other'
            else true
        end as is_drawn,
        bool_and(is_drawn or results.is_net) over (partition by axes.figure, axes.axis) as is_whole
    from axes
    inner join results on axes.question = results.question
),

drawn as (
    select
        figure,
        axis,
        question,
        option,
        label,
        role,
        is_aside,
        is_whole,
        row_number() over (
            partition by figure, axis
            order by
                list_position(named, option),
                -- Segments of a bar stay in the order of their scale.
                if(kind = 'stacked_bar' and axis = 'option', is_aside, null),
                sort = 'value' and option = 'other',
                if(
                    sort = 'value' and (kind <> 'stacked_bar' or axis <> 'option'),
                    -respondents,
                    null
                ),
                codebook_position
        ) as position
    from every_option
    where is_drawn
),

grid_rows as (
    select
        figure,
        'group' as axis,
        member as question,
        member as option,
        member_label as label,
        null::varchar as role,
        false as is_aside,
        true as is_whole,
        nth as position
    from figure_questions
    where is_grid
),

placed as (
    select * from drawn
    union all by name
    select * from grid_rows
)

select * from placed
