{# How a file of answers is to be read, of what the codebook says about it, found
   where that is nothing: `format`; `encoding` and `separator` as DuckDB takes them;
   `written_in` and `separated_by` as people write them; `newline` and `columns`.
   Loads the extension that the file needs. #}
{% macro export_format(path, encoding=none, separator=none, header_rows=1) %}
    {% set ending = path.lower().split('.') | last %}
    {% set format = ending if ending in ['parquet', 'xlsx'] else 'csv' %}
    {% if format == 'xlsx' %}
        {% do load_extension('excel', path ~ ' is a workbook') %}
    {% endif %}
    {% if format != 'csv' %}{% do return({'format': format}) %}{% endif %}

    {% set is_judged = rows_of(
        'from is_judged_whole(' ~ literal(path) ~ ')'
    )[0].is_judged %}
    {% set written_in = encoding or 'utf-8' if encoding or not is_judged else rows_of(
        'from file_encoding(' ~ literal(path) ~ ')'
    )[0].encoding %}
    {% set encoding = rows_of(
        'select reader_encoding(' ~ literal(written_in) ~ ') as encoding'
    )[0].encoding %}
    {% if encoding not in ['utf-8', 'utf-16', 'latin-1'] %}
        {% do load_extension('encodings', path ~ ' is written in ' ~ written_in) %}
    {% endif %}
    {% set separator = (separator or '') | replace('tab', '\t') or rows_of(
        'from file_separator(' ~ literal(path) ~ ', ' ~ literal(encoding) ~ ')'
    )[0].separator %}
    {% set newline = rows_of(
        'select line_end(' ~ literal(path) ~ ') as newline'
    )[0].newline %}
    {% set columns = rows_of(
        'from csv_columns(' ~ literal(path) ~ ', ' ~ literal(separator) ~ ', '
        ~ literal(encoding) ~ ', ' ~ (header_rows > 0) ~ ') order by position'
    ) %}
    {% do return({
        'format': format, 'columns': columns | map(attribute='column_name') | list,
        'newline': newline, 'encoding': encoding, 'separator': separator,
        'written_in': written_in, 'separated_by': separator | replace('\t', 'tab')
    }) %}
{% endmacro %}

{# A file of answers as it lies there, to select from; `_file` is its name. What is
   refused of one of text is in reject_errors. #}
{% macro read_export(file) -%}
    {%- if file.format == 'parquet' -%}
    read_parquet(
        {{ literal(file.path) }},
        filename = '_file', file_row_number = true
    )
    {%- elif file.format == 'xlsx' -%}
    {{ read_workbook(file) }}
    {%- else -%}
    read_csv(
        {{ literal(file.path) }},
        columns = {
            {%- for name in file.columns %}
            {{ literal(name) }}: 'varchar' {{- ',' if not loop.last }}
            {%- endfor %}
        },
        auto_detect = false,
        header = {{ (file.header_rows > 0) | lower }},
        delim = {{ literal(file.separator) }},
        quote = '"',
        escape = '"',
        encoding = {{ literal(file.encoding) }},
        {%- if file.newline %}
        new_line = {{ literal(file.newline) }},
        {%- endif %}
        filename = '_file',
        -- A row that is not as the header promises is left out and told of by number: an
        -- error of DuckDB's would show it, with what nobody may read.
        store_rejects = true,
        rejects_limit = 100,
        -- A quarter of DuckDB's own: 80 MB less at the peak, and not slower.
        buffer_size = 4000000
    )
    {%- endif -%}
{%- endmacro %}

{# Rows that the reader has refused, if any: their numbers and why, never what they
   say. #}
{% macro refuse_rows() %}
    {% if not rows_of("from duckdb_tables() where table_name = 'reject_errors'") %}
        {% do return('') %}
    {% endif %}
    {% set query %}
        select
            scans.file_path,
            errors.line,
            any_value(why_refused(errors.error_type::varchar)) as reason
        from reject_errors as errors
        inner join reject_scans as scans
            on errors.scan_id = scans.scan_id and errors.file_id = scans.file_id
        group by scans.file_path, errors.line
        qualify row_number() over (
            partition by scans.file_path order by errors.line
        ) <= 5
        order by all
    {% endset %}
    {% set refused = rows_of(query) %}
    {% do run_query('drop table reject_errors') %}
    {% do run_query('drop table reject_scans') %}
    {% set messages = [] %}
    {% for row in refused %}
        {% do messages.append(
            row.file_path ~ ' row ' ~ row.line ~ ': ' ~ row.reason
        ) %}
    {% endfor %}
    {% if messages %}
        {% do exceptions.raise_compiler_error(
            messages | join('\n') ~ '\nRows count from the header, which is 1; one '
            ~ 'with line breaks in a cell is one. Mend the file, or download it again.'
        ) %}
    {% endif %}
{% endmacro %}

{# Told wrongly what ends a record, DuckDB reads none of a file, and does not say so. A
   header may take some lines. #}
{% macro refuse_nothing(rows, files) %}
    {% if rows_of('select count(*) as rows from ' ~ rows)[0].rows | int %}
        {% do return('') %}
    {% endif %}
    {% for file in files | selectattr('format', 'equalto', 'csv') %}
        {% set lines = rows_of(
            'select count(*) as lines from first_lines(' ~ literal(file.path) ~ ', '
            ~ literal(file.encoding) ~ ") where trim(line, ' ,;') <> ''"
        )[0].lines | int %}
        {% if lines > [file.header_rows, 1] | max + 5 %}
            {% do exceptions.raise_compiler_error(
                file.path ~ ': no row can be read of ' ~ lines ~ ' lines; save it again, '
                ~ 'as CSV in UTF-8'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}

{# Where no column has a header that the codebook knows, the header row is most likely
   missing, and its place is taken by the answers of the first person, which nobody may
   be shown. #}
{% macro refuse_unknown_headers(files) %}
    {% for file in files if file.header_rows == 1 %}
        {% set query %}
            select
                count(*) as columns,
                count(known.header) as known
            from (describe (from {{ read_export(file) }})) as columns
            left join (select distinct header from {{ ref('stg_headers') }}) as known
                on
                    known.header in (
                        normalised(columns.column_name),
                        regexp_replace(normalised(columns.column_name), '_\d+$', '')
                    )
            where columns.column_name not in ('_file', 'file_row_number')
        {% endset %}
        {% set found = rows_of(query)[0] %}
        {% if not found.known %}
            {% do exceptions.raise_compiler_error(
                file.path ~ ': none of its ' ~ found.columns ~ ' columns has a header of '
                ~ 'questions.csv, expected a header row, and nothing above it; download '
                ~ 'it with one, write header_rows 0 in survey.csv, or draft the codebook of '
                ~ 'this file'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}

{# Where the codebook says that there are more header rows than there are, the first
   people would become headers. #}
{% macro refuse_answers_as_headers(files) %}
    {% for file in files if file.header_rows > 1 %}
        {% set query %}
            with

            cells as (
                from (
                    select
                        row_number() over () + 1 as header_row,
                        columns(* exclude (_file))::varchar
                    from {{ read_export(file) }}
                    limit {{ file.header_rows - 1 }}
                )
                unpivot (cell for column_name in (columns(* exclude (header_row))))
            ),

            places as (
                select
                    column_name,
                    lead(column_name) over () as next_name
                from (describe (from {{ read_export(file) }}))
            ),

            -- The columns of a question's options have its header once, or each.
            of_one_column as (
                select
                    cells.header_row,
                    cells.cell,
                    questions.question,
                    questions.kind
                from cells
                inner join places on cells.column_name = places.column_name
                inner join {{ ref('stg_headers') }} as headers
                    on
                        normalised(cells.column_name) = headers.header
                        and headers.option is null
                inner join {{ ref('stg_questions') }} as questions
                    on headers.question = questions.question
                where not coalesce(
                    regexp_full_match(places.next_name, 'column\d+')
                    or starts_with(places.next_name, cells.column_name || '_'),
                    false
                )
            )

            select
                of_one_column.header_row,
                of_one_column.question
            from of_one_column
            left join {{ ref('stg_spellings') }} as spellings
                on
                    of_one_column.question = spellings.question
                    and as_compared(of_one_column.cell) = spellings.text
            where case of_one_column.kind
                when 'number' then as_number(of_one_column.cell) is not null
                when 'timestamp'
                    then regexp_matches(of_one_column.cell, '^\s*\d[\d/.: -]{5}')
                else
                    of_one_column.kind in ('single', 'ordered')
                    and spellings.text is not null
            end
            order by all
            limit 1
        {% endset %}
        {% for found in rows_of(query) %}
            {% do exceptions.raise_compiler_error(
                file.path ~ ' row ' ~ found.header_row ~ ': an answer of '
                ~ found.question ~ ', expected the last of ' ~ file.header_rows
                ~ ' header rows; write how many there are under header_rows'
            ) %}
        {% endfor %}
    {% endfor %}
{% endmacro %}

{# The first sheet of a workbook, where times are days since 1900. #}
{% macro read_workbook(file) -%}
    {%- set has_header = (file.header_rows > 0) | lower -%}
    {%- set query -%}
        select column_name, column_type similar to '(DATE|TIME).*' as is_time
        from (
            describe
            from read_xlsx(
                {{ literal(file.path) }}, header = {{ has_header }}, ignore_errors = true
            )
        )
    {%- endset -%}
    (
        select
            {%- for column in rows_of(query) if execute %}
            {{ 'spreadsheet_time(' if column.is_time }} {{- quoted(column.column_name) }}
            {{- ')' if column.is_time }} as {{ quoted(
                'column%02d' % loop.index0
                if modules.re.fullmatch('_?[A-Z]{0,3}[0-9]+', column.column_name)
                else column.column_name
            ) }},
            {%- endfor %}
            {{ literal(file.path) }} as _file
        from read_xlsx(
            {{ literal(file.path) }},
            header = {{ has_header }}, all_varchar = true, stop_at_empty = false
        )
    )
{%- endmacro %}

{# A build loads what `make` installed, and fetches nothing. #}
{% macro load_extension(name, reason) %}
    {% set query %}
        select installed from duckdb_extensions()
        where extension_name = {{ literal(name) }} and installed
    {% endset %}
    {% if not rows_of(query) %}
        {% do exceptions.raise_compiler_error(
            reason ~ ', which needs an extension of DuckDB, expected ' ~ name
            ~ ' to be installed: run `make extensions`'
        ) %}
    {% endif %}
    {% do run_query('load ' ~ name) %}
{% endmacro %}
