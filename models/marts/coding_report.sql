with

answer_findings as (
    select * from {{ ref('int_answer_findings') }}
),

codebook_findings as (
    select * from {{ ref('int_codebook_findings') }}
),

people_findings as (
    select * from {{ ref('int_people_findings') }}
),

crosstabs as (
    select * from {{ ref('crosstab_results') }}
),

hidden_groups as (
    select distinct
        'hidden group' as finding,
        question,
        concat_ws(' among ', by_question || '=' || by_option, among) as text,
        'no figure or table shows it: smallest_group in survey.csv, of it or of one '
        || 'that could be computed from it'
            as advice
    from crosstabs
    where not is_published
),

findings as (
    select * from answer_findings
    union all by name
    select * from codebook_findings
    union all by name
    select * from people_findings
    union all by name
    select * from hidden_groups
),

-- What needs a decision first, rules that did their work last.
report as (
    select
        finding,
        coalesce(is_error, false) as is_error,
        question,
        text,
        respondents,
        nearest,
        advice
    from findings
    order by
        is_error desc,
        list_position(
            [
                'wording changed', 'further header row', 'unknown answer',
                'unclear choice', 'unreadable timestamp', 'unreadable number',
                'columns disagree', 'answered without being asked',
                'contradiction',
                'unused delimiter', 'unknown item of the survey',
                'unknown column of the codebook', 'missing column', 'unexpected column',
                'unused spelling', 'hidden group', 'screened out', 'blank rows',
                'caught by *', 'repaired'
            ],
            finding
        ) nulls first,
        question,
        respondents desc nulls last,
        text
)

select * from report
