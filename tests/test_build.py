"""Surveys of other people: what is counted, what is refused and what is kept out."""

import gzip
import random
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from conftest import Built, Project, Rows

Row = dict[str, str]


def question(name: str, position: int, kind: str, **more: str) -> dict[str, str]:
    row = {"question": name, "position": str(position), "kind": kind, "other": "no"}
    return row | {"base": "answered", "header": f"{name}?"} | more


def options(name: str, *labels: str, **more: str) -> list[dict[str, str]]:
    return [
        {
            "question": name,
            "option": label,
            "position": str(position),
            "label": label,
            "offered": "yes",
        }
        | more
        for position, label in enumerate(labels, start=1)
    ]


def net(question: str, name: str, label: str, options: str, **more: str) -> Row:
    row = {"question": question, "net": name, "position": "1", "label": label}
    return row | {"options": options} | more


def wave(name: str, position: object, file: str, **more: str) -> Row:
    row = {"wave": name, "position": str(position), "label": name, "file": file}
    return row | more


ODD = ["a, b", "a", 'say "no"', "it's", "(x.y)*", "50%", "\\d+", "a, b, c", "C++ {}"]
SECRET = "Jo Doe, jo.doe@example.org, +49 170 1234567"


@pytest.fixture(scope="module")
def odd(project: Project) -> Built:
    """Build a survey of names, options and cells that break careless code."""
    codebook: dict[str, Rows] = {
        "questions": [
            question("when", 1, "timestamp", format="%d/%m/%Y %H:%M"),
            question("order", 2, "multi", delimiter=", ", other="yes", blank="none"),
            question("date", 3, "ordered"),
            question("select", 4, "single", options_of="date"),
            question("responses", 5, "number"),
            question("group", 6, "text"),
            question("_x".strip("_"), 7, "excluded", header="Your  name"),
        ],
        "options": [
            *options("order", *ODD),
            *options("order", "none", role="exclusive", position="90"),
            *options("date", "1-10", "11-50", value="5"),
            *options("date", "secret", position="3", role="missing"),
            *options("date", "other", position="4"),
        ],
        "spellings": [
            {"question": "date", "spelling": "n/a", "option": ""},
            {"question": "order", "spelling": "both", "option": "a"},
            {"question": "order", "spelling": "both", "option": "50%"},
            {"question": "order", "spelling": "Say*", "option": 'say "no"'},
        ],
        "claims": [
            {
                "claim": "The mean number typed",
                "question": "responses",
                "measure": "mean",
                "operator": "=",
                "value": "2.5",
            }
        ],
    }
    blank = dict.fromkeys(["order?", "date?", "select?", "group?"], "")
    responses: Rows = [
        {
            "when?": "31/12/2025 23:59",
            "order?": "a, b, c,  a, it\u2019s,",
            "date?": " 11-50 ",
            "select?": "secret",
            "responses?": "2",
            "group?": "my private thoughts",
            "Your name": "Jo Doe",
            "Unknown?": "surprise",
        },
        {**blank, "when?": "x", "order?": "both, Say what, a", "date?": "n/a"},
        {**blank, "date?": "1-10", "responses?": " 3.0 ", "select?": "1\u00a0-10"},
        {**blank, "order?": f"(x.y)*, {SECRET}", "date?": "secret"},
        {**blank, "responses?": "about three", "order?": "none, C++ {}"},
        {**blank, "order?": "  ", "date?": "\u00a0"},
    ]
    project.write("odd", responses, codebook)
    return project.build("odd")


def chosen(built: Built, name: str) -> dict[str, int]:
    return dict(
        built.rows(
            "select option, respondents from question_results"
            f" where question = '{name}' and respondents > 0"
        )
    )


