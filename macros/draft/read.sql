{# The export as staging reads it: csv, csv.gz, tsv, tsv.gz or parquet, all text. #}
{% macro draft_export(file) -%}
    {%- if file.endswith('.parquet') -%}
    read_parquet({{ literal(file) }}, union_by_name = true)
    {%- else -%}
    read_csv(
        {{ literal(file) }},
        all_varchar = true, header = true, quote = '"', escape = '"', comment = '',
        skip = 0, strict_mode = false, union_by_name = true,
        delim = '{{ '\t' if '.tsv' in file else ',' }}'
    )
    {%- endif -%}
{%- endmacro %}

{# One row per column of the export. #}
{% macro draft_columns(file) %}
with

described as (
    select
        column_name,
        row_number() over () as position
    from (describe from {{ draft_export(file) }})
),

named as (
    select
        position,
        column_name,
        {{ normalised('column_name') }} as header,
        -- In words: small letters, no camelCase, no _.
        lower(trim(regexp_replace(
            regexp_replace(header, '([a-z])([A-Z])', '\1 \2', 'g'), '[_\s]+', ' ', 'g'
        ))) as header_words
    from described
),

-- The codebook names a column by its header, so of two with one header it names one.
columns_of_export as (
    select
        *,
        row_number() over (partition by header order by position) = 1 as is_named
    from named
)

select * from columns_of_export
{% endmacro %}

{# One row per column and distinct cell, with how many people wrote it; empty cells are
   not there. Everything that follows costs what these rows cost. #}
{% macro draft_cells(file) %}
{%- set columns = rows_of('select * from draft_columns order by position') %}
with

responses as (
    select
        {%- for column in columns %}
        {{ quoted(column.column_name) }}::varchar as "{{ column.position }}",
        {%- endfor %}
    from {{ draft_export(file) }}
),

unpivoted as (
    select
        position::integer as position,
        {{ trimmed('cell') }} as cell
    from responses unpivot (cell for position in (columns(*)))
),

cells as (
    select
        position,
        cell,
        count(*) as respondents,
        {{ without_zero_decimals(normalised('cell')) }} as text
    from unpivoted
    group by position, cell
)

-- Of more cells than anybody reads, those that most people wrote.
select
    *,
    length(cell) <= 2000 and row_number() over (
        partition by position order by respondents desc, cell
    ) <= 20000 as is_looked_at
from cells
where text <> ''
{% endmacro %}

{# One row per column of timestamps: the format that reads the most, null if none has to
   be given, and whether another one reads as many, the day where this has the month. #}
{% macro draft_formats() %}
with

dates as (
    select * from draft_cells
    where
        length(text) <= 40
        and regexp_matches(text, '^\w+[-/. ]\w+,?[-/. ]\d')
),

reads as (
    {{ draft_formats_known() }}
),

formats as (
    select
        position,
        preference,
        any_value(format) as format,
        sum(respondents) as respondents
    from reads
    group by position, preference
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
{% endmacro %}

{# One row per column: how many answered, and how many of them wrote what. #}
{% macro draft_facts() %}
with

cells as (
    select * from draft_cells
),

read as (
    select
        *,
        regexp_full_match(text, '-?\d+(\.\d+)?') as is_number,
        {{ draft_looks_personal('text') }} as is_personal
    from cells
),

facts as (
    select
        position,
        sum(respondents) as answered,
        count(distinct text) as texts,
        bool_and(is_looked_at) as is_all_looked_at,
        coalesce(sum(respondents) filter (where is_number), 0) as numbers,
        count(distinct try_cast(text as double)) filter (where is_number)
            as distinct_numbers,
        -- The points of a scale from 0 or 1 to 10.
        coalesce(
            bool_and(regexp_full_match(text, '\d|10')) filter (where is_number), false
        ) as are_points,
        bool_or(contains(text, ':')) as has_times,
        coalesce(sum(respondents) filter (where is_personal), 0) as personal,
        count(distinct text) filter (where is_personal) as distinct_personal
    from read
    group by position
)

select
    columns.*,
    coalesce(facts.answered, 0) as answered,
    facts.* exclude (position, answered),
    coalesce(formats.respondents, 0) as timestamps,
    formats.format,
    formats.is_ambiguous,
    -- So many people have to give an answer for it to be an option: one text that two
    -- of forty wrote, four of two hundred, 250 of a million.
    greatest(2, ceil(sqrt(coalesce(facts.answered, 0)) / 4)) as enough
from draft_columns as columns
left join facts on columns.position = facts.position
left join draft_formats as formats on columns.position = formats.position
{% endmacro %}
