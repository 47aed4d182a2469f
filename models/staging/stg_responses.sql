{%- set files, questions = export_files(), export_questions() %}
{%- set columns = export_columns() %}
{{ config(materialized='export_copy') }}
{%- for file in files %}
{%- set is_parquet = file.format == 'parquet' %}
{%- set own = columns | selectattr('file', 'equalto', file.file) | list %}
{%- set cells = '* exclude (_file' ~ (', file_row_number' if is_parquet) ~ ')' %}
{{ 'union all by name' if not loop.first }}
(
    with

    -- Excluded columns are personal: nothing below this line can read them.
    export as (
        select
            {%- if is_parquet %}
            file_row_number,
            {%- endif %}
            columns(
                * {%- if is_parquet %} exclude (file_row_number) {%- endif %}
            )::varchar
        from (
            select *
                {%- for column in own | selectattr('is_excluded') %}
                {{- ' exclude (' if loop.first }}{{ quoted(column.column_name) }}
                {{- ')' if loop.last else ', ' }}
                {%- endfor %}
            from {{ read_export(file) | indent(12) }}
            {%- if file.header_rows > 1 %}
            offset {{ file.header_rows - 1 }}
            {%- endif %}
        )
    )

    select
        _file,
        {%- if is_parquet and files | length == 1 %}
        file_row_number as _row,
        {%- endif %}
        if(
            is_blank(coalesce(*columns({{ cells }}))),
            is_blank(concat(*columns({{ cells }}))),
            false
        ) as _is_blank
        {%- for question in questions %},
        {%- set found = question.columns | selectattr('file', 'equalto', file.file) | list %}
        {% if question.kind == 'text' -%}
        not is_blank(
        {%- endif %}
        {%- if question.has_option_columns and found %}
        chosen_texts(
            [
                {%- for column in found %}
                {
                    'cell': {{ quoted(column.column) }},
                    'label': {{ literal(column.label) if column.option else 'null' }},
                    'spellings': [{{ literals(column.spellings) }}]::varchar[],
                    'is_typed': {{ not column.option or column.option == 'other' }}
                } {{- ',' if not loop.last }}
                {%- endfor %}
            ],
            no_answers := [{{ literals(question.no_answers) }}]::varchar[]
        )
        {%- elif found | length > 1 %}
        first_filled([
            {%- for column in found %}
            {{ quoted(column.column) }} {{- ',' if not loop.last }}
            {%- endfor %}
        ])
        {%- elif found %}
        {{ quoted(found[0].column) }}
        {%- elif question.question == 'wave' and file.wave %}
        {{ literal(file.wave) }}
        {%- else %}
        null::varchar
        {%- endif %}
        {{- ')' if question.kind == 'text' }} as {{ quoted(question.name) }}
        {%- if found | length > 1 and not question.has_option_columns
            and question.kind != 'text' %},
        cells_disagree([
            {%- for column in found %}
            {{ quoted(column.column) }} {{- ',' if not loop.last }}
            {%- endfor %}
        ]) as {{ quoted('_disagree_' ~ question.name) }}
        {%- endif %}
        {%- endfor %}
    from export
)
{%- endfor %}
