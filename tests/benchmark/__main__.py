"""Time the project against other ways, and the least that each could take.

Every round runs every way once, so that what slows the machine slows them all; medians
and ratios are of those rounds. What is timed runs as a process of its own. Nothing big
is imported here: a process begins with the memory of the one that starts it.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EMPTY = {
    "dbt_project.yml": "name: empty\nversion: 1.0.0\nprofile: empty\n"
    "flags: {send_anonymous_usage_stats: false}\n",
    "profiles.yml": "empty: {target: local, outputs: {local: "
    "{type: duckdb, path: empty.duckdb, threads: 1}}}\n",
    "models/one.sql": "select 1 as one\n",
}


class Run(NamedTuple):
    """What one process took: seconds, and its largest memory in bytes."""

    seconds: float
    memory: int


Way = Callable[[], Run]


def ran(
    *command: str | Path, folder: Path = ROOT, environment: Mapping[str, str] = {}
) -> Run:
    """Run a command; say what it printed if it fails."""
    with (folder / "printed.txt").open("w") as printed:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=printed,
            stderr=printed,
            env={**os.environ, **environment},
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command}: {(folder / 'printed.txt').read_text()[-2000:]}")
    return Run(seconds, usage.ru_maxrss * 1024)


def python(file: str, *arguments: str | Path, folder: Path) -> Run:
    """Run a file of this folder."""
    return ran(sys.executable, HERE / file, *arguments, folder=folder)


NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")


def dbt(folder: Path, survey: str, *arguments: str) -> Run:
    """Build a survey."""
    command = Path(sys.executable).with_name("dbt")
    environment = {"SURVEY": survey}
    arguments = ("build", "--quiet", *arguments)
    return ran(command, *arguments, folder=folder, environment=environment)


def inside_dbt(folder: Path, survey: str, *arguments: str) -> Run:
    """Build a survey; the time is that inside its models and data tests."""
    run = dbt(folder, survey, *NO_UNIT_TESTS, *arguments)
    results = json.loads((folder / "target/run_results.json").read_text())["results"]
    return run._replace(
        seconds=sum(
            result["execution_time"]
            for result in results
            if result["unique_id"].startswith(("model.", "test."))
        )
    )


def copied_project(folder: Path) -> Path:
    """Copy what dbt reads, with the reference survey."""
    ignored = shutil.ignore_patterns("test_*.py", "__pycache__", "benchmark")
    for name in ("models", "macros", "tests", "analyses"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("production_ml", "vocabulary"):
        shutil.copytree(ROOT / "seeds" / name, folder / "seeds" / name)
    for file in ("dbt_project.yml", "profiles.yml", "selectors.yml"):
        shutil.copy(ROOT / file, folder)
    return folder


def compare(title: str, ways: Mapping[str, Way], rounds: int, unit: str) -> None:
    """Run each way in turn, once to warm up and then for each round; print a table."""
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            print(f"{title}: {name}, round {number}", file=sys.stderr)
            run = way()
            if number:
                runs[name].append(run)
    print(f"\n### {title}\n\n| way | seconds | times {unit} | memory, MB |")
    print("|---|---:|---:|---:|")
    for name, found in runs.items():
        ratio = median(
            run.seconds / other.seconds
            for run, other in zip(found, runs[unit], strict=True)
        )
        seconds, memory = (median(values) for values in zip(*found, strict=True))
        print(f"| {name} | {seconds:.2f} | {ratio:.2f} | {memory / 1e6:,.0f} |")
    sys.stdout.flush()


def compare_coding(
    title: str, folder: Path, survey: str, export: Path, rounds: int, row_wise: bool
) -> None:
    """Time the coding of an export: this project, other ways, the bare scan."""
    codebook = folder / "seeds" / survey / "codebook"
    variables = f"responses: {export}"
    ways: dict[str, Way] = {
        "bare scan": lambda: python("scan.py", export, folder=folder),
        "this project, inside dbt": lambda: inside_dbt(
            folder, survey, "--vars", variables
        ),
        "Polars": lambda: python("with_polars.py", export, codebook, folder=folder),
    }
    if row_wise:
        ways["pandas, by row"] = lambda: python(
            "row_wise.py", export, codebook, folder=folder
        )
    compare(title, ways, rounds, "bare scan")


def compare_builds(folder: Path, rounds: int) -> None:
    """Time the reference's build, all tests, against a project of one trivial model."""
    empty = folder / "empty"
    for name, text in EMPTY.items():
        (empty / name).parent.mkdir(parents=True, exist_ok=True)
        (empty / name).write_text(text)
    ways: dict[str, Way] = {
        "empty project": lambda: dbt(empty, ""),
        "this project": lambda: dbt(folder, "production_ml"),
        "this project, no unit tests": lambda: dbt(
            folder, "production_ml", *NO_UNIT_TESTS
        ),
    }
    compare("dbt build of the reference survey", ways, rounds, "empty project")


def compare_rendering(folder: Path, rounds: int) -> None:
    """Time the eleven figures, as SVG and PNG."""
    database = folder / "production_ml.duckdb"
    drawn = folder / "drawn"
    drawn.mkdir()
    python("vega_lite.py", database, drawn, folder=folder)
    ways: dict[str, Way] = {
        "imports and conversions": lambda: python("floor.py", drawn, folder=folder),
        "this project": lambda: ran(
            *(sys.executable, "-m", "charts", "render", "--out", drawn),
            folder=folder,
            environment={"SURVEY": "production_ml"},
        ),
        "this project, the report": lambda: ran(
            *(sys.executable, "-m", "charts", "report", "--out", drawn),
            folder=folder,
            environment={"SURVEY": "production_ml"},
        ),
        "matplotlib and seaborn": lambda: python(
            "seaborn_figures.py", database, drawn, folder=folder
        ),
    }
    compare("Rendering eleven figures", ways, rounds, "imports and conversions")


def main() -> None:
    """Read the arguments, write the exports, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--people", type=int, nargs="*", default=[1_000_000], help="sizes of exports"
    )
    parser.add_argument("--wide", type=int, nargs="*", default=[100_000])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = copied_project(Path(name))
        compare_builds(folder, arguments.rounds)
        compare_rendering(folder, arguments.rounds)
        many = folder / "seeds/many"
        shutil.copytree(folder / "seeds/production_ml", many)
        with (many / "codebook/claims.csv").open() as file:
            header = next(csv.reader(file))
        (many / "codebook/claims.csv").write_text(",".join(header) + "\n")
        for people in arguments.people:
            export = many / "responses.csv"
            python("exports.py", "reference", str(people), export, folder=folder)
            title = f"{people:,} people, {export.stat().st_size / 1e6:,.0f} MB"
            compare_coding(
                title, folder, "many", export, arguments.rounds, people <= 1_000_000
            )
        for people in arguments.wide:
            wide = folder / "seeds/wide"
            wide.mkdir(exist_ok=True)
            export = wide / "responses.csv"
            python("exports.py", "wide", str(people), export, folder=folder)
            size = export.stat().st_size / 1e6
            title = f"{people:,} people, 70 questions, {size:,.0f} MB"
            compare_coding(title, folder, "wide", export, arguments.rounds, True)


if __name__ == "__main__":
    main()
