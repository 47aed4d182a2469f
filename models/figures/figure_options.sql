with

figures as (
    select * from {{ ref('stg_figures') }}
),

results as (
    select * from {{ ref('question_results') }}
),

hidden as (
    select distinct
        question,
        by_question,
        among,
        by_option
    from {{ ref('crosstab_results') }}
    where not is_published
),

segments as (
    select * from {{ ref('int_combinations') }}
    where is_respondent and by_question is null and among is not null
),

segment_counts as (
    select * from option_counts('segments', 'results')
),

-- Results of everyone, and of those whom a figure is about.
every_result as (
    select
        *,
        null::varchar as among
    from results

    union all by name

    select
        results.* replace (
            counts.respondents as respondents,
            counts.answered as answered,
            counts.share as share
        ),
        counts.among
    from segment_counts as counts
    inner join results
        on counts.question = results.question and counts.option = results.option
    where is_publishable(counts.total_respondents, results.total_respondents)
),

axes as (
    select
        figure,
        'row' as axis,
        question,
        null::varchar as crossed_question,
        among,
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
        question as crossed_question,
        among,
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
        every_result.option,
        every_result.label,
        every_result.respondents,
        every_result.share,
        every_result.position as codebook_position,
        -- Who prefers not to say has no share of those who answered.
        (
            axes.measure is distinct from 'share'
            or every_result.answered = 0
            or every_result.share is not null
        )
        and case
            when axes.named is not null
                then list_contains(axes.named, every_result.option)
            when every_result.is_net then false
            when axes.options = 'offered' then every_result.offered
            when axes.options = 'coded' then every_result.option <> 'other'
            else true
        end
        and hidden.by_option is null as is_drawn,
        bool_and(is_drawn or every_result.is_net)
            over (partition by axes.figure, axes.axis) as is_whole
    from axes
    inner join every_result
        on
            axes.question = every_result.question
            and axes.among is not distinct from every_result.among
    left join hidden
        on
            axes.crossed_question = hidden.question
            and axes.question = hidden.by_question
            and axes.among is not distinct from hidden.among
            and every_result.option = hidden.by_option
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
        is_whole,
        respondents,
        share
    from drawn
),

-- A figure that may show none of its columns is not drawn.
complete as (
    select placed.*
    from placed
    inner join figures on placed.figure = figures.figure
    qualify
        figures.by_question is null
        or count(*) filter (where placed.axis = 'column')
            over (partition by placed.figure) > 0
)

select * from complete
