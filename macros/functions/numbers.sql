{# Reads seeds/vocabulary/draft/units.csv: what may stand beside a number. A word that
   multiplies it, such as million, measures nothing, and may not. #}
{% macro number_functions() %}
{%- set units = rows_of("
    from read_csv(
        'seeds/vocabulary/draft/units.csv',
        header = true, delim = ',', quote = '\"', all_varchar = true
    )
    where measure is not null
") if execute else [] %}

create or replace macro measure_of(unit) as
    if(
        unit = '',
        '',
        list_extract(
            [{{ literals(units | map(attribute='measure')) }}],
            list_position([{{ literals(units | map(attribute='unit')) }}], unit)
        )
    );
comment on macro measure_of is
'What a unit beside a number measures: `yrs` is year, `$` dollar; nothing of nothing, NULL
of what is no unit.';

create or replace macro number_parts(text) as
    if(
        length(text) <= 60,
        regexp_extract(
            lower(normalised(text)),
            '^(?:~|about|approx\.?|approximately|around|ca\.?|circa|etwa)? ?'
            || '([^\d.,−+-]*?) ?'
            || '([−+-]?(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?'
            || '|[1-9]\d{0,2}(?:[ '']\d{3})+(?:[.,]\d+)?|\d*[.,]\d+|\d+))'
            || ' ?\+? ?(\D*?)\.?$',
            ['before', 'digits', 'after']
        ),
        {'before': '', 'digits': '', 'after': ''}
    );
comment on macro number_parts is
'The digits of a cell that states one number, and what stands before and after them; no
digits if it is anything else.';

create or replace macro is_ambiguous_number(digits) as
    regexp_full_match(digits, '[−+-]?[1-9]\d{0,2}[.,]\d{3}');
comment on macro is_ambiguous_number is
'Whether digits may be a thousand or one with decimals, as 1.000 and 1,000 may.';

create or replace macro decimal_mark(digits) as
    case
        when is_ambiguous_number(digits) then null
        when regexp_matches(digits, '\..*\.') then ','
        when regexp_matches(digits, ',.*,') then '.'
        else nullif(regexp_extract(digits, '([.,])\d+$', 1), '')
    end;
comment on macro decimal_mark is
'What divides the decimals of a number, where its digits show it: the point in 0.5 and
1,234,567, the comma in 0,500; NULL where they do not.';

create or replace macro number_of(digits, mark) as
    if(
        mark is null,
        null,
        try_cast(
            translate(
                if(mark = ',', translate(digits, ',.', '.'), replace(digits, ',', '')),
                '−+ ''', '-'
            ) as double
        )
    );
comment on macro number_of is
'The number that digits are, if this divides its decimals; NULL if that is NULL.';

create or replace macro is_number_to_call(digits) as
    regexp_full_match(digits, '[+0]\d{6,}|[+]?\d{10,}|[+]?\d{1,3}(?:[ ''.]\d{3}){3,}');
comment on macro is_number_to_call is
'Whether digits are rather a phone number than an amount: + or 0 and six more, or ten and no
decimals; commas between thousands make it an amount.';

create or replace macro number_unit(text) as [
    case
        when parts.digits = '' or is_number_to_call(parts.digits) then null
        -- A letter before a number names it: v5.
        when regexp_full_match(parts.before, '\p{L}') then null
        when parts.before = '' then measure_of(parts.after)
        when parts.after in ('', parts.before) then measure_of(parts.before)
        when measure_of(parts.before) = measure_of(parts.after)
            then measure_of(parts.after)
    end
    for parts in [number_parts(text)]
][1];
comment on macro number_unit is
'What the number of a cell measures, nothing if it has no unit; NULL if the cell is more, or
less, than a number and perhaps a known unit.';

create or replace macro as_number(text, mark := '.', unit := null) as
    if(
        number_unit(text) in ('', coalesce(unit, number_unit(text))),
        [
            number_of(
                digits,
                coalesce(
                    decimal_mark(digits),
                    nullif(mark, ''),
                    if(is_ambiguous_number(digits) and contains(digits, '.'), null, '.')
                )
            )
            for digits in [number_parts(text).digits]
        ][1],
        null
    );
comment on macro as_number is
'The number that a cell states, where it is plain: `3 years`, `1,000`, `~5`, `$10` and `5+`,
not `3-5`, `10k` or `5 million`. What divides decimals decides about 1.000; where that is
unknown, an empty text, that is none, and 1,000 a thousand. With a unit, a number in another one is none.';

create or replace macro unread_number(text) as
    case
        when is_ambiguous_number(number_parts(text).digits)
            then
                'a thousand, or one with decimals? no other number of the file tells'
        when is_number_to_call(number_parts(text).digits)
            then 'it may be a phone number; write an amount with commas'
        when number_unit(text) is not null
            then 'most others are in another unit'
        else 'no number is known for it'
    end;
comment on macro unread_number is 'Why the cell of a question of kind number is none.';

{% endmacro %}
