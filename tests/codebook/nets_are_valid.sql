-- depends_on: {{ ref('stg_codebook_columns') }}
with

every_row as (
    select
        codebook_row,
        cells_found,
        cells_expected,
        stated(cells['question']) as question,
        stated(cells['net']) as net,
        stated(cells['position']) as position,
        stated(cells['label']) as label,
        stated(cells['options']) as options,
        listed(cells['options']) as named
    from {{ source('codebook', 'nets') }}
    where codebook_row > 1
),

nets as (
    select * from every_row
    where question is not null
),

coded as (
    select * from {{ ref('stg_questions') }}
    where is_coded
),

known_options as (
    select * from {{ ref('stg_options') }}
),

known_nets as (
    select
        *,
        count(*) over (partition by question, net) as net_times,
        count(*) over (partition by question, as_compared(label)) as label_times
    from {{ ref('stg_nets') }}
),

options_of_questions as (
    select
        question,
        list(option) as options
    from known_options
    group by question
),

problems as (
    select too_many_cells('nets', codebook_row, cells_found, cells_expected) as message
    from every_row
    where cells_found > cells_expected

    union all

    select problem('nets', codebook_row, 'question', question, 'a name')
    from every_row
    where question is null and coalesce(net, position, label, options) is not null

    union all

    select
        problem(
            'nets', nets.codebook_row, 'question', nets.question,
            'a question of questions.csv of kind single, ordered or multi, or a grid'
        )
    from nets
    anti join coded on nets.question in (coded.question, coded.grid)

    union all

    select problem('nets', codebook_row, 'net', net, 'a name without |')
    from nets
    where net is null or contains(net, '|')

    union all

    select distinct
        problem(
            'nets', known_nets.codebook_row, 'net', known_nets.net,
            'a name that no option of ' || known_nets.question || ' has'
        )
    from known_nets
    semi join known_options
        on
            known_nets.question = known_options.question
            and known_nets.net = known_options.option

    union all

    select distinct
        problem(
            'nets', codebook_row, 'net', net, 'each net of ' || question || ' once'
        )
    from known_nets
    where net_times > 1

    union all

    select problem('nets', codebook_row, 'position', position, 'a whole number')
    from nets
    where try_cast(position as integer) is null

    union all

    select distinct
        problem(
            'nets', known_nets.codebook_row, 'label', known_nets.label,
            'a label that no other net or option of ' || known_nets.question || ' has'
        )
    from known_nets
    left join known_options
        on
            known_nets.question = known_options.question
            and as_compared(known_nets.label) = as_compared(known_options.label)
    where known_nets.label_times > 1 or known_options.option is not null

    union all

    select distinct
        problem(
            'nets', nets.codebook_row, 'options', nets.options,
            'options of ' || known_nets.question || ' in options.csv, joined by |'
        )
    from nets
    inner join known_nets on nets.codebook_row = known_nets.codebook_row
    inner join options_of_questions
        on known_nets.question = options_of_questions.question
    where not coalesce(list_has_all(options_of_questions.options, nets.named), false)
)

select * from problems
