with

dates as (
    select * from {{ ref('draft_cells') }}
    where
        missing is null
        and length(text) <= 40
        and regexp_matches(text, '^\w+[-/. ]\w+[,.]?[-/. ]\d')
),

{%- for format in timestamp_formats() %}
{%- set read_with = 'timestamp_in(text, ' ~ literal(format) ~ ')' if format
    else 'as_timestamp(text)' %}

read_{{ loop.index }} as (
    select
        position,
        {{ loop.index }} as preference,
        {{ literal(format) if format else 'null' }} as format,
        sum(respondents) as respondents
    from dates
    where {{ read_with }} is not null
    group by position
),
{%- endfor %}

formats as (
    {%- for format in timestamp_formats() %}
    select * from read_{{ loop.index }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

best as (
    select
        position,
        max(respondents) as respondents
    from formats
    group by position
)

select
    best.position,
    best.respondents,
    first(formats.format order by formats.preference) as format,
    bool_or(starts_with(formats.format, '%d/'))
    and bool_or(formats.format is null or starts_with(formats.format, '%m/'))
        as is_ambiguous
from best
inner join formats
    on best.position = formats.position and best.respondents = formats.respondents
group by best.position, best.respondents
