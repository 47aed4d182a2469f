{% macro export_functions() %}

create or replace macro is_export(path) as
    regexp_matches(path, '\.(csv|tsv|txt|csv\.gz|tsv\.gz|xlsx|parquet)$', 'i');
comment on macro is_export is
'Whether the ending of a file is one that is read; also in checks.py.';

create or replace macro exports_in(folder) as table (
    select file as path
    from glob(folder || '/responses.*')
    where regexp_full_match(parse_filename(file), 'responses\.\w+(\.gz)?')
        and is_export(file)
);
comment on macro table exports_in is
'The export of a survey, in its folder: no copy of it, and nothing else that lies there.';

create or replace macro reader_encoding(written_in) as
    coalesce(
        case
            when regexp_full_match(lower(trim(written_in)), '(utf-?8)?([-_]?(sig|bom))?')
                then 'utf-8'
            when regexp_full_match(lower(trim(written_in)), 'utf-?16.*') then 'utf-16'
            when regexp_full_match(lower(trim(written_in)), '(windows-?|cp)1252')
                then 'cp1252'
            when regexp_full_match(
                lower(trim(written_in)), 'latin-?1|iso[-_]?8859[-_]1'
            )
                then 'latin-1'
            when regexp_full_match(lower(trim(written_in)), 'mac[-_]?roman|macintosh')
                then 'mac_roman'
            when regexp_full_match(lower(trim(written_in)), 'windows-?\d+')
                then 'cp' || regexp_extract(written_in, '\d+')
            else replace(trim(written_in), '-', '_')
        end,
        'utf-8'
    );
comment on macro reader_encoding is
'What DuckDB calls an encoding; blank is UTF-8. All but utf-8, utf-16 and latin-1 need the
extension `encodings`.';

create or replace macro encoding_of(content) as
    case
        when starts_with(hex(content[1:2]), 'FFFE') or hex(content[1:2]) = 'FEFF'
            then 'utf-16'
        when try(decode(content)) is not null then 'utf-8'
        -- An a of Russian is one of French, which never stands among letters of its sort.
        when
            regexp_matches(
                content::varchar, '(\\x[EF][0-9A-F]){2}\\xE0(\\x[EF][0-9A-F]){2}'
            )
            then 'windows-1251'
        -- The bytes that UTF-8 does not have alone, written as \x92, decide: what stands
        -- inside words is a letter to Mac Roman and a quote to Windows; nobody writes
        -- the control characters that ISO-8859-1 has there.
        when not regexp_matches(content::varchar, '\\x[89][0-9A-F]') then 'iso-8859-1'
        when
            regexp_matches(content::varchar, '\\x(81|8D|8F|90|9D)')
            or regexp_matches(
                content::varchar, '[a-z]\\x(8[0-9A-F]|9[013-5A-F]|98|99)[a-z]'
            )
            then 'mac-roman'
        else 'windows-1252'
    end;
comment on macro encoding_of is
'The encoding of a file, of its bytes: UTF-8, UTF-16, ISO-8859-1, Windows-1252,
Windows-1251 or Mac Roman.';

-- Of a column that nobody asks for, nothing is read: sizes are.
create or replace macro is_judged_whole(path) as table (
    select
        coalesce(max(size), 0) <= 100000000
        and not regexp_matches(path, '\.(xlsx|parquet|gz)$', 'i') as is_judged
    from read_blob(path)
);
comment on macro table is_judged_whole is
'Whether files are small enough to look at all their bytes: 100 MB, and not compressed.';

create or replace macro file_encoding(path) as table (
    select encoding_of(content) as encoding
    from read_blob(path)
    order by filename
    limit 1
);
comment on macro table file_encoding is 'What a file of text is written in.';

create or replace macro first_lines(path, written_in) as table (
    select line
    from read_csv(
        path,
        columns = {'line': 'varchar'},
        auto_detect = false,
        header = false,
        delim = chr(1),
        quote = '',
        escape = '',
        strict_mode = false,
        ignore_errors = true,
        encoding = written_in
    )
    limit 300
);
comment on macro table first_lines is 'The first lines of a file of text, as they are.';

