"""Exports as the tools write them: columns of options, header rows, who was asked."""

import csv
import io

import pytest
from conftest import Built, Project, Rows
from test_build import chosen, options, question


def file(*rows: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def named(name: str, option: str, header: str) -> dict[str, str]:
    row = {"question": name, "option": option, "spelling": header}
    return row | {"found_in": "header"}


CODEBOOK: dict[str, Rows] = {
    "questions": [
        question("tools", 1, "multi", other="yes", header="Which tools, if any?"),
        question("size", 2, "ordered", header="How big?", other="yes"),
        question("email", 3, "excluded", header="E-mail"),
    ],
    "options": [
        *options("tools", "SQL", "R, base", "Excel"),
        *options("size", "1-10", "11+"),
    ],
}
# Chosen tools, typed-in tool, size
PEOPLE = [
    (["SQL", "R, base"], "", "1-10"),
    ([], "Perl", "11+"),
    (["Excel"], "ask me@example.org", ""),
    ([], "", "11+"),
    (["SQL"], "", "11+"),
]
COLUMNS = ["SQL", "R, base", "Excel"]


def cells(style: str) -> list[list[str]]:
    yes = {"label": "{}", "one": "1", "yes": "Yes"}[style]
    no = {"label": "", "one": "0", "yes": ""}[style]
    answered = [bool(chosen_ or typed) for chosen_, typed, _ in PEOPLE]
    return [
        [
            *[
                yes.format(tool) if tool in chosen_ else no if any_ else ""
                for tool in COLUMNS
            ],
            typed,
            size,
            "a@b.example",
        ]
        for (chosen_, typed, size), any_ in zip(PEOPLE, answered, strict=True)
    ]


OTHER = "Other (please specify)"
SURVEYMONKEY = file(
    ["Which tools, if any?", "", "", "", "How big?", "E-mail"],
    [*COLUMNS, OTHER, "Response", "Open-Ended Response"],
    *cells("label"),
)
QUALTRICS = file(
    ["Q1_1", "Q1_2", "Q1_3", "Q1_4_TEXT", "Q2", "Q3"],
    [*(f"Which tools, if any? - {x}" for x in [*COLUMNS, OTHER]), "How big?", "E-mail"],
    [f'{{"ImportId":"QID{n}"}}' for n in range(6)],
    *cells("one"),
)
TYPEFORM = file(
    ["SQL", "R, base", "Excel", "Other", "How big?", "E-mail"], *cells("yes")
)
LIMESURVEY = file(
    [*(f"Q1[{x}]. Which tools, if any?" for x in ["a", "b", "c", "other"]), "How big?"],
    *(row[:-1] for row in cells("one")),
)
EXPORTS: dict[str, tuple[str, dict[str, Rows]]] = {
    "surveymonkey": (
        SURVEYMONKEY,
        {
            "survey": [{"item": "header_rows", "text": "2"}],
            "spellings": [named("tools", "other", OTHER)],
        },
    ),
    "qualtrics": (
        QUALTRICS,
        {
            "survey": [{"item": "header_rows", "text": "3"}],
            "spellings": [
                *(named("tools", x, f"Q1_{n}") for n, x in enumerate(COLUMNS, 1)),
                named("tools", "other", f"Which tools, if any? - {OTHER}"),
            ],
        },
    ),
    "typeform": (
        TYPEFORM,
        {
            "spellings": [named("tools", x, x) for x in COLUMNS]
            + [named("tools", "other", "Other")]
        },
    ),
    "limesurvey": (
        LIMESURVEY,
        {
            "spellings": [
                named("tools", option, f"Q1[{code}]. Which tools, if any?")
                for option, code in zip(
                    [*COLUMNS, "other"], ["a", "b", "c", "other"], strict=True
                )
            ]
        },
    ),
}


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(tool, marks=pytest.mark.slow if place else ())
        for place, tool in enumerate(EXPORTS)
    ],
)
def test_columns_of_options_are_one_question(project: Project, tool: str) -> None:
    text, codebook = EXPORTS[tool]
    project.write(tool, text, CODEBOOK | codebook)
    built = project.build(tool)
    assert built.passed, built.printed
    assert chosen(built, "tools") == {"SQL": 2, "R, base": 1, "Excel": 1, "other": 2}
    assert chosen(built, "size") == {"1-10": 1, "11+": 3}
    bases = (
        "select question, answered, left_blank from question_bases order by position"
    )
    assert built.rows(bases)[:2] == [("tools", 4, 1), ("size", 4, 1)]
    people = "select tools, size from respondents order by respondent_id"
    assert built.rows(people) == [
        (["SQL", "R, base"], "1-10"),
        (["other"], "11+"),
        (["Excel", "other"], None),
        (None, "11+"),
        (["SQL"], "11+"),
    ]
    found = built.rows(
        "select finding, text, respondents from coding_report order by all"
    )
    typed = [("unknown answer", None, 2)]
    missing = [("missing column", "E-mail", None)] if tool == "limesurvey" else []
    assert found == missing + typed


