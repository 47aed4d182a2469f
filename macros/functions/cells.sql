{% macro cell_functions() %}

-- chr(31) stands for a delimiter while a cell is cut, chr(30) for one inside an answer.

create or replace macro delimiters() as table (
    select *
    from (values (';', 1), (chr(10), 2), (', ', 3), (',', 4))
        as candidates (delimiter, preference)
);
comment on macro table delimiters is
'What may join the answers of a cell, the likeliest first.';

create or replace macro divider(delimiter) as replace(delimiter, chr(10), chr(31));
comment on macro divider is 'A delimiter in normalised text, where no newline is left.';

create or replace macro is_csv_record(cell) as
    regexp_matches(cell, '(^|[,;]) ?"[^"]*[,;][^"]*"( ?[,;]|$)');
comment on macro is_csv_record is
'Whether a cell is a record of CSV itself, which quotes answers: `"a, b",c`.';

create or replace macro unquoted(text, delimiter) as
    array_to_string(
        [
            if(nth % 2 = 0, replace(part, delimiter, chr(30)), part)
            for part, nth in string_split(text, '"')
        ],
        ''
    );
comment on macro unquoted is
'A record of CSV without its quotes, the delimiters in them as chr(30).';

create or replace macro marked(text, delimiter) as
    replace(
        replace(
            replace(
                regexp_replace(text, ',$', if(delimiter = ', ', ', ', ',')),
                delimiter, repeat(chr(31), 2)
            ),
            chr(31) || ' ', chr(31)
        ),
        ' ' || chr(31), chr(31)
    );
comment on macro marked is
'A normalised text with two chr(31) for each delimiter and the white space around it; the
space of a delimiter `, ` at the very end, which normalising takes, is put back.';

create or replace macro is_tidy(cell, delimiter) as
    not contains(cell, '"')
    and (
        delimiter <> ', '
        or not regexp_matches(
            cell, ',([\t\n\v\f\r\x{85}\x{200B}\x{FEFF}]|[^\PZ ]|$)'
        )
    );
comment on macro is_tidy is
'Whether a cell can be cut as it is written: no quotes, no other space after a comma.';

create or replace macro is_beginning(spelling) as ends_with(spelling, '  *');
comment on macro is_beginning is
'Whether any ending may follow a text of the codebook. Two spaces, which no compared text
has, tell the `*` of the codebook from one that people wrote.';

create or replace macro beginning(spelling) as
    if(is_beginning(spelling), left(spelling, -3), spelling);
comment on macro beginning is 'A text of the codebook, without the `*` that may end it.';

create or replace macro found_in_marked(spelling, delimiter) as
    chr(31)
    || marked(beginning(spelling), delimiter)
    || if(is_beginning(spelling), '', chr(31));
comment on macro found_in_marked is
'A text of the codebook as it stands in a marked cell.';

create or replace macro kept_in_marked(spelling, delimiter) as
    chr(31)
    || replace(beginning(spelling), delimiter, chr(30))
    || if(is_beginning(spelling), '', chr(31));
comment on macro kept_in_marked is
'The same, its own delimiters out of the way.';

create or replace macro split_around(text, delimiter, kept) as
    [
        trim(replace(answer, chr(30), delimiter))
        for answer in string_split(
            list_reduce(
                kept,
                lambda so_far, spelling: replace(
                    so_far,
                    found_in_marked(spelling, delimiter),
                    kept_in_marked(spelling, delimiter)
                ),
                -- Every answer has a mark of its own on both sides, so that a known one
                -- is recognised whole.
                repeat(chr(31), 2) || marked(text, delimiter) || repeat(chr(31), 2)
            ),
            repeat(chr(31), 2)
        )
        if answer <> ''
    ];
comment on macro split_around is
'The answers of a normalised cell, cut at the delimiter but not inside a kept text.';

create or replace macro split_answers(
    cell, delimiter, kept := []::varchar[], may_be_record := true
) as
    if(
        len(kept) = 0 and is_tidy(cell, delimiter),
        string_split(cell, delimiter),
        flatten([
            split_around(
                if(
                    may_be_record and is_csv_record(text),
                    unquoted(text, divider(delimiter)),
                    text
                ),
                divider(delimiter),
                kept
            )
            -- White space is collapsed, and a newline that divides is white space.
            for text in [
                normalised(
                    if(delimiter = chr(10), replace(cell, chr(10), chr(31)), cell)
                )
            ]
        ])
    );
