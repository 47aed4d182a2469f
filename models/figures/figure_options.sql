with

figure_questions as (
    select * from {{ ref('figure_questions') }}
),

results as (
    select * from {{ ref('question_results') }}
),

words as (
    select max(text) filter (where item = 'say_other') as other
    from {{ ref('survey_texts') }}
),

sorted as (
    select * from figure_questions
    where position = 1
),

question_sorts as (
    select
        question,
        any_value(sort) as sort
    from sorted
    group by question
),

axes as (
    select
        figure,
        kind,
        'option' as axis,
        question,
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
        coalesce(question_sorts.sort, 'codebook') as sort,
        null as measure
    from sorted
    left join question_sorts on sorted.by_question = question_sorts.question
    where sorted.by_question is not null
),

every_option as (
    select
        axes.*,
        results.option,
        -- The label that the codebook gives to none is in the survey's language.
        if(
            results.option = 'other' and results.label = 'Other',
            coalesce(words.other, results.label),
            results.label
        ) as label,
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
            -- A stacked bar is of everybody, whatever they answered.
            when
                axes.options = 'coded'
                and not (axes.kind = 'stacked_bar' and axes.axis = 'option')
                then results.option <> 'other'
            -- Nobody was offered Other: it is an answer where somebody gave one.
            else results.option <> 'other' or results.respondents > 0
        end as is_drawn,
        bool_and(is_drawn or results.is_net)
            over (partition by axes.figure, axes.axis)
            as is_whole
    from axes
    inner join results on axes.question = results.question
    cross join words
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
        question,
        question as option,
        label,
        null::varchar as role,
        false as is_aside,
        true as is_whole,
        position
    from figure_questions
    where is_grid
),

placed as (
    select * from drawn
    union all by name
    select * from grid_rows
)

select * from placed
