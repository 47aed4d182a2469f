{# Text as it is compared: white space trimmed and collapsed (non-breaking and
   zero-width too), Unicode NFC, straight quotes. Case counts. That text is plain
   already is cheap to see. #}
{% macro is_plain(text) -%}
    regexp_full_match({{ text }}, '[!-~]+( [!-~]+)*')
{%- endmacro %}

{% macro normalised(text) -%}
    if(
        {{ is_plain(text) }},
        {{ text }},
        translate(
            trim(regexp_replace(
                nfc_normalize({{ text }}), '[\s\v\x{85}\p{Z}\x{FEFF}\x{200B}]+', ' ', 'g'
            )),
            '‘’“”', '''''""'
        )
    )
{%- endmacro %}

{# `4.0` is `4`: what a spreadsheet makes of the points of a scale. #}
{% macro without_zero_decimals(text) -%}
    regexp_replace({{ text }}, '^(-?\d+)\.0+$', '\1')
{%- endmacro %}

{# No white space around the delimiter: `a; b` is `a;b`. Expects normalised text. #}
{% macro tightened(text, delimiter) -%}
    replace(
        replace({{ text }}, {{ delimiter }} || ' ', {{ delimiter }}),
        ' ' || {{ delimiter }}, {{ delimiter }}
    )
{%- endmacro %}

{# People type addresses and numbers into a box for another answer. A date is no phone
   number. #}
{% macro masked(text) -%}
    {%- set date -%}
    regexp_extract(
        {{ text }}, '^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:[\d:.]+)?([ TZ]|$)'
    )
    {%- endset -%}
    {%- set rest = 'substr(' ~ text ~ ', 1 + length(' ~ date ~ '))' -%}
    {{ date }} || regexp_replace(
        regexp_replace({{ rest }}, '[^\s@＠<>(),;:]+[@＠][^\s@＠<>(),;:]+', '[e-mail]', 'g'),
        '\+\d([ ()./‐-―-]{0,3}\d){6,}|\(?\d([ ()./‐-―-]{0,3}\d){8,}', '[phone]', 'g'
    )
{%- endmacro %}

{# White space at the ends gone: cheap enough to run on every cell of a file. #}
{% macro trimmed(text, also="''") -%}
    trim(
        {{ text }},
        e' \t\r\n' || chr(11) || chr(160) || chr(8195) || chr(8201) || chr(8203) || chr(8232)
        || chr(8239) || chr(12288) || chr(65279) || {{ also }}
    )
{%- endmacro %}

{# Whether a cell says nothing; of several answers, also if it only divides them. That it
   begins with a letter or digit is cheap to see. #}
{% macro is_blank(cell, delimiter="''") -%}
    case
        when
            ({{ cell }} >= 'A' and {{ cell }} < '[')
            or ({{ cell }} >= 'a' and {{ cell }} < '{')
            or ({{ cell }} >= '0' and {{ cell }} < ':')
            then false
        when regexp_matches({{ cell }}, '[0-9A-Za-z]') then false
        else coalesce({{ trimmed(cell, also=delimiter) }}, '') = ''
    end
{%- endmacro %}

{% macro months() -%}
    (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)
{%- endmacro %}
