{%- set file, header_rows = draft_file(), draft_header_rows() %}
{%- set title = var('survey', '') | string | replace('_', ' ') | capitalize %}
{%- set written_in = file.written_in | default('') %}
{%- set separated_by = file.separated_by | default('') %}
{%- set usual = 'tab' if '.tsv' in file.path else ',' %}
with

facts as (
    select facts.* from (values
        (1, 'title', '{{ title }}'),
        (2, 'header_rows', nullif('{{ header_rows }}', '1')),
        (3, 'encoding', nullif('{{ written_in }}', 'utf-8')),
        (4, 'separator', nullif('{{ separated_by }}', '{{ usual }}'))
    ) as facts (sort_key, item, text)
)

select * from facts
where text <> ''
