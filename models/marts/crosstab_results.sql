with

figures as (
    select * from {{ ref('stg_figures') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

bases as (
    select * from {{ ref('question_bases') }}
),

results as (
    select * from {{ ref('question_results') }}
),

-- A figure of a grid is one of each of its questions.
named as (
    select
        questions.question,
        figures.by_question,
        figures.among
    from figures
    inner join questions on figures.question in (questions.question, questions.grid)

    union

    select
        counted_question,
        counted_by_question,
        counted_among
    from claims
),

combinations as (
    select combinations.*
    from {{ ref('int_combinations') }} as combinations
    semi join named
        on
            combinations.question = named.question
            and combinations.by_question = named.by_question
            and combinations.among is not distinct from named.among
    where combinations.is_respondent

    union all by name

    -- A pair that nobody answered has its cells too.
    select
        *,
        false as asked,
        false as by_asked,
        false as answered,
        false as by_answered,
        true as is_respondent,
        0 as respondents
    from named
    where by_question is not null
),

cells as (
    select * from crosstab_cells('combinations', 'results')
),

hidden as (
    select * from hidden_groups('cells', 'results', 'bases')
),

crosstabs as (
    select
        cells.question,
        cells.option,
        cells.label,
        cells.position,
        cells.is_net,
        cells.by_question,
        cells.by_option,
        cells.by_label,
        cells.by_position,
        cells.by_is_net,
        cells.among,
        hidden.by_option is null as is_published,
        cells.respondents,
        cells.option_respondents,
        cells.by_option_respondents,
        cells.answered_both,
        cells.total_respondents,
        cells.option_base,
        cells.base as by_option_base,
        cells.share_of_option,
        cells.share as share_of_by_option,
        cells.base,
        cells.share,
        cells.low,
        cells.high,
        cells.rest_respondents,
        cells.rest_base,
        cells.rest_share,
        cells.difference,
        cells.difference_low,
        cells.difference_high,
        cells.p,
        cells.p_adjusted
    from cells
    left join hidden
        on
            cells.question = hidden.question
            and cells.by_question = hidden.by_question
            and cells.among is not distinct from hidden.among
            and cells.by_option = hidden.by_option
)

select * from crosstabs
order by question, by_question, among, position, by_position
