{# Reads seeds/vocabulary/option_words.csv: what stands in the functions is what stands
   there. #}
{% macro option_word_functions() %}
{%- set words = rows_of("
    from read_csv(
        'seeds/vocabulary/option_words.csv',
        header = true, delim = ',', quote = '\"', all_varchar = true
    )
") if execute else [] %}
{%- for name, meant, says in [
    ('yes', ['yes'], 'yes'),
    ('no', ['no', 'nothing'], 'no, or nothing'),
    ('nothing', ['nothing'], 'nothing, as NA does')
] %}

create or replace macro is_{{ name }}(cell) as
    list_contains(
        [{{ literals(words | selectattr('means', 'in', meant) | map(attribute='word')) }}],
        lower(trimmed(cell))
    );
comment on macro is_{{ name }} is
'Whether a cell of a column that stands for an option says {{ says }}, in any language.';
{%- endfor %}
{% endmacro %}
