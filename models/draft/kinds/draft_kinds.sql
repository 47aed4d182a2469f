with

facts as (
    select * from {{ ref('draft_facts') }}
),

personal as (
    select * from {{ ref('draft_personal') }}
),

several as (
    select * from {{ ref('draft_several') }}
),

sets as (
    select * from {{ ref('draft_sets') }}
),

scales as (
    select * from {{ ref('draft_scales') }}
),

candidates as (
    select * from {{ ref('draft_candidates') }}
),

rankings as (
    select * from {{ ref('draft_rankings') }}
),

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

-- A form may give a question twice: its options in columns, and all of them joined.
repeated as (
    select distinct stem
    from option_columns
),

coverage as (
    select
        position,
        count(*) filter (where is_option and missing is null) as options,
        coalesce(
            sum(respondents) filter (where missing is null and (is_option or is_other)),
            0
        ) as understood,
        coalesce(sum(respondents) filter (where is_frequent and missing is null), 0)
            as frequent,
        coalesce(sum(respondents) filter (where missing is null), 0) as answers,
        -- "Any comments?" is closed to those who have none.
        coalesce(bool_and(
            regexp_full_match(
                phrase, 'no|nope|none|nothing|n a|na|nil|not really|nothing else'
            )
        ) filter (where is_option and missing is null), true) as is_nothing
    from candidates
    group by position
),

described as (
    select
        facts.*,
        personal.has_header,
        personal.is_spared_if_reply,
        personal.is_spared_if_closed,
        personal.has_cells,
        personal.is_key,
        personal.is_of_form,
        several.delimiter,
        several.position is not null as is_several,
        several.is_ranking,
        sets.set_position,
        sets.set_columns,
        scales.scale,
        scales.strangers,
        coalesce(scales.is_ordered, false) as is_ordered,
        coalesce(scales.is_known, false) as is_known_scale,
        coalesce(coverage.options, 0) as options,
        coverage.understood / coverage.answers as coverage,
        coalesce(
            coverage.options > 0
            and coverage.understood >= 0.6 * coverage.answers
            and (not coverage.is_nothing or coverage.understood = coverage.answers),
            false
        ) as is_closed,
        coalesce(facts.numbers >= 0.9 * facts.answered, false) as is_numeric,
        coalesce(facts.stated_numbers >= 0.9 * facts.answered, false) as states_numbers,
        repeated.stem is not null as repeats_options,
        -- A few numbers that many people give are a scale, all others are typed.
        rankings.position is not null
        or coalesce(facts.are_points, false)
        or coalesce(
            facts.distinct_numbers <= 12
            and coverage.frequent >= 0.95 * coverage.answers,
            false
        ) as is_few
    from facts
    inner join personal on facts.position = personal.position
    inner join sets on facts.position = sets.position
    left join several on facts.position = several.position
    left join scales on sets.set_position = scales.set_position
    left join coverage on facts.position = coverage.position
    left join rankings on facts.position = rankings.position
    left join repeated on normalised(facts.title) = repeated.stem
    anti join option_columns on facts.position = option_columns.position
),

kinds as (
    select
        *,
        case
            when
                has_header
                and not (is_closed and is_spared_if_closed)
                and not (
                    is_closed and is_spared_if_reply
                    and coalesce(scale = 'reply', false)
                )
                then 'excluded'
            when answered = 0 then 'text'
            when has_cells or is_key then 'excluded'
            when
                timestamps >= 0.9 * answered
                -- A few dates are the answers of a question.
                and (has_times or texts > 0.2 * answered)
                then 'timestamp'
            when repeats_options then 'text'
            when is_several then 'multi'
            when is_numeric and not is_few then 'number'
            -- 170 cm, $20,000: amounts that people typed, rather than chose.
            when
                states_numbers
                and (not is_closed or (texts > 12 and stated_numbers = answered))
                then 'number'
            -- 0 and 1, or 1 and 2, are codes of what has no order.
            when is_numeric and is_closed and distinct_numbers <= 2 then 'single'
            when is_closed and is_ordered then 'ordered'
            when is_closed then 'single'
            else 'text'
        end as kind
    from described
)

select * from kinds
