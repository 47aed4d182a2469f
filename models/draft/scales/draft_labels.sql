with

texts as (
    select * from {{ ref('draft_texts') }}
),

several as (
    select * from {{ ref('draft_several') }}
),

roles as (
    select * from {{ ref('roles') }}
),

labels as (
    select
        texts.position,
        texts.key,
        coalesce(
            arg_max(texts.text, (texts.respondents, texts.text)) filter (
                where not texts.is_date
            ),
            texts.key
        ) as label,
        bool_or(texts.is_date) as has_dates,
        any_value(texts.missing) as missing,
        sum(texts.respondents) as respondents,
        sum(texts.respondents) >= any_value(texts.enough) as is_frequent,
        any_value(several.position) is not null as is_several
    from texts
    left join several on texts.position = several.position
    group by texts.position, texts.key
),

described as (
    select
        *,
        draft_phrase(label) as phrase,
        draft_phrase(
            regexp_replace(label, '^([^,;:–—(]{2,40}?)\s*([,;:–—(]|\s-\s).*$', '\1')
        ) as beginning,
        is_other_word(label) as is_other
    from labels
),

matched as (
    select
        described.position,
        described.key,
        min(roles.role) as role
    from described
    inner join roles on regexp_matches(described.phrase, roles.pattern)
    where
        described.is_frequent
        and (
            roles.role = 'missing'
            or (roles.role = 'exclusive') = described.is_several
        )
    group by described.position, described.key
)

select
    described.*,
    case
        when described.missing = 'missing' then 'missing'
        else matched.role
    end as role,
    not described.is_other
    and described.missing is null
    and coalesce(matched.role = 'exclusive', true) as is_answer
from described
left join matched
    on described.position = matched.position and described.key = matched.key
