{# Personal data in what people typed, out of sight. Names and postal addresses cannot
   be told from other words: that is why a text of fewer than three people is never
   shown.

   W is a word, perhaps with a space after each letter, DOT and AT as people write them. #}
{% macro masking_functions() %}
{%- set w = "(?:[\\p{L}\\p{N}](?: [\\p{L}\\p{N}])+\\b|[\\p{L}\\p{N}_+''-]+)" %}
{%- set top = "(?:\\p{L}(?: \\p{L})+\\b|\\p{L}{2,})" %}
{%- set dot = "(?: ?(?:\\.|[(\\[{<] ?(?:dot|punkt|point|punto) ?[)\\]}>]) ?| dot )" %}
{%- set at = "(?: ?(?:@|%40|&#64;|[(\\[{<] ?at ?[)\\]}>]) ?)" %}
{%- set hosts = "linkedin|github|gitlab|twitter|x|facebook|fb|instagram|threads|tiktok"
    ~ "|xing|orcid|vk|t|youtube|medium|bsky|reddit|kaggle|stackoverflow" %}
{%- set byte = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)" %}
{%- set group = "[0-9a-f]{1,4}" %}

create or replace macro widths_undone(text) as
    translate(
        text,
        -- Not in their order: no number of somebody is in the database, byte for byte.
        '１０３２５４７６９８ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ'
        || 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ＠﹫．。＋－（）％＿：／'
        || '١٠٣٢٥٤٧٦٩٨۱۰۳۲۵۴۷۶۹۸',
        '1032547698ABCDEFGHIJKLMNOPQRSTUVWXYZ'
        || 'abcdefghijklmnopqrstuvwxyz@@..+-()%_:/'
        || '10325476981032547698'
    );
comment on macro widths_undone is
'Full-width letters, digits and signs as those of ASCII; Arabic digits too.';

create or replace macro is_date_or_years(text) as
    regexp_full_match(
        text,
        '(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}'
        || '|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d|[-–—/ ])+'
        || '(?: \d{1,2})?'
    )
    and regexp_matches(text, '^\(?(?:19|20)\d\d\b|[-/.](?:19|20)\d\d\b');
comment on macro is_date_or_years is
'Whether digits are dates with a year of four digits, perhaps with an hour, or years.';

create or replace macro is_range_of_numbers(text) as
    coalesce(
        [
            ends[1] < ends[2] and ends[1] % 10 in (0, 1) and ends[2] % 10 in (0, 9)
            for ends in [[
                try_cast(number as bigint)
                for number in regexp_split_to_array(text, ' ?[-–—] ?')
            ]]
            if regexp_full_match(text, '[1-9]\d{0,6} ?[-–—] ?[1-9]\d{0,6}')
        ][1],
        false
    );
comment on macro is_range_of_numbers is
'Whether digits are a range of round numbers: 1000-5000, 1001-4999, not 3333-4444.';

create or replace macro is_phone_number(text) as
    length(regexp_replace(text, '\D', '', 'g'))
    >= if(regexp_matches(text, '^([+(]|0\d+\D|\d{3}-\d{4}$)'), 7, 8)
    and not is_date_or_years(text)
    and not is_range_of_numbers(text)
    and not regexp_full_match(
        text,
        -- Pi, an amount with cents, round amounts, a version with a part of one digit.
        '(?:0|[1-9]\d{0,2})\.\d+|[1-9]\d*\.\d\d?|[1-9]\d{0,2}(?:\.\d{3})*\.000'
        || '|[1-9]\d{0,2}(?: \d{3})* 000|[1-9]\d{0,2}0{6,}|\d+(?:\.\d+)*\.\d(?:\.\d+)+'
    );
comment on macro is_phone_number is
'Whether digits, and what stands between them, may be a phone number, or that of a card or an
account: eight or more that are no date, years, range, version, decimals or round number.';

create or replace macro phones_masked(text) as
    list_reduce(
        [
            found.digits
            for found in list_reverse_sort([
                {'length': length(digits), 'digits': digits}
                for digits in regexp_extract_all(
                    text, '[+(]?\d(?:[\s\p{Zs}()./_·•‐-―−-]{0,3}\d){6,}'
                )
                if is_phone_number(digits)
            ])
        ],
        lambda so_far, digits: replace(so_far, digits, '[phone]'),
        text
    );
comment on macro phones_masked is 'A text without phone numbers.';

create or replace macro addresses_masked(text) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    text,
                    '(?i)\b(?:https?: ?/ ?/ ?)?(?:[\w-]+\.)*(?:{{ hosts }}) ?\. ?'
                    || '(?:com|org|me|net|app)(?: ?/ ?[^\s/,;()]+)+/?',
                    '[profile]',
                    'g'
                ),
                '(?i)@?(?:{{ w }}{{ dot }})*{{ w }}{{ at }}{{ w }}'
                || '(?: {{ w }}\.|(?:{{ dot }}{{ w }})*{{ dot }}){{ top }}'
                || '|{{ w }}(?:(?: dot |\.){{ w }})* at {{ w }}(?: dot {{ w }})+',
                '[e-mail]',
                'g'
            ),
            '@?[^\s@<>(),;:\[\]]+(?:@|%40)[^\s@<>(),;:\[\]]+', '[e-mail]', 'g'
        ),
        '(^|[^\p{L}\p{N}_@])@\p{N}*[\p{L}_][\p{L}\p{N}_.-]*', '\1[handle]', 'g'
    );
