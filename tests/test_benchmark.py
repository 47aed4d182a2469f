"""What the benchmark times counts the same."""

import subprocess
import sys

import pytest
from conftest import ROOT, Project

FOLDER = ROOT / "tests/benchmark"


def run(file: str, *arguments: str) -> str:
    command = [sys.executable, str(FOLDER / file), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_a_wide_survey_is_counted_as_pandas_counts_it(project: Project) -> None:
    """Thousands of cells that differ in a digit or two, in 25 questions."""
    folder = project.folder / "seeds/wide"
    folder.mkdir()
    run("exports.py", "wide", "2000", f"{folder}/responses.csv")
    built = project.build("wide")
    assert built.passed, built.printed
    counted = run("row_wise.py", f"{folder}/responses.csv", f"{folder}/codebook")
    total = built.rows("select sum(respondents)::bigint from question_results")
    assert total == [(int(counted),)]
    people = built.rows("select count(*), max(respondent_id) from respondents")
    assert people == [(2000, 2000)]