def test_what_the_column_of_an_option_says_is_counted_only_if_it_is_plain(
    project: Project,
) -> None:
    """Neither yes, no nor a spelling of its option: reported with column and people."""
    people = [
        # SQL, R, Other: as written, and as they are counted.
        (("x", "0", ""), ["SQL"]),
        (("Structured", "No", "Perl"), ["SQL", "other"]),
        (("maybe", "1", ""), ["R, base"]),
        (("maybe", "R, base", "0"), ["R, base"]),
        (("me@example.org", "Nein", ""), []),
        (("0", "0", "0"), []),
        (("NA", "n/a", "-"), None),
        (("skipped", "", ""), None),
        (("SQL", "SQL", ""), ["SQL"]),
    ]
    project.write(
        "unclear",
        file(["sql", "r", "other", "How big?"], *([*c, "11+"] for c, _ in people)),
        CODEBOOK
        | {
            "spellings": [
                named("tools", "SQL", "sql"),
                named("tools", "R, base", "r"),
                named("tools", "other", "other"),
                {"question": "tools", "option": "SQL", "spelling": "Structured*"},
                {"question": "tools", "option": "", "spelling": "skipped"},
            ]
        },
    )
    built = project.build("unclear")
    assert built.passed, built.printed
    answers = built.rows("select tools from respondents order by respondent_id")
    assert answers == [(counted,) for _, counted in people]
    bases = built.rows("select answered, left_blank from question_bases limit 1")
    assert bases == [(7, 2)]
    found = built.rows(
        "select question, text, respondents from coding_report"
        " where finding = 'unclear choice'"
    )
    assert found == [("tools", None, 4)]
    found = project.rows(
        built,
        "select question, answer, respondents, advice from unknown_answers()"
        " where finding = 'unclear choice'",
    )
    assert [row[:3] for row in found] == [
        ("tools", "maybe", 2),
        ("tools", "SQL", 1),
        ("tools", "me@example.org", 1),
    ]
    assert [row[3].split('"')[1] for row in found] == ["SQL", "R, base", "SQL"]
    assert built.says("5 not: see coding_report")
    assert b"example.org" not in built.database.read_bytes()


def test_columns_of_one_answer_that_disagree_are_reported(project: Project) -> None:
    """The first is counted, as which is right cannot be told."""
    project.write(
        "disagreeing",
        file(
            ["size?", "Size", "age?", "Age", "red", "blue", "why?", "Why"],
            ["small", "large", "7", "7", "x", "x", "a", "b"],
            ["small", " small", "7", "8", "x", "", "a", ""],
            ["", "large", "", "9", "", "x", "", "c"],
        ),
        {
            "questions": [
                question("size", 1, "single"),
                question("age", 2, "number"),
                question("team", 3, "single"),
                question("why", 4, "text"),
            ],
            "options": [
                *options("size", "small", "large"),
                *options("team", "red", "blue"),
            ],
            "spellings": [
                named("size", "", "Size"),
                named("age", "", "Age"),
                named("why", "", "Why"),
                named("team", "red", "red"),
                named("team", "blue", "blue"),
            ],
        },
    )
    built = project.build("disagreeing")
    people = "select size, age, team from respondents order by respondent_id"
    assert built.rows(people) == [
        ("small", 7, "red"),
        ("small", 7, "red"),
        ("large", 9, "blue"),
    ]
    found = built.rows(
        "select finding, question, respondents from coding_report"
        " where finding <> 'missing column'"
    )
    assert found == [
        ("columns disagree", "age", 1),
        ("columns disagree", "size", 1),
        ("columns disagree", "team", 1),
    ]


