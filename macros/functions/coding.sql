{# What people may answer to each question, as functions that hold the codebook's
   texts and nothing that people typed:

       spellings.<question>(answer)    the text of the codebook that an answer matches
       coding.<question>(cell)         the option, or options, that a cell means

   All are made anew, so that a question that was renamed leaves nothing behind. A
   question's type has its name too, so that `size >= '151-500'::size` compares by
   position. Where DuckDB has a type of that name, theirs begins with a `_`.

   `[… for text in [cell]][1]` makes one call of it all, which DuckDB evaluates once
   for each distinct cell of a Parquet file; a bare `if` it would evaluate for each
   person. #}
{% macro create_coding_functions(delimiters) %}
drop schema if exists coding cascade;
drop schema if exists spellings cascade;
create schema coding;
create schema spellings;
{% for question in coded_questions(delimiters) %}
{%- set name, is_several = quoted(question.called), question.kind == 'multi' %}
{%- set type, texts = 'main.' ~ name, 'spellings.' ~ quoted('_' ~ question.called) %}
create or replace type {{ type }} as enum ({{ literals(question.options) }});
create type {{ texts }} as enum (
    ''
    {%- for spelling in question.spellings %},
    {{ literal(spelling.text) }}
    {%- endfor %}
);

create macro spellings.{{ name }}(answer) as coalesce(
    try_cast(answer as {{ texts }}),
    try_cast(as_compared(answer) as {{ texts }})
    {%- if question.beginnings %},
    try_cast(
        regexp_extract(as_compared(answer), {{ literal('^(' ~ question.beginnings ~ ')') }})
        || '  *' as {{ texts }}
    )
    {%- endif %}
    {%- if question.ranges %},
    try_cast(
        repaired(as_compared(answer), [{{ literals(question.ranges) }}])
        as {{ texts }}
    )
    {%- endif %}
);
comment on macro spellings.{{ name }} is {{ literal(
    'The text of the codebook that an answer matches; NULL if none. ' ~ question.wording
) }};

{# What nothing matches, what says nothing, and each spelling in its order. #}
{%- set options %}
{%- if question.has_lists %}
            [['other'], []
            {%- for spelling in question.spellings -%}
            , [{{ literals(spelling.options) }}]
            {%- endfor %}]::{{ type }}[][],
{%- else %}
            ['other', null
            {%- for spelling in question.spellings -%}
            , {{ literal(spelling.options[0]) if spelling.options else 'null' }}
            {%- endfor %}]::{{ type }}[],
{%- endif %}
{%- endset %}
{%- if is_several and not question.has_option_columns %}
create macro coding.{{ name }}(cell, delimiter := {{ literal(question.delimiter) }}) as [if(
    is_blank(text, also := delimiter),
    {{ '[' ~ literal(question.blank) ~ ']' if question.blank else 'null' }}::{{ type }}[],
    if_any(
        {{- 'flatten(' if question.has_lists }}list_select(
            {{- options }}
            [
                coalesce(enum_code(spellings.{{ name }}(answer))::integer + 2, 1)
                for answer in split_answers(
                    text,
                    delimiter,
                    kept := [{{ literals(question.kept) }}]::varchar[],
                    may_be_record := {{ question.may_be_record }}
                )
            ]
        ) {{- ')' if question.has_lists }}
    )
) for text in [cell]][1];
{%- elif question.has_option_columns %}
create macro coding.{{ name }}(cell) as [if(
    text is null,
    {% if is_several -%}
    {{ '[' ~ literal(question.blank) ~ ']' if question.blank else 'null' }}::{{ type }}[],
    {%- else -%}
    {{ literal(question.blank) if question.blank else 'null' }}::{{ type }},
    {%- endif %}
    {{ 'in_order' if is_several else 'first_option' }}(
        {{- 'flatten(' if question.has_lists }}list_select(
            {{- options }}
            [
                coalesce(enum_code(spellings.{{ name }}(answer))::integer + 2, 1)
                for answer in string_split(text, chr(10)) if not is_unclear(answer)
            ]
        ) {{- ')' if question.has_lists }}
    )
) for text in [cell]][1];
{%- else %}
create macro coding.{{ name }}(cell) as [if(
    is_blank(text),
    {{ literal(question.blank) if question.blank else 'null' }}::{{ type }},
    list_extract(
            {{- options }}
            coalesce(enum_code(spellings.{{ name }}(text))::integer + 2, 1)
    )
) for text in [cell]][1];
{%- endif %}
comment on macro coding.{{ name }} is {{ literal(question.wording) }};
{% endfor %}
{% endmacro %}

{# The coded questions, with the texts that their functions hold. #}
{% macro coded_questions(delimiters) %}
    {% set questions, spellings = ref('int_questions'), ref('stg_spellings') %}
    {% if not execute or not load_relation(questions) %}{% do return([]) %}{% endif %}
    {% set query %}
        with

        spellings as (
            select
                question,
                text,
                options,
                is_prefix,
                spelling
            from {{ spellings }}

            union all

            -- The label of Other is what a column of it says.
            select
                questions.question,
                chosen.label as text,
                ['other'] as options,
                false as is_prefix,
                chosen.label as spelling
            from {{ questions }} as questions
            cross join unnest(questions.columns) as columns (chosen)
            anti join {{ spellings }} as spellings
                on
                    questions.question = spellings.question
                    and chosen.label = spellings.text
            where chosen.option = 'other'
        ),

        texts as (
            select
                question,
                list(
                    {'text': text, 'options': options} order by is_prefix, text
                ) as spellings,
                max(len(options)) > 1 as has_lists,
                string_agg(
                    regexp_escape(spelling), '|' order by length(spelling) desc
                ) filter (where is_prefix) as beginnings,
                list(text order by text) filter (
                    where not is_prefix and repair_key(text) is not null
                ) as ranges
            from (select distinct * from spellings)
            group by question
        ),

        kept as (
            select
                question,
                list(text order by is_beginning(text), length(text) desc, text) as kept
            from (
                select distinct
                    question,
                    unnest(kept) as text
                from {{ delimiters }}
            )
            group by question
        ),

        delimiters as (
            select
                question,
                max_by(delimiter, file) as delimiter,
                bool_and(may_be_record) as may_be_record
            from {{ delimiters }}
            group by question
        ),

        questions as (
            select
                questions.called,
                questions.position,
                questions.kind,
                questions.wording,
                questions.options,
                questions.blank,
                questions.has_option_columns,
                coalesce(texts.spellings, []) as spellings,
                coalesce(texts.has_lists, false) as has_lists,
                texts.beginnings,
                coalesce(texts.ranges, []) as ranges,
                coalesce(delimiters.delimiter, ';') as delimiter,
                coalesce(kept.kept, []) as kept,
                coalesce(delimiters.may_be_record, true) as may_be_record
            from {{ questions }} as questions
            left join texts on questions.question = texts.question
            left join delimiters on questions.question = delimiters.question
            left join kept on questions.question = kept.question
            where questions.is_coded
        )

        select to_json(list(questions order by position, called)) as questions
        from questions
    {% endset %}
    {% do return(fromjson(rows_of(query)[0].questions or '[]')) %}
{% endmacro %}
