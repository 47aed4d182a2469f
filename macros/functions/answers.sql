{% macro answer_functions() %}

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

create or replace macro is_answered(options, missing) as
    options is not null
    and (options = [] or not list_has_all(coalesce(missing, []), options));
comment on macro is_answered is
'Whether a list of options is an answer: not if there is none, or only options whose role is
missing. That nothing was chosen is one.';

{% endmacro %}
