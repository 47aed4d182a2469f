{# What is not sure, a line each. Names of questions and numbers, nothing that people
   wrote. #}
{% macro draft_doubts() %}
with

verdicts as (
    select * from draft_verdicts
),

columns_of_export as (
    select * from draft_columns
),

groups as (
    select * from draft_candidates
),

doubts as (
    select
        repeated.position,
        format(
            'column {} repeats the header of column {}; the codebook has only that one',
            repeated.position, first.position
        ) as doubt
    from columns_of_export as repeated
    inner join columns_of_export as first using (header)
    where not repeated.is_named and first.is_named

    union all

    select
        later.position,
        format(
            '{}: column {} has the header of column {}; its header reads as "{}"',
            verdicts.question, later.position, min(earlier.position), later.header
        )
    from columns_of_export as later
    inner join columns_of_export as earlier
        on
            later.position > earlier.position
            and regexp_matches(later.header, '_\d+$')
            and lower(regexp_replace(later.header, '_\d+$', '')) = lower(earlier.header)
    inner join verdicts on later.position = verdicts.position
    group by verdicts.question, later.position, later.header

    union all

    select
        position,
        question || ': ' || case
            when kind = 'excluded' then null
            when answered = 0 then 'text, as nobody answered'
            when kind = 'timestamp' and is_ambiguous
                then 'days and months cannot be told apart; write the format'
            when kind = 'timestamp' and timestamps < answered
                then format(
                    '{:,} cells are no timestamp', (answered - timestamps)::bigint
                )
            when kind = 'number' and numbers < answered
                then format('{:,} cells are no number', (answered - numbers)::bigint)
            when kind = 'ordered' and strangers > 0
                then 'one option is not on the scale of the others; check its position'
            when kind = 'single' and scale <> 'reply' and options - strangers >= 2
                then format(
                    '{} of its {} options are on a scale; if all are, it is ordered',
                    options - strangers, options
                )
            when kind = 'text' and coverage >= 0.4 and options > 1
                then format(
                    'text, though {} answers cover {:.0f}% of them',
                    options, 100 * coverage
                )
            when options > 40
                then format('{} options; are they all on the form?', options)
            when is_coded and unlisted_people > 0.2 * answered
                then format(
                    '{:,} of {:,} people gave an answer that is no option, counted as '
                    'Other',
                    unlisted_people::bigint, answered::bigint
                )
        end
    from verdicts

    union all

    select
        0,
        format(
            'excluded, as {}: {}',
            if(
                has_personal_header,
                'the header asks for something personal',
                'cells look like addresses, numbers or profiles of people'
            ),
            string_agg(question, ', ' order by position)
        )
    from verdicts
    where kind = 'excluded'
    group by has_personal_header

    union all

    select
        verdicts.position,
        format(
            '{}: a spreadsheet made dates of ranges; spellings.csv says which',
            verdicts.question
        )
    from verdicts
    inner join groups on verdicts.position = groups.position
    where verdicts.is_coded and groups.has_dates
    group by verdicts.position, verdicts.question

    union all

    -- What joins answers, in cells that do not look like several.
    select
        verdicts.position,
        format(
            '{}: {} holds the delimiter {}, and is not taken for several answers',
            verdicts.question, verdicts.kind, multi.delimiter
        )
    from verdicts
    inner join (select distinct delimiter from draft_multi) as multi
        on not contains(multi.delimiter, ',')
    inner join draft_cells as cells
        on
            verdicts.position = cells.position
            and contains(cells.cell, multi.delimiter)
    where verdicts.kind in ('single', 'ordered')
    group by verdicts.position, verdicts.question, verdicts.kind, multi.delimiter

    union all

    select
        0,
        'the first rows look like more headers: write how many there are, all told, '
        'into survey.csv as header_rows'
    from draft_cells
    where starts_with(cell, '{"ImportId"') or cell = 'Open-Ended Response'
    having count(*) > 0

    union all

    select
        0,
        format(
            '{} columns hold one answer each; where they are the options of one '
            'question, make it one: spellings.csv names them with found_in = header',
            count(*)
        )
    from verdicts
    where is_coded and options = 1 and other = 'no'
    having count(*) >= 3
)

select doubt from doubts
where doubt is not null
order by position, doubt
{% endmacro %}

{# What was decided, a line for each question; what is not sure; what to do next. #}
{% macro draft_report(survey, file, codebook) %}
    {% set rows = rows_of("
        select
            question,
            kind || case
                delimiter when '\\n' then ' \\n' when ', ' then ' \", \"'
                else coalesce(' ' || delimiter, '')
            end as kind,
            case
                when is_coded
                    then format(
                        '{} option{}{}', options, if(options = 1, '', 's'),
                        if(other = 'yes', ' and Other', '')
                    )
                else ''
            end as options,
            format('{:,} answered', answered::bigint) as answered
        from draft_verdicts
        order by position
    ") %}
    {% for row in rows %}
        {% do print('  %-31s %-11s %-21s %s' % (
            row.question, row.kind, row.options, row.answered
        )) %}
    {% endfor %}
    {% set doubts = rows_of(draft_doubts()) %}
    {% if doubts %}
        {% do print('Not sure:') %}
        {% for row in doubts %}{% do print('  ' ~ row.doubt) %}{% endfor %}
    {% endif %}
    {% do print(
        codebook ~ ': ' ~ rows | length ~ ' questions drafted from ' ~ file ~ '.'
    ) %}
    {% do print('Next: read it, then SURVEY=' ~ survey ~ ' dbt build') %}
{% endmacro %}
