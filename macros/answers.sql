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

{# What the answers of each column stand for, by question and column: the texts that were
   understood and what `*` catches, with their options; and how its cells are divided. #}
{% macro known_answers() %}
    {% set answers, spellings, delimiters
        = ref('int_answer_options'), ref('stg_spellings'), ref('int_delimiters') %}
    {% if not execute or not load_relation(answers) %}{% do return({}) %}{% endif %}
    {% set query %}
        select to_json(map_from_entries(list({
            'key': question || '|' || coalesce(column_option, ''),
            'value': known
        }))) as known
        from (
            select
                answers.question,
                answers.column_option,
                {
                    'answers': list(distinct {
                        'answer': answers.answer,
                        -- Of several answers, a blank one means nothing.
                        'options': if(
                            answers.match = 'blank' and delimiters.question is not null,
                            [],
                            answers.options
                        )
                    }) filter (where answers.answer is not null and match <> 'cell'),
                    'cells': list({
                        'answer': answers.answer, 'options': answers.options
                    }) filter (where match = 'cell'),
                    'prefixes': (
                        select list(
                            {'spelling': spelling, 'options': spellings.options}
                            order by length(spelling) desc
                        )
                        from {{ spellings }} as spellings
                        where spellings.question = answers.question and is_prefix
                    ),
                    'split': any_value(delimiters)
                } as known
            from {{ answers }} as answers
            left join {{ delimiters }} as delimiters
                on
                    answers.question = delimiters.question
                    and answers.column_option is null
            where match <> 'row' and coalesce(answers.column_option, 'other') = 'other'
            group by answers.question, answers.column_option
        ) as answers
    {% endset %}
    {% do return(fromjson(rows_of(query)[0].known or '{}')) %}
{% endmacro %}

{# The same of one column; of a file without people, nothing. #}
{% macro known_of(question, known, column_option='') %}
    {% do return(known.get(
        question.question ~ '|' ~ column_option,
        {'split': {'delimiter': ';', 'divider': ';', 'is_protected': false}}
    )) %}
{% endmacro %}

{# The place of an answer among the texts that are known, or caught by `*`; 1 is none. #}
{% macro place_of(answer, texts, prefixes) -%}
    {%- set escaped = [] -%}
    {%- for prefix in prefixes -%}{%- do escaped.append(modules.re.escape(prefix)) -%}{%- endfor -%}
    coalesce(
        enum_code(try_cast({{ answer }} as {{ enum_of(texts) }}))::bigint + 2,
        {%- if prefixes %}
        enum_code(
            try_cast(
                regexp_extract(
                    {{ normalised(answer) }},
                    {{ literal('^(' ~ escaped | join('|') ~ ')') }}
                ) as {{ enum_of(prefixes) }}
            )
        )::bigint + {{ texts | length + 2 }},
        {%- endif %}
        1
    )
{%- endmacro %}

{# The option of an answer, or those of a list of answers: Other if it is not known, NULL
   if it is no answer. #}
{% macro options_of(answer, known, question, is_list) -%}
    {%- set answers, prefixes
        = (known.answers or []) | sort(attribute='answer', case_sensitive=true),
        known.prefixes or [] -%}
    {%- if '' not in answers | map(attribute='answer') -%}
        {%- set answers = [{'answer': '', 'options': []}] + answers -%}
    {%- endif -%}
    {%- set texts = answers | map(attribute='answer') | list -%}
    {%- set beginnings = prefixes | map(attribute='spelling') | list -%}
    {%- set meanings = [['other']]
        + (answers + prefixes) | map(attribute='options') | list -%}
    {%- set are_lists = is_list and meanings | map('length') | max > 1 -%}
    {%- set options = [] -%}
    {%- for meaning in meanings -%}
        {%- do options.append(
            '[' ~ literals(meaning) ~ ']' if are_lists
            else literal(meaning[0]) if meaning else 'null'
        ) -%}
    {%- endfor -%}
    {%- set options = '[' ~ options | join(', ') ~ ']::' ~ enum_of(question.options) -%}
    {%- if not is_list -%}
        ({{ options }}[])[{{ place_of(answer, texts, beginnings) }}]
    {%- elif are_lists -%}
        flatten(list_select(
            {{ options }}[][],
            list_transform({{ answer }}, lambda answer: {{ place_of('answer', texts, beginnings) }})
        ))
    {%- else -%}
        list_select(
            {{ options }}[],
            list_transform({{ answer }}, lambda answer: {{ place_of('answer', texts, beginnings) }})
        )
    {%- endif -%}
{%- endmacro %}

{# The answer of a coded question: what its cell means, and what the columns of its
   options say. A list is in order, each option once. #}
{% macro coded_answer(question, known) -%}
    {%- set cell, other, chosen = quoted(question.question ~ '|'),
        quoted(question.question ~ '|other'), quoted(question.question ~ '|chosen') -%}
    {%- set of_cell = known_of(question, known) -%}
    {%- set of_other = known_of(question, known, 'other') -%}
    {%- set enum, is_list = enum_of(question.options), question.kind == 'multi' -%}
    {%- set has_other = 'other' in columns_by_option(question) -%}
    {%- set cell_options = options_of(
        answers_in(question, of_cell.split) if is_list else cell, of_cell, question, is_list
    ) if question.columns -%}
    {%- set cell_answer = 'case when ' ~ cell ~ ' is not null then ' ~ cell_options ~ ' end' -%}
    {%- if has_other -%}
        {%- set other_answer = 'case when ' ~ other ~ ' is not null then ' ~ options_of(
            '[' ~ other ~ ']' if is_list else other, of_other, question, is_list
        ) ~ ' end' -%}
    {%- endif -%}
    {%- set blank = literal(question.blank) ~ '::' ~ enum if question.blank -%}
    {%- if not question.columns and not question.option_columns -%}
        null::{{ enum }}{{ '[]' if is_list }}
    {%- elif not question.option_columns and is_list -%}
        coalesce(
            {%- if of_cell.cells %}
            {{ options_of_whole(cell, of_cell.cells, question) }},
            {%- endif %}
            list_sort(list_distinct({{ cell_options }}))
        )
    {%- elif not question.option_columns -%}
        case when {{ cell }} is not null then {{ cell_options }}
        {%- if blank %} else {{ blank }} {%- endif %} end
    {%- elif is_list -%}
        case
            when {{ chosen }} is not null
                then list_sort(list_distinct(list_concat(
                    {{ chosen }}
                    {%- if question.columns %},
                    {{ cell_answer }}
                    {%- endif %}
                    {%- if has_other %},
                    {{ other_answer }}
                    {%- endif %}
                )))
            {%- if blank %}
            else [{{ blank }}]
            {%- endif %}
        end
    {%- else -%}
        coalesce(
            {%- if question.columns %}
            nullif({{ cell_answer }}, 'other'),
            {%- endif %}
            {%- if has_other %}
            {{ other_answer }},
            {%- endif %}
            {{ chosen }}[1],
            {%- if question.columns %}
            {{ cell_answer }},
            {%- endif %}
            {{ blank or 'null' }}
        )
    {%- endif -%}
{%- endmacro %}

{# The options of a cell that is known as a whole: in order, each once. #}
{% macro options_of_whole(cell, cells, question) -%}
    {%- set cells = cells | sort(attribute='answer', case_sensitive=true) -%}
    {%- set lists = [] -%}
    {%- for known in cells -%}
        {%- set options = question.options | select('in', known.options) | list -%}
        {%- do lists.append('[' ~ literals(options) ~ ']') -%}
    {%- endfor -%}
    ([{{ lists | join(', ') }}]::{{ enum_of(question.options) }}[][])[
        enum_code(try_cast({{ cell }} as {{
            enum_of(cells | map(attribute='answer') | list)
        }}))::bigint + 1
    ]
{%- endmacro %}

{# Whether nothing stands where a question is answered: in its cell, or in the columns of
   its options. #}
{% macro is_empty(question, known) -%}
    {%- set cell = quoted(question.question ~ '|') -%}
    {%- if question.option_columns -%}
        {{ quoted(question.question ~ '|chosen') }} is null
    {%- elif question.kind == 'multi' -%}
        {{ is_blank(cell, literal(known_of(question, known).split.delimiter)) }}
    {%- else -%}
        {{ is_blank(cell) }}
    {%- endif -%}
{%- endmacro %}

{# The answers of a cell: where some contain the delimiter, it has been prepared. #}
{% macro answers_in(question, split) -%}
    {%- if not split.is_protected -%}
        string_split({{ quoted(question.question ~ '|') }}, {{ literal(split.delimiter) }})
    {%- else -%}
        {%- set undivided = [] -%}
        {%- for known in split.undivided -%}
            {%- do undivided.append(
                "{'found': " ~ literal(known.found) ~ ", 'kept': " ~ literal(known.kept) ~ '}'
            ) -%}
        {%- endfor -%}
        {{ split_around(
            quoted(question.question ~ '|text'),
            literal(split.divider),
            '[' ~ undivided | join(', ') ~ ']' ~ '::struct(found varchar, kept varchar)[]'
        ) }}
    {%- endif -%}
{%- endmacro %}

{# Whether somebody chose one of these options. #}
{% macro has_any(question, options) -%}
    {%- if question.kind == 'multi' -%}
        list_has_any({{ quoted(question.name) }}, [{{ literals(options) }}])
    {%- else -%}
        {{ quoted(question.name) }} in ({{ literals(options) }})
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

{# Questions in lists: those of one depend at most on those of the lists before. #}
{% macro levels_of_asking(questions) %}
    {% set levels, left = [], namespace(questions=questions) %}
    {% for _ in questions if left.questions %}
        {% set names = left.questions | map(attribute='question') | list %}
        {% set ready = left.questions | rejectattr('asked_question', 'in', names) | list
            or left.questions %}
        {% do levels.append(ready) %}
        {% set left.questions = left.questions | reject('in', ready) | list %}
    {% endfor %}
    {% do return(levels) %}
{% endmacro %}

{# A question's answers as a list of options, null if there is none: what a person chose,
   or `answered` where there is a text, an instant or a number. #}
{% macro answers_of(question) -%}
    {%- set name = quoted(question.name) -%}
    {%- if question.kind == 'multi' -%}
        {{ name }}::varchar[]
    {%- elif question.is_coded -%}
        if({{ name }} is null, null, [{{ name }}::varchar])
    {%- else -%}
        if({{ name }} is null, null, ['answered'])
    {%- endif -%}
{%- endmacro %}

{# What tells such lists apart: an instant is nobody's own group, and a number is one only
   where numbers are counted. #}
{% macro answer_key(question, is_number=false) -%}
    {{ quoted(question.name) }}
    {%- if question.kind == 'timestamp' or question.kind == 'number' and not is_number -%}
        {{ ' ' }}is null
    {%- endif -%}
{%- endmacro %}

{# Whether a list of options is an answer: not if there is none, or only options whose
   role is missing. That nothing was chosen is one. #}
{% macro answered(options, missing) -%}
    {{ options }} is not null
    and ({{ options }} = [] or not list_has_all(coalesce({{ missing }}, []), {{ options }}))
{%- endmacro %}