@pytest.mark.slow
def test_waves_with_changed_headers_share_a_codebook(project: Project) -> None:
    codebook = CODEBOOK | {"spellings": [named("size", "", "How large?")]}
    project.write("renamed", "placeholder\n", codebook)
    for header in ("How big?", "How large?"):
        text = file([header, "Which tools, if any?"], ["11+", "SQL, Excel"])
        (project.folder / "seeds/renamed/responses.csv").write_text(text)
        built = project.build("renamed")
        assert chosen(built, "size") == {"11+": 1}
        assert chosen(built, "tools") == {"SQL": 1, "Excel": 1}


@pytest.fixture(scope="module")
def asked(project: Project) -> Built:
    codebook: dict[str, Rows] = {
        "questions": [
            question("adult", 1, "single"),
            question("tools", 2, "multi", delimiter=";", base="respondents"),
            question("sql", 3, "single", base="asked", asked="tools=SQL|R"),
            question("why", 4, "multi", base="asked", asked="sql=no", blank="none"),
            question("years", 5, "number"),
        ],
        "options": [
            *options("adult", "yes"),
            *options("adult", "no", position="2", role="screened_out"),
            *options("tools", "SQL", "R", "Excel"),
            *options("sql", "yes", "no"),
            *options("why", "dull", "slow", "none"),
        ],
        "claims": [
            {
                **{"claim": "1", "question": "sql", "option": "yes", "value": "0.5"},
                **{"measure": "share", "operator": "="},
            }
        ],
    }
    answers = [
        ("yes", "SQL;R", "yes", "", "3 years"),
        ("yes", "SQL", "", "", "1,000"),
        ("yes", "Excel", "no", "dull", "~5"),
        ("no", "SQL", "yes", "", "2"),
        ("yes", "Excel;Excel", "", "", "3-4"),
        ("yes", "", "", "", "10k"),
    ]
    columns = ["adult?", "tools?", "sql?", "why?", "years?"]
    rows = [dict(zip(columns, answer, strict=True)) for answer in answers]
    project.write("asked", rows, codebook)
    return project.build("asked")


def test_shares_of_those_who_were_asked(asked: Built) -> None:
    assert asked.passed, asked.printed
    bases = (
        "select question, total_respondents, asked, answered, left_blank"
        " from question_bases order by position"
    )
    assert asked.rows(bases) == [
        ("adult", 5, 5, 5, 0),
        ("tools", 5, 5, 4, 1),
        ("sql", 5, 2, 2, 1),
        ("why", 5, 1, 1, 0),
        ("years", 5, 5, 3, 2),
    ]
    shares = (
        "select option, respondents, share_of_asked, share from question_results"
        " where question = 'sql' order by position"
    )
    assert asked.rows(shares) == [("yes", 1, 0.5, 0.5), ("no", 1, 0.0, 0.0)]
    assert chosen(asked, "why") == {"dull": 1}
    found = set(
        asked.rows("select finding, question, text, respondents from coding_report")
    )
    assert found >= {
        ("answered without being asked", "sql", "tools=SQL|R", 1),
        ("screened out", None, None, 1),
        ("unreadable number", "years", None, 2),
    }
    assert asked.says("5 respondents", "1 screened out")


def test_numbers_are_read_where_they_are_plain(asked: Built) -> None:
    numbers = "select years from respondents order by respondent_id"
    assert asked.rows(numbers) == [(3,), (1000,), (5,), (None,), (None,)]


