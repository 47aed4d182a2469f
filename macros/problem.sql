{# A line for each row of a file of the codebook that breaks a rule: the file, the row,
   what was found and what was expected. #}
{% macro problem(file, column, broken, expected) %}
    select
        format(
            '{{ file }}.csv row {}: {{ column }} is {}, expected {}',
            {{ file }}.codebook_row,
            coalesce(
                '"' || nullif(trim({{ file }}.{{ column }}), '') || '"', 'blank'
            ),
            {{ expected }}
        ) as message
    from {{ file }}
    where {{ broken }}
{% endmacro %}

{# The same for a column that holds one of a few words. #}
{% macro problem_unless_in(file, column, words, where='true') %}
    {{ problem(
        file, column,
        where ~ " and coalesce(trim(" ~ file ~ "." ~ column ~ "), '') not in ('"
        ~ words | join("', '") ~ "')",
        "'" ~ words | reject('equalto', '') | join(', ') ~ ("" if '' not in words else " or blank") ~ "'"
    ) }}
{% endmacro %}
