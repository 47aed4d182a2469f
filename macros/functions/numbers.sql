{% macro number_functions() %}

create or replace macro as_number(text) as
    try_cast(
        replace(
            regexp_extract(
                regexp_replace(
                    trimmed(text),
                    '(?is)^.*\d\s*(hundred|thousand|[mb]ill?ion|trillion|dozen|lakh|crore'
                    || '|mio|mln|mn|mrd|bn|tsd)\b.*',
                    ''
                ),
                '^(?i:~|about|approx\.?|approximately|around|ca\.?)?\s*[$€£]?\s*'
                || '(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*'
                || '(?:%|\+|[[:alpha:]]{2,}\.?)?$',
                1
            ),
            ',', ''
        ) as double
    );
comment on macro as_number is
'The number that a cell typed freely states, where it is plain: `3 years`, `1,000`, `~5`,
`$10` and `5+`, not `3-5`, `10k` or `5 million`.';

{% endmacro %}
