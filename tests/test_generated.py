"""Hundreds of random surveys, packed into a few files: every count is the truth.

The reference survey lies in each of these files too, and its people answer all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
from conftest import ROOT, Built, Project
from generated import STYLES, Facts, Survey, Writer, packed, read_survey

REFERENCE = ROOT / "seeds/production_ml"
REFUSED = ("sheet", "noisy_gz")
COUNTS = {
    "question_bases": "question, total_respondents, asked, answered, left_blank,"
    " not_coded",
    "question_results": "question, option, position, label, offered, respondents,"
    " asked, answered, total_respondents, share_of_answered, share_of_asked,"
    " share_of_respondents, share, rank",
    "crosstab_results": "question, option, by_question, by_option, respondents,"
    " option_respondents, by_option_respondents, answered_both, total_respondents,"
    " share_of_option, share_of_by_option",
}


class Case(NamedTuple):
    """Surveys whose truth is known, and what a build made of their file."""

    survey: Survey
    built: Built


# Two styles differ in what most builds go through; each of the others takes as long.
QUICK = ("forms", "columns")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(name, marks=() if name in QUICK else pytest.mark.slow)
        for name in STYLES
    ],
)
def case(project: Project, request: pytest.FixtureRequest) -> Case:
    """Write the reference survey and random ones in one of the styles."""
    name: str = request.param
    style = STYLES[name]
    base = read_survey(REFERENCE, style.delimiter)
    survey = packed(base, name, style, style.surveys, mistakes=name in REFUSED)
    export = Writer(survey, style).export()
    folder = project.write(f"generated_{name}", "", export.codebook)
    file = folder / f"responses{style.suffix}"
    file.write_bytes(export.encoded())
    others = ["--vars", f"responses: seeds/current/{file.name}"]
    return Case(survey, project.build(folder.name, *others * (style.suffix != ".csv")))


def test_every_count_of_random_surveys_is_the_truth(case: Case) -> None:
    truths: dict[str, Facts] = {
        "question_bases": case.survey.bases(),
        "question_results": case.survey.results(),
        "crosstab_results": case.survey.crosstabs(),
    }
    wrong = []
    for mart, columns in COUNTS.items():
        truth = truths[mart]
        keys = len(next(iter(truth)))
        rows = case.built.rows(f"select {columns} from {mart}")
        wrong += differences(mart, {r[:keys]: r[keys:] for r in rows}, truth)
    assert not wrong, summary(wrong)
    assert case.built.passed is not case.survey.is_refused, case.built.printed


def test_every_answer_of_random_surveys_is_the_truth(case: Case) -> None:
    survey, built = case
    answers = {(str(n), q, o): () for n, q, o in built.rows("from answers")}
    wrong = differences("answers", answers, dict.fromkeys(survey.answers(), ()))
    names = [
        name
        for name, question in survey.questions.items()
        if question.kind not in ("text", "excluded")
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    people = built.rows(f"select respondent_id, {columns} from respondents")
    values = {
        (str(row[0]), name): value
        for row in people
        for name, value in zip(names, row[1:], strict=True)
    }
    truth = {
        (str(person), name): value
        for name in names
        for person, value in zip(survey.people, survey.values(name), strict=True)
    }
    wrong += differences("respondents", values, truth)
    assert not wrong, summary(wrong)


def test_what_is_unknown_or_blank_is_reported(case: Case) -> None:
    report = case.built.rows(
        "select question, text, respondents from coding_report"
        " where finding in ('unknown answer', 'blank rows')"
    )
    expected: dict[Any, tuple[int]] = {}
    for (name, text), n in case.survey.unknown.items():
        key = (name, text if n >= 3 else None)
        expected[key] = (n + expected.get(key, (0,))[0],)
    blank = case.survey.rows.count(None)
    expected |= {(None, None): (blank,)} if blank else {}
    found = {row[:2]: row[2:] for row in report}
    wrong = differences("coding_report", found, expected)
    assert not wrong, summary(wrong)


def test_the_reference_survey_is_the_same_in_every_style(
    case: Case, reference: Built
) -> None:
    survey, built = case
    names = {
        row["question"] for row in read_survey(REFERENCE, "").codebook["questions"]
    }
    for mart in ("question_results", "crosstab_results"):
        rows = built.rows(f"from {mart}")
        assert [row for row in rows if {row[0]} <= names] == reference.rows(
            f"from {mart}"
        )
    answers = {
        ([*survey.people].index(person) + 1, question, option)
        for person, question, option in built.rows("from answers")
        if question in names
    }
    assert answers == {*reference.rows("from answers")}
    claims = built.rows("from claim_results order by codebook_row")
    held = reference.rows("from claim_results order by codebook_row")
    assert claims[: len(held)] == held
    false = [row for row in claims if not row[-1]]
    assert not false, summary([str(row) for row in false])


def differences(
    what: str, found: Mapping[Any, object], expected: Mapping[Any, object]
) -> list[str]:
    """Say which rows differ; the first part of a key names the packed survey."""
    return [
        f"{what} {key}: {found.get(key)}, expected {expected.get(key)}"
        for key in {**expected, **found}
        if found.get(key) != expected.get(key)
    ]


def summary(wrong: list[str]) -> str:
    """Say the first differences."""
    return "\n".join([f"{len(wrong)} differences", *wrong[:15]])
