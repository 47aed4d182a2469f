with

figures as (
    select * from {{ ref('stg_figures') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

results as (
    select * from {{ ref('question_results') }}
),

named as (
    select by_question, question, among from figures
    union
    select by_question, question, among from claims
),

combinations as (
    select combinations.*
    from {{ ref('int_combinations') }} as combinations
    where combinations.is_respondent and combinations.by_question is not null
),

cells as (
    select
        question,
        option,
        label,
        position,
        is_net,
        by_question,
        by_option,
        by_label,
        by_position,
        by_is_net,
        among,
        respondents,
        option_respondents,
        by_option_respondents,
        answered_both,
        total_respondents,
        option_base,
        base as by_option_base,
        share_of_option,
        share as share_of_by_option,
        base,
        share,
        low,
        high,
        rest_respondents,
        rest_base,
        rest_share,
        difference,
        difference_low,
        difference_high,
        p,
        p_adjusted
    from crosstab_cells('combinations', 'results')
)

select * from cells
order by question, by_question, among, position, by_position
