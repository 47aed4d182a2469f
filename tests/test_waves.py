"""Waves: exports that differ, read as one survey, and compared by trend()."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import ROOT, Built, Project, Rows
from scipy import stats
from statsmodels.stats.multitest import multipletests
from test_build import options, question
from test_readme import BLOCKS, printed

# By wave: how many people chose which tools, size, and points of two rows of a grid.
TOOLS: dict[str, dict[tuple[str, ...], int]] = {
    "first": {("SQL",): 20, ("SQL", "R, or S"): 10, ("R, or S",): 10, (): 2},
    "second": {("SQL",): 5, ("R, or S",): 30, ("SQL", "Café"): 6},
    "third": {("SQL",): 4, ("R, or S",): 31},
}
SIZES = {"first": {"small": 12, "large": 30}, "third": {"small": 30, "large": 5}}
ROWS = {
    "easy?": {"first": {"no": 20, "yes": 22}, "third": {"no": 8, "yes": 27}},
    "fast?": {"first": {"no": 21, "yes": 21}, "third": {"no": 17, "yes": 18}},
}
NEW = {"third": {"yes": 3, "no": 32}}


def people(wave: str, delimiter: str, tools: str, stamp: str) -> list[dict[str, str]]:
    """Write a row per person, with columns of what the wave asked."""
    columns = {
        tools: [delimiter.join(c) for c, n in TOOLS[wave].items() for _ in range(n)]
    }
    asked = {"size?": SIZES, **ROWS, "new?": NEW}
    for header, waves in asked.items():
        if wave in waves:
            columns[header] = [c for c, n in waves[wave].items() for _ in range(n)]
    rows = zip(*columns.values(), strict=True)
    return [{"when?": stamp} | dict(zip(columns, row, strict=True)) for row in rows]


def text(rows: list[dict[str, str]], separator: str) -> str:
    lines = [[*rows[0]], *([*row.values()] for row in rows)]
    quoted = [[f'"{cell}"' for cell in line] for line in lines]
    return "\n".join(separator.join(line) for line in quoted) + "\n"


@pytest.fixture(scope="module")
def waves(project: Project) -> Built:
    codebook: dict[str, Rows] = {
        "survey": [{"item": "smallest_group", "text": "40"}],
        "waves": [
            {"wave": "first", "position": "1", "label": "One", "file": "one.csv"},
            {
                **{
                    "wave": "second",
                    "position": "2",
                    "label": "Two",
                    "file": "two.csv",
                },
                **{"encoding": "latin-1", "separator": ";"},
            },
            {"wave": "third", "position": "3", "label": "Three", "file": "three.tsv"},
        ],
        "questions": [
            question("when", 1, "timestamp"),
            question("tools", 2, "multi", base="respondents"),
            question("size", 3, "ordered"),
            question("easy", 4, "single", grid="opinions", label="Easy"),
            question("fast", 5, "single", grid="opinions", options_of="easy"),
            question("new", 6, "single", options_of="easy"),
        ],
        "options": [
            *options("tools", "SQL", "R, or S", "Café"),
            *options("size", "small", "large"),
            *options("easy", "no", "yes"),
        ],
        "spellings": [
            {"question": "tools", "spelling": "which tools?", "found_in": "header"}
        ],
        "figures": [
            {
                **{"figure": "over_time", "position": "1", "kind": "split_bar"},
                **{"question": "tools", "by_question": "wave", "measure": "share"},
                **{"options": "all", "sort": "codebook"},
            }
        ],
    }
    folder = project.write("waves", "", codebook)
    (folder / "responses.csv").unlink()
    one = people("first", ";", "tools?", "2019/02/01 3:04:05 PM MEZ")
    two = people("second", ", ", "which tools?", "31.12.2020 23:59:00")
    three = people("third", ";", "tools?", "2021-12-31T00:00:00Z")
    (folder / "one.csv").write_text(text(one, ","), "utf-8")
    (folder / "two.csv").write_text(text(two, ";"), "latin-1")
    (folder / "three.tsv").write_text(text(three, "\t"), "utf-8")
    built = project.build("waves")
    assert built.passed, built.printed
    return built


def trend(built: Built, name: str, columns: str) -> list[tuple[Any, ...]]:
    return built.rows(f"select {columns} from trend('{name}')")


def test_each_file_is_read_in_its_own_way(waves: Built) -> None:
    found = trend(waves, "tools", "option, wave, respondents, base")
    assert found == [
        (
            option,
            wave,
            sum(n for chosen, n in TOOLS[wave].items() if option in chosen),
            sum(TOOLS[wave].values()),
        )
        for option in ("SQL", "R, or S", "Café")
        for wave in ("first", "second", "third")
    ]
    years = (
        "select wave, min(year(submitted_at)) from respondents group by 1 order by 1"
    )
    assert waves.rows(years) == [("first", 2019), ("second", 2020), ("third", 2021)]


def test_a_change_is_one_since_the_last_wave_that_asked(waves: Built) -> None:
    found = trend(waves, "size", "option, wave, respondents, previous_wave, note")
    assert found[:3] == [
        ("small", "first", 12, None, "first asked"),
        ("small", "second", None, None, "not asked"),
        ("small", "third", 30, "first", None),
    ]
    ((change, low, high),) = waves.rows(
        "select change, change_low, change_high from trend('size')"
        " where option = 'small' and wave = 'third'"
    )
    assert change == pytest.approx(30 / 35 - 12 / 42)
    assert low < change < high
    notes = set(trend(waves, "new", "wave, note, p"))
    assert notes == {
        ("first", "not asked", None),
        ("second", "not asked", None),
        ("third", "asked in Three only", None),
    }


def test_rows_of_a_grid_are_adjusted_together(waves: Built) -> None:
    found = [
        row
        for name in ("easy", "fast")
        for row in trend(waves, name, "p, p_adjusted")
        if row[0] is not None
    ]
    p = [
        float(stats.chi2_contingency([[*f.values()], [*t.values()]], False).pvalue)
        for f, t in ((row["first"], row["third"]) for row in ROWS.values())
        for _ in f
    ]
    assert [row[0] for row in found] == pytest.approx(p, abs=1e-9)
    holm = multipletests(p, method="holm")[1]
    assert [row[1] for row in found] == pytest.approx(holm, abs=1e-9)


def test_wave_is_a_question_like_any_other(waves: Built) -> None:
    results = "select option, label, respondents from question_results"
    assert waves.rows(f"{results} where question = 'wave'") == [
        ("first", "One", 42),
        ("second", "Two", 41),
        ("third", "Three", 35),
    ]
    by_tool = "select by_option, respondents from crosstab('wave', 'tools')"
    assert ("Café", 6) in waves.rows(f"{by_tool} where option = 'second'")


def test_wordings_that_changed_are_reported(waves: Built) -> None:
    report = waves.rows(
        "select question, text from coding_report where finding = 'wording changed'"
    )
    assert report == [("tools", "first, third: tools?; second: which tools?")]


def test_a_wave_of_few_people_is_not_published(waves: Built) -> None:
    query = "select distinct panel_option from figures.figure_marks"
    marks = waves.rows(f"{query} where panel_option is not null")
    # Without the second, what is left of the total would be the third.
    assert marks == [("first",)]
    rows = waves.rows("select distinct wave from figures.trend_table('tools')")
    assert rows == [("first",)]
    changes = waves.rows("select count(change) from figures.trend_table('tools')")
    assert changes == [(0,)]


def test_the_trend_of_the_readme_is_what_the_shell_prints(waves: Built) -> None:
    readme = (ROOT / "README.md").read_text()
    ((query, output),) = [b for b in BLOCKS.findall(readme) if "from trend(" in b[0]]
    assert printed(waves, query) == output
