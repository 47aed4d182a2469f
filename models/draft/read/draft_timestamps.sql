with

dates as (
    select * from {{ ref('draft_cells') }}
    where
        missing is null
        and length(text) <= 40
        and regexp_matches(text, '^\w+[-/. 年]{1,2}\w+[,.]?[-/. 月]{1,2}\d')
),

-- How a column is written, a thousand of its cells show: each format that does not fit
-- costs more than to read the file.
sampled as (
    select
        *,
        sum(respondents) over (partition by position) as all_respondents
    from dates
    qualify row_number() over (partition by position order by hash(text)) <= 1000
),

shares as (
    select
        position,
        any_value(all_respondents) / sum(respondents) as people_for_each
    from sampled
    group by position
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
    from sampled
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
    round(best.respondents * any_value(shares.people_for_each)) as respondents,
    first(formats.format order by formats.preference) as format,
    bool_or(starts_with(formats.format, '%d/'))
    and bool_or(formats.format is null or starts_with(formats.format, '%m/'))
        as is_ambiguous
from best
inner join formats
    on best.position = formats.position and best.respondents = formats.respondents
inner join shares on best.position = shares.position
group by best.position, best.respondents
