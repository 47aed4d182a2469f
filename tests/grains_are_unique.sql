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
    'stg_files': ['file'],
    'stg_headers': ['question', 'option', 'header'],
    'stg_columns': ['file', 'position'],
    'int_columns': ['file', 'position'],
    'int_questions': ['question'],
    'int_delimiter_trials': ['file', 'question', 'delimiter'],
    'int_delimiters': ['file', 'question'],
    'int_answers': ['question', 'answer', 'is_blank'],
    'int_doubtful_answers': ['question', 'answer'],
    'int_answer_findings': ['question', 'finding', 'text', 'advice'],
    'int_combinations': [
        'question', 'by_question', 'options', 'by_options', 'number', 'asked',
        'by_asked', 'is_respondent', 'among'
    ],
    'int_people': ['respondent_id'],
    'crosstab_results': [
        'question', 'by_question', 'among', 'option', 'by_option'
    ],
    'figure_options': ['figure', 'axis', 'option'],
} %}
{%- for model, grain in grains.items() %}
{#- An answer is what somebody typed, and not told. -#}
{%- set told = grain | reject('equalto', 'answer') | join(', ') %}
select
    '{{ model }}: ' || count(*) || ' rows of one {{ grain | join(", ") }}: '
    || ({{ told }})::varchar as message
from {{ ref(model) }}
group by {{ grain | join(', ') }}
having count(*) > 1
{{ 'union all' if not loop.last }}
{%- endfor %}
