"""What people typed is in the export and its Parquet copy, and nowhere else.

Names, addresses and numbers of people who are none are planted in columns of every
kind; then every byte that builds, figures, tables and pages leave is read.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from conftest import Project, Rows
from test_build import options, question
from test_catalogue import Record, told
from test_whole import DBT, environment

# By column: what is typed there, and the words of it that are looked for.
PLANTED = {
    "name?": ("Ada Lovelace, 203.0.113.77", ["Lovelace", "203.0.113.77"]),
    "mail?": ("ada@excluded.test", ["excluded.test"]),
    "why?": ("I am Grace Hopper, grace@free.test", ["Hopper", "free.test"]),
    "years?": ("+1 202 555 0143", ["202 555 0143", "12025550143"]),
    "age?": ("2025550188", ["2025550188"]),
    "when?": ("call 020 7946 0958", ["7946 0958", "79460958"]),
    "tools?": (
        "Alan Turing;alan@other.test;198.51.100.23;Spread by Mary Shelley",
        ["Turing", "other.test", "198.51.100.23", "Shelley"],
    ),
    "team?": ("Red", []),
    "in no codebook": ("Marie Curie", ["Curie"]),
    "sql": ("Kurt Goedel", ["Goedel"]),
    "other": ("Emmy Noether", ["Noether"]),
}
CODEBOOK: dict[str, Rows] = {
    "questions": [
        question("name", 1, "excluded"),
        question("mail", 2, "excluded"),
        question("why", 3, "text"),
        question("years", 4, "number"),
        question("age", 5, "number"),
        question("when", 6, "timestamp"),
        question("tools", 7, "multi", delimiter=";", other="yes"),
        question("team", 8, "single", label="Team"),
        question("known", 9, "multi", other="yes", header="Known"),
    ],
    "options": [
        *options("tools", "SQL", "Spread"),
        *options("team", "Red", "Blue"),
        *options("known", "SQL"),
        *options("known", "other", position="2"),
    ],
    "spellings": [
        {"question": "tools", "spelling": "Spread*", "option": "Spread"},
        *(
            {"question": "known", "spelling": column, "option": option}
            | {"found_in": "header"}
            for column, option in (("sql", "SQL"), ("other", "other"))
        ),
    ],
    "figures": [
        {
            **{"figure": "teams", "position": "1", "kind": "bar", "question": "team"},
            **{"measure": "share", "options": "all", "sort": "codebook"},
        }
    ],
}
CLAIM = {
    **{"claim": "c", "question": "team", "option": "Red", "measure": "respondents"},
    **{"operator": "=", "value": "1"},
}
ENDINGS = {
    "passes": "",
    "fails": "team, unknown answer, 1 person; first in row 2 of seeds/planted/",
    "fails_late": "claims.csv row 2: ",
    "refuses": "responses.csv row 4: more cells than the header has",
}
# What would let it out: a file of the project, and what stands there in place of what.
LEAKS = {
    "shown": (
        "models/coding/int_answer_findings.sql",
        "wrote_three(max(respondents), list(first_row), list(last_row))",
        "true",
    ),
    "told": (
        "tests/answers_are_understood.sql",
        "select * from messages",
        "select * from messages union all"
        " select written from {{ ref('int_doubtful_answers') }}",
    ),
    "in_sql": (
        "models/marts/scale_results.sql",
        "select * from",
        "{% set answers = ref('int_doubtful_answers') %}{% if execute %}"
        "{% for row in rows_of('from ' ~ answers) %}-- {{ row.written }}\n{% endfor %}"
        "{% endif %}select * from",
    ),
    "stored": ("dbt_project.yml", "int_cells: {+database: scratch}", ""),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project that nobody else writes to."""
    return Project(tmp_path_factory.mktemp("typed"))


