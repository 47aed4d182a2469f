-- noqa: disable=AL10,PRS,ST09
-- Nothing of the export is read before the whole codebook has passed its tests. All of
-- them depend on stg_codebook_columns, which no other model of staging does, so that a
-- problem in one file hides none in another.
-- depends_on: {{ ref('stg_codebook_columns') }}
-- depends_on: {{ ref('stg_survey') }}
-- depends_on: {{ ref('stg_spellings') }}
-- depends_on: {{ ref('stg_nets') }}
-- depends_on: {{ ref('stg_waves') }}
-- depends_on: {{ ref('stg_figures') }}
-- depends_on: {{ ref('stg_claims') }}
with

columns as (
    select
        column_name,
        row_number() over () as position
    from (describe from {{ source('export', 'responses') }})
),

questions as (
    select * from {{ ref('stg_questions') }}
),

options as (
    select * from {{ ref('stg_options') }}
),

spellings as (
    select * from {{ source('codebook', 'spellings') }}
    where codebook_row > 1
),

header_spellings as (
    select
        codebook_row,
        stated(cells['question']) as question,
        stated(cells['option']) as option,
        normalised(cells['spelling']) as name
    from spellings
    where stated(cells['found_in']) = 'header'
),

-- Further header rows are the first rows that the file seems to have.
further_rows as (
    select
        row_number() over () + 1 as header_row,
        *
    from (
        select columns(*)::varchar
        from {{ source('export', 'responses') }}
        limit {{ header_rows() - 1 }}
    )
),

further_headers as (
    select
        column_name,
        header_row,
        {{ normalised('cell') }} as header
    from further_rows
    unpivot (cell for column_name in (columns(* exclude (header_row))))
),

-- With further rows, the first may name only the first column of a question; DuckDB
-- calls the next ones `column12`.
first_headers as (
    select
        column_name,
        position,
        {{ normalised('column_name') }} as header,
        {{ header_rows() }} > 1 and regexp_full_match(column_name, 'column\d+')
            as is_unnamed
    from columns
),

-- DuckDB reads a repeated header as `header_1`. Where the codebook does not know that
-- header, it is the one before.
known_headers as (
    select header from questions
    union
    select name from header_spellings
),

repeated as (
    select distinct
        first_headers.position,
        regexp_replace(first_headers.header, '_\d+$', '') as header
    from first_headers
    inner join first_headers as earlier
        on
            lower(regexp_replace(first_headers.header, '_\d+$', ''))
            = lower(earlier.header)
            and first_headers.position > earlier.position
    anti join known_headers on first_headers.header = known_headers.header
),

named as (
    select
        first_headers.position,
        first_headers.column_name,
        last_value(
            if(
                first_headers.is_unnamed,
                null,
                coalesce(repeated.header, first_headers.header)
            ) ignore nulls
        ) over (order by first_headers.position) as header,
        second.header as second_header
    from first_headers
    left join repeated on first_headers.position = repeated.position
    left join further_headers as second
        on
            first_headers.column_name = second.column_name
            and second.header_row = 2
),

-- All that a codebook may call a column by.
called as (
    select
        *,
        if(
            second_header is null,
            [header],
            [
                header,
                second_header,
                header || ' ' || second_header,
                header || ' - ' || second_header,
                header || ': ' || second_header,
                header || ' [' || second_header || ']'
            ]
        ) as names
    from named
),

-- What the codebook calls a column: the one of a question, or of an option of it.
-- Columns of one name that stand for options of several questions come in their order.
calls as (
    select
        question,
        null as option,
        header as name,
        1 as nth,
        1 as times
    from questions

    union all

    select
        questions.question,
        spellings.option,
        spellings.name,
        row_number() over (
            partition by spellings.name
            order by questions.position, spellings.codebook_row
        ) as nth,
        count(*) over (partition by spellings.name) as times
    from header_spellings as spellings
    inner join questions on spellings.question = questions.question
),

names as (
    select
        *,
        row_number() over (partition by name order by position) as nth
    from (
        select
            position,
            second_header,
            unnest(names) as name
        from called
    )
),

questions_called as (
    select
        names.position,
        arg_max(calls.question, length(calls.name)) as question
    from names
    inner join calls on names.name = calls.name
    where calls.option is null
    group by names.position
),

options_called as (
    select
        names.position,
        calls.question,
        calls.option,
        length(names.name) as length
    from names
    inner join calls
        on
            names.name = calls.name
            and (calls.times = 1 or calls.nth = names.nth)
    left join questions_called on names.position = questions_called.position
    where
        calls.option is not null
        and coalesce(questions_called.question = calls.question, true)

    union all

    -- In the second row, an option's own label will do.
    select
        called.position,
        options.question,
        options.option,
        0 as length
    from called
    inner join questions_called on called.position = questions_called.position
    inner join options
        on
            questions_called.question = options.question
            and {{ normalised('options.label') }} = called.second_header
),

columns_of_options as (
    select
        position,
        arg_max(question, length) as question,
        arg_max(option, length) as option
    from options_called
    group by position
),

matched as (
    select
        called.position,
        called.column_name,
        called.header,
        called.second_header,
        columns_of_options.option,
        case
            when columns_of_options.option is not null
                then columns_of_options.question
            -- A second row that is no option of its question stands for nothing.
            when
                called.second_header is null
                or questions.kind <> 'multi'
                or list_contains(called.names[2:], questions.header)
                then questions_called.question
        end as question
    from called
    left join columns_of_options on called.position = columns_of_options.position
    left join questions_called on called.position = questions_called.position
    left join questions on questions_called.question = questions.question
),

placed as (
    select
        matched.position,
        matched.column_name,
        concat_ws(' / ', matched.header, matched.second_header) as header,
        matched.question,
        matched.option,
        coalesce(questions.kind = 'excluded', false) as is_excluded,
        row_number() over (
            partition by matched.question, matched.option, matched.header
            order by matched.position
        ) = 1
        or matched.option is not null as is_first
    from matched
    left join questions on matched.question = questions.question
)

select * from placed