def test_odd_answers_are_counted(odd: Built) -> None:
    assert chosen(odd, "order") == {
        **{"a, b, c": 1, "a": 2, "it's": 1, "50%": 1, 'say "no"': 1},
        **{"(x.y)*": 1, "other": 1, "none": 2, "C++ {}": 1},
    }
    assert chosen(odd, "date") == {"11-50": 1, "1-10": 1, "secret": 1}
    assert chosen(odd, "select") == {"secret": 1, "other": 1}
    bases = (
        "select question, answered, left_blank from question_bases order by position"
    )
    assert odd.rows(bases) == [
        ("when", 1, 4),
        ("order", 5, 0),
        ("date", 2, 2),
        ("select", 1, 3),
        ("responses", 2, 3),
        ("group", 1, 4),
        ("x", None, None),
    ]
    people = 'select respondent_id, "order", "date" from respondents'
    assert odd.rows(people) == [
        (1, ["a", "it's", "a, b, c"], "11-50"),
        (2, ["a", 'say "no"', "50%"], None),
        (3, ["none"], "1-10"),
        (4, ["(x.y)*", "other"], "secret"),
        (5, ["C++ {}", "none"], None),
    ]


def test_what_was_not_understood_is_reported(odd: Built) -> None:
    findings = odd.rows(
        "select finding, question, text, respondents, is_error from coding_report"
    )
    assert set(findings) >= {
        ("unknown answer", "order", None, 3, False),
        ("unknown answer", "select", None, 1, True),
        ("caught by *", "order", None, 1, False),
        ("contradiction", "order", "C++ {}; none", 1, False),
        ("unreadable number", "responses", None, 1, False),
        ("unreadable timestamp", "when", None, 1, False),
        ("unexpected column", None, "Unknown?", None, False),
        ("blank rows", None, None, 1, False),
    }
    assert len(findings) == 8, findings
    assert not odd.passed
    assert odd.says(
        *("select, unknown answer, 1 person", '(nearest: "1-10")'),
        "first in row 4 of seeds/current/responses.csv",
    )
    assert not odd.says("1 -10")
    assert odd.says("5 respondents, 3 coded questions; 1 blank row left out.")
    assert odd.says("1 of 1 claims hold")


def test_the_author_sees_what_people_typed(project: Project, odd: Built) -> None:
    """Of the Parquet copy, in a read-only shell, in the folder of the project."""
    unknown = "select question, answer, respondents, first_row from unknown_answers()"
    assert project.rows(odd, unknown) == [
        ("order", "+49 170 1234567", 1, 5),
        ("order", "Jo Doe", 1, 5),
        ("order", "jo.doe@example.org", 1, 5),
        ("responses", "about three", 1, 6),
        ("select", "1 -10", 1, 4),
        ("when", "x", 1, 3),
    ]
    caught = "select answer, advice from unknown_answers(understood_by_rule := true)"
    found = dict(project.rows(odd, caught + " where finding = 'caught by *'"))
    assert found["Say what"].startswith("counted as Say*")
    nearest = "select nearest from unknown_answers() where question = 'select'"
    assert project.rows(odd, nearest) == [("1-10",)]


def test_only_what_three_people_wrote_is_shown(project: Project) -> None:
    """In whatever way; who wrote it three times is one person, and not shown."""
    typed = [
        *("Perl;R", "perl", "R;PERL", "Jo;JO;jo", "Ada Lovelace", "ada lovelace"),
        *["\x1b[31mask\u202e \u200bme\x07 " + "x" * 300] * 3,
    ]
    project.write(
        "three",
        [{"tools?": cell} for cell in typed],
        {
            "questions": [question("tools", 1, "multi", delimiter=";", other="yes")],
            "options": options("tools", "R"),
        },
    )
    built = project.build("three")
    assert built.passed, built.printed
    found = built.rows("select text, respondents from coding_report order by all")
    assert found == [
        ("Perl", 3),
        ("ask me " + "x" * 192 + "…", 3),
        (None, 5),
    ]
    assert b"ovelace" not in built.database.read_bytes()


def test_a_changed_answer_names_the_claims_that_it_breaks(project: Project) -> None:
    file = project.copy("changed") / "responses.csv"
    rows = file.read_text().split("\n")
    rows[4] = rows[4].replace("500+,25-49", "51-150,25-49")
    rows[6] = rows[6].replace("Manually", "Manualy")
    file.write_text("\n".join(rows))
    built = project.build("changed")
    assert not built.passed
    assert built.says(
        *("claims.csv row 26", "company_size 500+ by num_ml_employees 25-49"),
        "expected respondents = 2, actual 1",
    )
    assert built.says("claims.csv row 48", "expected share = 0.55, actual 0.525")
    assert built.says("91 of 96 claims hold")
    assert built.says(
        *("retrain_method, unknown answer, 1 person", 'nearest: "Manually"'),
        *("first in row 7 of seeds/", "options.csv or spellings.csv"),
    )
    assert built.rows(
        "select respondents from question_results"
        " where question = 'retrain_method' and option = 'other'"
    ) == [(1,)]


