-- Files have the columns that they must have; that they are there, checks.py tells.
with

codebook_columns as (
    select * from {{ ref('stg_codebook_columns') }}
    where is_known
),

files as (
    select
        file,
        bool_or(is_found) as is_found,
        string_agg(name, ', ' order by position) filter (where is_required)
            as required_columns
    from codebook_columns
    group by file
),

problems as (
    select
        format(
            '{}.csv: column {} is missing, expected columns {}',
            files.file,
            codebook_columns.name,
            files.required_columns
        ) as message
    from files
    inner join codebook_columns on files.file = codebook_columns.file
    where
        files.is_found
        and codebook_columns.is_required
        and not codebook_columns.is_found
)

select * from problems
