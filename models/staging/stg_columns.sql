with

columns as (
    select
        column_name,
        row_number() over () as position
    from (describe from {{ source('export', 'responses') }}) -- noqa: PRS
),

questions as (
    select * from {{ ref('stg_questions') }}
),

named as (
    select
        position,
        column_name,
        {{ normalised('column_name') }} as header
    from columns
),

-- DuckDB reads a repeated header as `header_1`. Where no question has that header,
-- it is the one before.
repeated as (
    select distinct
        named.position,
        regexp_replace(named.header, '_\d+$', '') as header
    from named
    inner join named as earlier
        on
            lower(regexp_replace(named.header, '_\d+$', '')) = lower(earlier.header)
            and named.position > earlier.position
    anti join questions on named.header = questions.header
),

matched as (
    select
        named.position,
        named.column_name,
        coalesce(repeated.header, named.header) as header,
        questions.question,
        coalesce(questions.kind = 'excluded', false) as is_excluded,
        row_number() over (
            partition by questions.question order by named.position
        ) = 1 as is_first
    from named
    left join repeated on named.position = repeated.position
    left join questions on coalesce(repeated.header, named.header) = questions.header
)

select * from matched
