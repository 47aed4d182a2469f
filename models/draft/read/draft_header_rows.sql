with

cells as (
    select * from {{ ref('draft_first_rows') }}
),

-- From the fourth row on, nothing is a header any more.
repeated as (
    select
        position,
        text,
        count(*) over (partition by position) as texts
    from cells
    where row_number > 3
    group by position, text
),

columns_of_export as (
    select max(position) as columns
    from cells
),

-- What a respondent writes: a time, a number, an address, or what others write too.
judged as (
    select
        cells.row_number,
        cells.position,
        cells.text,
        as_timestamp(cells.text) is not null
        or regexp_full_match(cells.text, '-?\d+([.,]\d+)?')
        or contains(cells.text, '@')
        or (repeated.text is not null and repeated.texts >= 3) as is_answer,
        regexp_full_match(cells.text, '[\w.\[\]-]{1,25}') as is_code,
        regexp_full_match(cells.text, 'Unnamed: \d+(_level_\d)?') as is_unnamed
    from cells
    left join repeated
        on cells.position = repeated.position and cells.text = repeated.text
    where cells.row_number <= 3
),

header_rows as (
    select
        row_number,
        count(*) filter (where not is_unnamed) as named,
        count(*) filter (where is_answer) as answers,
        count(*) filter (where is_code and not is_unnamed) as codes,
        count(*) filter (where contains(text, ' ')) as sentences,
        bool_or(starts_with(text, '{"ImportId"')) as has_import_ids,
        bool_or(text in ('Response', 'Open-Ended Response')) as has_responses,
        list(position) filter (where not is_unnamed) as positions
    from judged
    group by row_number
),

compared as (
    select
        columns_of_export.columns,
        first_row.named as first_named,
        first_row.answers as first_answers,
        first_row.codes as first_codes,
        second_row.named as second_named,
        second_row.answers as second_answers,
        second_row.sentences as second_sentences,
        coalesce(second_row.has_responses, false) as has_responses,
        coalesce(second_row.has_import_ids, false) as has_ids_second,
        coalesce(third_row.has_import_ids, false) as has_ids_third,
        -- Columns without a name that the second row names.
        columns_of_export.columns - first_row.named as unnamed,
        len(list_filter(
            second_row.positions,
            lambda place: not list_contains(first_row.positions, place)
        )) as named_second
    from columns_of_export
    left join header_rows as first_row on first_row.row_number = 1
    left join header_rows as second_row on second_row.row_number = 2
    left join header_rows as third_row on third_row.row_number = 3
)

select
    case
        when has_ids_third then 3
        when has_ids_second then 2
        when has_responses then 2
        when first_answers >= 0.25 * first_named and first_named > 1 then 0
        when
            unnamed >= 0.1 * columns and unnamed > 1
            and named_second >= 0.8 * unnamed
            and second_answers <= 0.1 * second_named
            then 2
        -- Codes, and below them what they stand for.
        when
            first_codes >= 0.8 * columns
            and second_named >= 0.9 * columns
            and second_sentences >= 0.6 * columns
            and second_answers <= 0.05 * columns
            then 2
        else 1
    end as header_rows
from compared
