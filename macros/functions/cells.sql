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
                delimiter || ' ', delimiter
            ),
            ' ' || delimiter, delimiter
        ),
        delimiter, repeat(chr(31), 2)
    );
comment on macro marked is
'A normalised text with two chr(31) for each delimiter and the white space around it; the
space of a delimiter `, ` at the very end, which normalising takes, is put back.';

create or replace macro is_tidy(cell, delimiter) as
    not contains(cell, '"')
    and not ends_with(cell || ' ', delimiter)
    and (delimiter <> ', ' or not regexp_matches(cell, ',(\t|\n|\r|[^\PZ ])'));
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

create or replace macro split_answers(cell, delimiter, kept := []::varchar[]) as
    if(
        len(kept) = 0 and is_tidy(cell, delimiter),
        string_split(cell, delimiter),
        flatten([
            split_around(
                if(is_csv_record(text), unquoted(text, divider(delimiter)), text),
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

create or replace macro is_chosen(cell, label := null) as
    coalesce(trimmed(cell) = label, false)
    or lower(trimmed(cell)) not in ('', '0', '0.0', 'no', 'false');
comment on macro is_chosen is
'Whether a column that stands for an option says that it was chosen, as by its label.';

{% endmacro %}
