with

questions as (
    select * from {{ ref('draft_questions') }}
    where is_coded
),

listed_options as (
    select * from {{ ref('draft_listed_options') }}
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
            when draft_slug(label) = '' then trim(left(replace(label, '|', ' '), 30))
            else draft_cut(draft_slug(label))
        end as slug
    from listed_options
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
),

placed as (
    select
        *,
        if(
            repeat = 1, first_name, left(first_name, 24) || '_' || repeat || 'x'
        ) as option,
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
                    when is_denial(phrase) then '-infinity'::double
                    else 'infinity'::double
                end,
                if(kind = 'ordered', high, 0) nulls last,
                if(kind = 'multi', -precedence, 0) nulls last,
                respondents desc,
                label
        ) as place
    from unique_names
),

-- The middle of a scale has as many answers on either side; of a scale of words, one
-- end may be unused. Fair, below Good and Excellent, is no middle.
sides as (
    select
        placed.question,
        count(*) filter (where placed.low < 0) as below,
        count(*) filter (where placed.low > 0) as above,
        if(
            any_value(questions.scale) in ('numbers', 'ranges', 'degree', 'quality'),
            0,
            1
        ) as unused
    from placed
    inner join questions on placed.question = questions.question
    where placed.kind = 'ordered' and placed.role is null
    group by placed.question
)

select
    placed.* replace (
        if(
            placed.role is null and placed.low = 0
            and sides.below > 0 and sides.above > 0
            and abs(sides.below - sides.above) <= coalesce(sides.unused, 0),
            'neutral',
            placed.role
        ) as role
    )
from placed
left join sides on placed.question = sides.question
