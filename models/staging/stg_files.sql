{%- set folder = 'seeds/' ~ (env_var('SURVEY', '') or 'production_ml') %}
{%- set named = var('responses', '') %}
with

survey as (
    select
        max(text) filter (where item = 'header_rows') as header_rows,
        max(text) filter (where item = 'encoding') as encoding,
        max(text) filter (where item = 'separator') as separator
    from {{ ref('stg_survey') }}
),

waves as (
    select * from {{ ref('stg_waves') }}
),

found as (
    select * from exports_in({{ literal(folder) }})
),

of_waves as (
    select
        waves.wave,
        waves.position,
        {{ literal(folder) }} || '/' || waves.file as path,
        coalesce(waves.header_rows, try_cast(survey.header_rows as integer), 1)
            as header_rows,
        coalesce(waves.encoding, survey.encoding) as encoding,
        coalesce(waves.separator, survey.separator) as separator
    from waves
    cross join survey
    where {{ literal(named) }} = ''
),

-- A name with * is one of several files; without a file, of the one that is missing.
named as (
    select unnest(coalesce(
        (select list(file) from glob({{ literal(named) }})),
        [{{ literal(named) }}]
    )) as path
    where {{ literal(named) }} <> ''
),

paths as (
    select path from named
    union all
    select coalesce(min(path), {{ literal(folder ~ '/responses.csv') }}) as path
    from found
    having {{ literal(named) }} = ''
),

of_one as (
    select
        null as wave,
        row_number() over (order by paths.path) as position,
        paths.path,
        coalesce(try_cast(survey.header_rows as integer), 1) as header_rows,
        survey.encoding,
        survey.separator
    from paths
    cross join survey
    where not exists (select 1 from of_waves)
),

every_file as (
    select * from of_waves
    union all by name
    select * from of_one
),

described as (
    select
        position::integer as file,
        wave,
        path,
        header_rows,
        encoding,
        separator
    from every_file
)

select * from described