comment on macro addresses_masked is
'A text without e-mail addresses, also jo (at) example dot org, links to profiles, handles.';

create or replace macro devices_masked(text) as
    regexp_replace(
        regexp_replace(
            text,
            '(?i)\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b'
            || '|\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b',
            '[mac]',
            'g'
        ),
        '(?i)\b{{ byte }}(?:\.{{ byte }}){3}(?:\.\d+)*\b|\b(?:{{ group }}:){7}{{ group }}\b'
        || '|\b(?:{{ group }}:){1,6}(?::{{ group }}){1,6}\b(?:\.\d{1,3}){0,3}'
        || '|\b(?:{{ group }}:){2,7}:'
        || '|(?:^|\s)::(?:{{ group }}:){0,5}{{ group }}\b(?:\.\d{1,3}){0,3}',
        '[ip]',
        'g'
    );
comment on macro devices_masked is 'A text without addresses of the internet, and MAC.';

create or replace macro numbers_masked(text) as
    phones_masked(
        regexp_replace(
            regexp_replace(text, '\b\d{3}[- ]\d{2}[- ]\d{4}\b', '[number]', 'g'),
            '\+?\b1[-. ]?\(?8(?:00|33|44|55|66|77|88)\)?'
            || '(?:[-.][A-Za-z][A-Za-z0-9-]{3,}| [A-Z][A-Z0-9-]{3,})\b'
            || '|\b(?:0800|0900|8(?:00|33|44|55|66|77|88))[- .]?[A-Z]{4,}\b',
            '[phone]',
            'g'
        )
    );
comment on macro numbers_masked is
'A text without phone numbers, also those in words, and social security numbers.';

create or replace macro masked(text) as
    [
        if(
            regexp_matches(
                plain, '(?i)[@%:]|\d|[(\[{<] ?at\b| at .* dot |\.(com|org|me|net|app)'
            ),
            [
                if(hidden = plain, without_controls(text), hidden)
                for hidden in [numbers_masked(devices_masked(addresses_masked(plain)))]
            ][1],
            without_controls(text)
        )
        for plain in [widths_undone(without_controls(text))]
    ][1];
comment on macro masked is
'A text that somebody typed, with e-mail addresses, phone numbers, links to profiles, handles
and addresses of devices out of sight, and nothing that a terminal obeys.';

create or replace macro shown(text) as
    [
        if(length(found) > 200, left(found, 199) || '…', found)
        for found in [trim(masked(text))]
    ][1];
comment on macro shown is
'What a report shows of a text that people typed: masked, in one line, 200 characters at
most.';

create or replace macro is_masked_whole(text) as
    regexp_full_match(masked(text), '\W*\[[a-z]+\]\W*');
comment on macro is_masked_whole is
'Whether a text is an address, a number of somebody or a profile, and nothing else.';
{% endmacro %}