def planted(project: Project, ending: str) -> str:
    """Build a survey with planted texts; give what was printed."""
    row = {column: text for column, (text, _) in PLANTED.items()}
    rows = [row, row | dict.fromkeys(row, "") | {"team?": "Blue"}]
    codebook = dict(CODEBOOK)
    if ending == "fails":
        row["team?"] = "Katherine Johnson"
    if ending == "fails_late":
        codebook["claims"] = [CLAIM | {"value": "17"}]
    path = project.write("planted", rows, codebook) / "responses.csv"
    if ending == "refuses":
        path.write_text(path.read_text() + "Lovelace, Ada," * len(row) + "\n")
    return run(project, str(DBT), "build")


def run(project: Project, *command: str) -> str:
    """Run dbt, or `python -m charts`; give what it printed."""
    done = subprocess.run(
        command,
        cwd=project.folder,
        env=environment() | {"SURVEY": "planted"},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def drawn(project: Project) -> str:
    """Make all that is made of a database; give what was printed."""
    printed = run(project, str(DBT), "docs", "generate", "--static")
    for command in (
        ["render", "--format", "svg"],
        ["report"],
        ["tables", "--format", "csv", "md", "xlsx"],
        ["list"],
    ):
        printed += run(project, sys.executable, "-m", "charts", *command)
    return printed


def left(project: Project) -> Iterator[tuple[str, bytes]]:
    """Give every file but the export, its copy and the project's own."""
    spared = [
        project.folder / "seeds/planted/responses.csv",
        project.folder / "target/planted/responses.parquet",
    ]
    for path in sorted(project.folder.rglob("*")):
        if not path.is_file() or path in spared:
            continue
        yield str(path.relative_to(project.folder)), path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    yield f"{path.name}/{part}", parts.read(part)
        # What is compressed there is not to be found byte by byte.
        if path.suffix == ".duckdb":
            with duckdb.connect(path, read_only=True) as connection:
                for schema, table in connection.execute(
                    "select schema_name, table_name from duckdb_tables()"
                ).fetchall():
                    rows = connection.execute(f'from "{schema}"."{table}"').fetchall()
                    yield f"{path.name}: {schema}.{table}", str(rows).encode()


def found(project: Project, printed: str) -> set[tuple[str, str]]:
    """Tell where which of the words are."""
    words = [word for _, words in PLANTED.values() for word in words]
    words += ["Katherine", "Johnson"]
    return {
        (place, word)
        for place, content in [*left(project), ("printed", printed.encode())]
        for word in words
        if any(
            text.encode(encoding) in content
            for text in (word, word.lower())
            for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        )
    }


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(ending, marks=() if ending == "passes" else pytest.mark.slow)
        for ending in ENDINGS
    ],
)
def test_what_people_typed_is_nowhere(
    place: Project, ending: str, record_property: Record
) -> None:
    printed, folder = planted(place, ending), place.folder
    if ending == "passes":
        assert "Next: python -m charts render" in printed, printed
        printed += drawn(place)
        for name in ("report.html", "teams.svg", "tables/team.csv"):
            assert (folder / "charts/rendered/planted" / name).exists(), printed
        assert (folder / "target/static_index.html").exists()
        copy = f"'{folder}/target/planted/responses.parquet'"
        kept = str(duckdb.sql(f"from read_parquet({copy})").fetchall())
        assert "Turing" in kept
        assert "Lovelace" not in kept
        assert "Hopper" not in kept
        assert "Curie" not in kept
        with duckdb.connect(folder / "planted.duckdb", read_only=True) as connection:
            numbers = connection.execute("select years, age from respondents")
            assert numbers.fetchall() == [(None, None), (None, None)]
    assert ENDINGS[ending] in printed
    assert not found(place, printed)
    lines = [s for s in printed.splitlines() if (ENDINGS[ending] or "Next:") in s]
    told(record_property, 6, f"planted people, a build that {ending}", lines[-1])


@pytest.mark.slow
@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_is_found(tmp_path: Path, leak: str, record_property: Record) -> None:
    """As the test above would have it."""
    project = Project(tmp_path)
    name, safe, leaking = LEAKS[leak]
    text = (tmp_path / name).read_text()
    assert safe in text
    (tmp_path / name).write_text(text.replace(safe, leaking))
    printed = planted(project, "passes")
    places = found(project, printed)
    assert places, printed
    told(record_property, 6, f"a leak: {leak}", f"found in {min(places)[0]}")
