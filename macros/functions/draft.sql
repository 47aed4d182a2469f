{# What drafting alone needs. #}
{% macro draft_functions() %}

create or replace macro draft_key(text) as
    if(
        regexp_matches(text, '\d'),
        rtrim(regexp_replace(lower(text), '\s*[-–—]\s*', '-', 'g'), ' .!;:,'),
        coalesce(
            nullif(regexp_replace(lower(text), '[^\p{L}\p{M}+#]', '', 'g'), ''),
            text
        )
    );
comment on macro draft_key is
'Two ways to write one answer have one key: case, punctuation and white space do not
count, unless there are digits, between which they do. + and # are names: C++, C#.';

create or replace macro is_other_word(text) as
    regexp_matches(
        trim(lower(text), ' .:…'),
        '^(others?|otr[oa]s?|outr[oa]s?|andere[rs]?|sonstige[rs]?|autres?|altr[oaie]'
        || '|overige?|anders|muu|joku muu|другое|другой|иное|інше|інший|อื่น ?ๆ?'
        || '|其他|其它|その他|기타)(\s*[-–—(:,/].*|\s+(please|specify|describe).*)?$'
    );
comment on macro is_other_word is
'Whether a text is what forms call Other, in any language, and nothing else.';

{% endmacro %}
