"""A copy of the project in a folder of its own, where tests build surveys."""

from __future__ import annotations

import csv
import gc
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import EventMsg

ROOT = Path(__file__).parents[1]
Rows = Sequence[Mapping[str, Any]]


class Built(NamedTuple):
    """What a build left: whether it passed, the lines it printed, the marts.

    Those of a build that failed are in a file beside the survey's database.
    """

    passed: bool
    printed: list[str]
    database: Path

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the marts."""
        with duckdb.connect(self.database, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def says(self, *texts: str) -> bool:
        """Tell whether one printed line holds all these texts."""
        return any(all(text in line for text in texts) for line in self.printed)


class Project:
    """The project's models, macros and tests, and surveys that tests write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifests: dict[object, Manifest] = {}
        for name in (
            *("models", "macros", "tests", "analyses"),
            *("seeds/production_ml", "seeds/vocabulary"),
        ):
            ignored = shutil.ignore_patterns("test_*.py", "__pycache__", "benchmark")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        for file in ("dbt_project.yml", "profiles.yml", "selectors.yml"):
            shutil.copy(ROOT / file, folder)

    def write(
        self,
        survey: str,
        responses: str | Rows,
        codebook: Mapping[str, Rows],
    ) -> Path:
        """Write a survey's folder; required files that are not given are headers."""
        folder = self.folder / "seeds" / survey
        # That of another test may have files that are not written here.
        shutil.rmtree(folder / "codebook", ignore_errors=True)
        (folder / "codebook").mkdir(parents=True)
        if isinstance(responses, str):
            (folder / "responses.csv").write_text(responses, "utf-8")
        else:
            _write_csv(folder / "responses.csv", responses)
        reference = self.folder / "seeds/production_ml/codebook"
        headers: dict[str, list[str]] = {
            file.stem: file.read_text().partition("\n")[0].split(",")
            for file in sorted(reference.glob("*.csv"))
        }
        for name in dict.fromkeys([*headers, *codebook]):
            columns = headers.get(name, [])
            file = folder / "codebook" / f"{name}.csv"
            _write_csv(file, codebook.get(name, []), columns)
        return folder

    def copy(self, survey: str) -> Path:
        """Copy the reference survey, for a test to change."""
        folder = self.folder / "seeds" / survey
        shutil.copytree(self.folder / "seeds/production_ml", folder)
        return folder

    def run(
        self,
        *arguments: str,
        survey: str = "production_ml",
        manifest: Manifest | None = None,
    ) -> Built:
        """Run dbt on a survey."""
        printed: list[str] = []

        def note(event: EventMsg) -> None:
            printed.append(event.info.msg)  # type: ignore[attr-defined]

        result = self._invoke(survey, dbtRunner(manifest, callbacks=[note]), arguments)
        database = self.folder / f"{survey}.duckdb"
        building = self.folder / f"{survey}.building.duckdb"
        return Built(
            result.success, printed, building if building.exists() else database
        )

    def parsed(self, survey: str, *variables: str) -> Manifest:
        """Parse the project, but once as long as its files stay as they are.

        dbt itself would do it anew for each survey, and for other variables.
        """
        files = [
            p for name in ("models", "macros") for p in (self.folder / name).rglob("*")
        ]
        key = (survey, *variables, *sorted((p, p.stat().st_mtime_ns) for p in files))
        if key not in self.manifests:
            result = self._invoke(survey, dbtRunner(), ("parse", *variables)).result
            assert isinstance(result, Manifest), result
            self.manifests[key] = result
        return self.manifests[key]

    def _invoke(
        self, survey: str, runner: dbtRunner, arguments: Sequence[str]
    ) -> dbtRunnerResult:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setenv("SURVEY", survey)
            patch.delenv("SURVEY_DB", raising=False)
            result = runner.invoke([*arguments, "--quiet", "--no-use-colors"])
            # A build in this process must let go of its file.
            DuckDBConnectionManager.close_all_connections()
            if not result.success:
                # What it raised holds a connection.
                result.exception = None
                gc.collect()
        return result

    def build_again(self, *models: str) -> Built:
        """Build these models of `seeds/current`."""
        # That test asks for every model.
        return self._build("--exclude", "grains_are_unique", "--select", *models)

    def _build(self, *arguments: str) -> Built:
        return self.run(
            *("build", "--exclude-resource-type", "unit_test", *arguments),
            survey="current",
            manifest=self.parsed("current"),
        )

    def rows(self, built: Built, query: str) -> list[tuple[Any, ...]]:
        """Ask in the project's folder, as for what people typed."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            return built.rows(query)

    def build(self, survey: str, *arguments: str) -> Built:
        """Run `dbt build` on a survey, less the unit tests, which need no survey.

        All have one name, under which the project is parsed.
        """
        current = self.folder / "seeds/current"
        current.unlink(missing_ok=True)
        current.symlink_to(self.folder / "seeds" / survey)
        built = self._build(*arguments)
        if not built.database.exists():
            # Refused before anything was written.
            return built
        name = built.database.name.replace("current", survey)
        return built._replace(
            database=built.database.replace(built.database.with_name(name))
        )


@contextmanager
def open_elsewhere(database: Path) -> Iterator[None]:
    """Have another program hold a database open for writing."""
    code = f"import duckdb; c = duckdb.connect({str(database)!r}); print(1, flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", f"{code}; input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout and other.stdout.readline()
        try:
            yield
        finally:
            other.communicate("\n")


def _write_csv(path: Path, rows: Rows, columns: Iterable[str] = ()) -> None:
    names = dict.fromkeys(name for row in rows for name in row)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys([*columns, *names])))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def reference(project: Project) -> Built:
    """Build the reference survey, once; a deprecation is an error."""
    built = project.run("--warn-error", "build")
    assert built.passed, built.printed
    return built


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with files of few tests, which are long ones: none is left to the end."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (tests[item.path], item.path))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the catalogue of what goes wrong has, and what is told of it."""
    rows = sorted(
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == "catalogue"
    )
    if rows:
        terminalreporter.section(f"catalogue: {len(rows)} cases")
        for group, name, line in rows:
            terminalreporter.write_line(f"{group}  {name:36}  {line[:200]}")
