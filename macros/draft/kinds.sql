{# One row per column and answer, with its place on the column's scale: an option, if
   enough people give it or it is on the scale of others. #}
{% macro draft_candidates() %}
with

candidates as (
    select
        groups.*,
        places.low,
        places.high,
        not groups.is_other and coalesce(
            groups.is_frequent
            or (
                groups.role in ('off_scale', 'missing')
                and groups.phrase in (
                    select phrase from draft_scale_points where scale = 'reply'
                )
            )
            or (
                (scales.members >= 2 or scales.scale = 'reply')
                and places.key is not null
                and not contains(groups.label, '(')
                and (
                    scales.scale <> 'numbers'
                    or regexp_full_match(groups.label, '-?\d+(\.\d+)?')
                )
            ),
            false
        ) as is_option
    from draft_groups as groups
    left join draft_scales as scales on groups.position = scales.position
    left join draft_places as places
        on
            groups.position = places.position
            and groups.key = places.key
            and scales.scale = places.scale
)

select * from candidates
{% endmacro %}

{# One row per column: its kind, and what speaks against it. #}
{% macro draft_kinds() %}
with

facts as (
    select * from draft_facts
),

personal_headers as (
    {{ draft_personal_headers() }}
),

personal as (
    select
        facts.position,
        bool_and(coalesce(personal_headers.spared_if in ('reply', 'closed'), false))
            as is_spared_if_reply,
        bool_and(coalesce(personal_headers.spared_if = 'closed', false))
            as is_spared_if_closed
    from facts
    inner join personal_headers
        -- LinkedIn is one word, FirstName is two.
        on
            regexp_matches(
                trim(facts.header_words, ' .:?*!'), personal_headers.pattern
            )
            or regexp_matches(
                trim(lower(facts.header), ' .:?*!'), personal_headers.pattern
            )
    group by facts.position
),

coverage as (
    select
        position,
        count(*) filter (where is_option) as options,
        coalesce(sum(respondents) filter (where is_option or is_other), 0)
            as understood,
        coalesce(sum(respondents) filter (where is_frequent), 0) as frequent,
        sum(respondents) as answers,
        -- "Any comments?" is closed to those who have none.
        coalesce(bool_and(
            regexp_full_match(
                phrase, 'no|nope|none|nothing|n a|na|nil|not really|nothing else'
            )
        ) filter (where is_option), true) as is_nothing
    from draft_candidates
    group by position
),

described as (
    select
        facts.*,
        personal.position is not null as has_personal_header,
        personal.is_spared_if_reply,
        personal.is_spared_if_closed,
        multi.delimiter,
        multi.position is not null as is_multi,
        scales.scale,
        scales.strangers,
        coalesce(scales.is_ordered, false) as is_ordered,
        coalesce(coverage.options, 0) as options,
        coverage.understood / coverage.answers as coverage,
        coalesce(
            coverage.options > 0
            and coverage.understood >= 0.6 * coverage.answers
            and (not coverage.is_nothing or coverage.understood = coverage.answers),
            false
        ) as is_closed,
        facts.numbers >= 0.9 * facts.answered as is_numeric,
        -- A few numbers that many people give are a scale, all others are typed.
        facts.are_points
        or (
            facts.distinct_numbers <= 12
            and coverage.frequent >= 0.95 * coverage.answers
        ) as is_few
    from facts
    left join personal on facts.position = personal.position
    left join draft_multi as multi on facts.position = multi.position
    left join draft_scales as scales on facts.position = scales.position
    left join coverage on facts.position = coverage.position
),

kinds as (
    select
        *,
        case
            when
                has_personal_header
                and not (is_closed and is_spared_if_closed)
                and not (
                    is_closed and is_spared_if_reply
                    and coalesce(scale = 'reply', false)
                )
                then 'excluded'
            when answered = 0 then 'text'
            when personal >= 0.5 * answered and distinct_personal >= 0.5 * texts
                then 'excluded'
            when
                timestamps >= 0.9 * answered
                -- A few dates are the answers of a question.
                and (has_times or texts > 0.2 * answered)
                then 'timestamp'
            when is_multi then 'multi'
            when is_numeric and not is_few then 'number'
            when is_closed and is_ordered then 'ordered'
            when is_closed then 'single'
            else 'text'
        end as kind
    from described
)

select * from kinds
{% endmacro %}
