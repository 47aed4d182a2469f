with

columns as (
    select * from {{ ref('stg_columns') }}
),

headers as (
    select * from {{ ref('stg_headers') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

options as (
    select * from {{ ref('stg_options') }}
),

names as (
    select
        *,
        row_number() over (partition by file, name order by position) as nth
    from (
        select
            file,
            position,
            unnest(names) as name
        from columns
    ) as every_name
),

questions_called as (
    select
        names.file,
        names.position,
        arg_max(headers.question, length(headers.header)) as question
    from names
    inner join headers on names.name = headers.header
    where headers.option is null
    group by names.file, names.position
),

options_called as (
    select
        names.file,
        names.position,
        headers.question,
        headers.option,
        length(names.name) as length
    from names
    inner join headers
        on
            names.name = headers.header
            and (headers.times = 1 or names.nth = headers.nth)
    left join questions_called
        on
            names.file = questions_called.file
            and names.position = questions_called.position
    where
        headers.option is not null
        and coalesce(headers.question = questions_called.question, true)

    union all

    -- In the second row, an option's own label will do.
    select
        columns.file,
        columns.position,
        options.question,
        options.option,
        0 as length
    from columns
    inner join questions_called
        on
            columns.file = questions_called.file
            and columns.position = questions_called.position
    inner join options
        on
            questions_called.question = options.question
            and columns.second_header = normalised(options.label)
),

columns_of_options as (
    select
        file,
        position,
        arg_max(question, length) as question,
        arg_max(option, length) as option
    from options_called
    group by file, position
),

matched as (
    select
        columns.*,
        columns_of_options.option,
        case
            when columns_of_options.option is not null
                then columns_of_options.question
            -- Beside columns of options, a second row that is none stands for nothing.
            when
                columns.second_header is null
                or questions.kind <> 'multi'
                or list_contains(columns.names[2:], questions.header)
                or questions_called.question not in (
                    select options_called.question from options_called
                )
                then questions_called.question
        end as question
    from columns
    left join columns_of_options
        on
            columns.file = columns_of_options.file
            and columns.position = columns_of_options.position
    left join questions_called
        on
            columns.file = questions_called.file
            and columns.position = questions_called.position
    left join questions on questions_called.question = questions.question
),

placed as (
    select
        matched.file,
        matched.position,
        matched.column_name,
        concat_ws(' / ', matched.header, matched.second_header) as header,
        matched.question,
        matched.option,
        coalesce(questions.kind = 'excluded', false) as is_excluded,
        row_number() over (
            partition by matched.file, matched.question, matched.option, matched.header
            order by matched.position
        ) = 1
        or matched.option is not null as is_first
    from matched
    left join questions on matched.question = questions.question
)

select * from placed
