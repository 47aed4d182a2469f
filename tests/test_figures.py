"""Figures of a survey with waves, a grid and segments: in words, in a language."""

import csv
import re
from typing import Any

import pytest
from conftest import Built, Project

from charts.marts import Figure, figures, survey_texts

SCALE = ["Never", "Now and then", "So-so", "Often", "Always", "Don't know"]
ROLES = [None, None, "neutral", None, None, "off_scale"]
PETS = ["cats", "dogs", "fish"]
YEARS = ["2019", "2020", "2021"]
SURVEY: dict[str, list[dict[str, Any]]] = {
    "survey": [
        {"item": "title", "text": 'A "survey" of 2019-2021'},
        {"item": "source", "text": "Invented"},
    ],
    "questions": [
        *(
            {"question": pet, "position": 2 + n, "kind": "ordered", "other": "no"}
            | {"base": "answered", "header": f"How often? [{pet.title()}]"}
            | {"label": pet.title(), "grid": "pets"}
            for n, pet in enumerate(PETS)
        ),
        {"question": "tools", "position": 9, "kind": "multi", "other": "yes"}
        | {"base": "respondents", "delimiter": ";"}
        | {"header": "Which tools? (select all that apply)"},
    ],
    "options": [
        *(
            {
                "question": pet,
                "option": label[:3].lower(),
                "position": n,
                "label": label,
            }
            | {"offered": "yes", "role": role}
            for pet in PETS
            for n, (label, role) in enumerate(zip(SCALE, ROLES, strict=True))
        ),
        *(
            {"question": "tools", "option": tool, "position": n, "label": tool}
            | {"offered": "yes"}
            for n, tool in enumerate(["1-10 nails", "a hammer"])
        ),
    ],
    "nets": [
        {"question": "tools", "net": "any", "position": 1, "label": "Any tool"}
        | {"options": "1-10 nails|a hammer"},
    ],
    "waves": [
        {"wave": year, "position": n, "label": year, "file": f"responses_{year}.csv"}
        for n, year in enumerate(YEARS)
    ],
    "figures": [
        {"figure": name, "position": n, "kind": kind, "question": question}
        | {"by_question": by, "measure": "share", "options": "coded", "sort": "value"}
        | {"interval": "yes" if kind in ("bar", "trend") else "", "scale": scale}
        | {"among": among}
        for n, (name, kind, question, by, scale, among) in enumerate(
            [
                ("pets", "stacked_bar", "pets", "", "", ""),
                ("cats_by_year", "stacked_bar", "cats", "wave", "", ""),
                ("tools", "bar", "tools", "", "full", ""),
                ("tools_of_2019", "bar", "tools", "", "", "wave=2019"),
                ("tools_by_year", "trend", "tools", "", "", ""),
                ("tools_by_cats", "heatmap", "tools", "cats", "", ""),
            ]
        )
    ],
}
ANSWERS = ["1-10 nails;a hammer", "a hammer", "a spoon", ""]


