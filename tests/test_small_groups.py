"""smallest_group: nobody can compute what is hidden from what is published."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from conftest import Built, Project
from generated import Row, Survey
from statsmodels.stats.proportion import proportion_confint
from test_crosstabs import build, random_survey, with_nets

from charts.marts import Figure, figures
from charts.tables import tables, write

SMALLEST = 5


class Published(NamedTuple):
    """A survey, what was built of it, its figures, and its cross-tabs."""

    survey: Survey
    built: Built
    figures: dict[str, Figure]
    crosstabs: pd.DataFrame


@pytest.fixture(scope="module")
def published(project: Project) -> Published:
    """Build a survey with a figure of each pair of questions, and of each segment."""
    survey = random_survey("small groups", 40, 9)
    nets = with_nets(survey)
    names = [*nets][:8]
    drawn: list[Row] = [
        {"question": name, "by_question": by, "kind": "heatmap"}
        for name, by in permutations(names, 2)
    ]
    drawn += [
        {"question": names[0], "among": f"{names[1]}={option}", "kind": "bar"}
        for option in [*survey.coded_questions[names[1]].options, "a_net"]
    ]
    looks = {"measure": "share", "options": "all", "sort": "codebook"}
    survey.codebook["figures"] = [
        {"figure": f"f{number}", "position": str(number)} | looks | figure
        for number, figure in enumerate(drawn)
    ]
    survey.codebook["claims"] = []
    facts = [
        {"item": "smallest_group", "text": str(SMALLEST)},
        {"item": "confidence", "text": "90"},
    ]
    built = build(project, "small_groups", survey, facts)
    columns = (
        "question", "option", "by_question", "by_option", "by_is_net", "by_label",
        "base", "rest_base", "respondents", "is_published",
    )  # fmt: skip
    rows = built.rows(f"select {', '.join(columns)} from crosstab_results")
    crosstabs = pd.DataFrame(rows, columns=[*columns])
    drawings = {f.texts["figure"]: f for f in figures(built.database)}
    return Published(survey, built, drawings, crosstabs)


def test_no_group_is_small_nor_is_its_rest(published: Published) -> None:
    shown = published.crosstabs[published.crosstabs["is_published"]]
    assert 0 < len(shown) < len(published.crosstabs)
    assert (shown["base"] >= SMALLEST).all()
    assert ((shown["rest_base"] == 0) | (shown["rest_base"] >= SMALLEST)).all()


def test_no_hidden_number_can_be_solved_for(published: Published) -> None:
    """See which unknowns the sums determine, of groups with nobody in common."""
    survey, solved = published.survey, []
    by = ["question", "by_question"]
    for (_, named), rows in published.crosstabs.groupby(by):
        by_question = str(named)
        question = survey.coded_questions[by_question]
        if question.kind == "multi":
            continue
        groups = rows.drop_duplicates("by_option").set_index("by_option")
        options = [o for o in survey.listed(by_question) if o not in question.missing]
        members = {option: {option} for option in options}
        members["a_net"] = {*options[: len(question.options) // 2 + 1]}
        # The total, then each group that is shown.
        sums = [{*options}] + [
            of for name, of in members.items() if groups.loc[name, "is_published"]
        ]
        equations = np.array([[o in of for o in options] for of in sums], dtype=float)
        rank = np.linalg.matrix_rank(equations)
        for unit, option in zip(np.eye(len(options)), options, strict=True):
            known = np.linalg.matrix_rank(np.vstack([equations, unit])) == rank
            if known and not groups.loc[option, "is_published"]:
                solved.append((by_question, option))
    assert not solved


def test_figures_and_tables_hold_no_hidden_group(
    published: Published, tmp_path_factory: pytest.TempPathFactory
) -> None:
    everything = {table.name: table for table in tables(published.built.database)}
    out = tmp_path_factory.mktemp("tables")
    paths = write([*everything.values()], ["csv"], published.built.database, out)
    assert len(paths) == len(everything)
    cells = published.crosstabs
    for row in published.survey.codebook["figures"]:
        if row["kind"] != "heatmap":
            continue
        pair = [row["question"], row["by_question"]]
        of_pair = (cells["question"] == pair[0]) & (cells["by_question"] == pair[1])
        shown = cells[of_pair & cells["is_published"]]
        written = pd.read_csv(out / f"{row['figure']}.csv", dtype=str)
        assert [*written["by"]] == [*shown["by_label"]]
        figure = published.figures.get(row["figure"])
        if figure:
            drawn = {mark["column_option"] for mark in figure.marks}
            assert drawn and drawn <= {*shown["by_option"]}
            hidden = {*cells[of_pair]["by_label"]} - {*shown["by_label"]}
            text = figure.texts["text_alternative"]
            assert not [label for label in hidden if f"({label}, n = " in text]
        else:
            assert not [name for name in shown["by_option"] if name != "a_net"]


def test_a_segment_is_shown_where_it_and_the_others_are_enough(
    published: Published,
) -> None:
    survey = published.survey
    seen = set()
    for row in survey.codebook["figures"]:
        if row["kind"] != "bar":
            continue
        question, option = row["among"].split("=", 1)
        options = {option}
        if option == "a_net":
            named = survey.coded_questions[question].options
            options = {*[*named][: len(named) // 2 + 1]}
        inside = sum(bool(options & chosen) for chosen in survey.chosen[question])
        outside = len(survey.people) - inside
        is_shown = inside >= SMALLEST and not 0 < outside < SMALLEST
        seen.add(is_shown)
        assert (row["figure"] in published.figures) is is_shown
    assert True in seen


def test_the_shell_shows_everything(published: Published) -> None:
    by = published.crosstabs[~published.crosstabs["is_published"]].iloc[0]
    names = f"'{by['question']}', '{by['by_question']}'"
    found = published.built.rows(f"select by_option from crosstab({names})")
    assert by["by_option"] in {option for (option,) in found}


def test_intervals_are_as_sure_as_the_survey_says(published: Published) -> None:
    rows = published.built.rows(
        "select respondents, total_respondents, low, high from question_results"
        " where base = 'respondents'"
    )
    people, everybody, low, high = np.array(rows, dtype=float).T
    expected = proportion_confint(people, everybody, alpha=0.1, method="wilson")
    np.testing.assert_allclose((low, high), expected, rtol=0, atol=1e-9)
