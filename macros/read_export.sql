{# How an export is to be read, of what the codebook says about it, found where that is
   blank: `encoding` and `separator` as people write them, `written_in` and `delimiter` as
   DuckDB takes them. Loads the extension that the file needs. #}
{% macro export_format(path, encoding=none, separator=none) %}
    {% set is_text = not modules.re.search('\.(xlsx|parquet)$', path) %}
    {% set encoding = (encoding or '') | trim %}
    {% if is_text and not encoding %}
        {% set query = 'from file_encoding(' ~ literal(path) ~ ')' %}
        {% set found = rows_of(query) %}
        {% set encoding = found[0].encoding if found else 'utf-8' %}
    {% endif %}
    {% set written_in = rows_of(
        'select reader_encoding(' ~ literal(encoding) ~ ') as name'
    )[0].name %}
    {% if is_text and written_in not in ['utf-8', 'utf-16', 'latin-1'] %}
        {% do load_extension('encodings', path ~ ' is written in ' ~ encoding) %}
    {% elif path.endswith('.xlsx') %}
        {% do load_extension('excel', path ~ ' is a workbook') %}
    {% endif %}
    {% set separator = (separator or '') | trim %}
    {% if is_text and not separator %}
        {% set separator = rows_of(
            'from file_separator(' ~ literal(path) ~ ', ' ~ literal(written_in) ~ ')'
        )[0].separator | replace('\t', 'tab') %}
    {% endif %}
    {% do return({
        'encoding': encoding, 'separator': separator, 'written_in': written_in,
        'delimiter': '\t' if separator == 'tab' else separator
    }) %}
{% endmacro %}

{# The table function that reads it, every column text but for a Parquet file's. #}
{% macro read_export(path, format, has_header=true, is_strict=false) %}
    {%- if path.endswith('.parquet') -%}
    read_parquet({{ literal(path) }}, union_by_name = true)
    {%- elif path.endswith('.xlsx') -%}
    {%- set workbook = literal(path) ~ ', header = ' ~ has_header ~ ', ' -%}
    {%- set times = rows_of(
        'select column_name from (describe from read_xlsx(' ~ workbook
        ~ "ignore_errors = true)) where column_type similar to '(DATE|TIME).*'"
    ) if execute else [] -%}
    (
        select *
            {%- if times %} replace (
                {%- for time in times %}
                spreadsheet_time({{ quoted(time.column_name) }})
                    as {{ quoted(time.column_name) }}{{ ',' if not loop.last }}
                {%- endfor %}
            )
            {%- endif %}
        from read_xlsx({{ workbook }}all_varchar = true, stop_at_empty = false)
    )
    {%- else -%}
    read_csv_export(
        {{ literal(path) }},
        separator := {{ literal(format.delimiter) }},
        written_in := {{ literal(format.written_in) }},
        has_header := {{ has_header }},
        is_strict := {{ is_strict }}
    )
    {%- endif -%}
{% endmacro %}

{# A build loads what `make` installed, and fetches nothing. #}
{% macro load_extension(name, reason) %}
    {% set installed = rows_of(
        'select installed from duckdb_extensions() where extension_name = '
        ~ literal(name)
    ) %}
    {% if not installed or not installed[0].installed %}
        {% do exceptions.raise_compiler_error(
            reason ~ ', which needs DuckDB\'s extension ' ~ name
            ~ ', expected it to be installed: run `make extensions`'
        ) %}
    {% endif %}
    {% do run_query('load ' ~ name) %}
{% endmacro %}
