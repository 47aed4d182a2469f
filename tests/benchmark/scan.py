"""Read every cell of an export with DuckDB and do nothing with it: the physical limit.

Usage: python scan.py EXPORT.
"""

from __future__ import annotations

import sys

import duckdb

if __name__ == "__main__":
    query = (
        "select count(columns(*)) from read_csv(?, all_varchar = true, header = true)"
    )
    print(duckdb.execute(query, [sys.argv[1]]).fetchall()[0][0])
