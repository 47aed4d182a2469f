with

cells as (
    select * from {{ ref('int_first_cells') }}
    where column_option is null
),

questions as (
    select * from {{ ref('stg_questions') }}
    where kind = 'multi'
),

spellings as (
    select * from {{ ref('stg_spellings') }}
),

candidates as (
    select
        unnest([';', chr(10), ', ', ',']) as delimiter,
        unnest([1, 2, 3, 4]) as preference
),

-- What joins answers depends on how the file was downloaded. Where the codebook names
-- no delimiter, it is the one that cuts the file's cells into most known answers; where
-- it names one, that one, unless the other cuts the question's cells into more.
trials as (
    select
        questions.question,
        candidates.delimiter,
        candidates.preference
    from questions
    cross join candidates

    union

    select
        question,
        delimiter,
        0 as preference
    from questions
    where delimiter is not null
),

most_frequent_cells as (
    select * from cells
    qualify
        row_number() over (
            partition by question order by respondents desc, cell
        ) <= 500
),

trial_cuts as (
    select
        trials.*,
        cells.respondents,
        unnest(string_split(cells.cell, trials.delimiter)) as answer
    from trials
    inner join most_frequent_cells as cells on trials.question = cells.question
    -- A cell that is one known answer tells nothing.
    anti join spellings
        on
            cells.question = spellings.question
            and {{ normalised('cells.cell') }} = spellings.spelling
),

scores as (
    select
        trial_cuts.question,
        trial_cuts.delimiter,
        trial_cuts.preference,
        sum(trial_cuts.respondents) as score
    from trial_cuts
    inner join spellings
        on
            trial_cuts.question = spellings.question
            and {{ normalised('trial_cuts.answer') }} = spellings.spelling
    where not (trial_cuts.delimiter = ',' and starts_with(trial_cuts.answer, ' '))
    group by trial_cuts.question, trial_cuts.delimiter, trial_cuts.preference
),

found_delimiter as (
    select scores.delimiter as found
    from scores
    inner join questions on scores.question = questions.question
    where scores.preference > 0
    group by scores.delimiter
    order by
        coalesce(sum(scores.score) filter (where questions.delimiter is null), 0) desc,
        sum(scores.score) desc,
        min(scores.preference)
    limit 1
),

best_delimiters as (
    select
        scores.question,
        arg_max(scores.delimiter, [scores.score, -scores.preference]) as delimiter
    from scores
    left join found_delimiter on true
    where scores.preference = 0 or scores.delimiter = found_delimiter.found
    group by scores.question
),

chosen_delimiters as (
    select
        questions.question,
        coalesce(
            if(
                questions.delimiter is null,
                found_delimiter.found,
                best_delimiters.delimiter
            ),
            questions.delimiter,
            ';'
        ) as delimiter
    from questions
    left join found_delimiter on true
    left join best_delimiters on questions.question = best_delimiters.question
),

-- Collapsing white space would lose a newline that divides: it travels as chr(31).
delimiters as (
    select
        *,
        replace(delimiter, chr(10), chr(31)) as divider
    from chosen_delimiters
),

-- Known answers that contain the delimiter: as they are found between doubled
-- delimiters, and as they are kept from the split. Exact before *, longest first.
undivided as (
    select
        spellings.question,
        spellings.is_prefix,
        length(spellings.spelling) as length,
        if(spellings.is_prefix, '', delimiters.divider) as ending,
        {
            'found': delimiters.divider
            || replace(
                {{ tightened('spellings.spelling', 'delimiters.divider') }},
                delimiters.divider, repeat(delimiters.divider, 2)
            )
            || ending,
            'kept': delimiters.divider
            || replace(spellings.spelling, delimiters.divider, chr(30))
            || ending
        } as spelling
    from spellings
    inner join delimiters on spellings.question = delimiters.question
    where contains(spellings.spelling, delimiters.divider)
),

undivided_lists as (
    select
        question,
        list(spelling order by is_prefix, length desc, spelling.found) as spellings
    from undivided
    group by question
),

-- Cells that cannot be split as they are: records of CSV, unless known answers have
-- quotes of their own, and a delimiter with another space than a plain one.
odd_cells as (
    select
        cells.question,
        bool_or(
            regexp_matches(cells.cell, '{{ csv_record() }}') and not exists (
                select 1
                from spellings
                where
                    spellings.question = cells.question
                    and contains(spellings.spelling, '"')
            )
        ) as are_records,
        bool_or(regexp_matches(cells.cell, ',(\t|\n|\r|[^\PZ ])')) as are_odd
    from cells
    group by cells.question
),

-- Where people combine answers freely, cells hardly repeat: answers do.
scattered as (
    select
        question,
        count(*) > sum(respondents) / 4 as is_scattered
    from cells
    where cell is not null
    group by question
),

described as (
    select
        delimiters.question,
        delimiters.delimiter,
        delimiters.divider,
        coalesce(odd_cells.are_records, false) as are_records,
        coalesce(undivided_lists.spellings, []) as undivided,
        coalesce(odd_cells.are_records, false)
        or undivided_lists.spellings is not null
        or (delimiters.delimiter = ', ' and coalesce(odd_cells.are_odd, false))
            as is_protected,
        coalesce(scattered.is_scattered, false) and not is_protected as is_scattered
    from delimiters
    left join scattered on delimiters.question = scattered.question
    left join undivided_lists on delimiters.question = undivided_lists.question
    left join odd_cells on delimiters.question = odd_cells.question
)

select * from described
