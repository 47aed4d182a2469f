"""The marts of a survey, read-only: as rows to draw from, as frames for notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from charts.errors import ChartsError
from charts.surveys import chosen

if TYPE_CHECKING:
    import duckdb
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

Row = dict[str, Any]
# A file of another program would have DuckDB download what reads it.
CONFIG: dict[str, Any] = {"autoinstall_known_extensions": False}
NOTES = ("note", "survey_note", "source")  # columns of figure_texts, in their order


class Figure(NamedTuple):
    """A row of `figure_texts`, and its rows of `figure_marks` in reading order."""

    texts: Row
    marks: list[Row]


@contextmanager
def opened(database: Path) -> Iterator[DuckDBPyConnection]:
    """Connect for reading; whatever the file does wrong becomes a ChartsError."""
    import duckdb

    if not database.is_file():
        raise ChartsError(f"{database}: no database file there; run `dbt build` first")
    try:
        with duckdb.connect(database, read_only=True, config=CONFIG) as connection:
            yield connection
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        found = re.split("[!\n]| because", str(error).partition(": ")[2])[0]
        expected = "expected the marts of a survey; run `dbt build`"
        raise ChartsError(f"{database}: {found}; {expected}") from None
    except duckdb.Error as error:
        raise ChartsError(f"{database}: {_why(error, database)}") from None


def _why(error: duckdb.Error, database: Path) -> str:
    """Say why a file is not to be read: what DuckDB means, by its kind of error."""
    import duckdb

    found = str(error).partition("\n")[0]
    if not isinstance(error, (duckdb.IOException, duckdb.SerializationException)):
        return found
    with database.open("rb") as file:
        is_database = file.read(12).endswith(b"DUCK")
    build = "expected the file that `dbt build` writes; run it"
    if "Conflicting lock" in found:
        return "another process is writing to it; try again when it has finished"
    if "version number" in found:
        return f"written by a newer DuckDB, {build} here, or install that DuckDB"
    if not is_database:
        return f"not a DuckDB database; {build}"
    return f"broken ({found}), {build}"


def to_draw_from(database: Path, *, unfinished: bool) -> tuple[Path, str | None]:
    """Give the file to draw from, and what is to be said of it.

    That is the last build that passed, whole: a ChartsError where there is none.
    `unfinished` asks for what there is instead, be it of a build that failed.
    """
    if not database.name:
        raise ChartsError(f"{database}: a folder, expected the file of a database")
    building = database.with_name(f"{database.stem}.building{database.suffix}")
    if unfinished:
        return (building if building.is_file() else database), None
    if building.is_file() and not database.is_file():
        raise ChartsError(
            f"{database}: no build has passed yet, and {building} is of one that "
            "failed or still runs; run `dbt build`, or draw it with --unfinished"
        )
    with opened(database) as connection:
        query = "from duckdb_tables() where table_name = 'built_in_part'"
        if ".building" in database.name or connection.execute(query).fetchone():
            raise ChartsError(
                f"{database}: built in part, expected what a whole build left that "
                "passed; run `dbt build`, or draw it with --unfinished"
            )
    if not building.is_file():
        return database, None
    return database, (
        f"{database} is of the last build that passed: a later one, {building}, failed "
        "or still runs"
    )


def rows(connection: DuckDBPyConnection, query: str) -> list[Row]:
    """Ask the marts."""
    result = connection.execute(query)
    columns = [name for name, *_ in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def figures(database: Path, *, appendix: bool = False) -> list[Figure]:
    """Read every figure, in the survey's order; with those only the report draws."""
    marks: dict[str, list[Row]] = {}
    order = "panel_position, row_position, column_position"
    with opened(database) as connection:
        texts = rows(
            connection,
            "from figures.figure_texts order by is_appendix, position, figure",
        )
        for mark in rows(connection, f"from figures.figure_marks order by {order}"):
            marks.setdefault(mark["figure"], []).append(mark)
    return [
        Figure(text, marks.get(text["figure"], []))
        for text in texts
        if appendix or not text["is_appendix"]
    ]


def marked(found: list[Figure], remark: str) -> list[Figure]:
    """Say something about the numbers under every figure, and in its alternative."""
    return [
        figure._replace(
            texts=figure.texts
            | {
                "note": " ".join(filter(None, [remark, figure.texts["note"]])),
                "text_alternative": f"{figure.texts['text_alternative']}\n{remark}",
            }
        )
        for figure in found
    ]


def survey_texts(database: Path) -> dict[str, str]:
    """Read the facts of the survey, and in its language what charts add (say_…)."""
    with opened(database) as connection:
        found = connection.execute("select item, text from figures.survey_texts")
        return dict(found.fetchall())


def report_tables(database: Path) -> dict[str, list[Row]]:
    """Read the rows of the models report_…, by the rest of their names."""
    query = "select table_name from information_schema.tables"
    query += (
        " where table_schema = 'figures' and table_name like 'report~_%' escape '~'"
    )
    with opened(database) as connection:
        names = [name for (name,) in connection.execute(query).fetchall()]
        return {
            name.removeprefix("report_"): rows(connection, f"from figures.{name}")
            for name in names
        }


def dataframe(mart: str, database: Path | None = None) -> DataFrame:
    """Read a mart whole, from the chosen survey's database unless another is given.

    Answers of an ordered question are an ordered categorical in codebook order,
    those of a single-choice question an unordered one.
    """
    database = database or chosen().database
    with opened(database) as connection:
        query = "select table_name from information_schema.tables"
        query += " where table_schema = 'main' order by table_name"
        marts = [name for (name,) in connection.execute(query).fetchall()]
        if mart not in marts:
            there_are = f"there are: {', '.join(marts)}" if marts else "run `dbt build`"
            raise ChartsError(f"{database}: no mart {mart!r}; {there_are}")
        relation = connection.sql(f'from "{mart}"')
        # As they are, lists of ENUMs would come out as lists of the ENUMs' codes.
        columns = [
            f'"{name}"::varchar[] as "{name}"' if kind.id == "list" else f'"{name}"'
            for name, kind in zip(relation.columns, relation.types, strict=True)
        ]
        frame = relation.project(", ".join(columns)).df()
        query = "select question from question_bases where kind = 'ordered'"
        ordered = {name for (name,) in connection.execute(query).fetchall()}
    for name in frame.select_dtypes("category"):
        answers = frame[name].cat
        frame[name] = (
            answers.as_ordered() if name in ordered else answers.as_unordered()
        )
    return frame
