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

create or replace macro printed(respondents, share) as
    case
        when share is null then format('{:,}', respondents::bigint)
        when share > 0 and share < 0.005 then '<1%'
        when share >= 0.995 and share < 1 then '>99%'
        -- 100 * 0.575 is a little less than 57.5.
        else format('{}%', round(round(100 * share, 6))::integer)
    end;
comment on macro printed is
'How a count, or a share, is printed: where somebody is, never 0%, and 100% only of
everybody.';

{% endmacro %}
