{%- set file, header_rows = draft_file(), draft_header_rows() %}
{%- set separators = {',': 'commas', ';': 'semicolons', 'tab': 'tabs'} %}
{%- set written = ', ' ~ file.written_in ~ ', separated by '
    ~ separators[file.separated_by] if file.separated_by else '' %}
with

questions as (
    select * from {{ ref('draft_questions') }}
),

options as (
    select
        question,
        count(*) as options
    from {{ ref('draft_options') }}
    group by question
),

answered as (
    select * from {{ ref('draft_answered') }}
),

every_doubt as (
    select * from {{ ref('draft_doubts_of_options') }}
    union all
    select * from {{ ref('draft_doubts_of_columns') }}
),

doubts as (
    select
        every_doubt.*,
        questions.position
    from every_doubt
    inner join questions on every_doubt.question = questions.question
),

read as (
    select format(
        '{}: {:,} people, {} columns{}, {} header row{}',
        '{{ file.path }}',
        any_value(respondents) filter (where group_position = 0),
        (select count(*) from {{ ref('draft_columns') }}),
        '{{ written }}',
        {{ header_rows }},
        '{{ '' if header_rows == 1 else 's' }}'
    ) as line
    from answered
),

-- A grid, and the columns of options of a question, are one row each.
described as (
    select
        min(questions.position) as position,
        coalesce(questions.grid, questions.question) as name,
        any_value(questions.kind) || coalesce(
            ' ' || case any_value(questions.delimiter)
                when ', ' then '", "'
                else any_value(questions.delimiter)
            end,
            ''
        ) as kind,
        case
            when any_value(questions.grid) is not null
                then count(*) || if(count(*) = 1, ' question, ', ' questions, ')
            when any_value(questions.option_columns) is not null
                then any_value(questions.option_columns) || ' columns, '
            else ''
        end
        || coalesce(
            any_value(options.options)
            || if(any_value(options.options) = 1, ' option', ' options')
            || if(max(questions.shared_other) = 'yes', ' and Other', ''),
            ''
        ) as options,
        max(coalesce(answered.respondents, questions.answered))::bigint as answered
    from questions
    left join options
        on questions.set_question = options.question and questions.is_coded
    left join answered on questions.group_position = answered.group_position
    group by coalesce(questions.grid, questions.question)
),

-- Of one doubt, the first questions that have it.
grouped as (
    select
        doubt,
        min(severity) as severity,
        count(*) - any_value(shown) as more,
        string_agg(
            question || coalesce(' (' || detail || ')', ''), ', ' order by position
        ) filter (where place <= shown) as named
    from (
        select
            *,
            row_number() over (partition by doubt order by position) as place,
            -- What is excluded is said of each.
            if(starts_with(doubt, 'excluded'), 50, 4) as shown
        from doubts
    ) as numbered
    group by doubt
),

lines as (
    select
        1 as part,
        0 as place,
        line
    from read

    union all

    select
        2 as part,
        position as place,
        concat_ws(
            ' ', ' ',
            rpad(name, greatest(31, length(name))::integer, ' '),
            rpad(kind, 11, ' '),
            rpad(options, greatest(29, length(options))::integer, ' '),
            format('{:,} answered', answered)
        ) as line
    from described

    union all

    select
        3 as part,
        0 as place,
        'Not sure:' as line
    from doubts
    having count(*) > 0

    union all

    select
        4 as part,
        row_number() over (order by severity, doubt) as place,
        '  ' || doubt || ': ' || named
        || if(more > 0, format(' and {} more', more), '') as line
    from grouped
)

select
    row_number() over (order by part, place) as place,
    line
from lines