def test_columns_that_are_missing_new_or_twice(project: Project) -> None:
    file = project.copy("columns") / "responses.csv"
    text = file.read_text()
    text = text.replace("How big is your company?", "How large is your company?")
    text = text.replace("Can I reach out to you", "How do the majority of models get")
    text = text.replace("get for follow-up questions?", "get retrained?")
    file.write_text(text)
    built = project.build("columns")
    assert not built.passed
    assert built.says(
        *('company_size, missing column: "How big is your company?"', "questions.csv"),
        '(nearest: "How large is your company?")',
    )
    assert built.says("retrain_method, repeated column", "rename or delete one")
    found = built.rows(
        "select text from coding_report where finding = 'unexpected column'"
    )
    assert ("How large is your company?",) in found
    bases = "select answered from question_bases where question = 'company_size'"
    assert built.rows(bases) == [(0,)]


CODEBOOKS = {
    "keys": (
        {
            "questions": [
                question("Size", 1, "single"),
                question("respondent_id", 2, "text"),
                question("rowid", 10, "text"),
                question("submitted_at", 3, "text"),
                question("tools", 4, "several", other="perhaps"),
                question("tools", 5, "single", base="everybody", header="tools?"),
                question("team", 6, "single", asked="tools=a", blank="nobody"),
                question("copy", 7, "single", options_of="nothing"),
                question("why", "x", "text"),  # type: ignore[arg-type]
                question("when", 11, "timestamp", format="%d.%m.%Q"),
                question("low", 12, "single", grid="team"),
                question("high", 13, "number", grid="team"),
                question("egg", 14, "single", asked="hen=hen", options_of="hen"),
                question("hen", 15, "single", asked="egg=hen"),
                question("started", 16, "timestamp"),
                question("among", 17, "single"),
            ],
            "options": options("hen", "hen"),
            "survey": [
                {"item": "header_rows", "text": "4"},
                {"item": "separator", "text": "|"},
                {"item": "confidence", "text": "100"},
                {"item": "smallest_group", "text": "-1"},
                {"item": "title", "text": "One"},
                {"item": "title", "text": "Two"},
                {"text": "Lost"},
            ],
        },
        [
            'questions.csv row 2: question is "Size", expected a name in small letters',
            'questions.csv row 3: question is "respondent_id"',
            'questions.csv row 4: question is "rowid"',
            'questions.csv row 5: question is "submitted_at"',
            'questions.csv row 17: question is "among", expected a name',
            'questions.csv row 6: question is "tools", expected each question once',
            'questions.csv row 6: kind is "several", expected single, ordered, multi',
            'questions.csv row 6: other is "perhaps", expected yes, no or blank',
            'questions.csv row 7: base is "everybody", expected answered, respondents',
            'questions.csv row 7: header is "tools?"',
            'questions.csv row 8: blank is "nobody", expected an option',
            'questions.csv row 8: asked is "tools=a", expected another question',
            'questions.csv row 8: question is "team", expected at least one row of',
            'questions.csv row 9: options_of is "nothing"',
            'questions.csv row 10: position is "x", expected a whole number',
            'questions.csv row 11: format is "%d.%m.%Q", expected a format of strptime',
            'questions.csv row 12: grid is "team", expected a name that no question',
            'questions.csv row 13: grid is "team", expected the kind and options of',
            'questions.csv row 14: asked is "hen=hen", expected a question that',
            'questions.csv row 15: asked is "egg=hen", expected a question that',
            'survey.csv row 2: text is "4", expected 0, 1, 2 or 3 header rows',
            'survey.csv row 3: text is "|", expected a separator',
            'survey.csv row 4: text is "100", expected a confidence in per cent',
            'survey.csv row 5: text is "-1", expected the number of people',
            'survey.csv row 6: item is "title", expected each item once',
            "survey.csv row 8: item is blank, expected a name",
        ],
    ),
    "options": (
        {
            "questions": [
                question("team", 1, "single"),
                question("why", 2, "text"),
                question("side", 3, "single", options_of="team"),
                question("many", 4, "multi"),
            ],
            "options": [
                *options("team", "red", "red", "a|b"),
                *options("team", "blue", position="1", value="five", offered="maybe"),
                *options("team", "teal", position="7", label="blue", role="hero"),
                *options("why", "because"),
                {"option": "lost", "label": "lost"},
                *options("team", "4", position="8"),
                *options("team", "four", position="9", label="4.0"),
                *options("side", "red", position="1"),
                *options("many", "one", "two"),
                *options("many", "three", position="3", value="inf"),
            ],
            "spellings": [
                {"question": "team", "spelling": "r*", "option": "red"},
                {"question": "team", "spelling": "r*", "option": "blue"},
                {"question": "team", "spelling": "x", "option": "green"},
                {"question": "team", "spelling": " *", "option": "red"},
                {"question": "many", "spelling": "one", "option": "two"},
                {"question": "many", "spelling": "two", "option": ""},
                {"question": "many", "spelling": "both", "option": "one"},
                {"question": "many", "spelling": "both", "option": "two"},
            ],
        },
        [
            'options.csv row 2: option is "red", expected each option of team once',
            'options.csv row 4: option is "a|b", expected a name without |',
            'options.csv row 5: position is "1", expected each position of team once',
            'options.csv row 5: value is "five", expected a number or blank',
            'options.csv row 5: offered is "maybe", expected yes, no',
            'options.csv row 6: role is "hero"',
            'options.csv row 6: label is "blue", expected a label that no other',
            'options.csv row 7: question is "why", expected a question of',
            "options.csv row 8: question is blank, expected a name",
            'options.csv row 10: label is "4.0", expected a label that no other',
            'options.csv row 11: option is "red", expected an option that side does',
            'spellings.csv row 2: spelling "r*" of team stands for blue and red',
            'spellings.csv row 4: option is "green", expected an option of team',
            'spellings.csv row 5: spelling is "*", expected a text before the *',
            'spellings.csv row 6: spelling is "one", expected a text that is not',
            'spellings.csv row 7: spelling is "two", expected a text that is not',
            'options.csv row 14: value is "inf", expected a number or blank',
        ],
    ),
    "figures": (
        {
            "questions": [
                question("team", 1, "single"),
                question("why", 2, "text"),
                question("site", 3, "single", grid="grid"),
            ],
            "options": [
                *options("team", "red", "blue"),
                *options("site", "north", offered="no"),
            ],
            "figures": [
                {
                    **{"figure": "../x", "position": "1", "kind": "pie"},
                    **{"question": "why", "by_question": "who", "by_options": "a"},
                    **{"measure": "euros", "options": "some", "sort": "up"},
                },
                {"figure": "y", "question": "site", "options": "offered"},
                {
                    **{"figure": "z", "kind": "bar", "question": "grid"},
                    **{"among": "team=mauve", "interval": "some", "scale": "log"},
                },
                {"figure": "g", "kind": "stacked_bar", "question": "grid"},
                {"figure": "h", "kind": "stacked_bar", "question": "grid"}
                | {"by_question": "team"},
                {
                    **{"figure": "i", "kind": "heatmap"},
                    **{"question": "team", "by_question": "team"},
                },
            ],
            "claims": [
                {"claim": "1", "question": "who", "measure": "median", "value": "x"},
                {"claim": "2", "question": "team", "option": "red|green"},
                {"claim": "3", "question": "team", "measure": "rank", "operator": "!"},
                {"claim": "4", "by_question": "team", "by_option": "red"},
                {"claim": "5", "among": "team"},
                {"claim": "6", "value": "nan", "tolerance": "inf"},
                {"claim": "7", "tolerance": "-1"},
            ],
        },
        [
            'figures.csv row 2: figure is "../x", expected a file name',
            'figures.csv row 2: kind is "pie", expected bar, heatmap, split_bar',
            'figures.csv row 2: question is "why"',
            'figures.csv row 2: by_question is "who"',
            'figures.csv row 2: by_options is "a"',
            'figures.csv row 2: measure is "euros"',
            'figures.csv row 2: options is "some"',
            'figures.csv row 2: sort is "up"',
            'figures.csv row 3: options is "offered", expected coded or all',
            'figures.csv row 4: question is "grid", expected a question of',
            'figures.csv row 4: among is "team=mauve", expected a question and its',
            'figures.csv row 4: interval is "some", expected yes, no or blank',
            'figures.csv row 4: scale is "log", expected data, full or blank',
            'figures.csv row 6: by_question is "team", expected blank: a grid is',
            "claims.csv row 5: question is blank, expected a question to divide",
            'claims.csv row 2: question is "who"',
            'claims.csv row 2: measure is "median", expected respondents, share, rank',
            'claims.csv row 2: value is "x", expected a number',
            'claims.csv row 3: option is "red|green"',
            'claims.csv row 4: operator is "!"',
            'claims.csv row 4: measure is "rank"',
            'claims.csv row 6: among is "team", expected a question and its options',
            'claims.csv row 7: value is "nan", expected a number',
            'claims.csv row 7: tolerance is "inf", expected a number that is not',
            'claims.csv row 8: tolerance is "-1", expected a number that is not',
            'figures.csv row 7: by_question is "team", expected another question',
        ],
    ),
    "nets": (
        {
            "questions": [question("team", 1, "single"), question("wave", 2, "text")],
            "options": options("team", "red", "blue", "teal"),
            "nets": [
                net("team", "red", "Warm", "red"),
                net("team", "cold", "Cold", "blue|green"),
                net("team", "cold", "teal", "blue|teal", position="x"),
                net("side", "all", "All", "red"),
                net("team", "a|b", "Any", ""),
                {"net": "lost"},
            ],
            "waves": [
                wave("2020", 1, "a.csv"),
                wave("2020", 1, "../b.csv", header_rows="4", separator="comma"),
                wave("a|b", "x", "a.csv", encoding="utf 8", label="2020"),
                {"label": "lost"},
            ],
        },
        [
            'nets.csv row 2: net is "red", expected a name that no option of team has',
            'nets.csv row 3: options is "blue|green", expected options of team',
            'nets.csv row 4: net is "cold", expected each net of team once',
            'nets.csv row 4: position is "x", expected a whole number',
            'nets.csv row 4: label is "teal", expected a label that no other net or',
            'nets.csv row 5: question is "side", expected a question of questions.csv',
            'nets.csv row 6: net is "a|b", expected a name without |',
            "nets.csv row 6: options is blank, expected options of team",
            "nets.csv row 7: question is blank, expected a name",
            'waves.csv row 3: wave is "2020", expected a name without |, each once',
            'waves.csv row 3: position is "1", expected a whole number, each once',
            'waves.csv row 3: file is "../b.csv", expected the name of a file',
            'waves.csv row 3: header_rows is "4", expected 0, 1, 2 or 3 header rows',
            'waves.csv row 3: separator is "comma", expected ",", ";", tab, or blank',
            'waves.csv row 4: wave is "a|b"',
            'waves.csv row 4: position is "x"',
            'waves.csv row 4: file is "a.csv"',
            'waves.csv row 4: label is "2020", expected a label that no other wave has',
            'waves.csv row 4: encoding is "utf 8", expected the name of an encoding',
            "waves.csv row 5: wave is blank, expected a name",
            'questions.csv row 3: question is "wave", expected another name',
        ],
    ),
}