def test_numbers_are_those_of_their_question(project: Project) -> None:
    """What 1.000 is, and in which unit, the other cells say; if none does, nobody."""
    columns: dict[str, list[tuple[str, float | None]]] = {
        "price": [("1.000", 1000), ("0,500", 0.5), ("12,5", 12.5), ("2,125", 2.125)],
        "mixed": [("1.000", None), ("0,5", 0.5), ("0.5", 0.5), ("1,000", 1000)],
        "plain": [("1.000", 1), ("0.5", 0.5), ("7", 7), ("1,000", 1000)],
        "since": [("2 years", 2), ("6 months", None), ("1 yr", 1), ("3", 3)],
        "tied": [("2 years", None), ("6 months", None), ("4", 4), ("5 millions", None)],
        "paid": [("$10", 10), ("20 USD", 20), ("30 \u20ac", None), ("0 none", None)],
        "blank": [("NA", None), ("-", None), ("n/a", None), ("", None)],
    }
    project.write(
        "numbers",
        [
            {f"{name}?": cells[place][0] for name, cells in columns.items()}
            for place in range(4)
        ],
        {
            "questions": [
                question(name, place, "number") for place, name in enumerate(columns, 1)
            ]
        },
    )
    built = project.build("numbers")
    assert built.passed, built.printed
    for name, cells in columns.items():
        people = f"select {name} from respondents order by respondent_id"
        assert built.rows(people) == [(number,) for _, number in cells], name
    found = project.rows(
        built, "select question, answer, advice from unknown_answers()"
    )
    assert {(name, text) for name, text, _ in found} == {
        (name, text)
        for name, cells in columns.items()
        for text, number in cells
        if number is None and name != "blank"
    }
    advice = {(name, text): advice for name, text, advice in found}
    assert advice["mixed", "1.000"].startswith("a thousand, or one with decimals?")
    assert advice["paid", "30 \u20ac"].startswith("most others are in another unit")
    assert advice["paid", "0 none"].startswith("no number is known for it")


def test_ranges_that_a_spreadsheet_made_dates_of_are_repaired(project: Project) -> None:
    export = project.copy("mangled") / "responses.csv"
    text = export.read_text()
    for label, date in [
        *((",5-10,", ",10-May,"), (",1-4,", ",4-Jan,"), (",11-50,", ",Nov-50,")),
        *((",2-5,", ",2019-02-05,"), (",11-24,", ",11/24/2019,")),
    ]:
        assert label in text
        text = text.replace(label, date)
    export.write_text(text)
    built = project.build("mangled")
    assert built.passed, built.printed
    assert built.says("96 of 96 claims hold")
    found = built.rows(
        "select question, text, advice from coding_report where finding = 'repaired'"
    )
    assert ("num_ml_employees", "4-Jan", "a spreadsheet made it of 1-4") in found
    assert ("company_size", "Nov-50", "a spreadsheet made it of 11-50") in found


def test_a_codebook_that_a_spreadsheet_saved_is_refused_with_its_rows(
    project: Project,
) -> None:
    file = project.copy("saved_twice") / "codebook/options.csv"
    lines = file.read_text().splitlines()
    row = 1 + lines.index("num_ml_employees,5-10,2,5-10,,yes,")
    lines[row - 1] = "num_ml_employees,10-May,2,10-May,,yes,"
    file.write_text("\n".join(lines))
    built = project.build("saved_twice")
    assert not built.passed
    for column in ("option", "label"):
        assert built.says(
            f'options.csv row {row}: {column} is "10-May"', "made a date of it"
        )


def test_a_delimiter_that_lost_its_space_is_found_again(project: Project) -> None:
    folder = project.copy("no_space")
    export, questions = folder / "responses.csv", folder / "codebook/questions.csv"
    rows = csv.reader(export.read_text().splitlines())
    export.write_text(
        file(*([cell.replace(";", ", ") for cell in row] for row in rows))
    )
    questions.write_text(questions.read_text().replace("multi,;", 'multi,","'))
    built = project.build("no_space")
    assert built.passed, built.printed
    assert built.says("96 of 96 claims hold")


