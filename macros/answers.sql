{# The options whose columns say that they were chosen; null if all are blank. #}
{% macro chosen_columns(question) -%}
    {%- set enum = enum_of(question.options) -%}
    case
        when coalesce(
            {%- for column in question.columns or [] %}
            nullif({{ trimmed(quoted(column)) }}, ''),
            {%- endfor %}
            {%- for column in question.option_columns %}
            nullif({{ trimmed(quoted(column.column)) }}, ''),
            {%- endfor %}
            null
        ) is not null
            then list_filter(
                [
                    {%- for option, columns in columns_by_option(question).items()
                        if option != 'other' %}
                    case
                        when {{ is_chosen(cell_of(columns)) }}
                            then {{ literal(option) }}::{{ enum }}
                    end,
                    {%- endfor %}
                    null::{{ enum }}
                ],
                lambda option: option is not null
            )
    end
{%- endmacro %}

{# The answer of a coded question: what its cell means, and what the columns of its
   options say. #}
{% macro coded_answer(question) -%}
    {%- set enum = enum_of(question.options) -%}
    {%- set cell = question.question ~ '_cells.answer' if question.columns -%}
    {%- set other = question.question ~ '_other.answer'
        if 'other' in columns_by_option(question) -%}
    {%- set chosen = 'keys.' ~ quoted(question.question ~ '|chosen') -%}
    {%- if not question.option_columns -%}
        {{ cell or 'null::' ~ enum ~ ('[]' if question.kind == 'multi' else '') }}
    {%- elif question.kind == 'multi' -%}
        case
            when {{ chosen }} is not null
                then list_sort(list_distinct(list_concat(
                    {{ [chosen, cell, other] | select | join(', ') }}
                )))
            {%- if question.blank %}
            else [{{ literal(question.blank) }}::{{ enum }}]
            {%- endif %}
        end
    {%- else -%}
        coalesce(
            {{ ([
                'nullif(' ~ cell ~ ", 'other')" if cell, other, chosen ~ '[1]', cell,
                literal(question.blank) ~ '::' ~ enum if question.blank
            ]) | select | join(', ') }}
        )
    {%- endif -%}
{%- endmacro %}

{# Whether somebody chose one of these options. #}
{% macro has_any(question, options) -%}
    {%- set list = [] -%}
    {%- for option in options %}{% do list.append(literal(option)) %}{% endfor -%}
    {%- if question.kind == 'multi' -%}
        list_has_any({{ quoted(question.name) }}, [{{ list | join(', ') }}])
    {%- else -%}
        {{ quoted(question.name) }} in ({{ list | join(', ') }})
    {%- endif -%}
{%- endmacro %}

{# Whether somebody was asked a question. #}
{% macro was_asked(question, questions) -%}
    {%- if question and question.asked_question -%}
        {%- set asked = questions
            | selectattr('question', 'equalto', question.asked_question) | first -%}
        coalesce({{ has_any(asked, question.asked_options) }}, false)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{# A question's answers as a list of options, null if there is none: what a person chose,
   or `answered` where there is text or an instant that is only counted. #}
{% macro answers_of(question) -%}
    {%- set name = quoted(question.name) -%}
    {%- if question.kind == 'multi' -%}
        {{ name }}::varchar[]
    {%- elif question.kind in ('text', 'timestamp') -%}
        if({{ name }} is null, null, ['answered'])
    {%- else -%}
        if({{ name }} is null, null, [{{ name }}::varchar])
    {%- endif -%}
{%- endmacro %}

{# What tells such lists apart: an instant is nobody's own group. #}
{% macro answer_key(question) -%}
    {{ quoted(question.name) ~ (' is null' if question.kind == 'timestamp' else '') }}
{%- endmacro %}

{# Whether a list of options is an answer: not if there is none, or only options whose
   role is missing. That nothing was chosen is one. #}
{% macro answered(options, missing) -%}
    {{ options }} is not null
    and ({{ options }} = [] or not list_has_all(coalesce({{ missing }}, []), {{ options }}))
{%- endmacro %}
