-- Every row of the codebook can be read, refers to what is there and says one thing.
-- The models that read the export wait for this test.
{%- set files = codebook_files() %}
{%- set label = without_zero_decimals(normalised('coalesce(label, option)')) %}
with

{% for file in files -%}
{{ file }}_rows as (
    {{ codebook_rows(file) | indent }}
),

{{ file }} as (
    select * from {{ file }}_rows
    where {{ files[file].required[0] }} is not null
),

{% endfor -%}
coded as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

known_options as (
    select * from {{ ref('stg_options') }}
),

known_spellings as (
    select * from {{ ref('stg_spellings') }}
),

problems as (
    -- Columns and blank keys
    {% for file in files %}
    select
        '{{ file }}.csv: column ' || required || ' is missing, expected columns '
        || '{{ files[file].required | join(", ") }}' as message
    from (select unnest({{ files[file].required }}) as required)
    where
        required not in (
            select codebook.column_name
            from duckdb_columns() as codebook
            where
                codebook.database_name = current_database()
                and codebook.schema_name = '{{ ref(file).schema }}'
                and codebook.table_name = '{{ file }}'
        )

    union all

    select
        format(
            '{{ file }}.csv row {}: {{ files[file].required[0] }} is blank, '
            'expected a name',
            codebook_row
        ) as message
    from {{ file }}_rows
    where
        {{ files[file].required[0] }} is null
        and coalesce({{ (files[file].required + files[file].optional) | join(', ') }})
        is not null

    union all
    {% endfor %}

    -- survey.csv
    {{ problem(
        'survey', 'item',
        'item in (select item from survey group by item having count(*) > 1)',
        "'each item once'"
    ) }}
    union all
    {{ problem(
        'survey', 'text',
        "item = 'header_rows' and coalesce(try_cast(text as integer) not in (1, 2, 3), true)",
        "'1, 2 or 3 header rows'"
    ) }}
    union all

    -- questions.csv
    {{ problem(
        'questions', 'question',
        "not regexp_full_match(trim(question), '[a-z][a-z0-9_]*')
        or trim(question) in ('respondent_id', 'rowid')
        or (trim(question) = 'submitted_at' and trim(kind) <> 'timestamp')",
        "'a name in small letters, digits and _ other than respondent_id and rowid; '
        || 'submitted_at is the name of a timestamp'"
    ) }}
    union all
    {{ problem(
        'questions', 'question',
        'trim(question) in (
            select trim(question) from questions group by all having count(*) > 1
        )',
        "'each question once'"
    ) }}
    union all
    {{ problem(
        'questions', 'position', 'try_cast(position as integer) is null',
        "'a whole number'"
    ) }}
    union all
    {{ problem_unless_in('questions', 'kind', [
        'single', 'ordered', 'multi', 'number', 'text', 'timestamp', 'excluded',
    ]) }}
    union all
    {{ problem_unless_in('questions', 'other', ['yes', 'no', '']) }}
    union all
    {{ problem_unless_in(
        'questions', 'base', ['answered', 'respondents', 'asked'],
        "trim(kind) in ('single', 'ordered', 'multi')"
    ) }}
    union all
    {{ problem(
        'questions', 'header',
        "coalesce(trim(header), '') = '' or " ~ normalised('header') ~ " in (
            select " ~ normalised('header') ~ " from questions
            group by all having count(*) > 1
        )",
        "'the header of one column of the export, each once'"
    ) }}
    union all
    {{ problem(
        'questions', 'blank',
        "trim(blank) <> '' and (trim(question), trim(blank)) not in (
            select (question, option) from known_options
        )",
        "'an option of the question in options.csv'"
    ) }}
    union all
    {{ problem(
        'questions', 'options_of',
        "trim(options_of) <> ''
        and (
            trim(options_of) not in (select trim(question) from options)
            or trim(options_of) not in (
                select question from coded where options_of is null
            )
        )",
        "'a question that has options of its own in options.csv'"
    ) }}
    union all
    {{ problem(
        'questions', 'format',
        "contains(regexp_replace(
            format, '%(-?[dmyHIMSj]|[aAbBwYpfgnzZUWcxXuVG%])', '', 'g'
        ), '%')",
        "'a format of strptime, such as %d/%m/%Y %H:%M'"
    ) }}
    union all
    {{ problem(
        'questions', 'asked',
        "trim(asked) <> '' and not exists (
            select 1
            from " ~ ref('stg_questions') ~ " as asked
            where
                asked.question = trim(questions.question)
                and len(asked.asked_options) > 0
                and asked.asked_question in (select coded.question from coded)
                and asked.asked_question <> asked.question
                and list_has_all(
                    (
                        select list(known_options.option)
                        from known_options
                        where known_options.question = asked.asked_question
                    ),
                    asked.asked_options
                )
        )",
        "'another question and its options, as in question=a|b'"
    ) }}
    union all
    {{ problem(
        'questions', 'question',
        "trim(question) in (select question from coded)
        and trim(question) not in (
            select question from known_options where codebook_row is not null
        )",
        "'at least one row of options.csv for it, or another kind'"
    ) }}
    union all

    -- options.csv
    {{ problem(
        'options', 'question', 'trim(question) not in (select question from coded)',
        "'a question of questions.csv of kind single, ordered or multi'"
    ) }}
    union all
    {{ problem(
        'options', 'option', "coalesce(trim(option), '') = '' or contains(option, '|')",
        "'a name without |'"
    ) }}
    union all
    {{ problem(
        'options', 'option',
        '(trim(question), trim(option)) in (
            select (trim(question), trim(option)) from options
            group by all having count(*) > 1
        )',
        "'each option of ' || question || ' once'"
    ) }}
    union all
    {{ problem(
        'options', 'option',
        "(trim(question), trim(option)) in (
            select (coded.question, trim(theirs.option))
            from coded
            inner join options as theirs on coded.options_of = trim(theirs.question)
        )",
        "'an option that ' || question || ' does not share already'"
    ) }}
    union all
    {{ problem(
        'options', 'position',
        "try_cast(position as integer) is null
        and not (trim(option) = 'other' and coalesce(trim(position), '') = '')",
        "'a whole number'"
    ) }}
    union all
    {{ problem(
        'options', 'position',
        '(trim(question), try_cast(position as integer)) in (
            select (trim(question), try_cast(position as integer)) from options
            where position is not null
            group by all having count(*) > 1
        )',
        "'each position of ' || question || ' once'"
    ) }}
    union all
    {{ problem(
        'options', 'value',
        "trim(value) <> '' and try_cast(value as double) is null", "'a number or blank'"
    ) }}
    union all
    {{ problem_unless_in('options', 'offered', ['yes', 'no']) }}
    union all
    {{ problem_unless_in(
        'options', 'role', ['off_scale', 'exclusive', 'missing', 'screened_out', '']
    ) }}
    union all
    {{ problem(
        'options', 'label',
        "trim(option) <> 'other' and (trim(question), " ~ label ~ ") in (
            select (trim(question), " ~ label ~ ") from options
            where trim(option) <> 'other'
            group by all having count(*) > 1
        )",
        "'a label that no other option of ' || question || ' has'"
    ) }}
    union all

    {% for column in ['option', 'label'] %}
    {{ problem(
        'options', column,
        "regexp_full_match(
            trim(" ~ column ~ "),
            '(?i:(\\d{1,2}-)?" ~ months() ~ "(-\\d{1,4})?)'
            || '|\\d{4}-\\d\\d-\\d\\d.*|\\d{1,2}/\\d{1,2}/\\d{4}'
        )
        and exists (
            select 1
            from options as others
            where
                others.question = options.question
                and regexp_full_match(
                    trim(others." ~ column ~ "), '\\d+ ?[-–] ?\\d+|\\d+\\+'
                )
        )",
        "'a range like the other options; a spreadsheet has made a date of it'"
    ) }}
    union all
    {% endfor %}

    -- spellings.csv
    {{ problem(
        'spellings', 'question',
        "trim(question) not in (select question from coded)
        and (
            coalesce(trim(found_in), 'cell') <> 'header'
            or trim(question) not in (
                select question from " ~ ref('stg_questions') ~ "
            )
        )",
        "'a question of questions.csv of kind single, ordered or multi'"
    ) }}
    union all
    {{ problem(
        'spellings', 'spelling', "coalesce(trim(spelling), '') = ''",
        "'a text as people wrote it'"
    ) }}
    union all
    {{ problem(
        'spellings', 'option',
        "trim(option) <> '' and (trim(question), trim(option)) not in (
            select (question, option) from known_options
        )",
        "'an option of ' || question || ' in options.csv, or blank for no answer'"
    ) }}
    union all
    {{ problem_unless_in('spellings', 'found_in', ['cell', 'header', '']) }}
    union all
    select
        format(
            'spellings.csv row {}: spelling "{}" of {} stands for {}, expected one '
            'option: a tie has no winner',
            codebook_row,
            spelling || if(is_prefix, '*', ''),
            question,
            array_to_string(options, ' and ')
        ) as message
    from known_spellings
    where is_tie and codebook_row is not null
    union all

    -- figures.csv
    {{ problem(
        'figures', 'figure',
        "not regexp_full_match(trim(figure), '[A-Za-z0-9][A-Za-z0-9_.-]*')
        or lower(trim(figure)) in (
            select lower(trim(figure)) from figures group by all having count(*) > 1
        )",
        "'a file name of letters, digits, _ and -, each once'"
    ) }}
    union all
    {{ problem(
        'figures', 'position', 'try_cast(position as integer) is null',
        "'a whole number'"
    ) }}
    union all
    {{ problem_unless_in('figures', 'kind', ['bar', 'heatmap', 'split_bar']) }}
    union all
    {{ problem(
        'figures', 'question',
        "coalesce(trim(question), '') not in (select question from coded)",
        "'a question of questions.csv of kind single, ordered or multi'"
    ) }}
    union all
    {{ problem(
        'figures', 'by_question',
        "case
            when trim(kind) = 'bar' then coalesce(trim(by_question), '') <> ''
            else coalesce(trim(by_question), '') not in (select question from coded)
        end",
        "case
            when trim(kind) = 'bar' then 'blank: a bar chart shows one question'
            else 'another question of kind single, ordered or multi'
        end"
    ) }}
    union all
    {{ problem(
        'figures', 'by_options',
        "exists (
            select 1
            from (select unnest(string_split(figures.by_options, '|')) as option) as named
            where
                trim(figures.by_options) <> ''
                and (trim(figures.by_question), trim(named.option)) not in (
                    select (question, option) from known_options
                )
        )",
        "'options of the by_question, joined by |'"
    ) }}
    union all
    {{ problem_unless_in('figures', 'measure', ['respondents', 'share']) }}
    union all
    {{ problem_unless_in('figures', 'options', ['offered', 'coded', 'all']) }}
    union all
    {{ problem(
        'figures', 'options',
        "trim(options) = 'offered'
        and trim(question) not in (select question from known_options where offered)",
        "'coded or all: the form offered no option of the question'"
    ) }}
    union all
    {{ problem_unless_in('figures', 'sort', ['codebook', 'value']) }}
    union all

    -- claims.csv
    {% for prefix in ['', 'by_'] %}
    {{ problem(
        'claims', prefix ~ 'question',
        "trim(" ~ prefix ~ "question) <> ''
        and trim(" ~ prefix ~ "question) not in (
            select question from " ~ ref('stg_questions') ~ " where kind <> 'excluded'
        )",
        "'a question of questions.csv that is read, or blank'"
    ) }}
    union all
    {{ problem(
        'claims', prefix ~ 'option',
        "exists (
            select 1
            from (
                select unnest(string_split(claims." ~ prefix ~ "option, '|')) as option
            ) as named
            where
                trim(claims." ~ prefix ~ "option) <> ''
                and (coalesce(trim(claims." ~ prefix ~ "question), ''), trim(named.option))
                not in (select (question, option) from known_options)
        )",
        "'options of the question in options.csv, joined by |, or blank'"
    ) }}
    union all
    {% endfor %}
    {{ problem(
        'claims', 'question',
        "coalesce(trim(question), '') = '' and trim(by_question) <> ''",
        "'a question to divide by the by_question'"
    ) }}
    union all
    {{ problem_unless_in(
        'claims', 'measure', ['respondents', 'share', 'rank', 'mean']
    ) }}
    union all
    {{ problem(
        'claims', 'measure',
        "case trim(measure)
            when 'respondents' then false
            when 'rank' then coalesce(trim(option), '') = '' or contains(option, '|')
            when 'share' then coalesce(trim(question), '') not in (
                select question from coded
            )
            when 'mean' then coalesce(trim(question), '') not in (
                select question from " ~ ref('stg_questions') ~ "
                where kind in ('single', 'ordered', 'number')
            )
        end",
        "'respondents; or rank of one option, share of a coded question, mean of a scale'"
    ) }}
    union all
    {{ problem_unless_in('claims', 'operator', ['=', '>', '>=', '<', '<=']) }}
    union all
    {{ problem('claims', 'value', 'try_cast(value as double) is null', "'a number'") }}
    union all
    {{ problem(
        'claims', 'tolerance',
        "trim(tolerance) <> '' and try_cast(tolerance as double) is null",
        "'a number or blank'"
    ) }}
)

select * from problems
