{# Each is one expression: sums and folds of at most a few hundred terms. Tests compare
   them with SciPy and statsmodels. #}
{% macro statistics_functions() %}

create or replace macro normal_density(z) as exp(-z::double * z / 2) / sqrt(2 * pi());
comment on macro normal_density is 'The density of the standard normal distribution.';

-- Near the middle the series, further out the continued fraction of Laplace.
create or replace macro normal_p(z) as
    case
        when abs(z) < 3
            then
                1 - 2 * normal_density(z) * abs(z) * list_reduce(
                    range(99, 1, -2),
                    lambda so_far, odd: 1 + z * z / odd * so_far,
                    1::double
                )
        else
            2 * normal_density(z) / list_reduce(
                range(60, 0, -1),
                lambda so_far, nth: abs(z) + nth / so_far,
                abs(z)::double
            )
    end;
comment on macro normal_p is
'The two-sided p-value of a standard normal z: how often chance alone gives a z as far
from 0. Abramowitz and Stegun 26.2.11 and 26.2.14; to 13 digits.';

create or replace macro normal_quantile(p) as
    if(p < 0.5, -1, 1) * list_reduce(
        range(8),
        -- Newton, on the logarithm of the p-value.
        lambda z, step:
            z + ln(normal_p(z) / (2 * least(p, 1 - p)))
            * normal_p(z) / (2 * normal_density(z)),
        sqrt(-2 * ln(2 * least(p, 1 - p)))
    );
comment on macro normal_quantile is
'The z below which a share p of the standard normal distribution lies, for p between 0 and
1: the inverse of normal_p; to 12 digits.';

create or replace macro chi_square_p(x, df) as
    case
        when x <= 0 then 1
        else
            coalesce(list_sum([
                exp(nth / 2 * ln(x / 2) - x / 2 - lgamma(nth / 2 + 1))
                for nth in range(df::bigint - 2, -1, -2)
            ]), 0)
            + if(df % 2 = 1, normal_p(sqrt(x)), 0)
    end;
comment on macro chi_square_p is
'How often chance alone gives a chi-square of at least x, with df degrees of freedom, a
whole number: a finite sum, Abramowitz and Stegun 26.4.4 and 26.4.5; to 12 digits.';

create or replace macro student_within(angle, df) as
    if(
        df % 2 = 0,
        sin(angle),
        2 / pi() * if(df = 1, 0, sin(angle) * cos(angle))
    )
    * list_reduce(
        range(df::bigint - 2, 1, -2),
        lambda so_far, nth: 1 + (nth - 1) / nth * cos(angle) ** 2 * so_far,
        1::double
    )
    + if(df % 2 = 0, 0, 2 / pi() * angle);
comment on macro student_within is
'The share of Student''s distribution between -t and t, for t = sqrt(df) * tan(angle):
Abramowitz and Stegun 26.7.3 and 26.7.4.';

create or replace macro student_t(p, df) as
    case
        when p = 0.5 then 0
        when df <= 200
            then
                if(p < 0.5, -1, 1) * sqrt(df) * tan(list_reduce(
                    range(20),
                    -- Newton, from the normal distribution's on.
                    lambda angle, step:
                        angle + (abs(2 * p - 1) - student_within(angle, df))
                        * sqrt(pi()) / 2
                        * exp(lgamma(df / 2) - lgamma((df + 1) / 2))
                        / cos(angle) ** (df - 1),
                    atan(abs(normal_quantile(p)) / sqrt(df))
                ))
        else
            list_transform(
                [normal_quantile(p)],
                lambda z:
                    z
                    + (z ** 3 + z) / 4 / df
                    + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96 / df ** 2
                    + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384 / df ** 3
            )[1]
    end;
comment on macro student_t is
'The t below which a share p of Student''s distribution with df degrees of freedom, a whole
number, lies. Of up to 200 by Newton, of more by the expansion of Abramowitz and Stegun
26.7.5; to 8 digits.';

create or replace macro log_choose(n, k) as
    lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
comment on macro log_choose is 'The logarithm of in how many ways k of n can be chosen.';

create or replace macro log_hypergeometric(cell, first_row, second_row, first_column) as
    log_choose(first_row, cell)
    + log_choose(second_row, first_column - cell)
    - log_choose(first_row + second_row, first_column);
comment on macro log_hypergeometric is
'The logarithm of the probability of a table of two rows and two columns with this first
cell, among all with the same sums.';

create or replace macro fisher_p(a, b, c, d) as
    least(1, list_sum([
        exp(logarithm)
        for logarithm in [
            log_hypergeometric(cell, a + b, c + d, a + c)
            for cell in range(
                greatest(0, a - d)::bigint, (least(a + b, a + c) + 1)::bigint
            )
        ]
        if logarithm <= log_hypergeometric(a, a + b, c + d, a + c) + 1e-7
    ]));
comment on macro fisher_p is
'The two-sided p-value of Fisher''s exact test of the table [[a, b], [c, d]]: the
probabilities of all tables with the same sums that are no likelier, as R and SciPy have
it; to 10 digits.';

create or replace macro wilson(x, n) as
    case
        when n > 0 then {
            'low': greatest(
                0,
                (
                    x + critical_z() ** 2 / 2
                    - critical_z()
                    * sqrt(x * (n - x) / n::double + critical_z() ** 2 / 4)
                ) / (n + critical_z() ** 2)
            ),
            'high': least(
                1,
                (
                    x + critical_z() ** 2 / 2
                    + critical_z()
                    * sqrt(x * (n - x) / n::double + critical_z() ** 2 / 4)
                ) / (n + critical_z() ** 2)
            )
        }
    end;
comment on macro wilson is
'The interval of a share of x of n people, if they were a random sample: Wilson''s score
interval (Newcombe 1998, method 3), at the survey''s confidence.';

create or replace macro difference_interval(p, of_p, q, of_q) as
    case
        when of_p is not null and of_q is not null then {
            'low': p - q - sqrt((p - of_p.low) ** 2 + (of_q.high - q) ** 2),
            'high': p - q + sqrt((of_p.high - p) ** 2 + (q - of_q.low) ** 2)
        }
    end;
comment on macro difference_interval is
'The interval of the difference between two shares, of the interval of each.';

create or replace macro newcombe(x, n, y, m) as
    difference_interval(share(x, n), wilson(x, n), share(y, m), wilson(y, m));
comment on macro newcombe is
'The interval of the difference between a share of x of n people and one of y of m others:
the hybrid of two Wilson intervals (Newcombe 1998, method 10), at the survey''s confidence.';

create or replace macro pooled_z(x, n, y, m) as
    (share(x, n) - share(y, m))
    / nullif(sqrt(
        share(x + y, n + m) * (1 - share(x + y, n + m))
        * (1 / nullif(n, 0)::double + 1 / nullif(m, 0)::double)
    ), 0);
comment on macro pooled_z is
'How far two shares, of x of n people and of y of m others, lie apart, in standard errors
of the pooled share.';

create or replace macro difference_p(x, n, y, m) as
    case
        when n = 0 or m = 0 then null
        when least(n, m) * least(x + y, n + m - x - y)::double / (n + m) < 5
            then fisher_p(x, n - x, y, m - y)
        else [normal_p(z) for z in [pooled_z(x, n, y, m)]][1]
    end;
comment on macro difference_p is
'The p-value of the difference between a share of x of n people and one of y of m others:
of the pooled z, or Fisher''s exact one where an expected count is below 5.';

{% endmacro %}

{# What survey.csv says of all results, as constants, so that an interval costs a few
   multiplications. Until it has said so, 95 percent and no smallest group. #}
{% macro survey_functions(
    confidence, z, smallest_group, create='create or replace macro'
) %}
{{ create }} confidence() as {{ confidence }};
comment on macro confidence is
'How sure the intervals of this survey are, in percent: item confidence of survey.csv.';
{{ create }} critical_z() as {{ z }};
comment on macro critical_z is
'How many standard errors an interval of that confidence reaches: 1.96 at 95 percent.';
{{ create }} smallest_group() as {{ smallest_group }};
comment on macro smallest_group is
'How many people a group must have to be published: item smallest_group of survey.csv.';
{% endmacro %}

{% macro describe_survey() %}
    {% if not execute %}{% do return('') %}{% endif %}
    {% set survey = rows_of("
        select
            coalesce(max(try_cast(text as double)) filter (
                where item = 'confidence'
            ), 95) as confidence,
            coalesce(max(try_cast(text as integer)) filter (
                where item = 'smallest_group'
            ), 0) as smallest_group
        from " ~ this
    )[0] %}
    {% set critical = rows_of(
        'select normal_quantile(0.5 + ' ~ survey.confidence ~ ' / 200) as z'
    )[0] %}
    {{ survey_functions(survey.confidence, critical.z, survey.smallest_group) }}
{% endmacro %}
