select
    0 as sort_key,
    null as claim,
    null as question,
    null as option,
    null as by_question,
    null as by_option,
    null as measure,
    null as operator,
    null as value,
    null as tolerance
where false
