with

facts as (
    select * from {{ ref('draft_facts') }}
),

answers as (
    select * from {{ ref('draft_answers') }}
),

people as (
    select
        answers.position,
        answers.delimiter,
        answers.key,
        sum(answers.respondents) >= any_value(facts.enough) as is_frequent
    from answers
    inner join facts on answers.position = facts.position
    group by answers.position, answers.delimiter, answers.key
),

cells as (
    select
        answers.position,
        answers.delimiter,
        any_value(answers.respondents) as respondents,
        bool_and(people.is_frequent) as is_all_frequent,
        list_sort(list(distinct answers.key) filter (where people.is_frequent))
            as frequent
    from answers
    inner join people
        on
            answers.position = people.position
            and answers.delimiter = people.delimiter
            and answers.key = people.key
    group by answers.position, answers.delimiter, answers.cell
),

counted as (
    select
        position,
        delimiter,
        contains(delimiter, ',') as is_comma,
        sum(respondents) as answered,
        coalesce(sum(respondents) filter (where is_all_frequent), 0) as understood,
        coalesce(sum(respondents) filter (where len(frequent) > 1), 0) as combined,
        count(distinct frequent) as combinations,
        len(list_distinct(flatten(list(frequent) filter (where frequent is not null))))
            as options,
        max(len(frequent)) as most,
        quantile_disc(len(frequent), 0.1) as least,
        count(*) as orders
    from cells
    group by position, delimiter
),

-- Several answers a cell: options come in more combinations than there are options,
-- and explain most cells, which what people type freely does not.
several as (
    select
        counted.*,
        -- All of them, in an order of one's own.
        counted.options > 2
        and counted.least = counted.options
        and counted.orders > 1 as is_ranking,
        delimiters.preference
    from counted
    inner join draft_delimiters() as delimiters
        on counted.delimiter = delimiters.delimiter
    where
        counted.combined > 0
        and (is_ranking or if(
            counted.is_comma,
            counted.combinations > counted.options
            and counted.understood >= 0.6 * counted.answered
            and counted.combined >= 0.08 * counted.answered
            -- A town and its region are always two.
            and (counted.most > 2 or counted.combined <= 0.6 * counted.answered),
            counted.combinations >= counted.options
            and counted.understood >= 0.5 * counted.answered
        ))
),

-- A form joins the answers of all its questions alike. A comma without a space has to
-- find clearly more than the one with it, which contains it.
of_the_file as (
    select delimiter
    from several
    group by delimiter, preference
    order by
        sum(combined) * if(delimiter = ',', 0.9, 1) desc,
        preference
    limit 1
)

-- People who are asked to join theirs do it otherwise. A comma is in texts, too.
select several.* exclude (preference)
from several
left join of_the_file on several.delimiter = of_the_file.delimiter
where
    of_the_file.delimiter is not null
    or not several.is_comma
    or (
        several.combined >= 0.2 * several.answered
        and several.understood >= 0.7 * several.answered
    )
qualify row_number() over (
    partition by several.position
    order by of_the_file.delimiter is null, several.combined desc, several.preference
) = 1
