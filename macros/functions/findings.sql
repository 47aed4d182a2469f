{# What is told of answers that were not understood, or by a rule. #}
{% macro finding_functions() %}

create or replace macro finding_of(match, kind) as
    case match
        when 'unknown' then 'unknown answer'
        when 'unclear' then 'unclear choice'
        when 'unreadable' then 'unreadable ' || kind
        when 'prefix' then 'caught by *'
        when 'repaired' then 'repaired'
        when 'tie' then 'cannot be repaired'
    end;
comment on macro finding_of is
'What the coding report calls an answer of int_doubtful_answers.';

-- A way of writing that two people have stands in two rows: its first and its last.
create or replace macro wrote_three(most, first_rows, last_rows) as
    coalesce(
        greatest(most, len(list_distinct(list_concat(first_rows, last_rows)))) >= 3, false
    );
comment on macro wrote_three is
'Whether at least three people wrote an answer, in one way or another, of how many have the
most frequent one and the rows of the first and the last of each: who wrote it in three
ways is one.';

create or replace macro row_in_file(path, header_rows, place) as
    place + header_rows + if(ends_with(path, '.parquet'), 0, 1);
comment on macro row_in_file is
'The row of a file in which somebody''s answers stand, of their place among all, from 0; the
header is row 1, and of Parquet none.';

create or replace macro what_to_do(
    match, kind, is_open, label, spelling, reason, repairs
) as
    case
        when match = 'unknown' and is_open
            then 'counted as Other; to count it, add it to options.csv or spellings.csv'
        when match = 'unknown'
            then
                'add it to options.csv or spellings.csv, or write yes under other in '
                || 'questions.csv'
        when match = 'unclear'
            then
                'not counted: neither yes nor no in the column of '
                || coalesce('"' || label || '"', 'an option')
                || '; write it into spellings.csv with that option, or with none'
        when match = 'unreadable' and kind = 'timestamp'
            then
                'no date is known for it; write its format under format in '
                || 'questions.csv, such as %d/%m/%Y %H:%M:%S'
        when match = 'unreadable'
            then coalesce(reason, 'no number is known for it')
                || '; it is not counted as answered'
        when match = 'prefix'
            then
                'counted as ' || coalesce(spelling || '*', 'the spelling with a *')
                || '; if it is not that, add it to spellings.csv'
        when match = 'repaired'
            then 'a spreadsheet made it of ' || coalesce(spelling, 'a label')
        when match = 'tie'
            then
                'a spreadsheet made it, of which of '
                || coalesce(array_to_string(repairs, ' and '), 'several labels')
                || ' cannot be told; write it into spellings.csv with the option it '
                || 'means'
    end;
comment on macro what_to_do is
'What an answer of int_doubtful_answers is counted as, and what to do about it. Of answers
that are not shown, label, spelling, reason and repairs are NULL.';

create or replace macro where_to_look(match) as
    'fewer than three people wrote each: from unknown_answers('
    || if(match in ('prefix', 'repaired'), 'understood_by_rule := true', '')
    || ') lists them';
comment on macro where_to_look is 'How the author sees answers that are not shown.';
{% endmacro %}

{# Reads views, so that nothing of it is stored. #}
{% macro unknown_answers_function() %}
{%- set answers = this.include(database=false) %}
create or replace macro main.unknown_answers(understood_by_rule := false) as table (
    select
        question,
        written as answer,
        respondents,
        finding,
        nearest,
        row_of_file as first_row,
        file,
        what_to_do(match, kind, is_open, label, spelling, reason, repairs) as advice
    from {{ answers }}
    where understood_by_rule or match not in ('prefix', 'repaired')
    order by respondents desc, question, answer
);
comment on macro table main.unknown_answers is
'What people wrote that the codebook does not know, as they wrote it, most frequent first; with understood_by_rule := true also what a * caught, and what a spreadsheet made of ranges. Of the Parquet copy of the export: run it in the project''s folder.';
{% endmacro %}

{# What people typed lies in memory while something is built. The view of the same name,
   in the survey's database, is the same query of the Parquet copy, without its databases:
   it outlives a renamed file. #}
{% macro also_as_view() %}
{%- set databases = [target.database, this.database] %}
{%- set query = namespace(sql=sql) %}
{%- for database in databases %}
{%- set query.sql = query.sql | replace(quoted(database) ~ '.', '') %}
{%- endfor %}
create or replace view {{ this.include(database=false) }} as (
{{ query.sql }}
);
comment on view {{ this.include(database=false) }} is {{ literal(model.description) }};
{% endmacro %}
