-- How many models does a team of each size serve?
-- Published: the cross-tab of figure 4.
with

crosstab as (
    select * from {{ ref('crosstab_results') }}
    where question = 'num_models' and by_question = 'num_ml_employees'
),

options as (
    select * from {{ ref('question_results') }}
),

labelled as (
    select
        crosstab.by_option as team_size,
        options.label as models,
        crosstab.respondents,
        round(crosstab.share_of_by_option, 2) as share_of_teams_of_this_size
    from crosstab
    inner join options
        on
            crosstab.question = options.question
            and crosstab.option = options.option
    inner join options as team_sizes
        on
            crosstab.by_question = team_sizes.question
            and crosstab.by_option = team_sizes.option
    where crosstab.respondents > 0
    order by team_sizes.position, options.position
)

select * from labelled
