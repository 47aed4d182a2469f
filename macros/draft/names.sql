{# Small letters, digits and _. #}
{% macro draft_slug(text) -%}
    trim(regexp_replace(
        replace(
            replace(
                regexp_replace(
                    replace(
                        replace(lower(strip_accents({{ text }})), '''', ''), '’', ''
                    ),
                    '\b([a-z])#', '\1 sharp ', 'g'
                ),
                '+', ' plus '
            ),
            '&', ' and '
        ),
        '[^a-z0-9]+', '_', 'g'
    ), '_')
{%- endmacro %}

{# At most 30 characters, cut where a word ends. #}
{% macro draft_cut(slug) -%}
    coalesce(
        nullif(regexp_extract({{ slug }} || '_', '^(.{1,30})_', 1), ''),
        rtrim(left({{ slug }}, 30), '_')
    )
{%- endmacro %}

{# One row per column that the codebook names, with its question. #}
{% macro draft_questions() %}
with

kinds as (
    select * from draft_kinds
    where is_named
),

-- Of a grid, `Question [row]`, the row; of a long header, the words that matter.
texts as (
    select
        *,
        coalesce(
            nullif(trim(regexp_extract(header, '^.+\[(.+)\]\s*$', 1)), ''),
            if(contains(header, ' '), header, header_words)
        ) as text,
        {{ draft_slug('text') }} as whole,
        {{ draft_slug("regexp_replace(text, '\\([^)]*\\)', ' ', 'g')") }} as essential
    from kinds
),

slugs as (
    select
        *,
        if(
            length(whole) <= 30,
            whole,
            {{ draft_cut("array_to_string(
                [
                    word for word in string_split(essential, '_')
                    if not list_contains(" ~ draft_filler_words() ~ ", word)
                ],
                '_'
            )") }}
        ) as slug
    from texts
),

names as (
    select
        *,
        case
            when
                kind = 'timestamp'
                and row_number() over (partition by kind order by position) = 1
                then 'submitted_at'
            when slug = '' then 'q' || position
            when
                regexp_matches(slug, '^\d')
                or slug in ('respondent_id', 'rowid', 'submitted_at')
                or slug in (
                    select keyword_name from duckdb_keywords()
                    where keyword_category = 'reserved'
                )
                then {{ draft_cut("'q_' || slug") }}
            else slug
        end as name
    from slugs
),

-- The second one of a name is name_2, unless that is taken too.
numbered as (
    select
        * exclude (name),
        case row_number() over same_name
            when 1 then name
            else left(name, 26) || '_' || row_number() over same_name
        end as name
    from names
    window same_name as (partition by name order by position)
)

select
    * exclude (name),
    case row_number() over (partition by name order by position)
        when 1 then name
        else left(name, 24) || '_q' || position
    end as question
from numbered
{% endmacro %}

{# How many options of its question an option stands before in the cells that have
   both: forms write the answers of a cell in their own order. #}
{% macro draft_precedence() %}
with

answers as (
    select answers.*
    from draft_answers as answers
    inner join draft_multi as multi
        on
            answers.position = multi.position
            and answers.delimiter = multi.delimiter
    inner join draft_candidates as candidates
        on
            answers.position = candidates.position
            and answers.key = candidates.key
            and candidates.is_option
),

pairs as (
    select
        before.position,
        before.key,
        after.key as other_key,
        sum(sign(after.place - before.place) * before.respondents) as balance
    from answers as before
    inner join answers as after
        on
            before.position = after.position
            and before.cell = after.cell
            and before.key <> after.key
    group by before.position, before.key, after.key
)

select
    position,
    key,
    count(*) filter (where balance > 0) - count(*) filter (where balance < 0)
        as precedence
from pairs
group by position, key
{% endmacro %}

{# One row per question and option. #}
{% macro draft_options() %}
with

questions as (
    select * from draft_questions
    where kind in ('single', 'ordered', 'multi')
),

given as (
    select
        questions.question,
        questions.kind,
        candidates.position as column_position,
        candidates.key,
        candidates.label,
        candidates.phrase,
        candidates.respondents,
        case
            when questions.kind = 'ordered' or candidates.role <> 'off_scale'
                then candidates.role
        end as role,
        candidates.low,
        candidates.high,
        precedence.precedence
    from questions
    inner join draft_candidates as candidates
        on questions.position = candidates.position
    left join draft_precedence as precedence
        on
            candidates.position = precedence.position
            and candidates.key = precedence.key
    where candidates.is_option
),

-- Points of a scale that nobody chose, between those that somebody did.
gaps as (
    select
        questions.question,
        questions.kind,
        questions.position as column_position,
        point::varchar as key,
        point::varchar as label,
        0 as respondents,
        point as low,
        0 as high
    from questions
    cross join range(0, 11) as points (point)
    where
        questions.kind = 'ordered'
        and questions.is_numeric
        and questions.are_points
        and point > (
            select min(given.low) from given where given.question = questions.question
        )
        and point < (
            select max(given.low) from given where given.question = questions.question
        )
        and point not in (
            select given.low from given
            where given.question = questions.question and given.low is not null
        )
),

every_option as (
    select * from given
    union all by name
    select * from gaps
),

-- A number or a range is its own name.
slugs as (
    select
        *,
        case
            when
                regexp_full_match(
                    label, '[^\p{L}|]*\d[^\p{L}|]*([kKmMbB]\b[^\p{L}|]*)*'
                )
                then left(label, 30)
            when {{ draft_slug('label') }} = ''
                then trim(left(replace(label, '|', ' '), 30))
            else {{ draft_cut(draft_slug('label')) }}
        end as slug
    from every_option
),

-- `other` is taken.
numbered as (
    select
        *,
        row_number() over same_slug + if(slug = 'other', 1, 0) as number
    from slugs
    window same_slug as (
        partition by question, slug order by respondents desc, label
    )
),

named as (
    select
        *,
        if(number = 1, slug, left(slug, 26) || '_' || number) as first_name
    from numbered
),

unique_names as (
    select
        *,
        kind = 'ordered' and bool_and(
            role is not null or regexp_full_match(label, '-?\d+(\.\d+)?')
        ) over (partition by question) and role is null as is_numeric_scale,
        row_number() over (
            partition by question, first_name order by number, label
        ) as repeat
    from named
)

select
    *,
    if(repeat = 1, first_name, left(first_name, 24) || '_' || repeat || 'x') as option,
    case when is_numeric_scale then label end as value,
    -- On a scale, from low to high; what is not on it first where it denies, else
    -- last. As the form has it where cells tell, else the most given first.
    row_number() over (
        partition by question
        order by
            role in ('off_scale', 'missing', 'exclusive') nulls first,
            case
                when kind <> 'ordered' then 0
                when low is not null then low
                when regexp_matches(
                    phrase,
                    '(^| )(never|none|no|not|nobody|zero|just|only|don''t|myself)( |$)'
                ) then '-infinity'::double
                else 'infinity'::double
            end,
            if(kind = 'ordered', high, 0) nulls last,
            if(kind = 'multi', -precedence, 0) nulls last,
            respondents desc,
            label
    ) as place
from unique_names
{% endmacro %}

{# One row per question and text that is an option in other words, or Other. #}
{% macro draft_spellings() %}
with

options as (
    select * from draft_options
),

questions as (
    select * from draft_questions
    where kind in ('single', 'ordered', 'multi')
),

variants as (
    select
        options.question,
        texts.text as spelling,
        options.option
    from options
    inner join draft_texts as texts
        on options.column_position = texts.position and options.key = texts.key
    where texts.text <> options.label
),

-- The cell of a CSV record quotes an answer that has a comma.
quoted as (
    select
        options.question,
        '"' || replace(texts.text, '"', '""') || '"' as spelling,
        options.option
    from options
    inner join draft_texts as texts
        on options.column_position = texts.position and options.key = texts.key
    where texts.is_quoted
),

others as (
    select
        questions.question,
        texts.text as spelling,
        'other' as option
    from questions
    inner join draft_groups as groups on questions.position = groups.position
    inner join draft_texts as texts
        on groups.position = texts.position and groups.key = texts.key
    where groups.is_other
),

spellings as (
    select * from variants
    union
    select * from quoted
    union
    select * from others
)

-- A * at the end would match any ending.
select * from spellings
where not ends_with(spelling, '*')
{% endmacro %}

{# One row per question as questions.csv has it, with what there is to say of it. #}
{% macro draft_verdicts() %}
with

questions as (
    select * from draft_questions
),

unlisted as (
    select
        position,
        sum(respondents) filter (where not is_option and not is_other) as people,
        count(*) filter (where not is_option or ends_with(label, '*')) as answers
    from draft_candidates
    group by position
),

options as (
    select
        question,
        count(*) as options
    from draft_options
    group by question
),

verdicts as (
    select
        questions.* exclude (options, delimiter, format),
        questions.kind in ('single', 'ordered', 'multi') as is_coded,
        coalesce(options.options, 0) as options,
        coalesce(unlisted.people, 0) as unlisted_people,
        case
            when questions.kind = 'multi'
                then replace(questions.delimiter, chr(10), '\n')
        end as delimiter,
        case
            when is_coded
                then if(
                    unlisted.answers > 0 or not questions.is_all_looked_at, 'yes', 'no'
                )
        end as other,
        case
            when questions.kind = 'multi' then 'respondents'
            when is_coded then 'answered'
        end as base,
        case when questions.kind = 'timestamp' then questions.format end as format
    from questions
    left join unlisted on questions.position = unlisted.position
    left join options on questions.question = options.question
)

select * from verdicts
{% endmacro %}
