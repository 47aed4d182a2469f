{# The six files of the codebook. Blank is null, so that nothing is quoted for it. #}
{% macro draft_files(survey) %}
{% do return({
    'survey': "
        select
            'title' as item,
            '" ~ survey | replace('_', ' ') | capitalize ~ "' as text
    ",
    'questions': "
        select
            question, position, kind, delimiter, other, base,
            trim(regexp_replace(column_name, '[\\s\\p{Z}]+', ' ', 'g')) as header,
            null as wording,
            format
        from draft_verdicts
        order by position
    ",
    'options': "
        select
            question, option, place as position, label, value, 'yes' as offered, role
        from draft_options
        order by column_position, place
    ",
    'spellings': "
        select spellings.question, spellings.spelling, spellings.option
        from draft_spellings as spellings
        inner join draft_verdicts as verdicts on spellings.question = verdicts.question
        order by verdicts.position, spellings.option, spellings.spelling
    ",
    'figures': "
        select
            question as figure,
            row_number() over (order by position) as position,
            'bar' as kind,
            question,
            null as by_question,
            null as by_options,
            'share' as measure,
            if(other = 'yes', 'all', 'coded') as options,
            if(kind = 'ordered', 'codebook', 'value') as sort,
            null as title
        from draft_verdicts
        where is_coded
        order by position
    ",
    'claims': "
        select
            null as claim, null as question, null as option, null as by_question,
            null as by_option, null as measure, null as operator, null as value,
            null as tolerance
        where false
    ",
}) %}
{% endmacro %}