def test_a_mark_before_a_quoted_header_does_not_count(project: Project) -> None:
    export = project.copy("marked") / "responses.csv"
    header = '\ufeff"Timestamp",'
    export.write_text(export.read_text().replace("Timestamp,", header), "utf-8")
    built = project.build("marked")
    assert built.passed and built.says("96 of 96 claims hold")


REFUSED = {
    "a cell too many": ("red,Ann\nred,Secret,Person\n", 3, "more cells than"),
    "a cell too few": ("red,Ann\nSecretPerson\n", 3, "fewer cells than"),
    "a quote in a cell": ('red,"Secret"Person\n', 2, "a quote within a cell"),
    "an open quote": ('red,"Secret Person\nblue,Secret\n', 2, "that nothing closes"),
    "after a header of two lines": ("red,Ann\nSecret,red,x\n", 3, "more cells than"),
    "another encoding": ("red,Ann\nblu\u00e9,Secret\n", 3, "not in the encoding"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_row_that_is_refused_is_numbered_and_not_shown(
    project: Project, case: str
) -> None:
    rows, number, reason = REFUSED[case]
    header = '"team\n?",name?' if "two lines" in case else "team?,name?"
    codebook: dict[str, Rows] = {
        "questions": [
            question("team", 1, "single", header=header.split(",")[0].strip('"')),
            question("name", 2, "excluded"),
        ],
        "options": options("team", "red", "blue"),
        "survey": [{"item": "encoding", "text": "utf-8"}],
    }
    folder = project.write("refused", f"{header}\n{rows}", codebook)
    if "encoding" in case:
        export = folder / "responses.csv"
        export.write_bytes(export.read_text().encode("windows-1252"))
    built = project.build("refused")
    assert not built.passed
    assert built.says(f"responses.csv row {number}: ", reason)
    said = "\n".join(built.printed)
    log = (project.folder / "logs/dbt.log").read_text()
    results = (project.folder / "target/run_results.json").read_text()
    assert not any(
        "Secret" in text or "Person" in text for text in (said, log, results)
    )


def test_lines_that_end_in_two_ways_are_told_of(project: Project) -> None:
    export = project.copy("ends") / "responses.csv"
    lines = export.read_bytes().replace(b"\r\n", b"\n").split(b"\n")
    export.write_bytes(b"\r\n".join(lines[:9]) + b"\r\n" + b"\n".join(lines[9:]))
    built = project.build("ends")
    assert not built.passed and built.says("row 10: ends in another way", "sed -i")


@pytest.mark.parametrize(
    "encoding", ["utf-16", pytest.param("windows-1252", marks=pytest.mark.slow)]
)
def test_a_file_in_another_encoding_is_read_in_it(
    project: Project, encoding: str
) -> None:
    folder = project.copy(f"encoded_{encoding[-2:]}")
    export, options_file = folder / "responses.csv", folder / "codebook/options.csv"
    options_file.write_text(
        options_file.read_text().replace(",Weekly,", ",W\u00e9ekly\u2019s,"), "utf-8"
    )
    text = export.read_text().replace("Weekly", "W\u00e9ekly\u2019s")
    export.write_bytes(text.encode(encoding))
    built = project.build(folder.name)
    assert built.passed, built.printed
    assert built.says("96 of 96 claims hold")


def test_whoever_stands_where_headers_are_missing_is_not_stored(
    project: Project,
) -> None:
    """The first person's answers must not become names of columns."""
    codebook: dict[str, Rows] = {
        "questions": [question("team", 1, "single"), question("name", 2, "excluded")],
        "options": options("team", "red"),
    }
    project.write("nameless", "red,Ann Secret\nred,Bob Secret\n", codebook)
    built = project.build("nameless")
    assert not built.passed
    assert built.says("responses.csv: none of its 2 columns has a header")
    target = project.folder / "target"
    for path in [built.database, *target.rglob("*"), *project.folder.glob("logs/*")]:
        if path.is_file():
            assert b"Ann Secret" not in path.read_bytes(), path
