with

claims as (
    select * from {{ ref('stg_claims') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

options as (
    select * from {{ ref('stg_options') }}
),

combinations as (
    select * from {{ ref('int_combinations') }}
    where is_respondent
),

people as (
    select count(*) as respondents from {{ ref('respondents') }}
),

-- The people that a claim is about: all, or those who chose its by_option.
candidates as (
    select
        claims.codebook_row,
        claims.counted_question as question,
        combinations.options,
        combinations.number,
        -- Without options, a claim is about the question as a whole.
        coalesce(
            list_has_any(combinations.options, claims.counted_options),
            combinations.answered
        ) as is_claimed,
        combinations.answered,
        combinations.asked,
        combinations.respondents
    from claims
    inner join combinations
        on
            claims.counted_question = combinations.question
            and claims.counted_by_question is not distinct from combinations.by_question
            and claims.counted_among is not distinct from combinations.among
    where
        claims.counted_by_question is null
        or list_has_any(combinations.by_options, claims.counted_by_options)
        or (claims.counted_by_options is null and combinations.by_answered)
),

counted as (
    select
        codebook_row,
        sum(respondents) as respondents,
        coalesce(sum(respondents) filter (where answered), 0) as answered,
        coalesce(sum(respondents) filter (where asked), 0) as asked,
        coalesce(sum(respondents) filter (where is_claimed), 0) as claimed,
        coalesce(sum(respondents) filter (where is_claimed and answered), 0)
            as claimed_answered,
        coalesce(sum(respondents) filter (where is_claimed and asked), 0)
            as claimed_asked
    from candidates
    group by codebook_row
),

selected as (
    select
        candidates.codebook_row,
        candidates.question,
        chosen.option,
        candidates.number,
        sum(candidates.respondents) as respondents
    from candidates
    cross join unnest(candidates.options) as chosen (option)
    group by all
),

ranks as (
    select
        selected.codebook_row,
        1 + count(*) filter (where selected.respondents > counted.claimed) as rank
    from selected
    inner join counted on selected.codebook_row = counted.codebook_row
    inner join options
        on
            selected.question = options.question
            and selected.option = options.option
            and options.is_ranked
    inner join claims on selected.codebook_row = claims.codebook_row
    inner join options as claimed
        on
            claims.counted_question = claimed.question
            and claims.counted_options = [claimed.option]
            and claimed.is_ranked
    group by selected.codebook_row
),

means as (
    select
        selected.codebook_row,
        sum(
            selected.respondents * coalesce(options.scale_value, selected.number)
        ) / sum(selected.respondents) as mean
    from selected
    left join options
        on
            selected.question = options.question
            and selected.option = options.option
    where coalesce(options.scale_value, selected.number) is not null
    group by selected.codebook_row
),

measured as (
    select
        claims.*,
        case claims.measure
            when 'respondents'
                then
                    if(
                        claims.counted_question is null,
                        people.respondents,
                        coalesce(counted.claimed, 0)
                    )
            when 'share'
                then by_base(
                        questions.base,
                        share(counted.claimed_answered, counted.answered),
                        share(counted.claimed_asked, counted.asked),
                        share(counted.claimed, counted.respondents)
                    )
            when 'rank' then ranks.rank
            when 'mean' then means.mean
        end::double as actual
    from claims
    cross join people
    left join questions on claims.counted_question = questions.question
    left join counted on claims.codebook_row = counted.codebook_row
    left join ranks on claims.codebook_row = ranks.codebook_row
    left join means on claims.codebook_row = means.codebook_row
),

checked as (
    select
        codebook_row,
        claim,
        question,
        option,
        by_question,
        by_option,
        among,
        measure,
        operator,
        expected,
        tolerance,
        actual,
        claim_holds(actual, operator, expected, tolerance) as holds
    from measured
)

select * from checked
order by codebook_row