@pytest.mark.parametrize("name", CODEBOOKS)
def test_each_problem_of_a_codebook_names_file_row_and_value(
    project: Project, name: str
) -> None:
    codebook, problems = CODEBOOKS[name]
    project.write(f"wrong_{name}", [{"team?": "red"}], codebook)
    built = project.build(f"wrong_{name}")
    assert not built.passed
    missing = [problem for problem in problems if not built.says(problem)]
    assert not missing, [line for line in built.printed if ".csv" in line]
    assert not built.says("coded questions;")


def test_columns_of_the_codebook_may_move_miss_or_be_too_many(project: Project) -> None:
    team = question("team", 1, "single")
    folder = project.write(
        "columns_moved",
        [{"team?": "Red"}],
        {"questions": [team], "options": options("team", "red")},
    )
    (folder / "codebook/options.csv").write_text(
        "colour,label,option,question,offered,value,position\n,Red,red,team,yes,,1\n"
    )
    built = project.build("columns_moved")
    assert built.passed, built.printed
    assert chosen(built, "team") == {"red": 1}
    unknown = "select text from coding_report where finding like 'unknown column%'"
    assert built.rows(unknown) == [("options.csv: colour",)]
    (folder / "codebook/options.csv").write_text("question,option\nteam,red\n")
    built = project.build("columns_moved")
    assert built.says("options.csv: column position is missing, expected columns")


