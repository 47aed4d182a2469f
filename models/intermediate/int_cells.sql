{{ config(materialized='view') }}
-- noqa: disable=LT02,RF05,ST03
with

responses as (
    select * from {{ ref('stg_responses') }}
),

cells as (
    {{- distinct_cells('responses', scattered_delimiters()) }}
)

select * from cells
