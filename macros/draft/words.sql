{# What is known about words, as data. To teach the draft another scale, add its words
   here, from least to most; | divides other ways to say the same. #}

{# Headers of columns about a person, in small letters, and the answers that show that
   they are not: a `reply` such as Yes ("May we use your e-mail address?"), or any few
   that many people share (`closed`). #}
{% macro draft_personal_headers() %}
select * from (values
    -- E-mail
    (
        '^(your |work |contact |business |preferred |recipient ?)*'
        || 'e-?mail( address(es)?)?$',
        'reply'
    ),
    ('\be-?mail address', 'reply'),
    ('\b(your|an|my|the) (\w+ )?e-?mail\b', 'closed'),
    -- Names of people, not of things
    (
        '^(your |my |full |first |last |family |given |middle |legal |preferred '
        || '|recipient |respondent''?s? |participant''?s? |contact )*names?$',
        null
    ),
    ('\byour (full |first |last |family |given |legal |real )*name\b', 'reply'),
    ('^(first|last|full|family|given)( and (first|last|family|given))? names?\b', null),
    ('\b(surname|user ?name|nickname)\b', 'reply'),
    (
        '^(your |my )?(github|gitlab|twitter|slack|discord|telegram|instagram|facebook'
        || '|linkedin|skype|orcid)'
        || '( (handle|user|account|profile|url|link|id|name|page))*$',
        'closed'
    ),
    -- Phone numbers
    ('\b(phone|telephone|mobile|cell|fax|whatsapp) ?(number|no\b|nr\b|#)', 'reply'),
    ('^(your |work |home |contact |mobile |cell )*(tele)?phone$', 'reply'),
    ('^(your )?(mobile|cell)$', 'closed'),
    -- Where somebody is
    (
        '^(your |home |street |mailing |postal |work |billing |delivery )*'
        || 'address( line)?( ?\d)?$',
        null
    ),
    ('\b(street|postal|mailing|home|your) address\b', 'reply'),
    ('^(your )?(zip|postal) ?code|^(your )?postcode', null),
    ('\bip ?-?address', null),
    ('^(location ?)?(latitude|longitude)$', null),
    -- Other things that name one person
    ('\bdate of birth\b|\bbirth ?da(te|y)\b|^dob$', 'reply'),
    ('\b(social security|passport|national id|insurance) (number|no\b)', 'reply'),
    ('^(your )?signature$', 'reply')
) as personal_headers (pattern, spared_if)
{% endmacro %}

{# Cells that are an e-mail address, a phone number, an IP address or a profile. #}
{% macro draft_looks_personal(text) -%}
    (
        regexp_full_match({{ text }}, '[^\s@]+@[^\s@]+\.[^\s@]+')
        or regexp_full_match({{ text }}, '(\+|0|\()[\d\s()./-]{7,20}\d')
        or regexp_full_match({{ text }}, '\d{3}[ .-]\d{3}[ .-]\d{4}')
        or regexp_full_match({{ text }}, '\d{1,3}(\.\d{1,3}){3}')
        or regexp_matches(
            {{ text }},
            '^(https?://)?(\w+\.)?(linkedin|github|gitlab|twitter|x|facebook|instagram'
            || '|orcid)\.(com|org)/'
        )
    )
{%- endmacro %}

{# What may join the answers of a cell, the likeliest first. Only a comma is common in
   answers too: what it divides has to prove that it is several. #}
{% macro draft_delimiters() %}
select * from (values
    (1, ';', false),
    (2, chr(10), false),
    (3, ', ', true),
    (4, ',', true),
    (5, '|', false)
) as delimiters (preference, delimiter, is_comma)
{% endmacro %}

{# Words that say how much, and how much. #}
{% macro draft_adverbs() %}
select * from (values
    (-10, 'not at all|not even slightly'),
    (-9, 'not'),
    (-8, 'not really|hardly'),
    (-7, 'not very|not so|not that|not too|not particularly'),
    (-6, 'of little|low'),
    (1, 'slightly|a little|a bit|a little bit|minimally|mildly'),
    (2, 'somewhat|tend to|partly|partially|kind of'),
    (3, 'moderately|fairly|reasonably|rather|medium'),
    (4, ''),
    (5, 'mostly|quite|pretty|generally'),
    (6, 'very|highly|really|much|high'),
    (7, 'strongly|extremely'),
    (8, 'completely|totally|fully|absolutely|entirely|definitely')
) as adverbs (strength, words)
{% endmacro %}

{# What it is said of. With -1 it counts downwards: very dissatisfied is the least. #}
{% macro draft_adjectives() %}
select * from (values
    ('agreement', 1, 'agree'),
    ('agreement', -1, 'disagree'),
    ('satisfaction', 1, 'satisfied|happy|pleased'),
    ('satisfaction', -1, 'dissatisfied|unsatisfied|unhappy|displeased'),
    ('importance', 1, 'important|useful|helpful|relevant|valuable|necessary|needed'),
    ('importance', 1, 'importance|priority'),
    ('importance', -1, 'unimportant|useless|unhelpful|irrelevant|unnecessary'),
    ('likelihood', 1, 'likely|probable'),
    ('likelihood', -1, 'unlikely|improbable'),
    ('ease', 1, 'easy'),
    ('ease', -1, 'difficult|hard'),
    ('quality', 1, 'good'),
    ('quality', -1, 'bad|poor'),
    ('opinion', 1, 'positive|favorable|favourable'),
    ('opinion', -1, 'negative|unfavorable|unfavourable'),
    ('familiarity', 1, 'familiar|experienced|knowledgeable|aware|skilled|informed'),
    ('familiarity', -1, 'unfamiliar|inexperienced|unaware'),
    ('interest', 1, 'interested|interesting|excited|motivated'),
    ('confidence', 1, 'confident|comfortable|certain|sure'),
    ('confidence', -1, 'uncomfortable|uncertain'),
    ('concern', 1, 'concerned|worried|stressed|stressful'),
    ('concern', -1, 'unconcerned'),
    ('effectiveness', 1, 'effective|productive|efficient|successful'),
    ('effectiveness', -1, 'ineffective|unproductive|inefficient|unsuccessful'),
    ('clarity', 1, 'clear'),
    ('clarity', -1, 'unclear'),
    ('safety', 1, 'safe|secure'),
    ('safety', -1, 'unsafe|insecure')
) as adjectives (scale, direction, words)
{% endmacro %}

{# Scales that are not built that way. Those named `reply` have no order. #}
{% macro draft_scale_words() %}
select * from (values
    ('frequency', 0, 'never|none of the time'),
    ('frequency', 1, 'almost never|hardly ever|hardly|nearly never'),
    ('frequency', 2, 'very rarely|very seldom'),
    ('frequency', 3, 'rarely|seldom|infrequently|not often|ad hoc'),
    ('frequency', 4, 'less often|less frequently|once in a while|now and then'),
    ('frequency', 5, 'occasionally'),
    ('frequency', 6, 'sometimes|from time to time|some of the time'),
    ('frequency', 7, 'less than once a year|less than yearly'),
    ('frequency', 8, 'yearly|annually|once a year|every year|once per year'),
    ('frequency', 9, 'a few times a year|few times a year|several times a year'),
    ('frequency', 9, 'twice a year|every six months|every 6 months|every few months'),
    ('frequency', 9, 'less than monthly|less than once a month|once or twice a year'),
    ('frequency', 10, 'quarterly|once a quarter|every quarter|every 3 months'),
    ('frequency', 10, 'every three months'),
    ('frequency', 11, 'monthly|once a month|every month|once per month'),
    ('frequency', 11, 'about once a month|at least once a month|at least monthly'),
    ('frequency', 12, 'a few times a month|few times a month|several times a month'),
    ('frequency', 12, 'multiple times a month|2 3 times a month|twice a month'),
    ('frequency', 12, 'once or twice a month|biweekly|bi weekly|fortnightly'),
    ('frequency', 12, 'every two weeks|every 2 weeks|every other week|every few weeks'),
    ('frequency', 12, 'multiple times per month|a few times per month'),
    ('frequency', 12, 'several times per month'),
    ('frequency', 13, 'weekly|once a week|every week|once per week|about once a week'),
    ('frequency', 13, 'at least once a week|at least weekly'),
    ('frequency', 14, 'a few times a week|few times a week|several times a week'),
    ('frequency', 14, 'multiple times a week|2 3 times a week|twice a week'),
    ('frequency', 14, 'once or twice a week|most days|every few days'),
    ('frequency', 14, 'a few times per week|a few times weekly'),
    ('frequency', 14, 'multiple times per week|several times per week'),
    ('frequency', 14, 'almost every day|nearly every day|almost daily'),
    ('frequency', 15, 'daily|once a day|every day|everyday|each day|once per day'),
    ('frequency', 15, 'about once a day|at least once a day|daily or almost daily'),
    ('frequency', 16, 'a few times a day|few times a day|several times a day'),
    ('frequency', 16, 'multiple times a day|many times a day|more than once a day'),
    ('frequency', 16, 'multiple times per day|several times per day'),
    ('frequency', 16, 'a few times per day'),
    ('frequency', 17, 'hourly|every hour'),
    ('frequency', 18, 'regularly|about half the time|half of the time'),
    ('frequency', 19, 'often|frequently|fairly often|quite often'),
    ('frequency', 20, 'very often|very frequently|usually|most of the time|mostly'),
    ('frequency', 20, 'generally'),
    ('frequency', 21, 'almost always|nearly always'),
    ('frequency', 22, 'always|all the time|all of the time|every time|constantly'),
    ('frequency', 22, 'continuously'),

    ('importance', -9, 'not a priority|no importance|not needed|don''t need'),
    ('importance', -9, 'no priority'),
    ('importance', 2, 'nice to have'),
    ('importance', 7, 'critical|essential|crucial|vital|must have|a must have'),
    ('importance', 7, 'indispensable|top priority|mission critical'),

    ('quality', -9, 'terrible|awful|horrible|worst|very low quality'),
    ('quality', -2, 'below average|subpar|needs improvement|unsatisfactory'),
    ('quality', 0, 'fair|average|ok|okay|acceptable|mediocre|about average|so so'),
    ('quality', 0, 'adequate|satisfactory'),
    ('quality', 2, 'above average|decent'),
    ('quality', 8, 'great'),
    ('quality', 9, 'excellent|outstanding|perfect|exceptional|best|amazing'),

    ('change', -3, 'much worse|far worse|significantly worse|decreased a lot'),
    ('change', -3, 'decreased significantly'),
    ('change', -2, 'worse|decreased|declined'),
    ('change', -1, 'slightly worse|somewhat worse|a little worse|a bit worse'),
    ('change', -1, 'decreased slightly|decreased somewhat'),
    ('change', 0, 'same|the same|about the same|no change|unchanged|stayed the same'),
    ('change', 0, 'neither better nor worse'),
    ('change', 1, 'slightly better|somewhat better|a little better|a bit better'),
    ('change', 1, 'increased slightly|increased somewhat'),
    ('change', 2, 'better|increased|improved'),
    ('change', 3, 'much better|far better|significantly better|increased a lot'),
    ('change', 3, 'increased significantly'),

    ('likelihood', -8, 'definitely not|certainly not|definitely won''t'),
    ('likelihood', -8, 'definitely will not'),
    ('likelihood', -4, 'probably not|probably won''t|probably will not'),
    ('likelihood', 0, 'maybe|possibly|perhaps|might or might not|may or may not|50 50'),
    ('likelihood', 4, 'probably|probably yes|probably will'),
    ('likelihood', 8, 'definitely|certainly|definitely yes|definitely will'),

    ('amount', -10, 'not at all|none|nothing|none at all|zero|to no extent'),
    ('amount', -6, 'very little|hardly any|almost none|a tiny bit'),
    ('amount', 1, 'a little|little|slightly|a few|few|a bit|minimally'),
    ('amount', 1, 'to a small extent'),
    ('amount', 2, 'some|somewhat|several'),
    ('amount', 3, 'a moderate amount|moderately|moderate|fairly|to some extent'),
    ('amount', 3, 'to a moderate extent|about half'),
    ('amount', 5, 'mostly|quite a bit|quite a lot|many|most|considerably'),
    ('amount', 6, 'a lot|much|very|very much|to a large extent|to a great extent'),
    ('amount', 6, 'significantly'),
    ('amount', 7, 'a great deal|extremely|an extreme amount|to a very great extent'),
    ('amount', 8, 'completely|fully|totally|entirely|all|everything'),

    ('level', 0, 'lowest|extremely low|very small|tiny|very short|very slow'),
    ('level', 0, 'much too slow'),
    ('level', 1, 'very low|extra small'),
    ('level', 2, 'low|small|short|slow|too slow|too low|too little|too small'),
    ('level', 2, 'too short'),
    ('level', 3, 'somewhat low|a bit slow'),
    ('level', 4, 'medium|moderate|middle|about right|just right|mid'),
    ('level', 5, 'somewhat high|a bit fast'),
    ('level', 6, 'high|large|long|big|fast|too fast|too high|too much|too large'),
    ('level', 6, 'too long'),
    ('level', 7, 'very high|extra large|very large|very long|very fast'),
    ('level', 8, 'highest|extremely high|huge|much too fast'),

    ('skill', 0, 'no experience|no knowledge|none'),
    ('skill', 1, 'novice|beginner|newbie|entry level|elementary'),
    ('skill', 2, 'advanced beginner|basic'),
    ('skill', 3, 'lower intermediate|some experience'),
    ('skill', 4, 'intermediate|competent|working knowledge'),
    ('skill', 5, 'upper intermediate|proficient|skilled'),
    ('skill', 6, 'advanced|experienced|fluent'),
    ('skill', 7, 'expert|master|native'),

    ('reply', 1, 'yes|yep|true'),
    ('reply', 2, 'no|nope|false'),
    ('reply', 3, 'maybe|both'),
    ('reply', 4, 'not sure|unsure|don''t know|i don''t know|do not know'),
    ('reply', 4, 'not applicable|n a'),
    ('reply', 5, 'prefer not to say|prefer not to answer|prefer not to disclose')
) as scale_words (scale, place, words)
{% endmacro %}

{# Answers beside a scale, or beside all options; patterns of phrases. #}
{% macro draft_roles() %}
select * from (values
    ('off_scale', '^(do not|don''t|dont|can''t|cannot) (know|say|judge|tell)\b'),
    ('off_scale', '^(not sure|unsure)$|^no (opinion|idea)$|^hard to say$'),
    ('off_scale', '^not applicable|^(n a|na)$|^(does not|doesn''t) apply'),
    ('off_scale', '^no experience with|^(haven''t|have not) used'),
    ('missing', '^(i''d |would )?(prefer|rather) not\b|^decline to'),
    ('missing', '^no answer$|^no response$'),
    ('exclusive', '^none$|^none of (the|these|those)\b|^nothing$|^not applicable$')
) as roles (role, pattern)
{% endmacro %}

{# How timestamps are written that no format has to be given for, which is null, and
   those that need theirs. #}
{% macro draft_formats_known() %}
{%- set formats = [
    '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%y %H:%M', '%d/%m/%Y',
    '%d/%m/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p', '%m/%d/%y %I:%M %p', '%m/%d/%Y',
    '%m/%d/%y %H:%M:%S', '%m/%d/%y', '%d.%m.%Y %H:%M', '%d.%m.%Y',
    '%d.%m.%y %H:%M', '%d-%m-%Y %H:%M:%S', '%d-%m-%Y %H:%M', '%d-%m-%Y',
    '%Y-%m-%d %H:%M', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%dT%H:%M:%S.%fZ',
    '%Y-%m-%dT%H:%M:%S%z', '%Y-%m-%dT%H:%M', '%Y/%m/%d %H:%M', '%Y/%m/%d',
    '%b %d, %Y %H:%M:%S', '%b %d, %Y %I:%M:%S %p', '%b %d, %Y', '%B %d, %Y',
    '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %b %Y',
] %}
    {%- for format in [none] + formats %}
    select
        {{ loop.index }} as preference,
        {{ literal(format) if format else 'null' }} as format,
        text,
        respondents,
        position
    from dates
    where {{ as_timestamp('text', format) }} is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{% endmacro %}

{# Units that numbers are in, and how many of the smallest they are. #}
{% macro draft_units() %}
select * from (values
    ('second', 1), ('sec', 1), ('minute', 60), ('min', 60), ('hour', 3600),
    ('hr', 3600), ('day', 86400), ('week', 604800), ('month', 2629800), ('year', 31557600),
    ('yr', 31557600), ('decade', 315576000),
    ('byte', 1), ('kb', 1e3), ('mb', 1e6), ('gb', 1e9), ('tb', 1e12), ('pb', 1e15),
    ('k', 1e3), ('thousand', 1e3), ('m', 1e6), ('mio', 1e6), ('million', 1e6),
    ('bn', 1e9), ('billion', 1e9)
) as units (unit, factor)
{% endmacro %}

{# Words of a range that say nothing about what is counted. #}
{% macro draft_range_words() -%}
    [
        'less', 'than', 'fewer', 'under', 'below', 'up', 'to', 'at', 'most', 'least',
        'no', 'more', 'over', 'above', 'or', 'and', 'older', 'younger', 'between',
        'from', 'old', 'of', 'plus', 'greater', 'higher', 'lower', 'about', 'only',
        'usd', 'eur', 'gbp', 'within', 'age', 'aged', 'a', 'an', 'the'
    ]
{%- endmacro %}

{# Words that a question's name can do without. #}
{% macro draft_filler_words() -%}
    [
        'a', 'an', 'the', 'do', 'does', 'did', 'is', 'are', 'was', 'were', 'be', 'been',
        'have', 'has', 'had', 'you', 'your', 'i', 'of', 'to', 'for', 'in', 'on', 'at',
        'with', 'that', 'this', 'these', 'what', 'which', 'please', 'following',
        'would', 'if', 'and', 'or', 'it', 'by', 'from', 'currently', 'any', 'there', 'will',
        'can', 'could', 'when', 'we', 'us', 'our', 'my', 'me'
    ]
{%- endmacro %}
