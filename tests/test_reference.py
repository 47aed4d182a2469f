"""The marts of the reference survey against pandas, the way it was done in 2019."""

import pandas as pd
import pytest
from conftest import ROOT, Built, Project
from test_charts import Scene
from test_charts import scene as drawn

from charts.cli import main
from charts.drawing import joined
from charts.marts import Figure, dataframe, figures
from charts.theme import LOOKS

SURVEY = ROOT / "seeds/production_ml"
NAMES = {
    "Timestamp": "submitted_at",
    "Does your company train": "train_models",
    "What types of machine learning": "problem_types",
    "How do the majority": "retrain_method",
    "How often do the majority": "retrain_frequency",
    "How do the outputs": "output_methods",
    "Roughly how many": "num_models",
    "Which categories": "perf_tracking_cats",
    "How is the model": "perf_tracking_methods",
    "How often do you check": "perf_checking_frequency",
    "How big": "company_size",
    "How many people": "num_ml_employees",
}
# What an answer begins with, in the order in which it was looked for.
ANSWERS = {
    "problem_types": {
        "Classification": "classification",
        "Regression": "regression",
        "Recommendation": "recommendation_systems",
        "Natural": "nlp",
        "Computer": "computer_vision",
        "Time": "forecasting",
    },
    "output_methods": {
        "Outputs are written": "written_to_db",
        "An API serves": "precomputed_api",
        "An API computes": "realtime_api",
    },
    "perf_tracking_cats": {
        "Training": "training_data",
        "Offline": "offline_test",
        "Online": "online",
        "Post": "post_hoc",
        "none": "none",
    },
    "perf_tracking_methods": {
        "Manual": "manual",
        "Automated": "automated_sql_or_script",
        "Custom": "custom_system",
        "Third": "third_party",
        "Application": "logs",
        "Trading": "aux_metric",
    },
    "perf_checking_frequency": {
        "Daily": "daily",
        "Weekly": "weekly",
        "Monthly": "monthly",
        "Rarely": "rarely",
        "I don't": "never",
    },
}
DONT_KNOW = {"I don't know": "dont_know", "They don't": "never"}
METHODS = {"Auto": "automatically", "Manual": "manually", **DONT_KNOW}
FREQUENCIES = {"Random": "randomly", **DONT_KNOW}


def renamed(answer: str, options: dict[str, str], default: str = "other") -> str:
    found = (new for start, new in options.items() if answer.startswith(start))
    return next(found, default)


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    frame = pd.read_csv(SURVEY / "responses.csv", dtype=str)
    frame.columns = pd.Index([renamed(name, NAMES, "") for name in frame.columns])
    frame = frame[list(NAMES.values())]
    frame["perf_tracking_cats"] = frame["perf_tracking_cats"].fillna("none")
    for question, options in ANSWERS.items():
        cells = [
            {renamed(answer, options) for answer in cell.split(";")}
            for cell in frame[question]
        ]
        frame[question] = pd.Series(cells)
    frame["train_models"] = frame["train_models"].str.lower()
    for question, options in [
        ("retrain_method", METHODS),
        ("retrain_frequency", FREQUENCIES),
    ]:
        frame[question] = [renamed(x, options, x.lower()) for x in frame[question]]
    return frame


def test_every_count_is_the_one_that_pandas_finds(
    reference: Built, people: pd.DataFrame
) -> None:
    results = reference.rows(
        "select question, option, respondents, share_of_respondents, share"
        " from question_results"
    )
    assert {question for question, *_ in results} == {*NAMES.values()} - {
        "submitted_at"
    }
    for question, option, respondents, of_everybody, share in results:
        answers = (
            people[question].explode() if question in ANSWERS else people[question]
        )
        assert respondents == (answers == option).sum(), (question, option)
        assert of_everybody == respondents / 40
        assert share == respondents / (
            40 if question in ANSWERS else people[question].notna().sum()
        )
    counted = sum(respondents for _, _, respondents, *_ in results)
    assert counted == sum(
        people[question].explode().size for question in ANSWERS
    ) + sum(
        people[question].notna().sum()
        for question in {*NAMES.values()} - {*ANSWERS, "submitted_at"}
    )


def test_every_crosstab_is_the_one_that_pandas_finds(
    reference: Built, people: pd.DataFrame
) -> None:
    cells = reference.rows(
        "select question, option, by_question, by_option, respondents,"
        " by_option_respondents, share_of_by_option from crosstab_results"
    )
    assert {(question, by_question) for question, _, by_question, *_ in cells} == {
        ("company_size", "num_ml_employees"),
        ("num_models", "num_ml_employees"),
        ("retrain_frequency", "retrain_method"),
    }
    for question, option, by_question, by_option, both, by, share in cells:
        columns = people[by_question] == by_option
        assert by == columns.sum()
        assert both == (columns & (people[question] == option)).sum()
        assert share == (both / by if by else None)


