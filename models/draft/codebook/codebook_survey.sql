{%- set file, header_rows = draft_file(), draft_header_rows() %}
{%- set usual = 'tab' if '.tsv' in file.path else ',' %}
with

facts as (
    select * from (values
        (1, 'title', '{{ var('survey', '') | string | replace('_', ' ') | capitalize }}'),
        (2, 'header_rows', nullif('{{ header_rows }}', '1')),
        (3, 'encoding', nullif('{{ file.written_in | default('') }}', 'utf-8')),
        (4, 'separator', nullif('{{ file.separated_by | default('') }}', '{{ usual }}'))
    ) as facts (sort_key, item, text)
)

select * from facts
where text <> ''
