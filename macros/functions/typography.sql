{% macro typography_functions() %}

create or replace macro with_dashes(text) as
    regexp_replace(
        regexp_replace(
            regexp_replace(text, '(\d)(- | -)(\d)', '\1-\3', 'g'),
            '(^|[^\d.,-])([$€£]?\d[\d.,]*)-([$€£]?\d[\d.,]*)($|[^\d-])', '\1\2–\3\4', 'g'
        ),
        '(\S) -{1,2} (\S)|(\w)--(\w)', '\1\3 – \2\4', 'g'
    );
comment on macro with_dashes is
'En dashes between two numbers and between spaces; 2026-05-01 and COVID-19 stay.';

{{ quote_functions('“', '”', 'create macro if not exists') }}

create or replace macro typeset(
    text, opening := opening_quote(), closing := closing_quote()
) as
    replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(with_dashes(text), '(^|[\s(\[–/])"+', '\1' || opening, 'g'),
                '"+', closing, 'g'
            ),
            '(^|[\s(\[])''', '\1‘', 'g'
        ),
        '''', '’'
    );
comment on macro typeset is
'A text as figures print it: en dashes in ranges of numbers, typographic quotes.';

create or replace macro without_instruction(text) as
    trim(
        regexp_replace(
            text,
            '(?i)\s*[([][^)\]]*\b('
            || '(check|select|choose|mark|tick|pick)\s(all|any|as many|one or more)'
            || '|(multiple|several) (answers|choices)|mehrfach\w*|mehrere antworten'
            || '|todas las que|varias respuestas|plusieurs réponses)\b[^)\]]*[)\]]'
            || '|(?i)\s*[-–.:]?\s+(please )?(check|select|choose|mark|tick) '
            || '(all|any|as many)( that| which)?( as)?( you)? (apply|like|want)\.?$',
            '', 'g'
        )
    );
comment on macro without_instruction is
'A question without "(check all that apply)", where a figure says it itself.';

create or replace macro without_code(text) as
    regexp_replace(
        regexp_replace(
            trim(text),
            '^(\w*\d\w*(\[\w*\])?|\w+\[\w*\])\.(\s+|$)|\s*\[\s*\]$', '', 'g'
        ),
        '^\[([^\[\]]*)\]$', '\1'
    );
comment on macro without_code is
'A question without the code before it: of "q1[a]. [Text]" and "q1. Text []", Text.';

create or replace macro without_row(text, label) as
    regexp_replace(
        text, '\s*[\[(:–-]*\s*' || regexp_escape(label) || '\s*[\])]*\s*$', ''
    );
comment on macro without_row is
'A question of a grid without its row, the label at its end: what its questions share.';

create or replace macro grouped(number, thousands := ',') as
    replace(format('{:,}', number::bigint), ',', thousands);
comment on macro grouped is 'A whole number with its thousands apart.';

{% endmacro %}

{# The quotes of the survey's language: constants, until it has one the English ones. #}
{% macro quote_functions(opening, closing, create) %}
{{ create }} opening_quote() as {{ literal(opening) }};
comment on macro opening_quote is 'What a quotation begins with in the survey''s language.';
{{ create }} closing_quote() as {{ literal(closing) }};
comment on macro closing_quote is 'What a quotation ends with in the survey''s language.';
{% endmacro %}

{% macro describe_quotes() %}
    {% if not execute %}{% do return('') %}{% endif %}
    {% set quotes = rows_of("
        select
            max(text) filter (where item = 'say_opening_quote') as opening,
            max(text) filter (where item = 'say_closing_quote') as closing
        from " ~ this
    )[0] %}
    {{ quote_functions(quotes.opening, quotes.closing, 'create or replace macro') }}
{% endmacro %}
