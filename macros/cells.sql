{# The cells of an export, one row per question, column and distinct cell, with how many
   rows have it. Of timestamps and numbers, which are read by the column, only what does
   not read. #}
{% macro distinct_cells(responses) %}
    {%- set questions = export_questions() | rejectattr('kind', 'equalto', 'text') | list %}
    select
        split_part(name, '|', 1) as question,
        nullif(split_part(name, '|', 2), '') as column_option,
        cell,
        respondents
    from (
        select
            name,
            cell,
            count(*) as respondents
        from (
            select
                {%- for question in questions if question.columns %}
                {%- set cell = cell_of(question.columns) %}
                {%- if question.is_coded %}
                {{ cell }} as {{ quoted(question.question) }},
                {%- else %}
                case
                    when {{ as_number(cell) if question.kind == 'number'
                        else as_timestamp(cell, question.format) }} is null
                        then {{ cell }}
                end as {{ quoted(question.question) }},
                {%- endif %}
                {%- endfor %}
                {%- for question in questions %}
                {%- for option, columns in columns_by_option(question).items() %}
                {{ cell_of(columns) }}
                    as {{ quoted(question.question ~ '|' ~ option ~ '|' ~ loop.index) }},
                {%- endfor %}
                {%- endfor %}
                null::varchar as "|"
            from {{ responses }}
        ) unpivot include nulls (cell for name in (columns(*)))
        group by name, cell
    )
    where name <> '|'
{%- endmacro %}
