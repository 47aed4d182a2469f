"""A build or a render that is ended half-way leaves what was there, or all that is new.

Whatever is to happen, happens once a command has said a certain line.
"""

from __future__ import annotations

import contextlib
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Project, open_elsewhere
from test_catalogue import Record, told

DBT = Path(sys.executable).with_name("dbt")
NODES = (1, 8, 16, 24, 32, 40, 48, 56, 62, 66)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
# One in every run, all of them in the long one.
MOMENTS = [
    pytest.param(
        number,
        node,
        marks=() if number == signal.SIGKILL and node == 48 else pytest.mark.slow,
        id=f"{number.name}-{node}",
    )
    for number in SIGNALS
    for node in NODES
]


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project whose survey was built and drawn of forty people."""
    project = Project(tmp_path_factory.mktemp("whole"))
    assert project.run("build", "--exclude-resource-type", "unit_test").passed
    done = charts(project, "render", "--format", "svg")
    assert done.returncode == 0, done.stderr
    export = project.folder / "seeds/production_ml/responses.csv"
    lines = export.read_text().splitlines(keepends=True)
    export.write_text("".join([*lines, *lines[1:]]))
    (project.folder / "seeds/production_ml/codebook/claims.csv").write_text(
        "claim,question,option,by_question,by_option,measure,operator,value,tolerance\n"
    )
    return project


def environment() -> dict[str, str]:
    less = {"DBT_EXCLUDE_RESOURCE_TYPES": "unit_test", "SURVEY": "", "SURVEY_DB": ""}
    return {**os.environ, **less, "PYTHONPATH": str(ROOT)}


def charts(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "charts", *arguments],
        cwd=project.folder,
        env=environment(),
        capture_output=True,
        text=True,
    )


def built(
    project: Project, node: int | None, number: int, limit: int | None = None
) -> int:
    """Build twice as many people, and send a signal when that node begins."""

    def prepared() -> None:
        # In the background, a shell lets nobody interrupt.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    with subprocess.Popen(
        [DBT, "build", "--no-use-colors"],
        cwd=project.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=prepared,
    ) as process:
        for line in process.stdout or ():
            begins = re.search(r" (\d+) of \d+ START ", line)
            if node is not None and begins and int(begins[1]) >= node:
                process.send_signal(number)
                node = None
    return process.returncode


def people(project: Project) -> set[int]:
    """Say of how many people the marts are, and the figures."""
    database = project.folder / "production_ml.duckdb"
    with duckdb.connect(database, read_only=True) as connection:
        found = connection.execute(
            "select count(*) from respondents "
            "union select total_respondents from question_bases "
            "where total_respondents is not null "
            "union select respondents from figures.figure_people "
            "where respondents is not null"
        )
        return {int(count) for (count,) in found.fetchall()}


def drawn(project: Project) -> dict[str, bytes]:
    folder = project.folder / "charts/rendered/production_ml"
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


@pytest.mark.parametrize(("number", "node"), MOMENTS)
def test_a_build_that_is_ended_leaves_the_database_as_it_was(
    survey: Project, number: signal.Signals, node: int, record_property: Record
) -> None:
    assert built(survey, node, number) != 0
    assert people(survey) == {40}
    # What is drawn is of the last build that passed, and that is said.
    before = drawn(survey)
    done = charts(survey, "render", "--format", "svg", "--quiet")
    assert done.returncode == 0 and "is of the last build that passed" in done.stderr
    assert drawn(survey) == before
    told(record_property, 1, f"{number.name}, node {node}", done.stderr)


@pytest.mark.parametrize(
    "limit",
    [
        pytest.param(2**exponent, marks=() if exponent == 20 else pytest.mark.slow)
        for exponent in range(13, 23)
    ],
)
def test_a_build_on_a_full_disk_leaves_the_database_as_it_was(
    survey: Project, limit: int, record_property: Record
) -> None:
    assert built(survey, None, 0, limit) != 0
    assert people(survey) == {40}
    told(record_property, 1, f"disk full at {limit} bytes", "the last build stays")


@pytest.mark.slow
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_render_that_is_ended_leaves_the_figures_as_they_were(
    survey: Project, number: int
) -> None:
    for picture in (survey.folder / "charts/rendered/production_ml").glob("*.png"):
        picture.unlink()
    before = drawn(survey)
    for after in (0.1, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7):
        with subprocess.Popen(
            [sys.executable, "-m", "charts", "render", "--format", "svg", "png"],
            cwd=survey.folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as process:
            time.sleep(after)
            process.send_signal(number)
        assert not alive(process.pid), "a converter outlives the command"
        found = drawn(survey)
        assert before.items() <= found.items()
        if process.returncode == 0 or len(found) == 22:
            break
        assert found == before or number == signal.SIGKILL


def alive(session: int) -> bool:
    """Tell whether a process of this session still runs after ten seconds."""
    for _ in range(200):
        found = []
        for process in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                state, _, _, of_session, *_ = process.read_text().split(") ")[1].split()
                found += (
                    [process] if int(of_session) == session and state != "Z" else []
                )
        if not found:
            return False
        time.sleep(0.05)
    return True


def test_what_is_built_in_part_is_not_drawn(
    survey: Project, record_property: Record
) -> None:
    database = survey.folder / "production_ml.duckdb"
    kept = database.read_bytes()
    database.with_name("production_ml.building.duckdb").unlink(missing_ok=True)
    assert survey.run("run", "--select", "stg_nets").passed
    done = charts(survey, "render")
    assert done.returncode == 1 and "built in part" in done.stderr
    told(record_property, 1, "dbt run --select", done.stderr)
    folder = survey.folder / "unfinished"
    arguments = ("--unfinished", "--format", "svg", "--out", str(folder))
    done = charts(survey, "render", *arguments)
    assert done.returncode == 0, done.stderr
    figures = list(folder.iterdir())
    assert len(figures) == 11
    for figure in figures:
        assert figure.read_text().count("not to be published") == 2
    database.write_bytes(kept)


@pytest.mark.slow
def test_two_builds_do_not_meet(survey: Project, record_property: Record) -> None:
    building = survey.folder / "production_ml.building.duckdb"
    building.unlink(missing_ok=True)
    with open_elsewhere(building):
        done = subprocess.run(
            [DBT, "build", "--no-use-colors"],
            cwd=survey.folder,
            env=environment(),
            capture_output=True,
            text=True,
        )
        assert (
            done.returncode and "another build of this survey is running" in done.stdout
        )
        assert "Traceback" not in done.stdout + done.stderr
        lines = [s for s in done.stdout.splitlines() if "another build" in s]
        told(record_property, 1, "two builds at once", lines[-1])


@pytest.mark.slow
def test_a_database_that_is_open_is_replaced_under_its_reader(survey: Project) -> None:
    database = survey.folder / "production_ml.duckdb"
    query = "select count(*) from respondents"
    with duckdb.connect(database, read_only=True) as reader:
        assert built(survey, None, 0) == 0
        assert reader.execute(query).fetchall() == [(40,)]
    assert people(survey) == {80}
