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

matched as (
    select
        named.*,
        questions.question,
        questions.kind = 'excluded' as is_excluded,
        row_number() over (partition by questions.question order by named.position) = 1
            as is_first
    from named
    left join questions on named.header = questions.header
)

select * from matched