def people(count: int) -> list[dict[str, Any]]:
    return [
        {
            "Year": YEARS[n % 3],
            **{
                f"How often? [{pet.title()}]": SCALE[(n * (m + 2) + n // 7) % 6]
                for m, pet in enumerate(PETS)
            },
            "Which tools? (select all that apply)": ANSWERS[(n + n // 5) % 4],
        }
        for n in range(count)
    ]


def build(project: Project, **items: str) -> Built:
    """Build the survey, a file a wave, with more items in survey.csv."""
    survey = [*SURVEY["survey"], *({"item": i, "text": t} for i, t in items.items())]
    folder = project.write("pets", people(300), SURVEY | {"survey": survey})
    (folder / "responses.csv").unlink()
    for year in YEARS:
        with (folder / f"responses_{year}.csv").open("w", newline="") as file:
            rows = [row for row in people(300) if row["Year"] == year]
            writer = csv.DictWriter(file, list(rows[0]), extrasaction="ignore")
            writer.fieldnames = [name for name in rows[0] if name != "Year"]
            writer.writeheader()
            writer.writerows(rows)
    built = project.build("pets")
    assert built.passed, built.printed
    return built


@pytest.fixture(scope="module")
def built(project: Project) -> Built:
    return build(project)


@pytest.fixture(scope="module")
def drawn(built: Built) -> dict[str, Figure]:
    found = figures(built.database, appendix=True)
    return {figure.texts["figure"]: figure for figure in found}


def share(rows: list[dict[str, Any]], column: str, *labels: str) -> float:
    answered = [row[column] for row in rows if row[column]]
    return sum(any(label in cell for label in labels) for cell in answered) / len(rows)


def test_bars_of_a_grid_stand_about_the_neutral_option(
    drawn: dict[str, Figure],
) -> None:
    texts, marks = drawn["pets"]
    assert texts["title"] == "How often?"
    assert [m["column_label"] for m in marks[:6]] == [
        *(label.replace("'", "’") for label in SCALE)
    ]
    ends = {}
    for mark in marks:
        column = f"How often? [{mark['row_label']}]"
        label = mark["column_label"].replace("’", "'")
        assert mark["value"] == pytest.approx(share(people(300), column, label))
        assert mark["base"] == 300
        assert mark["row_note"] == "n = 300"
        assert mark["is_aside"] == (label == "Don't know")
        ends[mark["row_label"]] = share(people(300), column, "Often", "Always")
        if mark["is_middle"]:
            assert mark["start"] == pytest.approx(-mark["value"] / 2)
    assert texts["end_heading"] == "Often + Always"
    assert list(ends.values()) == sorted(ends.values(), reverse=True)
    assert texts["axis_low"] == min(mark["start"] for mark in marks)


def test_a_net_is_whom_a_figure_counts_and_segments_are_their_own(
    drawn: dict[str, Figure],
) -> None:
    texts, marks = drawn["tools_of_2019"]
    rows = [row for row in people(300) if row["Year"] == "2019"]
    column = "Which tools? (select all that apply)"
    assert "Only people of “2019”" in texts["subtitle"]
    for mark in marks:
        assert mark["value"] == share(rows, column, mark["row_option"])
        assert mark["low"] <= mark["value"] <= mark["high"]
    assert texts["has_interval"]
    assert drawn["tools"].texts["axis_high"] == 1


def test_lines_go_over_the_groups(drawn: dict[str, Figure]) -> None:
    texts, marks = drawn["tools_by_year"]
    column = "Which tools? (select all that apply)"
    for mark in marks:
        rows = [row for row in people(300) if row["Year"] == mark["column_label"]]
        assert mark["value"] == pytest.approx(share(rows, column, mark["row_option"]))
        assert (
            mark["row_end"]
            == marks[2 if mark["row_position"] == 1 else 5]["value_text"]
        )
    assert [tick["text"] for tick in texts["ticks"]][:2] == ["0%", "20%"]
    assert texts["axis_high"] >= max(mark["high"] for mark in marks)


def test_the_appendix_has_what_no_figure_shows(drawn: dict[str, Figure]) -> None:
    assert not any(figure.texts["is_appendix"] for figure in drawn.values())


def test_texts_are_typeset_and_instructions_left_out(drawn: dict[str, Figure]) -> None:
    texts, marks = drawn["tools"]
    assert texts["title"] == "Which tools?"
    assert "several answers possible" in texts["subtitle"]
    assert {mark["row_label"] for mark in marks} == {"1–10 nails", "a hammer"}
    assert "All 300" not in str(texts["note"])
    assert "gave only answers not shown: “Other”" in texts["note"]
    printed = [text for f in drawn.values() for text in f.texts.values()]
    assert not any('"' in text for text in printed if isinstance(text, str))


def test_words_alone_tell_what_a_figure_shows(drawn: dict[str, Figure]) -> None:
    for texts, marks in drawn.values():
        words = texts["text_alternative"]
        assert texts["title"] in words
        for mark in marks:
            if mark["value"] is None:
                continue
            row = re.split(r"\.\s", words[words.index(mark["row_label"]) :])[0]
            assert mark["value_text"] in row, (texts["figure"], mark)
            if mark["column_label"]:
                told = row[row.index(mark["column_label"], len(mark["row_label"])) :]
                assert (
                    told.split(", ")[0]
                    .split(";")[0]
                    .endswith(
                        mark["value_text"]
                        + (f" ({mark['count_text']})" if mark["count_text"] else "")
                        + (
                            f" [{mark['interval_text']}]"
                            if texts["has_interval"]
                            else ""
                        )
                    )
                ), (texts["figure"], told)
        [ends] = [line for line in words.split("\n") if line.startswith("Highest, ")]
        highest, lowest = ends.removeprefix("Highest, ").split(" Lowest, ")
        for told, pick in ((highest, max), (lowest, min)):
            value = pick(m["value"] for m in marks if m["value"] is not None)
            named = [m for m in marks if m["value"] == value]
            assert told.startswith(named[0]["value_text"])
            assert all(m["row_label"] in told for m in named[:3])


@pytest.mark.parametrize(
    ("language", "title", "share_text", "words"),
    [
        ("de", "A „survey“ of 2019–2021", "12 %", ["Anteil", "Am höchsten", "Quelle"]),
        pytest.param(
            *("es", "A «survey» of 2019–2021", "12 %"),
            ["Porcentaje", "El mayor", "Fuente"],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_survey_speaks_its_language(
    project: Project, language: str, title: str, share_text: str, words: list[str]
) -> None:
    built = build(project, language=language)
    texts = survey_texts(built.database)
    assert texts["title"] == title
    found = figures(built.database)
    told = "".join(f"{f.texts['text_alternative']}{f.texts['source']}" for f in found)
    assert all(word in told for word in words)
    assert not any(
        word in told for word in ("Share", "people", "respondents", "Not drawn")
    )
    [percent] = {
        (mark["value_text"] or share_text)[-2:] for f in found for mark in f.marks
    }
    assert percent == share_text[-2:]


def test_small_groups_are_in_no_figure(project: Project) -> None:
    built = build(project, smallest_group="101")
    names = {figure.texts["figure"] for figure in figures(built.database)}
    assert names == {"pets", "tools"}
