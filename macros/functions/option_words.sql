{# Reads seeds/vocabulary/option_words.csv: what stands in the functions is what stands
   there. #}
{% macro option_word_functions() %}
{%- set words = rows_of("
    from read_csv(
        'seeds/vocabulary/option_words.csv',
        header = true, delim = ',', quote = '\"', all_varchar = true
    )
") if execute else [] %}
{%- for means in ['yes', 'no'] %}

create or replace macro is_{{ means }}(cell) as
    list_contains(
        [{{ literals(words | selectattr('means', 'equalto', means) | map(attribute='word')) }}],
        lower(trimmed(cell))
    );
comment on macro is_{{ means }} is
'Whether a cell of a column that stands for an option says {{ means }}, in any language.';
{%- endfor %}
{% endmacro %}
