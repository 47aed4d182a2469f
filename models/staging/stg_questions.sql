with

questions as (
    select * from {{ source('codebook', 'questions') }}
    where codebook_row > 1
),

waves as (
    select * from {{ ref('stg_waves') }}
),

typed as (
    select
        stated(cells['question']) as question,
        try_cast(cells['position'] as integer) as position,
        stated(cells['kind']) as kind,
        coalesce(
            stated(cells['kind']) in ('single', 'ordered', 'multi'), false
        ) as is_coded,
        replace(cells['delimiter'], '\n', chr(10)) as delimiter,
        coalesce(stated(cells['other']) = 'yes', false) as is_open,
        stated(cells['base']) as base,
        normalised(cells['header']) as header,
        coalesce(stated(cells['wording']), trim(cells['header'])) as wording,
        coalesce(
            stated(cells['label']), stated(cells['wording']), trim(cells['header'])
        ) as label,
        stated(cells['grid']) as grid,
        stated(cells['blank']) as blank,
        stated(cells['asked']) as asked,
        condition(cells['asked']).question as asked_question,
        condition(cells['asked']).options as asked_options,
        stated(cells['options_of']) as options_of,
        stated(cells['format']) as format
    from questions
    where stated(cells['question']) is not null
),

-- Where there are waves, which one people are of is a question that the file answers.
wave as (
    select
        'wave' as question,
        0 as position,
        'ordered' as kind,
        true as is_coded,
        false as is_open,
        'respondents' as base,
        'Wave' as wording,
        'Wave' as label,
        true as is_wave
    where exists (select 1 from waves)
),

every_question as (
    select
        *,
        false as is_wave
    from typed
    union all by name
    select * from wave
)

select * from every_question
