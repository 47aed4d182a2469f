"""Tables to take away: results, cross-tabs and trends, a file each."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from charts.marts import opened, rows
from charts.render import replaced

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMATS = ("csv", "xlsx", "md")
OPTIONS = {"csv": "format csv, header", "xlsx": "format xlsx, header true"}


class Table(NamedTuple):
    """A row of `list_of_tables()`."""

    name: str
    kind: str
    argument: str
    title: str

    @property
    def query(self) -> str:
        """The function that gives its rows."""
        argument = self.argument.replace("'", "''")
        return f"from figures.{self.kind}_table('{argument}')"


def tables(database: Path) -> list[Table]:
    """List all tables of a survey, in its order."""
    with opened(database) as connection:
        found = rows(connection, "from figures.list_of_tables()")
    return [Table(**row) for row in found]


def write(
    chosen: Collection[Table], formats: Collection[str], database: Path, out: Path
) -> list[Path]:
    """Write each table to `out` in each format; return the paths.

    Raises ChartsError where `out` cannot be written to. Files are replaced whole or not
    at all.
    """
    names = [f"{table.name}.{suffix}" for table in chosen for suffix in formats]
    with replaced(names, out) as folder, opened(database) as connection:
        if "xlsx" in formats:
            connection.load_extension("excel")
        for table in chosen:
            connection.execute(f"create or replace temp table asked as {table.query}")
            for suffix in formats:
                path = folder / f"{table.name}.{suffix}"
                if suffix == "md":
                    path.write_text(_markdown(table.title, connection), "utf-8")
                else:
                    target = str(path).replace("'", "''")
                    connection.execute(f"copy asked to '{target}' ({OPTIONS[suffix]})")
    return [out / name for name in names]


def _markdown(title: str, connection: DuckDBPyConnection) -> str:
    """Write what was asked in Markdown, under its title."""
    relation = connection.table("asked")
    lines = [list(relation.columns), ["---"] * len(relation.columns)]
    lines += [[_cell(value) for value in row] for row in relation.fetchall()]
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"# {_cell(title)}\n\n{body}\n"


def _cell(value: object) -> str:
    """Write a value on one line; shares and p-values with four digits."""
    if value is None:
        return ""
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return " ".join(text.replace("|", "\\|").split())
