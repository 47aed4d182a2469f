with

claims as (
    select * from {{ source('codebook', 'claims') }}
    where codebook_row > 1
),

nets as (
    select * from {{ ref('stg_nets') }}
),

typed as (
    select
        codebook_row,
        stated(cells['claim']) as claim,
        stated(cells['question']) as question,
        stated(cells['option']) as option,
        listed(cells['option']) as options,
        stated(cells['by_question']) as by_question,
        stated(cells['by_option']) as by_option,
        listed(cells['by_option']) as by_options,
        stated(cells['measure']) as measure,
        stated(cells['operator']) as operator,
        stated_number(cells['value']) as expected,
        coalesce(stated_number(cells['tolerance']), 0) as tolerance,
        stated(cells['among']) as among,
        condition(cells['among']).question as among_question,
        condition(cells['among']).options as among_options
    from claims
    where stated(cells['claim']) is not null
),

-- Whom a claim counts. One without a question counts the people of its by_option.
about as (
    select
        *,
        coalesce(question, by_question, among_question) as counted_question,
        case
            when question is not null then options
            when by_question is not null then by_options
            else among_options
        end as named_options,
        if(question is null, null, by_question) as counted_by_question,
        if(question is null, null, by_options) as named_by_options,
        if(question is null and by_question is null, null, among) as counted_among
    from typed
),

with_nets as (
    select
        about.*,
        -- Without options, a claim is about the question as a whole.
        if(named_options is null, null, list_concat(named_options, (
            select flatten(list(nets.options))
            from nets
            where
                nets.question = about.counted_question
                and list_contains(about.named_options, nets.net)
        ))) as counted_options,
        if(named_by_options is null, null, list_concat(named_by_options, (
            select flatten(list(nets.options))
            from nets
            where
                nets.question = about.counted_by_question
                and list_contains(about.named_by_options, nets.net)
        ))) as counted_by_options
    from about
)

select * exclude (named_options, named_by_options) from with_nets
