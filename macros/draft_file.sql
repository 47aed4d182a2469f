{# The rows of the file that is drafted from: all of them, or those after its
   headers. #}
{% macro draft_rows(has_header) %}
    {%- set file = draft_file() -%}
    {%- set header_rows = draft_header_rows() if has_header else 0 -%}
    (
        {%- if not execute %}
        select 1 as nothing
        {%- else %}
        {#- Without headers, the first row names no column. #}
        {%- do file.update({'header_rows': header_rows}) %}
        {%- if not header_rows %}
        {%- do file.update(export_format(file.path, header_rows=0)) %}
        {%- endif %}
        select * exclude (_file {{- ', file_row_number' if file.format == 'parquet' }})
        from {{ read_export(file) }}
        {%- if header_rows > 1 %}
        offset {{ header_rows - 1 }}
        {%- endif %}
        {%- endif %}
    )
{%- endmacro %}

{# The file that is drafted from, and how it is to be read: found once, on the first
   call of a run, as what a table of the database says afterwards. #}
{% macro draft_file() %}
    {% set survey = var('survey', '') | string %}
    {% if not execute %}{% do return({'path': '', 'format': 'csv'}) %}{% endif %}
    {% if not modules.re.fullmatch('(?!vocabulary$)[a-z][a-z0-9_]*', survey) %}
        {% do exceptions.raise_compiler_error(
            'survey is "' ~ survey ~ '", expected a name in small letters, digits and _, '
            ~ "such as --vars 'survey: my_survey'"
        ) %}
    {% endif %}
    {% set folder = 'seeds/' ~ survey %}
    {% set path = var('responses', '') or folder ~ '/responses.csv' %}
    {% set files = rows_of(
        'select file as path from glob(' ~ literal(path) ~ ')' if var('responses', '')
        else 'from exports_in(' ~ literal(folder) ~ ')'
    ) | map(attribute='path') | list %}
    {% if not files %}
        {% do exceptions.raise_compiler_error(
            path ~ ': no such file, expected the export, as .csv, '
            ~ '.csv.gz, .tsv, .xlsx or .parquet; put it there, or name it: '
            ~ "--vars '{survey: " ~ survey ~ ", responses: path}'"
        ) %}
    {% elif not var('responses', '') and files | length > 1 %}
        {% do exceptions.raise_compiler_error(
            folder ~ ': ' ~ files | length ~ ' exports, expected one export; name it: '
            ~ "--vars '{survey: " ~ survey ~ ", responses: path}'"
        ) %}
    {% endif %}
    {% set path = var('responses', '') or files[0] %}
    {% set file = {'path': path} %}
    {% do file.update(export_format(path)) %}
    {% do return(file) %}
{% endmacro %}

{# How many rows of it are headers. #}
{% macro draft_header_rows() %}
    {% set headers = ref('draft_header_rows') %}
    {% if not execute or not load_relation(headers) %}{% do return(1) %}{% endif %}
    {% do return(rows_of('from ' ~ headers)[0].header_rows | int) %}
{% endmacro %}

{# How timestamps are written: those that need no format, which is none here, and those
   that need theirs. strptime takes no format from a column. #}
{% macro timestamp_formats() %}
    {% do return([
        none,
        '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%y %H:%M', '%d/%m/%Y', '%d/%m/%y',
        '%d/%m/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p', '%m/%d/%y %I:%M %p', '%m/%d/%Y',
        '%m/%d/%y %H:%M:%S', '%m/%d/%y', '%d.%m.%Y %H:%M', '%d.%m.%Y', '%d.%m.%y',
        '%d.%m.%y %H:%M', '%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M', '%d-%m-%Y',
        '%Y-%m-%d %H:%M', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%dT%H:%M:%S.%fZ',
        '%Y-%m-%dT%H:%M:%S%z', '%Y-%m-%dT%H:%M', '%Y/%m/%d %H:%M', '%Y/%m/%d',
        '%Y.%m.%d %H:%M:%S', '%d/%m/%Y %H.%M.%S', '%d.%m.%Y %H.%M.%S', '%Y-%m-%d %H.%M.%S',
        '%b %d, %Y %H:%M:%S', '%b %d, %Y %I:%M:%S %p', '%b %d, %Y', '%B %d, %Y',
        '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %b %Y',
        '%Y-%m-%dT%H:%M:%S.%f', '%d/%m/%Y, %H:%M:%S', '%m/%d/%Y, %I:%M:%S %p',
        '%d.%m.%Y, %H:%M:%S', '%Y. %m. %d %H:%M:%S', '%d. %m. %Y %H:%M:%S',
        '%Y年%m月%d日 %H:%M:%S', '%Y年%m月%d日',
        '%Y. %m. %d %I:%M:%S %p'
    ]) %}
{% endmacro %}
