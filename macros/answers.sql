{# The answer of a coded question: what its cell means, and what the columns of its
   options say. #}
{% macro coded_answer(question) -%}
    {%- set enum = enum_of(question.options) -%}
    {%- set columns_of = columns_by_option(question) -%}
    {%- set cells = question.question ~ '_cells.answer' -%}
    {%- set other = question.question ~ '_other.answer' -%}
    {%- if not columns_of -%}
        {{ cells }}
    {%- elif question.kind == 'multi' -%}
        case
            when coalesce(
                {%- for columns in [question.columns or []] + (columns_of.values() | list) %}
                {%- for column in columns %}
                nullif({{ trimmed(quoted(column)) }}, ''),
                {%- endfor %}
                {%- endfor %}
                null
            ) is not null
                then list_sort(list_distinct(list_concat([
                    {%- for option, columns in columns_of.items() if option != 'other' %}
                    case
                        when {{ is_chosen(cell_of(columns)) }}
                            then {{ literal(option) }}::{{ enum }}
                    end,
                    {%- endfor %}
                    null::{{ enum }}
                ]
                {{- ', ' ~ cells if question.columns }}
                {{- ', ' ~ other if 'other' in columns_of }})))
            {%- if question.blank %}
            else [{{ literal(question.blank) }}::{{ enum }}]
            {%- endif %}
        end
    {%- else -%}
        coalesce(
            nullif({{ cells }}, 'other'),
            {%- if 'other' in columns_of %}
            {{ other }},
            {%- endif %}
            {%- for option, columns in columns_of.items() if option != 'other' %}
            case
                when {{ is_chosen(cell_of(columns)) }}
                    then {{ literal(option) }}::{{ enum }}
            end,
            {%- endfor %}
            {{ cells }}
            {{- ', ' ~ literal(question.blank) ~ '::' ~ enum if question.blank }}
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
