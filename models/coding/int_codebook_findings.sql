with

survey as (
    select * from {{ ref('stg_survey') }}
),

codebook_columns as (
    select * from {{ ref('stg_codebook_columns') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

columns as (
    select * from {{ ref('int_columns') }}
),

counted_files as (
    select
        *,
        count(*) over () as of_files
    from files
),

-- What the file of a wave has no column for was not asked there.
columns_not_there as (
    select
        questions.question,
        questions.header,
        questions.kind,
        string_agg(files.path, ', ' order by files.file)
            filter (where files.wave is null and files.of_files > 1) as paths
    from questions
    cross join counted_files as files
    anti join columns
        on
            questions.question = columns.question
            and (files.file = columns.file or files.wave is not null)
    where not questions.is_wave
    group by questions.question, questions.header, questions.kind
),

missing_columns as (
    select
        'missing column' as finding,
        questions.kind <> 'excluded' as is_error,
        questions.question,
        concat_ws(' in ', questions.header, questions.paths) as text,
        shown(arg_max(
            unexpected.header,
            likeness(unexpected.header, questions.header)
        )) as nearest,
        if(
            questions.kind = 'excluded',
            'it is not read anyway',
            'write the header of its column under header in questions.csv, or delete '
            || 'the question'
        ) as advice
    from columns_not_there as questions
    left join columns as unexpected on unexpected.question is null
    group by questions.question, questions.header, questions.paths, questions.kind
),

unexpected_columns as (
    select
        'unexpected column' as finding,
        -- Where a header row is missing, it is what the first person answered.
        shown(column_name) as text,
        'it is not read; to read it, add it to questions.csv' as advice
    from columns
    where question is null
),

repeated_columns as (
    select
        'repeated column' as finding,
        true as is_error,
        question,
        column_name as text,
        'two columns have the header of ' || question || '; rename or delete one in '
        || 'the export, or change its header in questions.csv' as advice
    from columns
    where not is_first and question is not null
),

unknown_codebook_columns as (
    select
        'unknown column of the codebook' as finding,
        file || '.csv: ' || name as text,
        'it is not read; check how its name is written' as advice
    from codebook_columns
    where not is_known
),

unknown_items as (
    select
        'unknown item of the survey' as finding,
        'survey.csv: ' || item as text,
        'it is not read; check how its name is written' as advice
    from survey
    where item not in (
        'title', 'source', 'note', 'population', 'recruitment', 'mode', 'dates',
        'header_rows', 'encoding', 'separator', 'confidence', 'smallest_group',
        'language', 'accent', 'font'
    )
),

-- What is asked in other words is perhaps another question.
wordings as (
    select
        columns.question,
        columns.option,
        columns.header,
        min(files.file) as file,
        string_agg(files.wave, ', ' order by files.file) as waves
    from columns
    inner join files on columns.file = files.file
    where
        files.wave is not null
        and columns.question is not null
        and not columns.is_excluded
    group by columns.question, columns.option, columns.header
),

changed_wordings as (
    select
        'wording changed' as finding,
        question,
        string_agg(waves || ': ' || header, '; ' order by file) as text,
        'trend() compares them all the same; say so, or make two questions of it'
            as advice
    from wordings
    group by question, option
    having count(*) > 1
),

findings as (
    select * from missing_columns
    union all by name
    select * from unexpected_columns
    union all by name
    select * from repeated_columns
    union all by name
    select * from unknown_codebook_columns
    union all by name
    select * from unknown_items
    union all by name
    select * from changed_wordings
)

select * from findings
