{# Whether the answers of a cell are as people wrote them and different: none has white
   space to lose, by which it could be the same as another. #}
{% macro is_tidy(cell, delimiter) -%}
    {{ is_plain(cell) }}
    and not contains({{ cell }}, {{ delimiter }} || ' ')
    and not contains({{ cell }}, ' ' || {{ delimiter }})
{%- endmacro %}

{# What a cell says of the answers in it: an answer that contains the delimiter is quoted
   where the cell is a record of CSV itself, `"a, b",c`, or it is known. There the
   delimiter is put out of the way of the split, as chr(30). #}
{% macro as_compared(cell, divider) -%}
    {%- set text -%}
    if({{ divider }} = chr(31), replace({{ cell }}, chr(10), chr(31)), {{ cell }})
    {%- endset -%}
    {{ normalised(text) }}
{%- endmacro %}

{% macro unquoted(text, divider) -%}
    if(
        regexp_matches({{ text }}, '{{ csv_record() }}'),
        array_to_string(
            [
                if(nth % 2 = 0, replace(part, {{ divider }}, chr(30)), part)
                for part, nth in string_split({{ text }}, '"')
            ],
            ''
        ),
        {{ text }}
    )
{%- endmacro %}

{% macro csv_record() -%} (^|[,;]) ?"[^"]*[,;][^"]*"( ?[,;]|$) {%- endmacro %}

{# Doubled, every answer has a delimiter of its own on both sides, so a known answer is
   recognised whole. #}
{% macro split_around(text, divider, undivided) -%}
    {#- The space of a delimiter `, ` at the very end went with the white space. -#}
    {%- set ended -%}
    replace(
        if(ends_with({{ text }} || ' ', {{ divider }}), {{ text }} || ' ', {{ text }}),
        repeat({{ divider }}, 2),
        {{ divider }}
    )
    {%- endset -%}
    [
        trim(replace(answer, chr(30), {{ divider }}))
        for answer in string_split(
            list_reduce(
                {{ undivided }},
                lambda so_far, known: {
                    'found': replace(so_far.found, known.found, known.kept),
                    'kept': null
                },
                {
                    'found': repeat({{ divider }}, 2)
                    || replace(
                        {{ tightened(ended, divider) }},
                        {{ divider }},
                        repeat({{ divider }}, 2)
                    )
                    || repeat({{ divider }}, 2),
                    'kept': null
                }
            ).found,
            repeat({{ divider }}, 2)
        )
        if answer <> ''
    ]
{%- endmacro %}
