"""`python -m charts tables`: results to take away."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from conftest import Built

from charts.cli import main


def written(out: Path, built: Built, *arguments: str) -> list[str]:
    database = ["--database", str(built.database), "--out", str(out)]
    assert main(["tables", *arguments, *database]) == 0
    return sorted(path.name for path in out.iterdir())


def test_every_question_and_crosstab_is_a_table(
    reference: Built, tmp_path: Path
) -> None:
    questions = reference.rows("select distinct question from question_results")
    crossed = [
        name
        for (name,) in reference.rows(
            "select figure from staging.stg_figures where by_question is not null"
        )
    ]
    names = [name for (name,) in questions] + crossed
    assert written(tmp_path, reference) == sorted(f"{name}.csv" for name in names)
    with (tmp_path / "retrain_method.csv").open(newline="") as file:
        rows = [*csv.DictReader(file)]
    first = "Automatically (e.g. a batch job)"
    assert [rows[0][name] for name in ("label", "people", "base")] == [
        first,
        "11",
        "40",
    ]
    assert float(rows[0]["low"]) == pytest.approx(0.1611, abs=1e-4)


def test_a_table_is_the_same_in_every_format(reference: Built, tmp_path: Path) -> None:
    formats = ["--format", "csv", "xlsx", "md"]
    names = written(tmp_path, reference, "output_methods", *formats)
    assert names == [f"output_methods.{suffix}" for suffix in ("csv", "md", "xlsx")]
    with duckdb.connect() as connection:
        connection.load_extension("excel")
        sheet, text = (
            connection.execute(f"select label, people, base, share {of}").fetchall()
            for of in (
                f"from read_xlsx('{tmp_path}/output_methods.xlsx')",
                f"from '{tmp_path}/output_methods.csv'",
            )
        )
    assert sheet == text
    lines = (tmp_path / "output_methods.md").read_text().splitlines()
    assert lines[0].startswith("# How do the outputs of the models get served?")
    assert lines[2] == "| label | people | base | share | low | high |"
    assert lines[4].startswith("| Written to a database | 29 | 40 | 0.725 |")


def test_an_unknown_table_is_an_error_that_lists_the_known(
    reference: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = ["--database", str(reference.database), "--out", str(tmp_path)]
    assert main(["tables", "output_method", *database]) == 2
    error = capsys.readouterr().err
    assert "did you mean output_methods? there are: train_models, " in error
    assert not [*tmp_path.iterdir()]