def test_a_row_of_the_codebook_with_too_many_cells_is_named(project: Project) -> None:
    """As by a comma in a label that nobody put into quotes."""
    folder = project.copy("unquoted")
    options = folder / "codebook/options.csv"
    lines = options.read_text().splitlines()
    lines[5] += ",and more"
    options.write_text("\n".join(lines))
    built = project.build("unquoted")
    assert not built.passed
    assert built.says("options.csv row 6: 8 cells, expected 7", "double quotes")
    assert not built.says("coded questions;")


def test_files_of_the_codebook_that_are_missing_or_none_of_it(project: Project) -> None:
    """Whatever else lies in the folder is not read."""
    folder = project.copy("files_missing") / "codebook"
    (folder / "options.csv").unlink()
    (folder / "claims.csv").write_text("")
    (folder / "copy of options.csv").write_bytes(b'"\xe9,,,\n' + b"x," * 99)
    (folder / "hooks.yml").write_text("on-run-start: [select 1 / 'no']")
    built = project.build("files_missing")
    assert not built.passed
    assert built.says("codebook", "options.csv: no such file, expected")
    assert built.says("codebook", "claims.csv: 0 bytes, expected")
    assert not built.says("copy of options")
    assert not built.database.exists()


@pytest.mark.slow
def test_other_files_of_the_same_survey(
    project: Project, reference: Built, tmp_path: Path
) -> None:
    export = project.folder / "seeds/production_ml/responses.csv"
    folder = tmp_path
    (folder / "a.csv.gz").write_bytes(gzip.compress(export.read_bytes()))
    rows = f"select * from read_csv('{export}', all_varchar = true)"
    duckdb.sql(f"copy ({rows}) to '{folder}/b.tsv' (delimiter '\t')")
    duckdb.sql(f"copy ({rows}) to '{folder}/c.parquet'")
    duckdb.sql(f"copy ({rows} limit 25) to '{folder}/d1.csv'")
    duckdb.sql(f"copy ({rows} offset 25) to '{folder}/d2.csv'")
    project.copy("elsewhere")
    expected = reference.rows("from respondents")
    for name in ("a.csv.gz", "b.tsv", "c.parquet", "d*.csv"):
        built = project.build("elsewhere", "--vars", f"responses: {folder}/{name}")
        assert built.passed, (name, built.printed)
        assert built.rows("from respondents") == expected
    built = project.build("elsewhere", "--vars", f"responses: {folder}/none.csv")
    assert not built.passed
    assert built.says(f"{folder}/none.csv")


