with

figures as (
    select * from {{ ref('every_figure') }}
),

questions as (
    select * from {{ ref('stg_questions') }}
),

results as (
    select * from {{ ref('question_results') }}
),

words as (
    select map(list(item), list(text)) as say
    from {{ ref('survey_texts') }}
),

members as (
    select
        figures.figure,
        figures.question = questions.question as is_alone,
        questions.*
    from figures
    inner join questions
        on figures.question = questions.question or figures.question = questions.grid
),

-- Of the questions of a grid, what they share.
asked as (
    select
        figure,
        if(
            bool_or(is_alone),
            arg_min(wording, position),
            grid_wording(
                list(wording order by position), list(label order by position)
            )
        ) as wording,
        arg_min(kind, position) = 'multi' as is_multi,
        arg_min(base, position) as base
    from members
    group by figure
),

among_labels as (
    select
        figures.figure,
        list(results.label order by results.position) as labels
    from figures
    inner join results
        on
            figures.among_question = results.question
            and list_contains(figures.among_options, results.option)
    group by figures.figure
),

quoted as (
    select
        figures.figure,
        figures.kind,
        figures.by_question,
        figures.among_question,
        figures.title,
        asked.is_multi,
        asked.base,
        words.say,
        typeset(
            if(asked.is_multi, without_instruction(asked.wording), asked.wording)
        ) as wording,
        typeset(
            without_instruction(by_questions.wording)
        ) as by_wording,
        typeset(
            without_instruction(among_questions.wording)
        ) as among_wording,
        typeset(replace(
            array_to_string([
                format(words.say['say_quote'], label) -- noqa: RF02
                for label in among_labels.labels
            ], chr(31)),
            chr(31), words.say['say_or']
        )) as among_labels
    from figures
    inner join asked on figures.figure = asked.figure
    cross join words
    left join questions as by_questions on figures.by_question = by_questions.question
    left join questions as among_questions
        on figures.among_question = among_questions.question
    left join among_labels on figures.figure = among_labels.figure
),

-- The exact wording, unless it is the title.
worded as (
    select
        figure,
        say,
        is_multi,
        base,
        coalesce(typeset(title), wording) as title,
        case
            when by_question is not null and by_question <> 'wave'
                then
                    format(
                        say['say_by'],
                        format(say['say_quote'], wording),
                        format(say['say_quote'], by_wording)
                    )
            when coalesce(typeset(title), wording) <> wording
                then format(say['say_quote'], wording)
        end as questions,
        if(
            among_question = 'wave',
            format(say['say_among_wave'], among_labels),
            format(
                say['say_among'], format(say['say_quote'], among_wording), among_labels
            )
        ) as among
    from quoted
)

select * from worded
