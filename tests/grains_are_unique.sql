-- One row per what the description of a model says it has a row for. Marts with fixed
-- columns prove theirs by the primary key of their contract.
{%- set grains = {
    'stg_codebook_columns': ['file', 'name'],
    'stg_survey': ['item'],
    'stg_questions': ['question'],
    'stg_options': ['question', 'option'],
    'stg_spellings': ['question', 'spelling', 'is_prefix'],
    'stg_nets': ['question', 'net'],
    'stg_waves': ['wave'],
    'stg_figures': ['figure'],
    'stg_claims': ['codebook_row'],
    'stg_columns': ['position'],
    'int_questions': ['question'],
    'int_delimiters': ['question'],
    'int_answer_options': [
        'question', 'column_option', 'answer', 'text', 'match', 'spelling', 'is_blank'
    ],
    'int_combinations': [
        'question', 'by_question', 'options', 'by_options', 'number', 'asked',
        'by_asked', 'is_respondent'
    ],
    'int_figure_options': ['figure', 'axis', 'option'],
} %}
{%- for model, grain in grains.items() %}
select
    '{{ model }}: ' || count(*) || ' rows of one {{ grain | join(", ") }}: '
    || ({{ grain | join(', ') }})::varchar as message
from {{ ref(model) }}
group by {{ grain | join(', ') }}
having count(*) > 1
{{ 'union all' if not loop.last }}
{%- endfor %}