@pytest.mark.slow
def test_files_of_a_survey_are_read_by_their_headers(project: Project) -> None:
    """An excluded column may stand elsewhere in the next file, and one may be new."""
    codebook: dict[str, Rows] = {
        "questions": [
            question("team", 1, "single"),
            question("name", 2, "excluded"),
        ],
        "options": options("team", "red", "blue"),
    }
    folder = project.write("files", "team?,name?\nred,Jo Doe\n", codebook)
    (folder / "more.csv").write_text("new?,name?,team?\nx,Al Roe,blue\n")
    built = project.build("files", "--vars", f"responses: {folder}/*.csv")
    assert built.passed, built.printed
    assert chosen(built, "team") == {"red": 1, "blue": 1}
    findings = built.rows("select finding, text from coding_report")
    assert findings == [("unexpected column", "new?")]
    assert b"Doe" not in built.database.read_bytes()
    assert b"Roe" not in built.database.read_bytes()
    # Each file has header rows, a separator and columns of its own.
    survey = [{"item": "header_rows", "text": "2"}]
    project.write("files", "team?,name?\nTeam,\nred,\n", codebook | {"survey": survey})
    (folder / "more.csv").write_text("name?;team?\n;Team\n;blue\n")
    built = project.build("files", "--vars", f"responses: {folder}/*.csv")
    assert built.passed, built.printed
    assert chosen(built, "team") == {"red": 1, "blue": 1}
    (folder / "more.csv").write_text("name?;tam?\n;Team\n;blue\n")
    built = project.build("files", "--vars", f"responses: {folder}/*.csv")
    assert not built.passed
    assert built.says("missing column", "team? in", "more.csv", "tam?")


