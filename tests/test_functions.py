"""The rules, called as a person would call them in the shell."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import Built, Project, Rows
from test_build import chosen, options, question

# What a number that was typed freely is; None is reported as unreadable.
NUMBERS: dict[str, float | None] = {
    **{"7": 7, " -3 ": -3, "+0.5": 0.5, "\u22122": -2, "4.0": 4, "1e3": None},
    **{"~5": 5, "about 5": 5, "ca. 5": 5, "5+": 5, "5+ years": 5, "5.": 5},
    **{"3 years": 3, "3yrs.": 3, "30 years old": 30, "5 Jahre": 5, "8h": 8},
    **{"20%": 20, "$10": 10, "10 \u20ac": 10, "PHP 10,000": 10000, "US$ 5": 5},
    **{"1,000": 1000, "12,345,678": 12345678, "1.234.567": 1234567},
    **{"1,234.5": 1234.5, "1.234,5": 1234.5, "1 234,5": 1234.5, "1 000": 1000},
    **{"0,500": 0.5, "0.500": 0.5, "0,5": 0.5, "12,25": 12.25, ".5": 0.5},
    **{"1.000": 1, "1234,567": 1234.567, "1,234,5": None, "1,00,000": None},
    **{"5 millions": None, "5 million": None, "3 thousands": None, "10k": None},
    **{"2 Millionen": None, "2 Mio": None, "3 mil": None, "5 lakh": None},
    **{"0 none": None, "3-5": None, "3 or 4": None, "5 bananas": None, "v5": None},
    **{"2 years 6 months": None, "5 years ago": None, "": None, "years": None},
    **{"01701234567": None, "+49 1701234567": None, "+491701234567": None},
    **{"1701234567": None, "1 701 234 567": None, "1,701,234,567": 1701234567},
    **{"007": 7, "123456789": 123456789, "1701234567.5": 1701234567.5},
    **{"170-123-4567": None, "(170) 1234567": None, "0049 170 1234567": None},
    **{"1/2": None, "10.10.2020": None, "10:30": None, "1.2.3": None, "5 m": None},
}


# What somebody typed, and what of it a report may show.
MASKED = {
    "ask me@example.org, +49 170 1234567": "ask [e-mail], [phone]",
    **dict.fromkeys(
        [
            *("jo . doe @ example . org", "j o @ e x a m p l e . o r g"),
            *("jo\u200b.doe\u200b@exam\u200bple.org", "jo .doe@exam ple.org"),
            *("jo (at) example (dot) org", "jo[at]example.org", "jo%40example.org"),
            *("jo at example dot org", "\uff4a\uff4f\uff20example\uff0eorg"),
            *("jo\uff20example.org", "@jo@example.social", "JO@EXAMPLE.ORG"),
            *("jo (\u00e4t) example.org", "jo (a) example.org", "jo[@]example[.]org"),
            *("jo -at- example -dot- org", "jo_at_example_dot_org", "jo at gmail.com"),
            *("jo arroba example punto com", "jo&commat;example.org", "jo at a.org"),
            *("jo.doe at example.org", '"jo doe"@example.org'),
        ],
        "[e-mail]",
    ),
    **dict.fromkeys(
        [
            *("01701234567", "1234 5678", "3333-4444", "555 123 4567"),
            *("555-123-4567", "(555) 123-4567", "+1 (555) 123.4567", "555-1234"),
            *("06 12 34 56 78", "0171/1234567", "0171\u20111234\u2011567"),
            *(
                "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
                "0 1 7 0 1 2 3 4",
            ),
            *("01\u200b7012\u200b34567", "4111 1111 1111 1111", "+4917012"),
            *("1-800-FLOWERS", "1 800 FLOWERS", "1-888-go-fedex", "0800 REIFEN"),
            *(
                "1800FLOWERS",
                "555 1234",
                "\u0967\u0968\u0969\u096a\u0967\u0968\u0969\u096a",
            ),
            "".join(f"{digit}\ufe0f\u20e3" for digit in "01701234"),
        ],
        "[phone]",
    ),
    **dict.fromkeys(
        [
            *("123-45-6789", "AB123456C", "QQ 12 34 56 C", "GB82WEST12345698765432"),
            *("DE89 3704 0044 0532 0130 00", "550e8400-e29b-41d4-a716-446655440000"),
        ],
        "[number]",
    ),
    **dict.fromkeys(
        [
            *(
                "192.168.1.10",
                "\uff11\uff10.0.0.1",
                "fe80::1",
                "2001:db8::ff00:42:8329",
            ),
            *("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "::1", "::ffff:10.0.0.1"),
            "192[.]168[.]0[.]1",
        ],
        "[ip]",
    ),
    **dict.fromkeys(["00:1A:2B:3C:4D:5E", "00-1a-2b-3c-4d-5e"], "[mac]"),
    **dict.fromkeys(["@jo_doe", "@jo.doe", "u/jo_doe", "jo#1234"], "[handle]"),
    **dict.fromkeys(
        [
            *("linkedin.com/in/jo-doe", "https://www.linkedin.com/in/jo-doe-1/"),
            *("github.com/jodoe", "facebook.com/jo.doe", "instagram.com/jodoe/"),
            *(
                "medium.com/@jo",
                "x.com/jo",
                "t.me/jo",
                "https://wa.me/jo",
                "youtu.be/jo",
            ),
            *(
                "linkedin . com / in / jo",
                "https://jodoe.github.io/",
                "jo.substack.com",
            ),
        ],
        "[profile]",
    ),
    "I am 12345678": "I am [phone]",
    "see github.com/jodoe, or 8.8.8.8.": "see [profile], or [ip].",
    "ask @jo_doe": "ask [handle]",
    "skype: jo.doe": "skype: [handle]",
}
NOT_MASKED = [
    *("2019", "1990-2000", "2019, 2020, 2021", "2019-2020", "2019-05-10 12:30"),
    *("10/05/2019", "10:30:15", "2019-05-10 - 2020-06-11", "24/7"),
    *("10-19", "500-1000", "1000-5000", "10001-50000", "100,000-1,000,000"),
    *("100 000 - 500 000", "09:00:00-17:00:00", "Face::add", "A::B::C"),
    *("3.5", "3.14159265", "1.2.3", "Python 3.11.4", "10.0.19045.3693"),
    *(
        "C++",
        "C++, C#",
        "std::vector",
        "a/b testing",
        "50% of 40",
        "\uff23\uff0b\uff0b",
    ),
    *("$10,000", "\u20ac 10.000.000", "10 000 000", "50000000", "19.99 \u20ac"),
    *("SQL @ work", "5 apples @ 3.50 each", "I work at booking.com", "look at this"),
    *(
        "1-800 people",
        "800-person company",
        "netflix.com/title",
        "C\u00f4te d\u2019Azur",
    ),
]


def option_column(column: tuple[str, str]) -> str:
    """Write a cell of the column of an option, by its label."""
    cell, label = column
    return (
        f"{{'cell': '{cell}', 'label': '{label}', 'is_typed': {label == 'Other'},"
        f" 'spellings': ['{label}', '{label.lower()}']}}"
    )


# Functions of one text, and what they give of many.
OF_TEXTS: dict[str, dict[str, Any]] = {
    "as_number": NUMBERS,
    "masked": MASKED | {text: text for text in NOT_MASKED},
    "looks_personal": {text: True for text in MASKED if " " not in text}
    | dict.fromkeys(NOT_MASKED, False),
}

VALUES: dict[str, Any] = {
    # Text
    "normalised(e'\u00a0a \u2003 b\u200b\\n')": "a b",
    "normalised('It’s “so”')": 'It\'s "so"',
    "as_compared(' 4.0')": "4",
    "as_compared('4.05')": "4.05",
    "is_blank(e' \u00a0\\t')": True,
    "is_blank(' ; ;', also := ';')": True,
    "is_blank('0')": False,
    "without_controls(e'a\\x1b[31mred\\x1b[0m\u202eb\u200bc\\td\\x1b]0;x\\x07e')": (
        "aredbc de"
    ),
    "length(shown(repeat('x', 100000)))": 200,
    # Cells
    "split_answers('home; office;;', ';')": ["home", " office", "", ""],
    "split_answers('a, b,', ', ')": ["a", "b"],
    "split_answers('a,\u00a0b,\u2009,\u2009', ', ')": ["a", "b"],
    "split_answers(e'tea, green\\nbread', chr(10))": ["tea, green", "bread"],
    "split_answers('HPC (SLURM, PBS), SQL', ', ', kept := ['HPC (SLURM, PBS)'])": [
        "HPC (SLURM, PBS)",
        "SQL",
    ],
    "split_answers('HPC (SLURM,PBS),SQL', ',', kept := ['HPC (SLURM, PBS)'])": [
        "HPC (SLURM, PBS)",
        "SQL",
    ],
    "split_answers('None, because I, well', ', ', kept := ['None, because  *'])": [
        "None, because I",
        "well",
    ],
    "split_answers('SQL, Yes,', ', ', kept := ['Yes,'])": ["SQL", "Yes,"],
    "split_answers('Yes, SQL', ', ', kept := ['Yes,'])": ["Yes", "SQL"],
    "split_answers('\"cats, dogs\",fish', ',')": ["cats, dogs", "fish"],
    "split_answers('fish,say \"no\"', ',')": ["fish", 'say "no"'],
    "split_answers('\"a;b\";c', ';', may_be_record := false)": ['"a', 'b"', "c"],
    "is_spelled('Perl 5', ['SQL', 'Perl  *'])": True,
    "is_spelled('SQL 92', ['SQL', 'Perl  *'])": False,
    **{
        f"chosen_texts([{', '.join(map(option_column, columns))}],"
        " no_answers := ['skipped'])": text
        for columns, text in {
            (("1", "SQL"), ("0", "R")): "SQL",
            (("sql", "SQL"), ("Ja", "R")): "SQL\nR",
            (("No", "No"), (" Perl ", "Other")): "No\nPerl",
            (("x", "SQL"), ("maybe", "R"), ("yes", "Other")): (
                "SQL\n\x1dR\x1dmaybe\nOther"
            ),
            (("N/A", "N/A"), ("n/a", "SQL")): "N/A",
            (("0", "SQL"), ("NA", "R")): "",
            (("Nein", "SQL"), ("Not selected", "R"), ("", "Other")): "",
            (("", "SQL"), ("\u00a0", "R")): None,
            (("NA", "SQL"), ("-99", "R"), ("-", "Other"), ("skipped", "S")): None,
        }.items()
    },
    "[is_no(x) for x in ['Not selected', 'Nein', 'N', '-', 'n/a', '-99', 'x']]": [
        *([True] * 6),
        False,
    ],
    "[is_nothing(x) for x in ['-', 'n/a', ' NaN ', '0', 'No', 'Not selected']]": [
        *([True] * 3),
        *([False] * 3),
    ],
    "first_option(['other', 'sql'])": "sql",
    **{
        f"encoding_of('{content}'::blob)": encoding
        for content, encoding in {
            r"\xC3\xA9": "utf-8",
            r"\xFF\xFE": "utf-16",
            r"\xE9t\xE9": "iso-8859-1",
            r"\xE9t\xE9, it\x92s": "windows-1252",
            r"it\x8Es": "mac-roman",
            r"\xE1\xFB\xE2\xE0\xE5\xF2, \x84": "windows-1251",
        }.items()
    },
    # Dates and numbers
    "repair_keys('Nov-50')": ["11-50"],
    "repair_keys('10-May')": ["5-10"],
    "repair_keys('2019-05-10 00:00:00')": ["5-10"],
    "repair_keys('1950-11-01')": ["1-11", "11-50"],
    "repair_keys('1/4/2019')": ["1-4", "4-19"],
    "repair_keys('3.1')": ["3.1"],
    "repair_keys('2019')": ["2019.0"],
    "repair_keys('in May')": [],
    "repaired('10-May', ['5-10', '11-50'])": "5-10",
    "repaired('10-May', ['5-10', '10 - 5'])": None,
    "repaired('3.1', ['3.10'])": "3.10",
    "as_timestamp('2022/11/30 10:39:41 PM GMT+1')::varchar": "2022-11-30 22:39:41",
    "as_timestamp('9/30/20 10:10')::varchar": "2020-09-30 10:10:00",
    **{
        f"as_timestamp('{text}')::varchar": "2024-03-05 15:12:45"
        for text in (
            "2024/03/05 3:12:45 p. m. GMT-6",
            "2024/03/05 3:12:45\u202fp.\u00a0m.",
            "2024/03/05 3:12:45 \uc624\ud6c4 GMT+9",
            "2024/3/5 \u4e0b\u53483:12:45",
        )
    },
    "timestamp_in('2024. 3. 5 \uc624\uc804 3:12', '%Y. %m. %d %I:%M %p')::varchar": (
        "2024-03-05 03:12:00"
    ),
    "as_timestamp('soon')": None,
    "as_timestamp('26-03-01')": None,
    "timestamp_in('01.02.26', '%d.%m.%Y')": None,
    "timestamp_in('26-03-01', '%y-%m-%d')::varchar": "2026-03-01 00:00:00",
    "cells_disagree(['red', ' red ', '', null])": False,
    "cells_disagree(['red', 'blue'])": True,
    "[stated_number(x) for x in [' 5 ', 'inf', 'nan', '-1e999', 'x', '']]": [
        *(5, None, None),
        *(None, None, None),
    ],
    "timestamp_in('31.12.25 23:59 CET', '%d.%m.%y %H:%M')::varchar": (
        "2025-12-31 23:59:00"
    ),
    "timestamp_in('31/12/2025 23:59+0100', '%d/%m/%Y %H:%M')::varchar": (
        "2025-12-31 23:59:00"
    ),
    "as_number('1.000', mark := ',')": 1000,
    "as_number('1,000', mark := ',')": 1,
    "as_number('1.000', mark := '')": None,
    "as_number('1,000', mark := '')": 1000,
    "as_number('0,500', mark := '')": 0.5,
    "[as_number(x, unit := 'year') for x in ['2 yrs', '6 months', '3']]": [2, None, 3],
    "[number_unit(x) for x in ['$5', '5 USD', '$5 usd', '$5 euros', '5', '5 m']]": [
        *("dollar", "dollar", "dollar"),
        *(None, "", None),
    ],
    # Shares
    "share(1, 0)": None,
    "[printed(1, x) for x in [null, 0, 0.004, 0.575, 0.996, 1]]": [
        *("1", "0%", "<1%", "58%", ">99%", "100%")
    ],
    "has_answered(['secret'], ['secret'])": False,
    "has_answered([], ['secret'])": True,
    # Texts of figures
    'typeset(\'a--b, x - y, 10-20 """Cloud"""\')': "a – b, x – y, 10–20 “Cloud”",
    "[without_code(x) for x in ['q1. Why?', 'q2[a]. [Why?]', 'q2[a]. Why? []']]": [
        *("Why?", "Why?", "Why?"),
    ],
    "[without_code(x) for x in ['q2[a].', 'No. Why?', 'Why [not]']]": [
        *("", "No. Why?", "Why [not]"),
    ],
    "without_row('How often? [Cats]', 'Cats')": "How often?",
    # Questions of the reference survey
    "coding.company_size('Nov-50')": "11-50",
    "coding.company_size(' 11-50 ')": "11-50",
    "coding.company_size('a few')": "other",
    "coding.company_size('')": None,
    "spellings.company_size('Nov-50')": "11-50",
    "coding.perf_tracking_cats('')": ["none"],
    "coding.output_methods('An API serves pre-computed outputs;something else')": [
        "precomputed_api",
        "other",
    ],
    "coding.output_methods('x, An API serves pre-computed outputs',"
    " delimiter := ', ')": ["precomputed_api", "other"],
}


@pytest.fixture(scope="module")
def shell(reference: Built) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(reference.database, read_only=True)


@pytest.mark.parametrize("function", OF_TEXTS)
def test_a_rule_is_one_of_every_text(
    shell: duckdb.DuckDBPyConnection, function: str
) -> None:
    asked = f"select text, {function}(text) from (select unnest(?) as text)"
    expected = OF_TEXTS[function]
    assert dict(shell.execute(asked, [[*expected]]).fetchall()) == expected


@pytest.mark.parametrize("call", VALUES)
def test_a_rule_can_be_called(shell: duckdb.DuckDBPyConnection, call: str) -> None:
    rows = shell.execute(f"select {call}").fetchall()
    assert rows == [(VALUES[call],)]


def test_every_function_says_what_it_is(shell: duckdb.DuckDBPyConnection) -> None:
    functions = shell.execute(
        "select schema_name, function_name, comment, macro_definition"
        " from duckdb_functions() where not internal"
    ).fetchall()
    assert len(functions) > 60
    assert not [name for _, name, comment, _ in functions if not comment]
    # A file may be renamed.
    assert not [name for _, name, _, text in functions if "production_ml" in str(text)]


def test_functions_and_views_outlive_a_renamed_file(
    reference: Built, tmp_path: Path
) -> None:
    moved = shutil.copy(reference.database, tmp_path / "moved.duckdb")
    with duckdb.connect(moved) as connection:
        connection.execute(
            "create view sizes as select coding.company_size('Nov-50') as size"
        )
    again = shutil.copy(moved, tmp_path / "again.duckdb")
    with duckdb.connect(again, read_only=True) as connection:
        assert connection.execute("from sizes").fetchall() == [("11-50",)]
        answers = connection.execute("select count(*) from answers").fetchall()
    assert answers == reference.rows("select count(*) from answers")


FIRST = 10_200


@pytest.fixture(scope="module")
def late(project: Project) -> Built:
    """Build a file whose questions differ, and whose oddities come late."""
    columns = ["tools?", "pets?", "late?", "spaced?", "quoted?"]
    plain = ["SQL;R", "cat, dog", "", "a, b", "x,y"]
    rows: list[dict[str, str]] = [dict(zip(columns, plain, strict=True))] * FIRST
    odd = ["R;Excel", "dog, fish, eel", "p\nq", "a,\u00a0c", '"x, z",y']
    rows += [dict(zip(columns, odd, strict=True))] * 3
    answers = {
        "tools": ["SQL", "R", "Excel"],
        "pets": ["cat", "dog", "fish"],
        "late": ["p", "q"],
        "spaced": ["a", "b", "c"],
        "quoted": ["x", "y", "x, z"],
    }
    several: Rows = [
        question(name, position, "multi", other="yes")
        for position, name in enumerate(answers, 1)
    ]
    codebook: dict[str, Rows] = {
        "questions": several,
        "options": [row for name in answers for row in options(name, *answers[name])],
    }
    project.write("late", rows, codebook)
    return project.build("late")


def test_two_questions_of_a_file_are_joined_in_different_ways(late: Built) -> None:
    assert late.passed, late.printed
    assert chosen(late, "tools") == {"SQL": FIRST, "R": FIRST + 3, "Excel": 3}
    assert chosen(late, "pets") == {
        **{"cat": FIRST, "dog": FIRST + 3},
        **{"fish": 3, "other": 3},
    }


def test_what_comes_only_late_in_a_file_is_read_as_well(late: Built) -> None:
    assert chosen(late, "late") == {"p": 3, "q": 3}
    assert chosen(late, "spaced") == {"a": FIRST + 3, "b": FIRST, "c": 3}
    assert chosen(late, "quoted") == {"x": FIRST, "y": FIRST + 3, "x, z": 3}
    unknown = late.rows("select finding, text, respondents from coding_report")
    assert unknown == [("unknown answer", "eel", 3)]
    found = Counter(
        d for (d,) in late.rows("select delimiter from intermediate.int_delimiters")
    )
    assert found == {";": 1, ", ": 2, "\n": 1, ",": 1}
