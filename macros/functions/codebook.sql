{# The codebook: reading its files, what their cells say, and what is wrong with
   them. #}
{% macro codebook_functions() %}

create or replace macro is_own_name(name) as
    name in (
        'respondent_id', 'rowid',
        -- Parameters of functions that read the columns of questions.
        'question', 'by_question', 'among', 'question_name', 'by_question_name'
    );
comment on macro is_own_name is 'Whether the marts call something else so: no question is.';

create or replace macro codebook_columns() as table
with

files as (
    select unnest([
        {
            'file': 'survey',
            'required': ['item', 'text'],
            'optional': []
        },
        {
            'file': 'questions',
            'required': [
                'question', 'position', 'kind', 'delimiter', 'other', 'base', 'header',
                'wording'
            ],
            'optional': ['blank', 'asked', 'options_of', 'format', 'label', 'grid']
        },
        {
            'file': 'options',
            'required': [
                'question', 'option', 'position', 'label', 'value', 'offered'
            ],
            'optional': ['role']
        },
        {
            'file': 'spellings',
            'required': ['question', 'spelling', 'option'],
            'optional': ['found_in']
        },
        {
            'file': 'nets',
            'required': ['question', 'net', 'position', 'label', 'options'],
            'optional': []
        },
        {
            'file': 'waves',
            'required': ['wave', 'position', 'label', 'file'],
            'optional': ['encoding', 'separator', 'header_rows']
        },
        {
            'file': 'figures',
            'required': [
                'figure', 'position', 'kind', 'question', 'by_question', 'by_options',
                'measure', 'options', 'sort', 'title'
            ],
            'optional': ['among', 'interval', 'scale']
        },
        {
            'file': 'claims',
            'required': [
                'claim', 'question', 'option', 'by_question', 'by_option', 'measure',
                'operator', 'value', 'tolerance'
            ],
            'optional': ['among']
        }
    ], recursive := true)
),

columns as (
    select
        file,
        unnest(list_concat(required, optional)) as name,
        generate_subscripts(list_concat(required, optional), 1) as position,
        position <= len(required) as is_required
    from files
)

select * from columns;
comment on macro table codebook_columns is
'One row per column that a file of the codebook must have or may have.';

-- What is in quotes is one cell, whatever line ends it holds.
create or replace macro filled_rows(text) as
    list_filter(
        list_transform(
            string_split_regex(
                regexp_replace(
                    ltrim(text, chr(65279)), '(^|[,\r\n])"(?:[^"]|"")*"', '\1x', 'g'
                ),
                '\r\n|\r|\n'
            ),
            lambda line, number: if(line = '', null, number)
        ),
        lambda number: number is not null
    );
comment on macro filled_rows is
'The numbers of the rows of a CSV file that are not empty, counted as a spreadsheet does.';

-- Files of other names are listed, not opened. No column is known by name here, so that
-- any may be absent; 40 are more than a file has. An empty cell is read as '', which tells
-- it from one that is not there.
create or replace macro read_codebook(folder, file) as table
with

numbers as (
    select filled_rows(content) as filled
    from read_text(folder || '/*.csv')
    where parse_filename(filename) = file || '.csv'
),

records as (
    select
        row_number() over () as place,
        [*columns('^cell\d+$')] as texts,
        list_max([if(text is null, 0, place) for text, place in texts]) as cells_found
    from read_csv(
        folder || '/*.csv',
        columns = {
            {%- for number in range(1, 41) %}
            'cell{{ number }}': 'varchar' {{- ',' if not loop.last }}
            {%- endfor %}
        },
        auto_detect = false,
        header = false,
        delim = ',',
        quote = '"',
        escape = '"',
        nullstr = chr(1),
        null_padding = true,
        parallel = false,
        filename = true
    )
    where parse_filename(filename) = file || '.csv'
),

lines as (
    select
        coalesce(numbers.filled[records.place], records.place) as codebook_row,
        records.texts,
        records.cells_found
    from records
    cross join numbers
),

headers as (
    select
        [trim(text) for text in texts] as names,
        [
            {'name': name, 'place': place} for name, place in names
            if name <> '' and list_position(names, name) = place
        ] as places,
        cells_found as cells_expected
    from lines
    where codebook_row = 1
),

rows as (
    select
        lines.codebook_row,
        map_from_entries([
            {'key': header.name, 'value': nullif(lines.texts[header.place], '')}
            for header in headers.places
        ]) as cells,
        lines.cells_found,
        headers.cells_expected
    from lines
    cross join headers
)

select * from rows;
comment on macro table read_codebook is
'One row per row of a file of the codebook, its header too, numbered as a spreadsheet does, empty rows too; cells by the names of their columns.';

create or replace macro stated(cell) as nullif(trim(cell), '');
comment on macro stated is 'What a cell of the codebook says; null if it is blank.';

create or replace macro stated_number(cell) as
    if(
        isfinite(try_cast(stated(cell) as double)), try_cast(stated(cell) as double), null
    );
comment on macro stated_number is
'The number that a cell of the codebook says; null if it is none, or infinite.';

create or replace macro listed(cell) as
    [trim(part) for part in string_split(stated(cell), '|')];
comment on macro listed is 'The names that a cell of the codebook joins by |.';

-- Without a = there is no option, and the one that stands for that is unknown.
create or replace macro condition(cell) as {
    'question': stated(split_part(cell, '=', 1)),
    'options': [
        trim(part) for part in string_split(
            substr(stated(cell), length(split_part(stated(cell), '=', 1)) + 2), '|'
        )
    ]
};
comment on macro condition is 'The question and the options of it that question=a|b names.';

create or replace macro problem(file, codebook_row, name, found, expected) as format(
    '{}.csv row {}: {} is {}, expected {}',
    file,
    codebook_row,
    name,
    coalesce('"' || stated(found) || '"', 'blank'),
    expected
);
comment on macro problem is
'What to tell about a cell of the codebook that breaks a rule.';

create or replace macro too_many_cells(file, codebook_row, found, expected) as format(
    '{}.csv row {}: {} cells, expected {}; a text with a comma needs double quotes',
    file,
    codebook_row,
    found,
    expected
);
comment on macro too_many_cells is
'What to tell about a row of the codebook that is longer than the header.';
{% endmacro %}
