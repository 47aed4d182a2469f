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
        || '|其他|其它|その他|기타|something else)(\s*[-–—(:,/].*|\s+(please|specify|describe).*)?$'
    );
comment on macro is_other_word is
'Whether a text is what forms call Other, in any language, and nothing else.';

create or replace macro is_numbered_header(name, title) as
    starts_with(name, title || '_')
    and regexp_full_match(name[length(title) + 2:], '\d+');
comment on macro is_numbered_header is
'Whether a column''s name is a header that was there before, with DuckDB''s number.';

create or replace macro plain_digits(text) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        ' ' || replace(text, '_', ' '), '\([^)]*\)?', ' ', 'g'
                    ),
                    '\b([dl])[''’]', '\1 ', 'g'
                ),
                '(\d)[,.''’\s](\d{3})\b', '\1\2', 'g'
            ),
            '(\d)[,.''’\s](\d{3})\b', '\1\2', 'g'
        ),
        '(\d),(\d)', '\1.\2', 'g'
    );
comment on macro plain_digits is
'Text with 1,000,000, 1 000 000 and 1.000.000 as 1000000, without parentheses; d''un as d un.';

create or replace macro draft_delimiters() as table (
    select * from delimiters()
    union all
    select '|', 5
    union all
    select '┋', 6
);
comment on macro table draft_delimiters is
'What may join the answers of a cell, as `delimiters()` has it, and `|` and `┋`, which are
looked for only here.';

create or replace macro looks_personal(text) as
    case
        when not regexp_matches(text, '[@＠%():/.+&#_*\[-]|\p{Nd}')
            or regexp_full_match(text, '[1-9]\d*')
            -- Amounts of money, and from one to another.
            or regexp_matches(text, '[€$£¥₽₴₩₹฿₱]\s?\d|\d\s?[€£¥₽₴₩₹฿₱]')
            or regexp_full_match(
                text,
                '\D*[1-9]\d{0,2}([., '']\d{3})+\D*[-–—~〜]\D*[1-9]\d{0,2}([., '']\d{3})+\D*'
            )
            then false
        else regexp_matches(masked(text), '^\W*\[[a-z]+\]\W*$|\[e-mail\]')
    end;
comment on macro looks_personal is
'Whether a text is, or holds, an e-mail address, or is something else that is masked. Digits
alone may be an amount.';

create or replace macro draft_phrase(text) as
    regexp_replace(
        regexp_replace(
            trim(regexp_replace(
                regexp_replace(
                    regexp_replace(lower(text), '\([^)]*\)', ' ', 'g'),
                    '^\W*\d+\s*[-–—.:=)]\s*([\p{L}])', '\1'
                ),
                '[^\p{L}\p{M}\d'']+', ' ', 'g'
            )),
            '^(i''m|i am|it''s|it is|i|we) ', ''
        ),
        ' (to|for) (me|us)$', ''
    );
comment on macro draft_phrase is
'Text as the words of a scale are compared: small letters and digits, without what stands
in parentheses, a leading number, "I am" and "to me".';

create or replace macro is_unspaced(text) as
    regexp_matches(text, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]');
comment on macro is_unspaced is
'Whether a text is in a script that puts no spaces between words.';

create or replace macro draft_slug(text) as
    trim(regexp_replace(
        replace(
            replace(
                regexp_replace(
                    replace(replace(lower(strip_accents(text)), '''', ''), '’', ''),
                    '\b([a-z])#', '\1 sharp ', 'g'
                ),
                '+', ' plus '
            ),
            '&', ' and '
        ),
        '[^a-z0-9]+', '_', 'g'
    ), '_');
comment on macro draft_slug is 'Small letters, digits and _.';

create or replace macro draft_cut(slug) as
    coalesce(
        nullif(regexp_extract(slug || '_', '^(.{1,30})_', 1), ''),
        rtrim(left(slug, 30), '_')
    );
comment on macro draft_cut is 'At most 30 characters, cut where a word ends.';

create or replace macro is_denial(phrase) as
    regexp_matches(
        phrase,
        '(^| )(never|none|nothing|no|not|nobody|zero|just|only|don''t|myself|nunca|ninguna?|sin'
        || '|nada|nie|kein|keine|nicht|nur|geen|nooit|niet|jamais|aucune?|pas|mai'
        || '|nessun[oa]?|non|não|nenhuma?|sem|ei|en|никогда|нет|не|ні|ніколи)( |$)'
    );
comment on macro is_denial is 'Whether an answer denies, so that it is at the low end.';

{% endmacro %}
