"""crosstab() of every pair of questions against pandas; and what is not published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, Built, Project
from generated import STYLES, Row, Survey, Writer, packed, read_survey
from scipy import stats
from statsmodels.stats.multitest import multipletests

SMALLEST = 5
Counts = tuple[int, int, int, int]


class Case(NamedTuple):
    """A survey whose truth is known, its nets, and a connection to what was built."""

    survey: Survey
    nets: dict[str, dict[str, set[str]]]
    shell: duckdb.DuckDBPyConnection


def random_survey(seed: str, people: int, surveys: int) -> Survey:
    """Make random questions for people of whom nothing else is known."""
    question = {"question": "who", "position": "1", "kind": "text", "header": "Who?"}
    base = Survey({"questions": [question]}, [{"who": ("x",)}] * people)
    return packed(base, seed, STYLES["forms"], surveys)


def with_nets(survey: Survey) -> dict[str, dict[str, set[str]]]:
    """Make a net of each question's first options, and add it to the codebook."""
    nets: dict[str, dict[str, set[str]]] = {}
    for name, question in survey.coded_questions.items():
        options = [*question.options][: len(question.options) // 2 + 1]
        nets[name] = {"a_net": set(options)}
        survey.codebook.setdefault("nets", []).append(
            {
                **{"question": name, "net": "a_net", "position": "1"},
                **{"label": "A net", "options": "|".join(options)},
            }
        )
    return nets


def build(project: Project, name: str, survey: Survey, facts: list[Row]) -> Built:
    export = Writer(survey, STYLES["forms"]).export()
    folder = project.write(name, "", export.codebook | {"survey": facts})
    (folder / "responses.csv").write_bytes(export.encoded())
    built = project.build(name)
    assert built.passed, built.printed
    return built


@pytest.fixture(scope="module", params=["reference", "generated"])
def case(project: Project, request: pytest.FixtureRequest) -> Iterator[Case]:
    if request.param == "reference":
        survey, nets = read_survey(ROOT / "seeds/production_ml", ";"), {}
        built: Built = request.getfixturevalue("reference")
    else:
        survey = random_survey("pairs", 60, 8)
        nets = with_nets(survey)
        built = build(project, "pairs", survey, [])
    with duckdb.connect(built.database, read_only=True) as shell:
        yield Case(survey, nets, shell)


def chosen(case: Case, name: str) -> pd.DataFrame:
    """Whether each person chose each option or net of a question."""
    nets = case.nets.get(name, {})
    members = {option: {option} for option in case.survey.listed(name)} | nets
    people = case.survey.chosen[name]
    return pd.DataFrame(
        {option: [bool(set(p) & of) for p in people] for option, of in members.items()},
        dtype=bool,
    )


def answered(case: Case, name: str) -> pd.Series[bool]:
    people = range(len(case.survey.people))
    return pd.Series([case.survey.has_answered(name, n) for n in people], dtype=bool)


def expected_counts(case: Case, name: str, by: str) -> dict[tuple[str, str], Counts]:
    rows, columns = chosen(case, name), chosen(case, by)
    of_answered = case.survey.questions[name].row["base"] == "answered"
    in_base = answered(case, name) | (not of_answered)
    counts = {}
    for option, by_option in product(map(str, rows), map(str, columns)):
        rest = answered(case, by) & ~columns[by_option] & in_base
        counts[option, by_option] = (
            int((rows[option] & columns[by_option]).sum()),
            int((columns[by_option] & in_base).sum()),
            int((rows[option] & rest).sum()),
            int(rest.sum()),
        )
    return counts


@pytest.mark.slow
def test_every_pair_has_the_counts_that_pandas_finds(case: Case) -> None:
    names = [*case.survey.coded_questions]
    columns = "option, by_option, respondents, base, rest_respondents, rest_base"
    for name, by in product(names, names):
        found = case.shell.execute(
            f"select {columns}, is_net or by_is_net, p, p_adjusted"
            " from crosstab($1, $2)",
            [name, by],
        ).fetchall()
        counts = {(row[0], row[1]): row[2:6] for row in found}
        assert counts == expected_counts(case, name, by), (name, by)
        assert [*counts] == [*product(chosen(case, name), chosen(case, by))]
        tested = [row[-2:] for row in found if row[-2] is not None and not row[-3]]
        if tested:
            p, adjusted = zip(*tested, strict=True)
            holm = multipletests(p, method="holm")[1]
            np.testing.assert_allclose(adjusted, holm, rtol=0, atol=1e-9)
        assert all(row[-1] is None for row in found if row[-3])


def test_a_segment_is_a_survey_of_its_own(case: Case) -> None:
    names = [*case.survey.coded_questions]
    name, by, among = names[0], names[1], names[-1]
    option = next(iter(case.survey.coded_questions[among].options))
    inside = [
        person
        for person, options in zip(
            case.survey.people.values(), case.survey.chosen[among], strict=True
        )
        if option in options
    ]
    smaller = Case(
        Survey(case.survey.codebook, inside, case.survey.delimiter),
        case.nets,
        case.shell,
    )
    found = case.shell.execute(
        "select option, by_option, respondents, base, rest_respondents, rest_base"
        " from crosstab($1, $2, among := $3)",
        [name, by, f"{among}={option}"],
    ).fetchall()
    expected = expected_counts(smaller, name, by)
    assert {row[:2]: row[2:] for row in found} == {
        key: expected.get(key, (0, 0, 0, 0)) for key in expected_counts(case, name, by)
    }


def test_associations_agree_with_scipy(case: Case) -> None:
    questions = case.survey.coded_questions
    singles = [name for name, q in questions.items() if q.kind != "multi"]
    for name, by in product(singles, singles):
        rows, columns = (
            pd.Series([next(iter(c), None) for c in case.survey.chosen[q]])
            for q in (name, by)
        )
        both = answered(case, name) & answered(case, by)
        table = pd.crosstab(rows[both], columns[both])
        found = case.shell.execute(
            "select people, df, chi_square, p, smallest_expected, cramers_v, fisher_p"
            " from association($1, $2)",
            [name, by],
        ).fetchall()
        if min(table.shape) < 2:
            assert all(row[2] is None for row in found)
            continue
        test = stats.chi2_contingency(table, correction=False)
        smallest, n = min(table.shape) - 1, int(table.to_numpy().sum())
        assert found[0][:2] == (n, test.dof)
        np.testing.assert_allclose(
            np.array(found[0][2:6], dtype=float),
            [
                *(test.statistic, test.pvalue, test.expected_freq.min()),
                np.sqrt(test.statistic / n / smallest),
            ],
            rtol=1e-9,
        )
        if table.shape == (2, 2):
            exact = stats.fisher_exact(table).pvalue
            assert found[0][6] == pytest.approx(exact, abs=1e-9)


def test_unknown_names_are_errors_that_list_the_known(case: Case) -> None:
    name = next(iter(case.survey.coded_questions))
    for call, message in [
        (f"crosstab('nope', '{name}')", f'no coded question "nope"; .*{name}'),
        (f"crosstab('{name}', 'nope')", 'no coded question "nope"'),
        (f"crosstab('{name}', '{name}', among := 'nope=a')", '"nope"'),
        (f"crosstab('{name}', '{name}', among := '{name}=nope')", '"nope"; there are'),
        (f"association('{name}', 'nope')", '"nope"'),
        (f"trend('{name}')", "wave"),
    ]:
        with pytest.raises(duckdb.InvalidInputException, match=message):
            case.shell.execute(f"select count(*) from {call}").fetchall()