comment on macro split_answers is
'The answers in a cell as they are written: cut at the delimiter, but not inside quotes
of a record of CSV, nor inside one of the kept texts of the codebook (those that contain
the delimiter; exact ones first, then beginnings, the longest first).';

create or replace macro each_once(answers) as
    list_distinct([as_compared(answer) for answer in answers]);
comment on macro each_once is
'Answers as they are compared: one that somebody gave twice, with other white space, once.';

create or replace macro first_filled(cells) as
    list_filter(cells, lambda cell: not is_blank(cell))[1];
comment on macro first_filled is
'Of the cells of several columns of one question, the first that says something.';

create or replace macro cells_disagree(cells) as
    len(list_distinct([as_compared(cell) for cell in cells if not is_blank(cell)])) > 1;
comment on macro cells_disagree is
'Whether several columns of one question say different things.';

create or replace macro is_spelled(text, spellings) as
    list_contains(spellings, text)
    or len([
        spelling for spelling in spellings
        if is_beginning(spelling) and starts_with(text, beginning(spelling))
    ]) > 0;
comment on macro is_spelled is
'Whether a compared text is one of these texts of the codebook.';

-- chr(29) comes before each part of what is not understood.
create or replace macro unclear(label, cell) as
    chr(29) || label || chr(29) || as_compared(cell);
comment on macro unclear is
'What a column says of its option if it is neither yes nor no: reported, not counted.';

create or replace macro is_unclear(answer) as starts_with(answer, chr(29));
comment on macro is_unclear is 'Whether an answer is one of unclear().';

create or replace macro unclear_label(answer) as string_split(answer, chr(29))[2];
comment on macro unclear_label is 'The label of the option whose column is unclear(); NULL of any other answer.';

create or replace macro unclear_cell(answer) as string_split(answer, chr(29))[3];
comment on macro unclear_cell is 'What stands in a column that is unclear(); NULL of any other answer.';

create or replace macro says_nothing(cell, no_answers := []::varchar[]) as
    is_blank(cell) or is_nothing(cell) or is_spelled(as_compared(cell), no_answers);
comment on macro says_nothing is
'Whether a column that stands for an option neither chooses nor denies it: blank, NA, or
what the codebook calls no answer.';

create or replace macro chosen_text(field, no_answers := []::varchar[]) as
    case
        when is_blank(field.cell) then null
        -- Its own label chooses it, even where that is No.
        when is_spelled(as_compared(field.cell), field.spellings) then field.label
        when is_no(field.cell) or says_nothing(field.cell, no_answers := no_answers)
            then null
        when is_yes(field.cell) then field.label
        when field.is_typed then normalised(field.cell)
        else unclear(field.label, field.cell)
    end;
comment on macro chosen_text is
'What a column that stands for an option adds to the answer: its label if it says yes or
is a spelling of the option, what was typed into that of Other, unclear() if it is anything
else; NULL if it was not chosen.';

create or replace macro chosen_texts(fields, no_answers := []::varchar[]) as
    coalesce(
        nullif(
            array_to_string(
                [chosen_text(field, no_answers := no_answers) for field in fields],
                chr(10)
            ),
            ''
        ),
        if(
            len([
                true for field in fields
                if not says_nothing(field.cell, no_answers := no_answers)
            ]) = 0,
            null,
            ''
        )
    );
comment on macro chosen_texts is
'What the columns that stand for options of a question say, a line for each that was
chosen; NULL if all say nothing, and an empty text if they deny, as 0 does.';

create or replace macro in_order(options) as list_sort(list_distinct(options));
comment on macro in_order is 'Options in the codebook''s order, each once.';

create or replace macro if_any(options) as
    [found for found in [in_order(options)] if len(found) > 0][1];
comment on macro if_any is 'The same; NULL if there are none.';

create or replace macro first_option(options) as
    coalesce(
        list_filter(options, lambda option: option <> 'other')[1],
        list_filter(options, lambda option: option is not null)[1]
    );
comment on macro first_option is
'The one option of several columns of one choice: the first that is known, else Other.';

{% endmacro %}
