-- depends_on: {{ ref('stg_codebook_columns') }}
with

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['figure']) as figure,
        stated(cells['position']) as position,
        stated(cells['kind']) as kind,
        stated(cells['question']) as question,
        stated(cells['by_question']) as by_question,
        stated(cells['by_options']) as by_options,
        listed(cells['by_options']) as by_named,
        stated(cells['measure']) as measure,
        stated(cells['options']) as options,
        stated(cells['sort']) as sort,
        stated(cells['title']) as title,
        stated(cells['among']) as among,
        condition(cells['among']) as among_if,
        stated(cells['interval']) as interval_drawn,
        stated(cells['scale']) as scale,
        count(*) over (partition by lower(figure)) as times
    from {{ source('codebook', 'figures') }}
    where codebook_row > 1
),

figures as (
    select * from every_row
    where figure is not null
),

questions as (
    select * from {{ ref('stg_questions') }}
),

options as (
    select * from {{ ref('stg_options') }}
),

nets as (
    select * from {{ ref('stg_nets') }}
),

waves as (
    select * from {{ ref('stg_waves') }}
),

-- What by_options and among may name, question by question; waves answer `wave`.
every_choice as (
    select
        question,
        option as choice
    from options

    union all

    select
        question,
        net as choice
    from nets

    union all

    select
        'wave' as question,
        wave as choice
    from waves
),

choices as (
    select
        question,
        list(choice) as choices
    from every_choice
    group by question
),

offered as (
    select distinct question from options
    where offered
),

grids as (
    select distinct grid from questions
    where is_coded and grid is not null
),

problems as (
    select
        too_many_cells(
            'figures', codebook_row, cells_found, cells_expected
        ) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('figures', codebook_row, 'figure', figure, 'a name')
    from every_row
    where
        figure is null
        and coalesce(
            position, kind, question, by_question, by_options, measure, options, sort,
            title, among, interval_drawn, scale
        ) is not null

    union all

    select
        problem(
            'figures', codebook_row, 'figure', figure,
            'a file name of letters, digits, _ and -, each once'
        )
    from figures
    where not regexp_full_match(figure, '[A-Za-z0-9][A-Za-z0-9_.-]*') or times > 1

    union all

    select problem('figures', codebook_row, 'position', position, 'a whole number')
    from figures
    where try_cast(position as integer) is null

    union all

    select
        problem(
            'figures', codebook_row, 'kind', kind,
            'bar, heatmap, split_bar, stacked_bar, trend'
        )
    from figures
    where
        coalesce(kind, '') not in (
            'bar', 'heatmap', 'split_bar', 'stacked_bar', 'trend'
        )

    union all

    select
        problem(
            'figures', figures.codebook_row, 'question', figures.question,
            'a question of questions.csv of kind single, ordered or multi'
            || if(figures.kind = 'stacked_bar', ', or a grid', '')
        )
    from figures
    left join choices on figures.question = choices.question
    left join grids on figures.question = grids.grid and figures.kind = 'stacked_bar'
    where choices.question is null and grids.grid is null

    union all

    select
        problem(
            'figures', figures.codebook_row, 'by_question', figures.by_question,
            case
                when figures.kind = 'bar' then 'blank: a bar chart shows one question'
                when figures.kind = 'trend' then 'blank: a trend is over the waves'
                when
                    grids.grid is not null
                    then 'blank: a grid is drawn by its questions'
                else 'another question of kind single, ordered or multi'
            end
        )
    from figures
    left join choices on figures.by_question = choices.question
    left join grids on figures.question = grids.grid and figures.kind = 'stacked_bar'
    where
        case
            when figures.kind = 'bar' or grids.grid is not null
                then figures.by_question is not null
            when figures.kind = 'trend'
                then coalesce(figures.by_question <> 'wave', false)
            else choices.question is null or figures.by_question = figures.question
        end

    union all

    select
        problem(
            'figures', figures.codebook_row, 'by_options', figures.by_options,
            'options of the by_question, joined by |'
        )
    from figures
    left join choices on figures.by_question = choices.question
    where
        figures.by_options is not null
        and not coalesce(list_has_all(choices.choices, figures.by_named), false)

    union all

    select problem('figures', codebook_row, 'measure', measure, 'respondents, share')
    from figures
    where coalesce(measure, '') not in ('respondents', 'share')

    union all

    select problem('figures', codebook_row, 'options', options, 'offered, coded, all')
    from figures
    where coalesce(options, '') not in ('offered', 'coded', 'all')

    union all

    select
        problem(
            'figures', figures.codebook_row, 'options', figures.options,
            'coded or all: the form offered no option of the question'
        )
    from figures
    semi join choices on figures.question = choices.question
    anti join offered on figures.question = offered.question
    where figures.options = 'offered' and figures.question <> 'wave'

    union all

    select problem('figures', codebook_row, 'sort', sort, 'codebook, value')
    from figures
    where coalesce(sort, '') not in ('codebook', 'value')

    union all

    select
        problem(
            'figures', figures.codebook_row, 'among', figures.among,
            'a question and its options or nets, as in question=a|b'
        )
    from figures
    left join choices on figures.among_if.question = choices.question
    where
        figures.among is not null
        and not coalesce(
            list_has_all(choices.choices, figures.among_if.options), false
        )

    union all

    select
        problem(
            'figures', codebook_row, 'interval', interval_drawn, 'yes, no or blank'
        )
    from figures
    where interval_drawn not in ('yes', 'no')

    union all

    select problem('figures', codebook_row, 'scale', scale, 'data, full or blank')
    from figures
    where scale not in ('data', 'full')
)

select * from problems
