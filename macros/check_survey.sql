{# A survey without a codebook is told of by name, not by the first file that is not
   there. Drafting, which names its survey by a variable, needs no codebook. #}
{% macro check_survey() %}
    {% if not execute or var('survey', '') %}{% do return('') %}{% endif %}
    {% set survey = env_var('SURVEY', '') or 'production_ml' %}
    {% set query %}
        select distinct split_part(file, '/', 2) as name
        from glob('seeds/*/codebook/*.csv')
        order by name
    {% endset %}
    {% set surveys = run_query(query).columns['name'].values() | list %}
    {% if survey not in surveys %}
        {% do exceptions.raise_compiler_error(
            'SURVEY=' ~ survey ~ ': no codebook, expected CSV files in the folder seeds/'
            ~ survey ~ '/codebook; there are: ' ~ surveys | join(', ')
        ) %}
    {% endif %}
{% endmacro %}