def test_a_row_with_too_many_cells_stops_the_build(project: Project) -> None:
    """A comma that nobody quoted would move a name into an answer's place."""
    rows = "x,red,y\n" * 30_000
    project.write(
        "ragged",
        f"a?,team?,name?\n{rows}Doe, Jane,red,x\n",
        {
            "questions": [
                question("team", 1, "single"),
                question("name", 2, "excluded"),
            ],
            "options": options("team", "red", "y"),
        },
    )
    built = project.build("ragged")
    assert not built.passed
    assert built.says("row 30002: more cells than the header has")
    assert not built.says("Jane")


def test_who_was_asked_decides_what_an_empty_cell_means(project: Project) -> None:
    """Whether somebody was asked may hang on a question that asked few itself."""
    people = [
        # uses, how, why: as written, and as they are counted.
        (("no", "", ""), ("no", None, None)),
        (("yes", "", ""), ("yes", "don't", ["none"])),
        (("yes", "by", ""), ("yes", "by", None)),
        (("no", "don't", ""), ("no", "don't", ["none"])),
        (("yes", "", "a;b"), ("yes", "don't", ["a", "b"])),
        (("no", "", "none"), ("no", None, ["none"])),
    ]
    cells = [dict(zip(["uses?", "how?", "why?"], p, strict=True)) for p, _ in people]
    figure = {
        **{"figure": "f", "position": "1", "kind": "heatmap", "question": "how"},
        **{"by_question": "uses", "measure": "share", "options": "all"},
        "sort": "codebook",
    }
    asked = {"blank": "don't", "asked": "uses=yes", "base": "asked"}
    project.write(
        "asked",
        cells,
        {
            "questions": [
                question("why", 1, "multi", blank="none", asked="how=don't"),
                question("how", 2, "single", **asked),
                question("uses", 3, "single"),
                question("asked", 4, "number", header="no column"),
            ],
            "options": [
                *options("uses", "yes", "no"),
                *options("how", "don't", "by"),
                *options("why", "none", "a", "b"),
            ],
            "figures": [figure],
        },
    )
    built = project.build("asked")
    assert not built.passed
    assert built.says("asked, missing column")
    answers = built.rows(
        "select uses, how, why from respondents order by respondent_id"
    )
    assert answers == [counted for _, counted in people]
    shares = built.rows(
        "select by_option, option, respondents, by_option_base, share_of_by_option"
        " from crosstab_results where option <> 'other' and by_option <> 'other'"
    )
    assert shares == [
        ("yes", "don't", 2, 3, 2 / 3),
        ("no", "don't", 1, 0, None),
        ("yes", "by", 1, 3, 1 / 3),
        ("no", "by", 0, 0, None),
    ]
    note = built.rows("select note from figures.figure_texts")[0][0]
    assert note == "Not drawn: 2 of 6 respondents (2 were not asked)."


def test_a_claim_may_divide_people_by_a_number(project: Project) -> None:
    """And a number with a word of magnitude is not the number before it."""
    ages = ["5", "7 years", "5 million", "10 thousand", ""]
    claim = {
        **{"claim": "c", "question": "team", "option": "red", "by_question": "age"},
        **{"measure": "respondents", "operator": "=", "value": "2"},
    }
    project.write(
        "number",
        [{"team?": "red", "age?": age} for age in ages],
        {
            "questions": [question("team", 1, "single"), question("age", 2, "number")],
            "options": options("team", "red", "blue"),
            "claims": [claim],
        },
    )
    built = project.build("number")
    assert built.passed, built.printed
    assert built.rows("select age from respondents order by respondent_id")[:4] == [
        (5,),
        (7,),
        (None,),
        (None,),
    ]
    findings = built.rows("select finding, text, respondents from coding_report")
    assert findings == [("unreadable number", None, 2)]


