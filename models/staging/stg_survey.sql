{{ config(post_hook="{{ describe_survey() }}") }}
with

survey as (
    select * from {{ source('codebook', 'survey') }}
    where codebook_row > 1
),

typed as (
    select
        stated(cells['item']) as item,
        stated(cells['text']) as text
    from survey
    where stated(cells['item']) is not null
)

select * from typed
