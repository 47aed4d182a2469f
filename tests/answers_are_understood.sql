-- No answer, column or header is left that the codebook has to know and does not.
with

findings as (
    select * from {{ ref('coding_report') }}
    where is_error
),

messages as (
    select
        format(
            '{}{}{}{}{}; {}',
            coalesce(question || ', ', ''),
            finding,
            coalesce(': "' || text || '"', ''),
            coalesce(
                format(
                    ', {:,} {}', respondents, if(respondents = 1, 'person', 'people')
                ), ''
            ),
            coalesce(' (nearest: "' || nearest || '")', ''),
            advice
        ) as message
    from findings
)

select * from messages
