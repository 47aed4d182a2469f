{{ config(materialized='view') }}
-- noqa: disable=AM09,LT02,RF05,ST03
with

responses as (
    select * from {{ ref('stg_responses') }}
    limit 10000
),

cells as (
    {{- distinct_cells('responses') }}
)

select * from cells
