-- Every published number comes out of these marts.
with

claims as (
    select * from {{ ref('claim_results') }}
    where not holds
),

messages as (
    select
        format(
            'claims.csv row {}: {}, {}: expected {} {} {}, actual {}',
            codebook_row,
            claim,
            coalesce(
                nullif(
                    concat_ws(
                        ' ', question, option, 'by ' || by_question, by_option
                    ),
                    ''
                ),
                'everyone'
            ),
            measure,
            operator,
            without_zero_decimals(expected::varchar),
            coalesce(without_zero_decimals(round(actual, 6)::varchar), 'none')
        ) as message
    from claims
    order by codebook_row
)

select * from messages
