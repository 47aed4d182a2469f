{# Personal data in what people typed, out of sight. Names and postal addresses cannot
   be told from other words: that is why a text of fewer than three people is never
   shown.

   W is a word, perhaps with a space after each letter, DOT and AT as people write them. #}
{% macro masking_functions() %}
{%- set w = "(?:[\\p{L}\\p{N}](?: [\\p{L}\\p{N}])+\\b|[\\p{L}\\p{N}_+''-]+)" %}
{%- set top = "(?:\\p{L}(?: \\p{L})+\\b|\\p{L}{2,})" %}
{%- set dots = "(?:dot|punkt|point|punto|ponto)" %}
{%- set dot = "(?: ?(?:\\.|[(\\[{<*_-] ?" ~ dots ~ " ?[)\\]}>*_-]) ?| " ~ dots ~ " )" %}
{%- set ats = "(?:\u00e4t|arroba|arobase)" %}
{%- set at = "(?: ?(?:@|%40|&(?:#64|#x40|commat);|[(\\[{<*_-] ?(?:at|a|" ~ ats
    ~ ") ?[)\\]}>*_-]) ?)" %}
{%- set mails = "(?:gmail|googlemail|outlook|hotmail|live|yahoo|ymail|gmx|web|icloud|me"
    ~ "|proton|protonmail|pm|aol|mail|posteo|t-online|qq|163|yandex|fastmail)" %}
{%- set hosts = "linkedin|github|gitlab|bitbucket|twitter|x|facebook|fb|instagram"
    ~ "|threads|tiktok|snapchat|xing|orcid|vk|t|wa|youtube|youtu|medium|bsky|reddit|kaggle"
    ~ "|twitch|stackoverflow|huggingface|calendly|discord|researchgate|academia"
    ~ "|scholar\\.google|linktr|about|paypal|patreon|keybase|pinterest|substack" %}
{%- set sites = "github|gitlab|substack|medium|wordpress|blogspot|tumblr|bsky" %}
{%- set services = "skype|telegram|discord|snap(?:chat)?|insta(?:gram)?|ig|twitter"
    ~ "|signal|whats ?app|wechat|user(?:name)?|nick(?:name)?|handle" %}
{%- set byte = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)" %}
{%- set group = "[0-9a-f]{1,4}" %}
{%- set amount = "[1-9](?:\\d{0,6}|\\d{0,2}(?: \\d{3}){1,2})" %}

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
                try_cast(replace(number, ' ', '') as bigint)
                for number in regexp_split_to_array(text, ' ?[-–—] ?')
            ]]
            if regexp_full_match(text, '{{ amount }} ?[-–—] ?{{ amount }}')
        ][1],
        false
    );
comment on macro is_range_of_numbers is
'Whether digits are a range of round numbers: 1000-5000, 1 001-4 999, not 3333-4444.';

create or replace macro is_phone_number(text) as
    length(regexp_replace(text, '[^\p{Nd}]', '', 'g'))
    >= if(regexp_matches(text, '^([+(]|0\d+\D|\d{3}[- ]\d{4}$)'), 7, 8)
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

create or replace macro hidden_in(text, pieces, mask) as
    list_reduce(
        [
            found.piece
            for found in list_reverse_sort([
                {'length': length(piece), 'piece': piece} for piece in pieces
            ])
        ],
        lambda so_far, piece: replace(so_far, piece, mask),
        text
    );
comment on macro hidden_in is 'A text with a mask in place of some of its pieces.';

create or replace macro phones_masked(text) as
    hidden_in(
        text,
        [
            digits
            for digits in regexp_extract_all(
                text, '[+(]?\p{Nd}(?:[\s\p{Zs}()./_·•‐-―−-]{0,3}\p{Nd}){6,}'
            )
            if is_phone_number(digits)
        ],
        '[phone]'
    );
comment on macro phones_masked is 'A text without phone numbers.';

