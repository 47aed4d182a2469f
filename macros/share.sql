{# A share, of a base that may be nobody. #}
{% macro share(people, base) -%}
    {{ people }} / nullif({{ base }}, 0)::double
{%- endmacro %}

{# What a question's share is of. #}
{% macro by_base(base, answered, asked, respondents) -%}
    case {{ base }}
        when 'answered' then {{ answered }}
        when 'asked' then {{ asked }}
        when 'respondents' then {{ respondents }}
    end
{%- endmacro %}

{# How a count, or a share, is printed: where somebody is, never 0%, and 100% only of
   everybody. #}
{% macro printed(respondents, share) -%}
    case
        when {{ share }} is null then format('{:,}', {{ respondents }}::bigint)
        when {{ share }} > 0 and {{ share }} < 0.005 then '<1%'
        when {{ share }} >= 0.995 and {{ share }} < 1 then '>99%'
        -- 100 * 0.575 is a little less than 57.5.
        else format('{}%', round(round(100 * {{ share }}, 6))::integer)
    end
{%- endmacro %}
