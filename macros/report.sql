{# The last lines of `dbt build`: what was built, what failed with its values, and what
   to run next. #}
{% macro report(results) %}
    {% set respondents, questions, answers, findings, claims = (
        ref('respondents'), ref('stg_questions'), ref('question_results'),
        ref('coding_report'), ref('claim_results')
    ) %}
    {% if not execute or flags.WHICH != 'build' %}{% do return('') %}{% endif %}
    {% set failed = results | selectattr('status', 'in', ['error', 'fail']) | list %}
    {# Who ends a build ends it without an error. #}
    {% set passed = results | selectattr('status', 'in', ['success', 'pass', 'warn'])
        | map(attribute='node.unique_id') | list %}
    {% set left = selected_resources | reject('in', passed)
        | map('replace', 'exposure.', '') | select('in', selected_resources) | list %}
    {% set built = results | selectattr('status', 'in', ['success', 'pass'])
        | map(attribute='node.name') | list %}
    {% do print('') %}

    {% if 'coding_report' in built and 'claim_results' in built %}
        {% set summary = rows_of("
            select
                (select count(*) from " ~ respondents ~ ") as people,
                (select coalesce(sum(respondents), 0) from " ~ findings ~ "
                 where finding = 'blank rows') as blank_rows,
                (select coalesce(sum(respondents), 0) from " ~ findings ~ "
                 where finding = 'screened out') as screened_out,
                (select count(*) from " ~ questions ~ "
                 where is_coded and not is_wave) as questions,
                (select coalesce(sum(respondents), 0) from " ~ answers ~ "
                 where option <> 'other' and not is_net and question <> 'wave') as coded,
                (select coalesce(sum(respondents), 0) from " ~ findings ~ "
                 where finding in ('unknown answer', 'unclear choice')) as unknown,
                (select count(*) from " ~ claims ~ ") as claims,
                (select count(*) from " ~ claims ~ " where holds) as held
        ")[0] %}
        {% do print(
            '{:,} respondents, {:,} coded questions; {:,} blank row{} left out{}.'.format(
                summary.people | int, summary.questions | int,
                summary.blank_rows | int, '' if summary.blank_rows == 1 else 's',
                ', {:,} screened out'.format(summary.screened_out | int)
                if summary.screened_out else ''
            )
        ) %}
        {% do print(
            '{:,} answers coded, {:,} not: see coding_report.'.format(
                summary.coded | int, summary.unknown | int
            )
        ) %}
        {% do print(
            '{:,} of {:,} claims hold.'.format(summary.held | int, summary.claims | int)
        ) %}
    {% endif %}

    {% for result in failed
        if result.status == 'fail' and result.node.resource_type == 'test' %}
        {% set found = run_query(result.node.compiled_code) %}
        {% set messages = found.columns['message'].values() %}
        {% for message in messages[:50] %}{% do print('  ' ~ message) %}{% endfor %}
        {% if messages | length > 50 %}
            {% do print('  and ' ~ (messages | length - 50) ~ ' more like these') %}
        {% endif %}
    {% endfor %}

    {% set errors = failed | selectattr('status', 'equalto', 'error')
        | map(attribute='message') | join(' ') %}
    {% if 'state machine reached an invalid state' in errors %}
        {% do print(
            '  The lines of the export end in two ways, with CR LF and with LF: save it '
            ~ "again, or make them one, as in sed -i 's/\\r$//' responses.csv."
        ) %}
    {% endif %}

    {% if failed or left %}
        {% do print(
            'What was built is in ' ~ target.path ~ ', to look at'
            ~ ('; the database of the last build that passed stays.'
               if '.building' in target.path else '.')
        ) %}
        {% do print('Next: mend what failed, then dbt build again.') %}
    {% else %}
        {% do print(
            'Next: python -m charts render, or duckdb -readonly ' ~ put_in_place()
        ) %}
    {% endif %}
{% endmacro %}
