{% macro text_functions() %}

create or replace macro is_plain(text) as
    regexp_full_match(text, '[!-~]+( [!-~]+)*');
comment on macro is_plain is
'Whether a text is already as texts are compared: visible ASCII with single spaces.';

create or replace macro normalised(text) as
    if(
        is_plain(text),
        text,
        translate(
            trim(regexp_replace(
                nfc_normalize(text), '[\s\v\x{85}\p{Z}\x{FEFF}\x{200B}]+', ' ', 'g'
            )),
            '‘’“”', '''''""'
        )
    );
comment on macro normalised is
'White space trimmed and collapsed (non-breaking and zero-width too), Unicode NFC,
straight quotes. Case counts.';

create or replace macro without_zero_decimals(text) as
    regexp_replace(text, '^(-?\d+)\.0+$', '\1');
comment on macro without_zero_decimals is
'`4.0` is `4`: what a spreadsheet makes of the points of a scale.';

create or replace macro as_compared(text) as without_zero_decimals(normalised(text));
comment on macro as_compared is 'A text as answers, labels and spellings are compared.';

create or replace macro trimmed(text, also := '') as
    trim(
        text,
        e' \t\r\n' || chr(11) || chr(160) || chr(8195) || chr(8201) || chr(8203)
        || chr(8232) || chr(8239) || chr(12288) || chr(65279) || also
    );
comment on macro trimmed is
'White space at the ends gone, of every kind; the characters of `also` too.';

create or replace macro is_blank(text, also := '') as
    case
        -- That it begins with a letter or digit, or has one, is cheap to see.
        when text >= 'A' and text < '[' then false
        when text >= 'a' and text < '{' then false
        when text >= '0' and text < ':' then false
        when regexp_matches(text, '[0-9A-Za-z]') then false
        else coalesce(trimmed(text, also := also), '') = ''
    end;
comment on macro is_blank is
'Whether a cell says nothing; with a delimiter as `also`, also if it only divides.';

create or replace macro likeness(text, other_text) as
    jaro_winkler_similarity(lower(text), lower(other_text));
comment on macro likeness is 'How much two texts are alike, from 0 to 1.';

create or replace macro without_controls(text) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                text,
                -- What moves the cursor of a terminal, or names its window.
                '\x{1B}\[[0-?]*[ -/]*[@-~]|\x{1B}\][^\x{07}\x{1B}]*(\x{07}|\x{1B}\\)?'
                || '|\x{1B}[ -/]*[0-~]',
                '',
                'g'
            ),
            '[\p{Cf}\p{Co}\p{Cs}]+', '', 'g'
        ),
        '[\p{Cc}\p{Zl}\p{Zp}\s]+', ' ', 'g'
    );
comment on macro without_controls is
'A text that a terminal prints as it is: no escapes, controls, bidi marks or zero widths.';

create or replace macro folded(text) as lower(normalised(text));
comment on macro folded is 'A text by which ways to write the same are one.';

{% endmacro %}
