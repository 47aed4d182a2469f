{% macro share_functions() %}

create or replace macro one_option(answer) as
    if(answer is null, null, [answer::varchar]);
comment on macro one_option is
'The answer to a question of one choice as a list of options; NULL if there is none.';

create or replace macro any_answer(answer) as if(answer is null, null, ['answered']);
comment on macro any_answer is
'The answer to a question without options, as if its option were to answer it.';

create or replace macro has_any(options, wanted) as
    coalesce(list_has_any(options, wanted), false);
comment on macro has_any is 'Whether somebody chose one of these options.';

create or replace macro has_answered(options, missing) as
    options is not null
    and (options = [] or not list_has_all(coalesce(missing, []), options));
comment on macro has_answered is
'Whether a list of options is an answer: not if there is none, or only options whose role
is missing. That nothing was chosen is one.';

create or replace macro share(people, base) as people / nullif(base, 0)::double;
comment on macro share is 'A share, of a base that may be nobody.';

create or replace macro by_base(base, answered, asked, respondents) as
    case base
        when 'answered' then answered
        when 'asked' then asked
        when 'respondents' then respondents
    end;
comment on macro by_base is
'Of three numbers, the one that belongs to what a question''s share is of.';

-- 100 * 0.575 is a little less than 57.5.
create or replace macro rounded_percent(share) as
    round(round(100 * share, 6))::integer;
comment on macro rounded_percent is 'A share in whole per cent.';

create or replace macro printed(
    respondents, share, percent := '{}%', thousands := ','
) as
    case
        when share is null then grouped(respondents, thousands := thousands)
        when share > 0 and share < 0.005 then '<' || format(percent, 1)
        when share >= 0.995 and share < 1 then '>' || format(percent, 99)
        else format(percent, rounded_percent(share))
    end;
comment on macro printed is
'How a count, or a share, is printed: where somebody is, never 0%, and 100% only of
everybody.';

-- Not to the last bit, as people would write it down.
create or replace macro claim_holds(actual, operator, expected, tolerance) as
    coalesce(
        case operator
            when '=' then abs(actual - expected) <= tolerance + 1e-9
            when '>' then actual > expected
            when '>=' then actual >= expected - 1e-9
            when '<' then actual < expected
            when '<=' then actual <= expected + 1e-9
        end,
        false
    );
comment on macro claim_holds is
'Whether a number is what a claim says; not if there is none.';

create or replace macro printed_interval(low, high, percent := '{}%') as
    if(
        rounded_percent(low) = rounded_percent(high),
        format(percent, rounded_percent(low)),
        format(percent, rounded_percent(low) || '–' || rounded_percent(high))
    );
comment on macro printed_interval is 'An interval of a share in whole per cent.';

create or replace macro printed_change(change) as
    case
        when rounded_percent(change) = 0 then '±0'
        when change < 0 then '−' || -rounded_percent(change)
        else '+' || rounded_percent(change)
    end;
comment on macro printed_change is 'A change of a share, in percentage points.';

create or replace macro axis_step(high) as
    list_min([
        step::double for step in [0.01, 0.02, 0.05, 0.1, 0.2, 0.25] if high / step <= 5
    ]);
comment on macro axis_step is
'How far apart the lines of an axis are that reaches a share: five steps at most.';

{% endmacro %}
