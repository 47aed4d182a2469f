with

option_columns as (
    select * from {{ ref('draft_option_columns') }}
),

cells as (
    select cells.*
    from {{ ref('draft_cells') }} as cells
    anti join option_columns on cells.position = option_columns.position
    where cells.is_looked_at and cells.missing is null
),

candidates as (
    select distinct
        cells.position,
        delimiters.delimiter
    from cells
    inner join draft_delimiters() as delimiters
        on contains(cells.cell, delimiters.delimiter)
),

pieces as (
    select
        cells.position,
        cells.cell,
        cells.respondents,
        candidates.delimiter,
        unnest(string_split(cells.cell, candidates.delimiter)) as piece,
        generate_subscripts(string_split(cells.cell, candidates.delimiter), 1) as place
    from cells
    inner join candidates on cells.position = candidates.position
),

-- What was opened before a piece and not closed.
surroundings as (
    select
        *,
        sum(
            length(regexp_replace(piece, '[^(\[（]', '', 'g'))
            - length(regexp_replace(piece, '[^)\]）]', '', 'g'))
        ) over before as parentheses,
        sum(length(piece) - length(replace(piece, '"', ''))) over before as quotes,
        lag(piece) over cell as piece_before
    from pieces
    window
        cell as (partition by position, delimiter, cell order by place),
        before as (
            partition by position, delimiter, cell order by place
            rows between unbounded preceding and 1 preceding
        )
),

-- No answer ends inside parentheses, inside the quotes of a CSV record or inside 1,000.
numbered as (
    select
        *,
        count(*) filter (where not coalesce(
            parentheses > 0
            or (delimiter = ',' and (
                quotes % 2 = 1
                or (
                    regexp_matches(piece_before, '\d$')
                    and regexp_matches(piece, '^\d{3}(\D|$)')
                )
            )),
            false
        )) over (partition by position, delimiter, cell order by place) as answer
    from surroundings
),

joined as (
    select
        position,
        cell,
        respondents,
        delimiter,
        answer,
        trim(replace(
            string_agg(piece, chr(31) order by place), chr(31), delimiter
        )) as written,
        starts_with(arg_min(piece, place), ' ') as is_spaced
    from numbered
    group by position, cell, respondents, delimiter, answer
),

unquoted as (
    select
        *,
        delimiter = ',' and regexp_full_match(written, '".*"') as is_quoted,
        as_compared(
            if(is_quoted, replace(written[2:-2], '""', '"'), written)
        ) as part
    from joined
),

-- Who writes an answer twice has given it once.
parts as (
    select
        position,
        cell,
        respondents,
        delimiter,
        part,
        bool_or(is_quoted) as is_quoted,
        bool_or(is_spaced) as is_spaced,
        row_number() over (
            partition by position, cell, delimiter order by min(answer)
        ) as place
    from unquoted
    where part <> ''
    group by position, cell, respondents, delimiter, part
)

select * from parts