create or replace macro addresses_masked(text) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    text,
                    '(?i)\b(?:https?: ?/ ?/ ?)?(?:[\w-]+\.)*(?:{{ hosts }}) ?\. ?(?:com|org'
                    || '|me|net|app|co|be|gg|ee|io|edu|tv)(?: ?/ ?[^\s/,;()]+)+/?'
                    || '|\b(?:https?: ?/ ?/ ?)?[\w-]+\.(?:{{ sites }})\.(?:io|com|social)\b'
                    || '[^\s,;()]*',
                    '[profile]',
                    'g'
                ),
                '(?i)@?(?:{{ w }}{{ dot }})*{{ w }}{{ at }}{{ w }}'
                || '(?: {{ w }}\.|(?:{{ dot }}{{ w }})*{{ dot }}){{ top }}'
                || '|{{ w }}(?:(?: dot |\.){{ w }})* at {{ w }}(?: dot {{ w }})+'
                || '|{{ w }}(?: {{ dots }} {{ w }})* {{ ats }} {{ w }}(?: {{ dots }} {{ w }})+'
                -- A plain at is one where nobody works there: jo at gmail.com.
                || '|{{ w }}(?:\.{{ w }})* (?:at|{{ ats }}) {{ mails }}\.{{ top }}'
                || '|{{ w }}(?:[._]{{ w }}|\d) at (?:{{ w }}\.)+{{ top }}'
                || '|^{{ w }} at (?:{{ w }}\.)+{{ top }}$',
                '[e-mail]',
                'g'
            ),
            '@?(?:"[^"@]*"|[^\s@<>(),;:\[\]]+)(?:@|%40)[^\s@<>(),;:\[\]]+',
            '[e-mail]',
            'g'
        ),
        '(?i)(^|[^\p{L}\p{N}_@])@\p{N}*[\p{L}_][\p{L}\p{N}_.-]*'
        || '|((?:^|\s)/?)u/[\w-]+|\b((?:{{ services }}) ?[:=] ?)[\w.#-]+'
        || '|\b[\p{L}_][\p{L}\p{N}_.]+#\d{4}\b',
        '\1\2\3[handle]',
        'g'
    );
comment on macro addresses_masked is
'A text without e-mail addresses, also jo (at) example dot org, links to profiles, handles.';

create or replace macro addresses_in(text, pattern) as
    -- Face::add is code.
    list_filter(
        regexp_extract_all(text, pattern), lambda address: regexp_matches(address, '\d')
    );
comment on macro addresses_in is 'What is like an address of a device, with a digit in it.';

create or replace macro devices_masked(text) as [
    hidden_in(
        without_mac,
        addresses_in(
            without_mac,
            '(?i)\b{{ byte }}(?:\.{{ byte }}){3}(?:\.\d+)*\b'
            || '|\b(?:{{ group }}:){7}{{ group }}\b'
            || '|\b(?:{{ group }}:){1,6}(?::{{ group }}){1,6}\b(?:\.\d{1,3}){0,3}'
            || '|\b(?:{{ group }}:){2,7}:'
            || '|(?:^|\b|\s)::(?:{{ group }}:){0,5}{{ group }}\b(?:\.\d{1,3}){0,3}'
        ),
        '[ip]'
    )
    for without_mac in [
        hidden_in(
            text,
            addresses_in(
                text,
                '(?i)\b[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})\b'
                || '|\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b'
            ),
            '[mac]'
        )
    ]
][1];
comment on macro devices_masked is 'A text without addresses of the internet, and MAC.';

create or replace macro numbers_masked(text) as
    phones_masked(
        regexp_replace(
            regexp_replace(
                text,
                -- Social security and insurance, accounts, what computers count by.
                '\b\d{3}[- ]\d{2}[- ]\d{4}\b|\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b'
                || '|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b'
                || '|(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b',
                '[number]',
                'g'
            ),
            '\+?\b1[-. ]?\(?8(?:00|33|44|55|66|77|88)\)?'
            || '(?:[-.][A-Za-z][A-Za-z0-9-]{3,}| [A-Z][A-Z0-9-]{3,}|[A-Z]{5,})\b'
            || '|\b(?:0800|0900|8(?:00|33|44|55|66|77|88))[- .]?[A-Z]{4,}\b',
            '[phone]',
            'g'
        )
    );
comment on macro numbers_masked is
'A text without phone numbers, also those in words, and numbers of people and accounts.';

-- A macro is written out for each use of its argument: each step has a name.
create or replace macro people_masked(text) as
    [
        [
            numbers_masked(without_devices)
            for without_devices in [devices_masked(without_addresses)]
        ][1]
        for without_addresses in [addresses_masked(text)]
    ][1];
comment on macro people_masked is
'A text without what leads to somebody: addresses, numbers and names of accounts.';

create or replace macro masked(text) as
    [
        if(
            regexp_matches(plain, '(?i)[^\p{L}\s,!?''"]| (?:at|{{ ats }}) '),
            [
                if(hidden = plain, without_controls(text), hidden)
                for hidden in [people_masked(plain)]
            ][1],
            without_controls(text)
        )
        for plain in [
            regexp_replace(
                widths_undone(without_controls(text)),
                -- [.] keeps programs from making links; the others make keys of digits.
                '[(\[{] ?([.@]) ?[)\]}]|[\x{FE0F}\x{20E3}]', '\1', 'g'
            )
        ]
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
{% endmacro %}
