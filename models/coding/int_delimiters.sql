{{ config(post_hook="{{ create_coding_functions(this) }}") }}
with

trials as (
    select * from {{ ref('int_delimiter_trials') }}
),

named as (
    select
        question,
        delimiter as named
    from {{ ref('stg_questions') }}
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

-- How a file was downloaded: what cuts its cells into most known answers, where the
-- codebook names no delimiter.
usual as (
    select
        trials.file,
        trials.delimiter as usual
    from trials
    inner join named on trials.question = named.question
    where trials.known > 0 and trials.preference > 0
    group by trials.file, trials.delimiter
    qualify
        row_number() over (
            partition by trials.file
            order by
                coalesce(sum(trials.known) filter (where named.named is null), 0) desc,
                sum(trials.known) desc,
                min(trials.preference)
        ) = 1
),

-- A question's own cells decide, if they are evidence; else what the codebook names, or
-- the rest of its file.
compared as (
    select
        trials.*,
        trials.delimiter = coalesce(named.named, usual.usual, ';') as is_default
    from trials
    inner join named on trials.question = named.question
    left join usual on trials.file = usual.file
),

chosen as (
    select
        file,
        question,
        delimiter,
        kept
    from compared
    qualify
        row_number() over (
            partition by file, question
            order by evidence desc, is_default desc, preference
        ) = 1
),

quoted as (
    select distinct question from spellings
    where contains(spelling, '"')
),

described as (
    select
        chosen.*,
        quoted.question is null as may_be_record
    from chosen
    left join quoted on chosen.question = quoted.question
)

select * from described
