{# Text as it is compared. #}
{% macro text_functions() %}
create or replace macro normalised(written) as if(
    regexp_full_match(written, '[!-~]+( [!-~]+)*'),
    written,
    translate(
        trim(regexp_replace(
            nfc_normalize(written), '[\s\v\x{85}\p{Z}\x{FEFF}\x{200B}]+', ' ', 'g'
        )),
        '‘’“”', '''''""'
    )
);
comment on macro normalised is
'Text as it is compared: white space trimmed and collapsed, NFC, straight quotes.';

create or replace macro without_zero_decimals(written) as
    regexp_replace(written, '^(-?\d+)\.0+$', '\1');
comment on macro without_zero_decimals is '4.0 is 4.';

create or replace macro as_compared(written) as
    without_zero_decimals(normalised(written));
comment on macro as_compared is 'Normalised, and 4.0 is 4.';
{% endmacro %}