def test_answers_are_what_people_chose(reference: Built, people: pd.DataFrame) -> None:
    rows = reference.rows("from answers")
    assert len(rows) == len(set(rows))
    expected = {
        (person + 1, question, option)
        for question in {*NAMES.values()} - {"submitted_at"}
        for person, cell in enumerate(people[question])
        for option in (cell if isinstance(cell, set) else {cell})
    }
    assert set(rows) == expected


def test_respondents_are_typed_and_described(
    reference: Built, people: pd.DataFrame
) -> None:
    for column, times in [("respondent_id", range(1, 41)), ("submitted_at", None)]:
        found = [row[0] for row in reference.rows(f"select {column} from respondents")]
        expected = times or pd.to_datetime(people["submitted_at"])
        assert found == list(expected)
    larger = "company_size >= '151-500'::company_size"
    assert reference.rows(f"select count(*) from respondents where {larger}") == [(26,)]
    ordered = "select distinct company_size from respondents order by company_size"
    assert [size for (size,) in reference.rows(ordered)] == [
        *("1-10", "11-50", "51-150", "151-500", "500+")
    ]
    comments = dict(
        reference.rows(
            "select column_name, comment from duckdb_columns()"
            " where table_name = 'respondents'"
        )
    )
    assert comments["company_size"] == "How big is your company?"
    frame = dataframe("respondents", reference.database)
    assert frame["company_size"].cat.ordered
    assert frame["company_size"].max() == "500+"
    assert not frame["retrain_method"].cat.ordered
    assert set(frame["perf_checking_frequency"][0]) == {"weekly", "rarely"}


def test_all_marts_are_described(reference: Built) -> None:
    undescribed = reference.rows(
        "select table_name, column_name from duckdb_columns()"
        " where schema_name = 'main' and not internal"
        " and comment is null and table_name <> 'respondents'"
    )
    assert undescribed == []
    tables = reference.rows(
        "select table_name from duckdb_tables() where comment is null"
        " union all select view_name from duckdb_views()"
        " where comment is null and not internal"
    )
    assert tables == []


@pytest.fixture(scope="module")
def drawings(reference: Built) -> dict[str, tuple[Figure, Scene]]:
    found = figures(reference.database)
    return {figure.texts["figure"]: (figure, drawn(figure, "page")) for figure in found}


def test_eleven_figures_are_drawn_as_the_marts_say(
    drawings: dict[str, tuple[Figure, Scene]],
) -> None:
    assert len(drawings) == 11
    for figure, scene in drawings.values():
        values = [m["value"] for m in figure.marks if m["value"] is not None]
        assert len(scene.rects) == len(values)
        if figure.texts["kind"] != "heatmap":
            unit = max(rect["width"] for rect in scene.rects) / max(values)
            assert [rect["width"] for rect in scene.rects] == pytest.approx(
                [value * unit for value in values], abs=0.05
            )
        for mark in figure.marks:
            assert not mark["value_text"] or scene.drawn(joined(mark)), mark
            for column in ("row_label", "panel_label"):
                assert mark[column] is None or scene.drawn(mark[column]), mark
        assert scene.width == 640


def test_the_pictures_of_the_readme_are_what_is_drawn(reference: Built) -> None:
    kept = ROOT / "charts/rendered/production_ml"
    command = ["render", "--check", "--width", *LOOKS, "--out", str(kept)]
    assert main([*command, "--database", str(reference.database)]) == 0
    readme = (ROOT / "README.md").read_text()
    names = {figure.texts["figure"] for figure in figures(reference.database)}
    assert {path.name for path in kept.glob("*.svg")} == {
        f"{name}{width}.svg" for name in names for width in ("", "-phone")
    }
    for path in kept.glob("*.svg"):
        assert f"charts/rendered/production_ml/{path.name}" in readme


def test_analyses_run_in_the_shell(project: Project, reference: Built) -> None:
    assert project.run("compile").passed
    folder = reference.database.parent / "target/compiled/straight_answers/analyses"
    queries = sorted(folder.glob("*.sql"))
    assert len(queries) >= 8
    readme = (ROOT / "README.md").read_text()
    for query in queries:
        assert reference.rows(query.read_text()), query.name
        assert f"analyses/{query.name}" in readme
