{# The files of the codebook: the columns that each must have, and those it may have. #}
{% macro codebook_files() %}
    {% do return({
        'survey': {'required': ['item', 'text'], 'optional': []},
        'questions': {
            'required': [
                'question', 'position', 'kind', 'delimiter', 'other', 'base', 'header',
                'wording',
            ],
            'optional': ['blank', 'asked', 'options_of', 'format'],
        },
        'options': {
            'required': [
                'question', 'option', 'position', 'label', 'value', 'offered',
            ],
            'optional': ['role'],
        },
        'spellings': {
            'required': ['question', 'spelling', 'option'],
            'optional': ['found_in'],
        },
        'figures': {
            'required': [
                'figure', 'position', 'kind', 'question', 'by_question', 'by_options',
                'measure', 'options', 'sort', 'title',
            ],
            'optional': [],
        },
        'claims': {
            'required': [
                'claim', 'question', 'option', 'by_question', 'by_option', 'measure',
                'operator', 'value', 'tolerance',
            ],
            'optional': [],
        },
    }) %}
{% endmacro %}

{# A file of the codebook with all its columns, whatever their order: an absent one
   reads as blank. Rows are numbered as a spreadsheet numbers them. #}
{% macro codebook_rows(file) -%}
    {%- set columns = codebook_files()[file] -%}
    select
        {%- for column in columns.required + columns.optional %}
        null::varchar as {{ column }},
        {%- endfor %}
        null::bigint as codebook_row
    where false

    union all by name

    select
        *,
        row_number() over () + 1 as codebook_row
    from {{ ref(file) }}
{%- endmacro %}
