{%- set header_rows = draft_header_rows() %}
with

described as (
    select
        column_name,
        row_number() over () as position
    -- SQLFluff knows no `describe` in a `from`.
    from ( -- noqa: PRS
        describe from {{ draft_rows(has_header=true) | indent(8) }}
    )
),

first_rows as (
    select * from {{ ref('draft_first_rows') }}
),

headers as (
    select
        described.position,
        described.column_name,
        normalised(described.column_name) as name,
        -- DuckDB numbers a header that is there already.
        if(
            regexp_full_match(first_row.text, 'Unnamed: \d+(_level_\d)?'),
            null,
            first_row.text
        ) as first_text,
        second_row.text as second_text,
        coalesce(
            second_row.text in ('Response', 'Open-Ended Response'), true
        ) as is_second_empty
    from described
    left join first_rows as first_row
        on
            described.position = first_row.position
            and first_row.row_number = 1
            and {{ header_rows }} > 0
    left join first_rows as second_row
        on
            described.position = second_row.position
            and second_row.row_number = 2
            and {{ header_rows }} > 1
),

-- A question names the first of its columns only, or each of them by a code.
carried as (
    select
        *,
        {{ header_rows }} > 1
        and count(*) filter (where first_text is null) over ()
        <= 0.05 * count(*) over () as has_codes,
        first_text is null and {{ header_rows }} > 0 as is_unnamed,
        last_value(first_text ignore nulls) over (order by position) as question_text,
        count(*) over (partition by second_text) as times_second
    from headers
),

titled as (
    select
        *,
        case
            when has_codes then coalesce(second_text, first_text)
            when is_second_empty then coalesce(first_text, question_text)
            -- What stands under nothing need not belong to the question before.
            when question_text is null or (is_unnamed and times_second = 1)
                then second_text
            else question_text || ' - ' || second_text
        end as title,
        case
            when has_codes or is_second_empty then name
            when question_text is null or (is_unnamed and times_second = 1)
                then second_text
            else question_text || ' - ' || second_text
        end as header
    from carried
)

select
    position,
    column_name,
    name,
    header,
    coalesce(title, '') as title,
    question_text,
    second_text,
    has_codes,
    is_unnamed,
    is_second_empty,
    -- In words: small letters, no camelCase, no _.
    lower(trim(regexp_replace(
        regexp_replace(
            coalesce(
                if(is_unnamed and not is_second_empty, second_text, null), title, ''
            ),
            '(\p{Ll})(\p{Lu})', '\1 \2', 'g'
        ),
        '[_\s]+', ' ', 'g'
    ))) as header_words
from titled
