{# Reads seeds/vocabulary/option_words.csv: what stands in the functions is what stands
   there. #}
{% macro option_word_functions() %}
{%- set words = rows_of("
    select
        means,
        list(word order by word) as words
    from read_csv(
        'seeds/vocabulary/option_words.csv',
        header = true, delim = ',', quote = '\"', all_varchar = true
    )
    group by means
") if execute else [] %}
{%- for row in words %}

create or replace macro is_{{ row.means }}(cell) as
    list_contains([{{ literals(row.words) }}], lower(trimmed(cell)));
comment on macro is_{{ row.means }} is
'Whether a cell of a column that stands for an option says {{ row.means }}, in any language.';
{%- endfor %}
{% endmacro %}