create or replace macro file_separator(path, written_in) as table (
    with

    -- What stands in quotes separates nothing, and may hold lines of its own.
    unquoted as (
        select regexp_replace(string_agg(line, chr(10)), '"[^"]*"', '', 'g') as text
        from first_lines(path, written_in)
    ),

    records as (
        select
            unnest(string_split(text, chr(10))) as record,
            generate_subscripts(string_split(text, chr(10)), 1) as place
        from unquoted
    ),

    counted as (
        select
            records.place,
            candidates.separator,
            candidates.preference,
            length(records.record)
            - length(replace(records.record, candidates.separator, '')) as times
        from records
        cross join (values (',', 1), (';', 2), (chr(9), 3))
            as candidates (separator, preference)
        where records.record <> ''
    ),

    -- Each record has as many as the first one.
    agreeing as (
        select
            separator,
            preference,
            count(*) filter (where times = first_times) as records,
            any_value(first_times) as times
        from (
            select
                *,
                first_value(times) over (
                    partition by separator order by place
                ) as first_times
            from counted
        )
        where first_times > 0
        group by separator, preference
    )

    select coalesce(
        first(separator order by records * sqrt(times) desc, preference), ','
    ) as separator
    from agreeing
);
comment on macro table file_separator is
'What stands between the columns of a file of text: a comma, a semicolon or a tab.';

create or replace macro fields_of(record, separator) as
    list_transform(
        regexp_extract_all(
            record || separator, '("(?:[^"]|"")*"|[^' || separator || ']*)' || separator, 1
        ),
        lambda field: if(
            field[1] = '"' and field[-1] = '"' and length(field) > 1,
            replace(field[2:-2], '""', '"'),
            field
        )
    );
comment on macro fields_of is
'The fields of a record of a file of text: in quotes, what separates is part of one.';

create or replace macro csv_columns(path, separator, written_in, has_header) as table (
    with

    -- In quotes, a record goes on in the next line.
    first_record as (
        select
            fields_of(
                regexp_extract(
                    string_agg(line, chr(10)), '^(?:"(?:[^"]|"")*"|[^\n])*'
                ),
                separator
            ) as fields
        from first_lines(path, written_in)
    ),

    fields as (
        select
            unnest(fields) as field,
            generate_subscripts(fields, 1) as position,
            length((len(fields) - 1)::varchar)::integer as digits
        from first_record
    ),

    -- As DuckDB names them: what has no header by its place, from 0.
    named as (
        select
            position,
            coalesce(
                if(
                    has_header and not is_blank(field),
                    regexp_replace(field, '\s+', ' ', 'g'),
                    null
                ),
                'column' || lpad((position - 1)::varchar, digits, '0')
            ) as name
        from fields
    ),

    numbered as (
        select
            *,
            row_number() over (partition by lower(name) order by position) - 1
            -- That of the name of the file.
            + if(lower(name) = '_file', 1, 0) as repeats
        from named
    ),

    numbered_again as (
        select
            position,
            name || if(repeats > 0, '_' || repeats, '') as name,
            row_number() over (
                partition by lower(name || if(repeats > 0, '_' || repeats, ''))
                order by position
            ) - 1 as repeats
        from numbered
    )

    select
        position,
        name || if(repeats > 0, '_' || repeats, '') as column_name
    from numbered_again
);
comment on macro table csv_columns is
'The columns of a file of text, by their headers; a repeated one is numbered.';

create or replace macro why_refused(error_type) as
    case error_type
        when 'TOO MANY COLUMNS'
            then 'more cells than the header has; what separates stands in quotes where '
            || 'it is part of an answer'
        when 'MISSING COLUMNS' then 'fewer cells than the header has'
        when 'UNQUOTED VALUE'
            then 'a quote within a cell, or one that nothing closes; in quotes, it is doubled'
        when 'LINE SIZE OVER MAXIMUM' then 'too long; perhaps a quote that nothing closes'
        else 'not in the encoding of the file, or no text; write its encoding into survey.csv'
    end;
comment on macro why_refused is
'What is wrong with a row that a file of text has and the reader refuses, in words.';

create or replace macro spreadsheet_time(cell) as
    coalesce(
        strftime(
            timestamp '1899-12-30 00:00:00'
            + to_seconds(round(86400 * try_cast(cell as double))::bigint),
            '%Y-%m-%d %H:%M:%S'
        ),
        cell
    );
comment on macro spreadsheet_time is
'A time as .xlsx has it, days since 1900, as people read it.';

{% endmacro %}