def test_a_survey_that_nobody_answered_has_its_figures(project: Project) -> None:
    figure = {
        **{"figure": "f", "position": "1", "kind": "heatmap", "question": "team"},
        **{"by_question": "size", "measure": "share", "options": "coded"},
        "sort": "codebook",
    }
    project.write(
        "nobody",
        "team?,size?\n",
        {
            "questions": [
                question("team", 1, "single"),
                question("size", 2, "ordered"),
            ],
            "options": [*options("team", "red"), *options("size", "1", "2")],
            "figures": [figure],
        },
    )
    built = project.build("nobody")
    assert built.passed, built.printed
    marks = built.rows(
        "select row_option, column_option, value from figures.figure_marks"
        " where column_option is not null"
    )
    assert marks == [("red", "1", None), ("red", "2", None)]


@pytest.mark.parametrize("survey", ["../seeds/production_ml", "Odd", "main"])
def test_a_name_that_is_none_stops_before_anything_is_read(
    project: Project, survey: str
) -> None:
    before = sorted(project.folder.glob("*"))
    if survey == "main":
        project.copy(survey)
    built = project.run("build", survey=survey)
    assert not built.passed
    assert built.says(f"SURVEY={survey}: a survey is named in small letters")
    assert sorted(project.folder.glob("*")) == before


def test_a_survey_without_a_codebook_is_told_which_there_are(project: Project) -> None:
    built = project.run("build", survey="nowhere")
    assert not built.passed
    assert built.says(
        "SURVEY=nowhere: no codebook, expected CSV files", "production_ml"
    )


def test_a_new_database_can_be_compiled_and_is_not_made_by_looking(
    project: Project,
) -> None:
    project.copy("fresh")
    built = project.run("compile", survey="fresh")
    assert built.passed, built.printed


def test_two_questions_of_many_people(project: Project) -> None:
    """Counts of a larger survey, with every combination, against a counter."""
    seeded = random.Random(7)
    tools, sizes = ["SQL", "R, base", "R", "Excel"], ["1", "2-9", "10+"]
    people = [
        (
            [tool for tool in tools if seeded.random() < 0.4],
            seeded.choice([*sizes, ""]),
            seeded.choice(["", "", "my own thing"]),
        )
        for _ in range(3000)
    ]
    responses = [
        {"tools?": ", ".join([*chosen_, *filter(None, [typed])]), "size?": size}
        for chosen_, size, typed in people
    ]
    tools_question = question("tools", 1, "multi", delimiter=", ", other="yes")
    figure = {
        **{"figure": "f", "position": "1", "kind": "heatmap", "question": "tools"},
        **{"by_question": "size", "measure": "share", "options": "all"},
        "sort": "value",
    }
    project.write(
        "many",
        responses,
        {
            "questions": [tools_question, question("size", 2, "ordered")],
            "options": [*options("tools", *tools), *options("size", *sizes)],
            "figures": [figure],
        },
    )
    built = project.build("many")
    assert built.passed, built.printed
    counted = Counter(
        (tool, size)
        for selected, size, typed in people
        for tool in [*selected, *(["other"] if typed else [])]
        if size
    )
    cells = built.rows(
        "select option, by_option, respondents, share_of_by_option,"
        " by_option_respondents, answered_both from crosstab_results"
        " where by_option <> 'other'"
    )
    assert {(tool, size): n for tool, size, n, *_ in cells} == {
        (tool, size): counted[tool, size]
        for tool in [*tools, "other"]
        for size in sizes
    }
    answered = Counter(size for selected, size, typed in people if selected or typed)
    for _, size, n, share, by, both in cells:
        assert share == n / answered[size]
        assert by == sum(person[1] == size for person in people)
        assert both == sum(answered[size] for size in sizes)
    blank = sum(not row["tools?"] and not row["size?"] for row in responses)
    assert built.rows("select count(*) from respondents") == [(3000 - blank,)]
