{% macro typography_functions() %}

create or replace macro with_dashes(text) as
    regexp_replace(
        regexp_replace(
            regexp_replace(text, '(\d)(- | -)(\d)', '\1-\3', 'g'),
            '(^|[^\d.,-])([$€£]?\d[\d.,]*)-([$€£]?\d[\d.,]*)($|[^\d-])', '\1\2–\3\4', 'g'
        ),
        '(\S) -{1,2} (\S)', '\1 – \2', 'g'
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
                regexp_replace(with_dashes(text), '(^|[\s(\[–/])"', '\1' || opening, 'g'),
                '"', closing, 'g'
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

create or replace macro without_row(wording, label) as
    coalesce(
        nullif(
            regexp_replace(
                wording,
                '\s*[\[(:–-]*\s*' || regexp_escape(label) || '\s*[\])]*\s*$',
                ''
            ),
            ''
        ),
        wording
    );
comment on macro without_row is
'A question of a grid without the label of its row in the end.';

create or replace macro without_code(text) as
    trim(regexp_replace(text, '^(\w+\[\w+\]|\w*\d\w*)\.(\s+|$)', ''));
comment on macro without_code is
'A question without the code that it begins with: `likert2[a4]. `, `7a1. `.';

create or replace macro common_beginning(texts) as
    array_to_string(
        string_split(texts[1], ' ')[:len([
            place
            for place in range(1, len(string_split(texts[1], ' ')) + 1)
            if len(list_distinct([string_split(text, ' ')[:place] for text in texts])) = 1
        ])],
        ' '
    );
comment on macro common_beginning is 'The words that all texts begin with.';

create or replace macro backwards(text) as
    array_to_string(list_reverse(string_split(text, ' ')), ' ');
comment on macro backwards is 'The words of a text, the last one first.';

create or replace macro if_telling(words) as
    if(len(string_split(words, ' ')) >= 3, words, null);
comment on macro if_telling is 'Words that are enough to say what a question is about.';

create or replace macro the_one(texts) as
    if(len(list_distinct(texts)) = 1, nullif(texts[1], ''), null);
comment on macro the_one is 'What all texts are; NULL if they differ.';

create or replace macro shared_stem(stems) as
    coalesce(the_one(stems), if_telling(common_beginning(stems)) || ' …');
comment on macro shared_stem is 'What all texts are or begin with; NULL if that says little.';

create or replace macro grid_wording(wordings, labels) as [
    coalesce(
        the_one(stems),
        shared_stem([without_code(stem) for stem in stems]),
        shared_stem(labels),
        '… ' || backwards(
            if_telling(common_beginning([backwards(label) for label in labels]))
        ),
        labels[1] || ' … (+' || (len(labels) - 1) || ')'
    )
    for stems in [[
        without_row(wording, labels[place]) for wording, place in wordings
    ]]
][1];
comment on macro grid_wording is
'What the questions of a grid ask: what they share, less their rows and codes; or else what
the rows begin or end with, or the first of them and how many more there are.';

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
