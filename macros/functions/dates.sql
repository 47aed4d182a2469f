{% macro date_functions() %}

create or replace macro without_zone(text) as
    regexp_replace(trim(text), ' (GMT|UTC|[A-Z][A-LN-Z][A-Z]{0,2})([+-][\d:]+)?$', '');
comment on macro without_zone is
'A timestamp without the zone that ends it: the instant as the form''s clock showed it.';

create or replace macro with_english_halves(text) as
    case
        when regexp_matches(text, '[^[:ascii:]]|[AaPp]\.')
            then regexp_replace(
                regexp_replace(
                    -- What stands before the hour goes behind it.
                    regexp_replace(
                        text,
                        '[\s\p{Zs}]*(오전|上午|午前|오후|下午|午後)[\s\p{Zs}]*(\S+)$', ' \2 \1'
                    ),
                    '(?i)[\s\p{Zs}]*(a\.?[\s\p{Zs}]*m\.?|오전|上午|午前)$', ' AM'
                ),
                '(?i)[\s\p{Zs}]*(p\.?[\s\p{Zs}]*m\.?|오후|下午|午後)$', ' PM'
            )
        else text
    end;
comment on macro with_english_halves is
'A timestamp with AM and PM as English has them: 3:12 p. m., 3:12 오후 and 下午3:12 are 3:12 PM.';

create or replace macro of_this_era(instant) as
    [if(year(found) >= 1000, found, null) for found in [instant]][1];
comment on macro of_this_era is
'An instant, but for one of the first centuries, which is a year of two digits: 26-03-01.';

create or replace macro as_timestamp(text) as of_this_era(
    case
        -- Each format that does not fit costs more than the rest of the file: the
        -- plainest and most frequent way comes first.
        when regexp_full_match(
            text, '\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?'
        )
            then try_cast(text as timestamp)
        else try_strptime(
            with_english_halves(without_zone(text)),
            [
                '%m/%d/%Y %H:%M:%S', '%Y/%m/%d %I:%M:%S %p', '%m/%d/%Y %I:%M:%S %p',
                '%m/%d/%y %H:%M', '%m/%d/%Y %H:%M', '%d.%m.%Y %H:%M:%S',
                '%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y-%m-%dT%H:%M:%SZ',
                '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d'
            ]
        )
    end
);
comment on macro as_timestamp is
'The instant that a cell names in one of the ways in which forms write it; NULL if none.';

create or replace macro timestamp_in(text, written_as) as of_this_era(
    coalesce(
        try_strptime(trim(text), written_as),
        try_strptime(with_english_halves(without_zone(text)), written_as),
        try_strptime(
            regexp_replace(trim(text), '\s*(Z|[+-]\d\d(:?\d\d)?)$', ''), written_as
        )
    )
);
comment on macro timestamp_in is
'The instant that a cell names in one format of strptime, without a zone: where one
follows, it does not move the clock.';

-- A spreadsheet makes dates of ranges: 10-May of 5-10, Nov-50 of 11-50; and numbers of
-- decimals: 3.1 of 3.10.
create or replace macro numbers_of_date(text) as
    case
        when regexp_full_match(
            lower(text),
            '(\d{1,2}-)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(-\d{1,4})?'
            || '|\d{1,2}[/.]\d{1,2}[/.]\d{4}( 0?0:00.*)?'
            || '|\d{4}-\d\d-\d\d([ t]00:00.*)?'
        )
            then [
                number::integer
                for number in regexp_extract_all(
                    regexp_replace(
                        regexp_extract(lower(text), '^[^ t]+'),
                        '[a-z]+',
                        coalesce(
                            list_position(
                                [
                                    'jan', 'feb', 'mar', 'apr', 'may', 'jun',
                                    'jul', 'aug', 'sep', 'oct', 'nov', 'dec'
                                ],
                                regexp_extract(lower(text), '[a-z]{3}')
                            )::varchar,
                            ''
                        )
                    ),
                    '\d+'
                )
            ]
    end;
comment on macro numbers_of_date is
'The numbers of a text that is written as a date, months by their place in the year.';

create or replace macro range_key(low, high) as
    least(low::bigint, high::bigint) || '-' || greatest(low::bigint, high::bigint);
comment on macro range_key is 'A range, whichever of its ends was written first.';

create or replace macro repair_keys(text) as
    [
        key
        for key in case
            when try_cast(text as double) is not null
                then [(try_cast(text as double))::varchar]
            -- Two numbers in either order, or a month and a year.
            else list_transform(
                [numbers_of_date(text)],
                lambda n: case
                    when len(n) = 2 then [range_key(n[1], n[2] % 100)]
                    when n[1] > 31
                        then [
                            range_key(n[2], n[3]),
                            if(n[3] = 1, range_key(n[2], n[1] % 100), null)
                        ]
                    else [
                        range_key(n[1], n[2]),
                        if(n[2] = 1, range_key(n[1], n[3] % 100), null),
                        if(n[1] = 1, range_key(n[2], n[3] % 100), null)
                    ]
                end
            )[1]
        end
        if key is not null
    ];
comment on macro repair_keys is
'What a text may have been before a spreadsheet made a date or a number of it.';

create or replace macro repair_key(spelling) as
    case
        when regexp_full_match(spelling, '\d+ ?[-–] ?\d+')
            then range_key(
                regexp_extract_all(spelling, '\d+')[1],
                regexp_extract_all(spelling, '\d+')[2]
            )
        else (try_cast(spelling as double))::varchar
    end;
comment on macro repair_key is
'What a text of the codebook is found by in repair_keys; NULL if it is no range or number.';

create or replace macro repairs(answer, spellings) as
    case
        when regexp_matches(answer, '^-?\.?\d|^[A-Za-z]{3}-\d')
            then [
                spelling
                for spelling in spellings
                if list_contains(repair_keys(answer), repair_key(spelling))
            ]
        else []
    end;
comment on macro repairs is
'Those of the codebook''s texts that a spreadsheet may have made this answer of.';

create or replace macro repaired(answer, spellings) as
    [found[1] for found in [repairs(answer, spellings)] if len(found) = 1][1];
comment on macro repaired is
'The text of the codebook that a spreadsheet made this answer of, if only one can be.';

{% endmacro %}
