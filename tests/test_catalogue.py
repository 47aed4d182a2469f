"""What goes wrong with one good small survey, and the line that says so.

Each case is a change, and what is told of it. Their table ends the output of a run.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import sqlite3
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from checks import OPTIONAL, REQUIRED, RESERVED, line_end, problems
from conftest import ROOT, Built, Project, open_elsewhere
from test_charts import FIGURES
from test_cli import written

from charts import surveys
from charts.cli import main

GOOD = {
    "responses.csv": """\
team?,tools?,cups?,score?,when?,name?
red,SQL;R,2,4,2026-03-01,Ann Secret
blue,SQL,3,5,2026-03-02,Bob Secret
red,R;Excel,1,4,2026-03-03,Cat Secret
""",
    "codebook/survey.csv": "item,text\ntitle,Teams\n",
    "codebook/questions.csv": """\
question,position,kind,delimiter,other,base,header,wording
team,1,single,,no,answered,team?,
tools,2,multi,;,yes,answered,tools?,
cups,3,number,,,answered,cups?,
score,4,ordered,,no,answered,score?,
moment,5,timestamp,,,answered,when?,
name,6,excluded,,,answered,name?,
""",
    "codebook/options.csv": """\
question,option,position,label,value,offered
team,red,1,red,,yes
team,blue,2,blue,,yes
tools,sql,1,SQL,,yes
tools,r,2,R,,yes
score,four,1,4,4,yes
score,five,2,5,5,yes
""",
    "codebook/spellings.csv": "question,spelling,option\nteam,crimson,red\n",
    "codebook/figures.csv": """\
figure,position,kind,question,by_question,by_options,measure,options,sort,title
teams,1,bar,team,,,respondents,all,codebook,
""",
    "codebook/claims.csv": """\
claim,question,option,by_question,by_option,measure,operator,value,tolerance
Two are red,team,red,,,respondents,=,2,
""",
}


class Survey(NamedTuple):
    """The good survey, for a case to change; with settings and `--vars`."""

    project: Path
    folder: Path
    environment: dict[str, str]
    variables: dict[str, object]

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file of the survey, whatever was there."""
        content = content.encode() if isinstance(content, str) else content
        self.remove(file)
        (self.folder / file).write_bytes(content)

    def change(self, file: str, old: str, new: str) -> None:
        """Change a text that is in a file."""
        text = (self.folder / file).read_bytes().decode()
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def remove(self, file: str) -> None:
        """Remove a file, if it is there."""
        (self.folder / file).unlink(missing_ok=True)

    def pipe(self, file: str) -> None:
        """Put a pipe where a file was, that nobody writes to."""
        self.remove(file)
        os.mkfifo(self.folder / file)

    def link(self, file: str, to: str) -> None:
        """Put a symbolic link where a file was."""
        self.remove(file)
        (self.folder / file).symlink_to(to)

    def rename(self, file: str, to: str) -> None:
        """Rename a file."""
        (self.folder / file).rename(self.folder / to)


def good(project: Path, name: str = "good") -> Survey:
    folder = project / "seeds" / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "codebook").mkdir(parents=True)
    survey = Survey(project, folder, {"SURVEY": name}, {})
    for file, text in GOOD.items():
        survey.write(file, text)
    return survey


Change = Callable[[Survey], object]
Record = Callable[[str, object], None]


class Case(NamedTuple):
    """A change of the good survey, and texts that the one line about it has."""

    group: int
    name: str
    change: Change
    says: tuple[str, ...]


def case(group: int, name: str, change: Change, *says: str) -> Any:
    return pytest.param(Case(group, name, change, says), id=f"{group}-{name}")


def folder_in_place(file: str) -> Change:
    def change(survey: Survey) -> None:
        survey.remove(file)
        (survey.folder / file).mkdir()

    return change


def sets(name: str, value: str) -> Change:
    return lambda survey: survey.environment.update({name: value})


def writes(file: str, content: str | bytes) -> Change:
    return lambda survey: survey.write(file, content)


def changes(file: str, old: str, new: str) -> Change:
    return lambda survey: survey.change(file, old, new)


def both(*parts: Change) -> Change:
    return lambda survey: [part(survey) for part in parts]


def drafts(name: str, *parts: Change) -> Change:
    def change(survey: Survey) -> None:
        both(*parts)(survey)
        if name != "good":
            survey.folder.rename(survey.folder.with_name(name))
        survey.variables["survey"] = name

    return change


def zipped() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


def packed(content: str | bytes, *, less: int = 0) -> Change:
    """Have the export compressed, and some bytes of it lost."""
    content = content.encode() if isinstance(content, str) else content
    whole = gzip.compress(content, mtime=0)
    return lambda survey: (
        survey.remove("responses.csv"),
        survey.write("responses.csv.gz", whole[: len(whole) - less]),
    )


EXPORT, OPTIONS = GOOD["responses.csv"], GOOD["codebook/options.csv"]
R, B = "responses.csv", "codebook/options.csv"
SQLITE = b"SQLite format 3\0" + bytes(84)
WAVES = "wave,position,label,file,header_rows\n2026,1,2026,may.csv,{}\n"

# Told before anything is read or written: of one change, one line.
CHECKED = [
    case(7, "SURVEY misspelt", sets("SURVEY", "typo"), "no codebook", "good"),
    case(7, "SURVEY without end", sets("SURVEY", "a" * 300), "300 characters"),
    case(7, "SURVEY_MEMORY=abc", sets("SURVEY_MEMORY", "abc"), "=abc", "1500MB"),
    case(7, "SURVEY_MEMORY=-1", sets("SURVEY_MEMORY", "-1"), "=-1", "1500MB"),
    case(7, "SURVEY_MEMORY=80%", sets("SURVEY_MEMORY", "80%"), "=80%", "1500MB"),
    case(7, "too little memory", sets("SURVEY_MEMORY", "1KB"), "at least 100MB"),
    case(7, "no such folder", sets("SURVEY_DB", "no/x.duckdb"), "no folder no"),
    case(7, "quote in SURVEY_DB", sets("SURVEY_DB", "it's.duckdb"), "a quote"),
    case(7, "line break in SURVEY_DB", sets("SURVEY_DB", "a\nb"), "line break"),
    case(7, "SURVEY_DB is no UTF-8", sets("SURVEY_DB", "a\udcff"), "SURVEY_DB=a "),
    case(7, "SURVEY is no UTF-8", sets("SURVEY", "a\udcff"), "no codebook", "good"),
    case(7, "other digits", sets("SURVEY_MEMORY", "\u0662GB"), "at least 100MB"),
    case(7, "SURVEY_DB in capitals", sets("SURVEY_DB", "MAIN.db"), "uses itself"),
    case(7, "database in a cloud", sets("SURVEY_DB", "md:x"), "colon"),
    case(7, "fragment in SURVEY_DB", sets("SURVEY_DB", "a#b.duckdb"), "a quote, brack"),
    case(7, "database is a folder", folder_in_place("../../good.duckdb"), "a folder"),
    case(
        *(7, "building is a folder", folder_in_place("../../good.building.duckdb")),
        "good.building.duckdb: a folder, expected a database or nothing",
    ),
    case(7, "SURVEY_DB is a folder", sets("SURVEY_DB", "seeds"), "a folder"),
    case(7, "SURVEY_DB is a schema", sets("SURVEY_DB", "main.duckdb"), "uses itself"),
    case(7, "SURVEY_DB without end", sets("SURVEY_DB", "a" * 300), "300 characters"),
    case(
        *(7, "SURVEY_DB is the export", sets("SURVEY_DB", "seeds/good/responses.csv")),
        *("responses.csv", "no database", "move it away"),
    ),
    case(
        *(7, "options missing", lambda survey: survey.remove(B)),
        *("options.csv: no such file", "write it"),
    ),
    case(7, "claims of 0 bytes", writes("codebook/claims.csv", ""), "0 bytes"),
    case(7, "nets of 0 bytes", writes("codebook/nets.csv", ""), "nets.csv: 0 bytes"),
    case(
        7,
        "header of two lines",
        writes(B, OPTIONS.replace("label", '"la\nbel"', 1)),
        *("options.csv row 1", "a line break in the name of a column"),
    ),
    case(
        *(7, "options in UTF-16", writes(B, OPTIONS.encode("utf-16"))),
        *("UTF-16", "iconv -f utf-16"),
    ),
    case(
        7,
        "options in Windows-1252",
        writes(B, OPTIONS.replace("SQL", "S\u00e9l").encode("cp1252")),
        *("options.csv row 4", "byte E9", "\u00e9", "iconv -f windows-1252"),
    ),
    case(
        7,
        "row of a byte, after an empty one",
        writes(B, OPTIONS.replace("tools,sql", '\n"tools\n",\u00e9').encode("cp1252")),
        *("options.csv row 5", "byte E9"),
    ),
    case(7, "NUL in options", changes(B, "red", "r\0d"), "options.csv: NUL"),
    case(
        *(7, "options end in two ways", changes(B, "yes\n", "yes\r\n")),
        *("options.csv row 2: ends in another way", "sed -i"),
    ),
    case(
        *(7, "open quote in options", changes(B, "1,SQL", '1,"SQL')),
        *("options.csv row 4", "nothing closes"),
    ),
    case(
        *(7, "quote in quotes in options", changes(B, "1,SQL", '1,"S"QL"')),
        *("options.csv row 4", "doubled"),
    ),
    case(
        *(7, "semicolons in options", writes(B, OPTIONS.replace(",", ";"))),
        *("options.csv row 1", "semicolons", "commas"),
    ),
    case(7, "tabs in options", writes(B, OPTIONS.replace(",", "\t")), "by tabs"),
    case(
        *(7, "cells without end", changes(B, "red,,yes", "red,,yes" + "," * 40)),
        "options.csv row 2: 46 cells, expected at most 40",
    ),
    case(7, "empty first row", writes(B, "\n" + OPTIONS), "options.csv row 1: empty"),
    case(7, "folder named options.csv", folder_in_place(B), "options.csv: a folder"),
    case(
        *(7, "pipe named options.csv", lambda survey: survey.pipe(B)),
        "options.csv: a pipe",
    ),
    case(
        *(7, "link to nothing", lambda survey: survey.link(B, "nowhere")),
        "options.csv: a link to no file",
    ),
    case(
        *(7, "link to itself", lambda survey: survey.link(B, "options.csv")),
        *("options.csv: not to be read", "links"),
    ),
    case(
        *(7, "export missing", lambda survey: survey.remove(R)),
        *("responses.csv: no such file", "put it there"),
    ),
    case(
        *(7, "export ends in two ways", changes(R, "-02,Bob Secret\n", "-02,x\r\n")),
        *("responses.csv row 3: ends in another way", "sed -i"),
    ),
    case(7, "export of 0 bytes", writes(R, ""), "responses.csv: 0 bytes"),
    case(7, "export of blanks", writes(R, "\n \n"), "responses.csv: blank"),
    case(7, "export is a pipe", lambda survey: survey.pipe(R), "csv: a pipe"),
    case(7, "export is a folder", folder_in_place(R), "responses.csv: a folder"),
    case(
        *(7, "export links to nothing", lambda survey: survey.link(R, "nowhere")),
        "responses.csv: a link to no file",
    ),
    case(7, "workbook named .csv", writes(R, zipped()), "a workbook", ".csv"),
    case(7, "old workbook", writes(R, b"\xd0\xcf\x11\xe0" + bytes(9)), "old workbook"),
    case(7, "SQLite named .csv", writes(R, SQLITE), "an SQLite database"),
    case(7, "PDF named .csv", writes(R, "%PDF-1.7\n"), "a PDF"),
    case(7, "page of a login", writes(R, "<!DOCTYPE html>\n"), "a web page"),
    case(7, "Parquet named .csv", writes(R, b"PAR1" + bytes(9)), "Parquet"),
    case(7, "gzip named .csv", writes(R, gzip.compress(b"a,b")), "gzip, expected"),
    case(
        *(7, "text named .xlsx", lambda survey: survey.rename(R, "responses.xlsx")),
        *("responses.xlsx: text", "expected what .xlsx files are"),
    ),
    case(
        *(7, "text named .parquet", lambda s: s.rename(R, "responses.Parquet")),
        *("responses.Parquet: text", "expected what .parquet files are"),
    ),
    case(
        *(7, "text named .gz", lambda survey: survey.rename(R, "responses.csv.gz")),
        *("responses.csv.gz: text", "expected what .gz files are"),
    ),
    case(3, "cut off .gz", packed(EXPORT, less=20), "gz: incomplete", "download it"),
    case(3, "broken .gz", packed(EXPORT, less=8), "responses.csv.gz: incomplete"),
    case(3, "empty .gz", packed(""), "responses.csv.gz: blank"),
    case(3, "NUL in a .gz", packed("team?\0"), "responses.csv.gz: NUL"),
    case(3, "workbook in a .gz", packed(zipped()), "csv.gz: a workbook"),
    case(3, "UTF-16 in a .gz", packed(EXPORT.encode("utf-16")), "unpack it"),
    case(
        *(3, ".gz that ends in two ways", packed(EXPORT.replace("t\n", "t\r\n", 1))),
        "responses.csv.gz row 2: ends in another way",
    ),
    case(3, "UTF-32", writes(R, EXPORT.encode("utf-32")), "in UTF-32", "iconv -f"),
    case(
        *(3, "UTF-16, big end first", writes(R, b"\xfe\xff\0a\0,\0b")),
        *("UTF-16 of big-endian", "iconv -f UTF-16 "),
    ),
    case(7, "NUL in the export", changes(R, "red", "r\0d"), "responses.csv: NUL"),
    case(
        *(7, "unknown ending", lambda s: s.rename(R, "responses.ods")),
        *("no such file", ".xlsx or .parquet"),
    ),
    case(
        *(7, "two exports", writes("responses.tsv", EXPORT)),
        *("responses.csv, responses.tsv", "expected one"),
    ),
    case(
        7,
        "braces in a name",
        both(
            writes("a{b}.csv", EXPORT),
            lambda s: s.variables.update(responses="seeds/good/a{b}.csv"),
        ),
        *("a{b}.csv", "{ in its name", "rename it"),
    ),
    case(
        7,
        "named file missing",
        lambda survey: survey.variables.update(responses="may.csv"),
        "may.csv: no such file",
    ),
    case(
        7,
        "named file of no known ending",
        both(
            writes("notes.md", "x"),
            lambda survey: survey.variables.update(responses="seeds/good/notes.md"),
        ),
        *("notes.md: ending .md", "save it"),
    ),
    case(
        7,
        "stated separator is not in the file",
        both(
            writes(R, EXPORT.replace(";", "/").replace(",", ";")),
            changes("codebook/survey.csv", "title", 'separator,","\ntitle'),
        ),
        *("responses.csv row 1: separated by semicolons", "expected commas"),
    ),
    case(
        7,
        "stated encoding is not the file's",
        both(
            writes(R, EXPORT.encode("utf-16")),
            changes("codebook/survey.csv", "title", "encoding,utf-8\ntitle"),
        ),
        *("written in UTF-16", "expected utf-8"),
    ),
    case(
        7,
        "more header rows than rows",
        both(
            writes(R, "team?,name?\nred,x\n"),
            changes("codebook/survey.csv", "title", "header_rows,3\ntitle"),
        ),
        "responses.csv: no more than 2 of 3 header rows",
    ),
    case(
        7,
        "wave of 0 bytes",
        both(writes("codebook/waves.csv", WAVES.format(1)), writes("may.csv", "")),
        "may.csv: 0 bytes",
    ),
    case(
        7,
        "header rows of a wave",
        both(writes("codebook/waves.csv", WAVES.format(2)), writes("may.csv", "team?")),
        "may.csv: no more than 1 of 2 header rows",
    ),
    case(7, "main drafted", drafts("main"), "survey is main", "rename the folder"),
    case(7, "nothing drafted", drafts("good", writes(R, "")), "0 bytes"),
    case(7, "pipe drafted", drafts("good", lambda s: s.pipe(R)), "csv: a pipe"),
    case(7, "workbook drafted", drafts("good", writes(R, zipped())), "a workbook"),
]


@pytest.mark.parametrize("hurt", CHECKED)
def test_what_is_told_before_anything_is_read(
    tmp_path: Path, hurt: Case, record_property: Record
) -> None:
    survey = good(tmp_path)
    assert not problems(tmp_path, survey.environment, survey.variables)
    hurt.change(survey)
    found = problems(tmp_path, survey.environment, survey.variables)
    assert len(found) == 1 and "\n" not in found[0], found
    assert all(text in found[0] for text in hurt.says), found
    assert "Secret" not in found[0]
    note(record_property, hurt, found[0])


def note(record: Record, hurt: Case, line: str) -> None:
    """Have a case in the table of all."""
    told(record, hurt.group, hurt.name, line)


def told(record: Record, group: int, name: str, line: str) -> None:
    """Have a message in the table of all."""
    record("catalogue", (group, name, line.strip().replace("\n", " ")))


ALLOWED = {
    "a capital ending": lambda survey: survey.rename(R, "responses.TSV"),
    "an export that is a link": both(
        writes("elsewhere", EXPORT), lambda survey: survey.link(R, "elsewhere")
    ),
    "a copy beside it": writes("responses (copy).csv", EXPORT),
    "a copy by an editor": writes("responses.csv.bak", EXPORT),
    "CR LF": writes(R, EXPORT.replace("\n", "\r\n")),
    "CR": writes(B, OPTIONS.replace("\n", "\r")),
    "a mark of UTF-8": writes(B, "\ufeff" + OPTIONS),
    "LF in a cell of CR LF": writes(B, OPTIONS.replace("\n", "\r\n") + '"a\nb",'),
    "CR LF, and LF in cells": writes(
        R,
        EXPORT.replace("\n", "\r\n")
        .replace("Ann ", '"Ann\n')
        .replace("t\r", 't"\r', 1),
    ),
    "a space after quotes": writes(R, EXPORT.replace("tools?", '"tools?" ', 1)),
    "a quote within a header": writes(R, EXPORT.replace("tools?", 'to"o"ls?', 1)),
    "UTF-16": writes(R, EXPORT.encode("utf-16")),
    "nobody": writes(R, EXPORT.partition("\n")[0]),
    "other files of the codebook": both(
        lambda survey: survey.pipe("codebook/pipe.csv"),
        writes("codebook/notes.csv", b"\xff\xfe\0"),
    ),
    "a tenth of a terabyte": sets("SURVEY_MEMORY", "0.1 TiB"),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_no_problem(tmp_path: Path, name: str) -> None:
    survey = good(tmp_path)
    ALLOWED[name](survey)
    assert problems(tmp_path, survey.environment, survey.variables) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "wide.csv"])
def test_what_ends_a_header_is_no_break_in_it(
    tmp_path: Path, name: str, end: str
) -> None:
    for other in ("\n", "\r\n", "\r"):
        text = f'a,"b{other}""c"{end}1,2{end}'
        content = text.encode("utf-16" if name == "wide.csv" else "utf-8")
        is_packed = name.endswith(".gz")
        (tmp_path / name).write_bytes(gzip.compress(content) if is_packed else content)
        assert line_end(str(tmp_path / name)) == repr(end).strip("'")
    assert line_end(str(tmp_path / "*")) == repr(end).strip("'")


def test_names_stand_in_two_places(project: Project) -> None:
    assert RESERVED == surveys.RESERVED
    profile = (ROOT / "dbt_project.yml").read_text()
    names = profile.partition("(?!(")[2].partition(")")[0]
    assert set(names.split("|")) == RESERVED
    code = (ROOT / "macros/functions/codebook.sql").read_text()
    assert all(f"'file': '{name}'" in code for name in REQUIRED + OPTIONAL)
    assert code.count("'file': '") == len(REQUIRED + OPTIONAL)


# One build is of all of them: each row has a problem of its own.
CODEBOOK = [
    case(
        *(4, "item misspelt twice", changes("codebook/survey.csv", "title", "a,b\na")),
        *('survey.csv row 3: item is "a"', "each item once"),
    ),
    case(
        4,
        "circle of who was asked",
        writes(
            "codebook/questions.csv",
            "question,position,kind,delimiter,other,base,header,wording,asked\n"
            "team,1,single,,no,answered,team?,,tools=sql\n"
            "\ntools,2,multi,;,yes,answered,tools?,,team=red\n"
            "name,6,excluded,,,answered,name?,,\n"
            "cups,3,numbr,,,answered,cups?,,\n"
            'score,x,ordered,,maybe,"answered, all",score?,,\n'
            "moment,8,timestamp,,,answered,when?,,\n"
            "submitted_at,9,timestamp,,,answered,sent?,,\n",
        ),
        *("questions.csv row 4: asked is", "expected a question that"),
    ),
    case(
        *(4, "a second submitted_at", lambda _: None),
        *('questions.csv row 9: question is "submitted_at"', "expected another name"),
    ),
    case(
        *(7, "kind misspelt, after an empty row", lambda _: None),
        'questions.csv row 6: kind is "numbr", expected single',
    ),
    case(
        *(7, "position is no number", lambda _: None),
        'questions.csv row 7: position is "x", expected a whole number',
    ),
    case(
        *(7, "other is no yes", lambda _: None),
        'questions.csv row 7: other is "maybe", expected yes, no',
    ),
    case(
        *(7, "base unknown", lambda _: None),
        'questions.csv row 7: base is "answered, all", expected answered',
    ),
    case(
        *(4, "lone *", writes("codebook/spellings.csv", "question,spelling,option\n")),
        *('spellings.csv row 2: spelling is "*"', "a text before the *"),
    ),
    case(
        *(4, "spelling is a label", lambda _: None),
        *('spellings.csv row 3: spelling is "SQL"', "expected a text that is not"),
    ),
    case(
        *(7, "spelling of no option", lambda _: None),
        'spellings.csv row 4: option is "green", expected an option of team',
    ),
    case(
        *(7, "option twice", lambda s: s.write(B, OPTIONS + "team,red,9,Rot,,yes\n")),
        'options.csv row 8: option is "red", expected each option of team once',
    ),
    case(
        *(7, "label twice", changes(B, "score,four,1,4,4", "score,four,1,5,4")),
        *('options.csv row 6: label is "5"', "a label that no other"),
    ),
    case(
        *(7, "value is no number", changes(B, "five,2,5,5,yes", "five,2,5,five,")),
        'options.csv row 7: value is "five", expected a number or blank',
    ),
    case(
        *(7, "offered is no yes", changes(B, "red,1,red,,yes", "red,1,red,,of course")),
        'options.csv row 2: offered is "of course", expected yes, no',
    ),
    case(
        *(7, "comma without quotes", changes(B, "sql,1,SQL,,yes", "sql,1,SQL,,yes,x")),
        *("options.csv row 4: 7 cells, expected 6", "double quotes"),
    ),
    case(
        7,
        "figure that leads elsewhere",
        changes("codebook/figures.csv", "teams,1,bar", "../x,1,pie"),
        'figures.csv row 2: figure is "../x", expected a file name',
    ),
    case(7, "kind of no figure", lambda _: None, 'figures.csv row 2: kind is "pie"'),
    case(
        4,
        "figure of a question by itself",
        lambda s: s.write(
            "codebook/figures.csv",
            (s.folder / "codebook/figures.csv").read_text()
            + "y,2,heatmap,team,team,,respondents,all,codebook,\n",
        ),
        *('figures.csv row 3: by_question is "team"', "expected another question"),
    ),
    case(
        4,
        "tolerance without end",
        changes("codebook/claims.csv", "=,2,", "!,two,inf"),
        'claims.csv row 2: tolerance is "inf", expected a number',
    ),
    case(7, "operator", lambda _: None, 'claims.csv row 2: operator is "!"'),
    case(7, "claim of no number", lambda _: None, 'claims.csv row 2: value is "two"'),
    case(
        *(7, "net of no option", writes("codebook/nets.csv", "question,net,position,")),
        'nets.csv row 2: options is "green", expected options of team',
    ),
]
# What several cases share is written once, after what they do.
SHARED = {
    "codebook/spellings.csv": "question,spelling,option\nteam,*,red\ntools,SQL,r\n"
    "team,mint,green\n",
    "codebook/nets.csv": "question,net,position,label,options\nteam,any,1,Any,green\n",
}


@pytest.fixture(scope="module")
def wrong_codebook(project: Project) -> Built:
    survey = good(project.folder, "wrong_codebook")
    for one in CODEBOOK:
        one.values[0].change(survey)
    for file, text in SHARED.items():
        survey.write(file, text)
    return project.build("wrong_codebook")


@pytest.mark.parametrize("hurt", CODEBOOK)
def test_what_is_told_of_a_codebook(
    wrong_codebook: Built, hurt: Case, record_property: Record
) -> None:
    assert not wrong_codebook.passed
    lines = [line for line in wrong_codebook.printed if hurt.says[0] in line]
    assert lines, [line for line in wrong_codebook.printed if ".csv" in line]
    assert all(text in lines[0] for text in hurt.says), lines
    note(record_property, hurt, lines[0])


def people(*rows: str) -> str:
    return "\n".join([EXPORT.partition("\n")[0], *rows, ""])


# A build of its own each: rows that are refused, and answers that fail.
REFUSED = [
    case(
        *(2, "a cell too many", writes(R, EXPORT + "red,SQL,1,4,,Dee Secret,x\n")),
        *("responses.csv row 5", "more cells than the header has"),
    ),
    case(
        *(2, "a cell too few", writes(R, EXPORT + "red,SQL Secret\n")),
        *("responses.csv row 5", "fewer cells than the header has"),
    ),
    case(
        *(2, "a quote in a header", writes(R, EXPORT.replace("tools", '"to"ols', 1))),
        *("responses.csv row 1", "a quote within a cell"),
    ),
    case(
        *(3, "a quote in a cell", writes(R, people('"blue"red,SQL,1,4,,Secret'))),
        *("responses.csv row 2", "a quote within a cell"),
    ),
    case(
        *(2, "an open quote", writes(R, EXPORT + 'red,"SQL,1,4,,Dee Secret\n')),
        *("responses.csv row 5", "that nothing closes"),
    ),
    case(
        3,
        "a line break in a header",
        writes(R, EXPORT.replace("name?", '"name\n?"') + "Secret,red,SQL,1,4,,x\n"),
        *("responses.csv row 5", "more cells than the header has"),
    ),
    case(
        3,
        "a line break in a header of a .gz",
        packed(EXPORT.replace("name?", '"name\n?"') + "Secret,red,SQL,1,4,,x\n"),
        *("responses.csv.gz row 5", "more cells than the header has"),
    ),
    case(
        4,
        "more header rows than the file has",
        changes("codebook/survey.csv", "title", "header_rows,2\ntitle"),
        *("responses.csv row 2: an answer of", "expected the last of 2 header rows"),
    ),
    case(
        *(4, "an answer that is unknown", changes(R, "blue", "green")),
        *("team, unknown answer",),
    ),
    case(
        *(4, "a claim that does not hold", changes(R, "blue", "red")),
        *("claims.csv row 2", "expected respondents = 2, actual 3"),
    ),
    case(
        *(4, "a column renamed", changes(R, "team?", "group?")),
        *("missing column", "team?"),
    ),
]


@pytest.mark.parametrize(
    "hurt",
    [
        pytest.param(*one.values, id=one.id, marks=[pytest.mark.slow] if place else [])
        for place, one in enumerate(REFUSED)
    ],
)
def test_what_is_told_of_an_export(
    project: Project, hurt: Case, record_property: Record
) -> None:
    hurt.change(good(project.folder, "hurt"))
    built = project.build("hurt")
    assert not built.passed
    lines = [line for line in built.printed if all(text in line for text in hurt.says)]
    assert lines, built.printed
    assert not any("Secret" in line for line in built.printed)
    note(
        record_property,
        hurt,
        next(s for s in lines[-1].splitlines() if hurt.says[0] in s),
    )


# What a build passes with, and reports: finding, question, people, and part of advice.
SILENT = [
    ("magnitudes", "unreadable number", "large", 3, "no number is known for it"),
    ("months among years", "unreadable number", "years", 1, "not counted as answered"),
    ("a number and a word", "unreadable number", "cups", 1, "not counted as answered"),
    ("a phone number", "unreadable number", "called", 1, "not counted as answered"),
    ("a year of two digits", "unreadable timestamp", "moment", 1, "write its format"),
    ("no date at all", "unreadable timestamp", "sent", 1, "no date is known"),
    ("neither yes nor no", "unclear choice", "tools", 1, "not counted"),
    ("two columns", "columns disagree", "team", 1, "the first is counted"),
    ("a date for a range", "repaired", "size", 1, "understood_by_rule := true"),
    ("an ending caught by *", "caught by *", "team", 1, "add it to spellings.csv"),
    ("an answer that is unknown", "unknown answer", "team", 2, "counted as Other"),
    ("a second header row", "further header row", None, 1, "header_rows 2"),
    ("item misspelt", "unknown item of the survey", None, None, "how its name"),
    ("column of options.csv", "unknown column of the codebook", None, None, "its name"),
    ("column of the export", "unexpected column", None, None, "it is not read"),
]
REPORTED = {
    "first.csv": """\
team?,crew?,size?,large?,years?,cups?,called?,when?,sent?,sql,r,name?,_file
Team,,Size,,,,,,,,,ImportId,
red,blue,2-5,5 millions,6 months,0 none,+49 170 1234567,26-03-01,soon,N,x,Secret,
red,,2026-02-05,3 thousands,2 years,1,1,2026-03-01,2026-03-02,Nein,n/a,Secret,
blue,,6-9,2 Millionen,3 years,1,1,2026-03-01,2026-03-02,Not selected,-99,Secret,
red wine,,2-5,7,1,1,1,2026-03-01,2026-03-02,Unchecked,-,Secret,
green,,2-5,7,1,1,1,2026-03-01,2026-03-02,maybe,1,Secret,
""",
    # Of several files, one may be written otherwise.
    "second.csv": """\
team?;size?;large?;years?;cups?;called?;when?;sent?;sql;r;name?
blue;6-9;1;1;1;1;2026-03-01;2026-03-02;1;0;Secret
""",
    "codebook/survey.csv": "item,text\ntitel,Teams\n",
    "codebook/questions.csv": """\
question,position,kind,delimiter,other,base,header,wording
team,1,single,,yes,answered,team?,
size,2,ordered,,yes,answered,size?,
large,3,number,,,answered,large?,
years,4,number,,,answered,years?,
cups,5,number,,,answered,cups?,
called,6,number,,,answered,called?,
moment,7,timestamp,,,answered,when?,
sent,8,timestamp,,,answered,sent?,
tools,9,multi,,yes,answered,tools?,
name,10,excluded,,,answered,name?,
""",
    "codebook/options.csv": """\
question,option,position,label,value,offered,colour
team,red,1,red,,yes,
team,blue,2,blue,,yes,
size,small,1,2-5,,yes,
size,large,2,6-9,,yes,
tools,sql,1,SQL,,yes,
tools,r,2,R,,yes,
""",
    "codebook/spellings.csv": """\
question,spelling,option,found_in
team,red w*,red,
team,crew?,,header
tools,sql,sql,header
tools,r,r,header
""",
    "codebook/claims.csv": GOOD["codebook/claims.csv"].replace("=,2,", "=,3,"),
}


@pytest.fixture(scope="module")
def silent(project: Project) -> Built:
    survey = good(project.folder, "silent")
    survey.remove("responses.csv")
    for file, text in REPORTED.items():
        survey.write(file, text)
    return project.build("silent", "--vars", "responses: seeds/silent/*.csv")


def test_what_was_silently_wrong_is_right(silent: Built) -> None:
    assert silent.passed, silent.printed
    assert silent.rows(
        "select team, size, large, years, cups, called, tools, submitted_at is null,"
        " sent is null from respondents order by respondent_id"
    ) == [
        ("other", "other", None, None, None, None, None, True, True),
        ("red", "small", None, None, None, None, ["r"], True, True),
        ("red", "small", None, 2, 1, 1, [], False, False),
        ("blue", "large", None, 3, 1, 1, [], False, False),
        ("red", "small", 7, 1, 1, 1, [], False, False),
        ("other", "small", 7, 1, 1, 1, ["r"], False, False),
        ("blue", "large", 1, 1, 1, 1, ["sql"], False, False),
    ]


@pytest.mark.parametrize("row", SILENT, ids=lambda row: f"4-{row[0]}")
def test_what_was_silently_wrong_is_reported(
    silent: Built,
    row: tuple[str, str, str | None, int | None, str],
    record_property: Record,
) -> None:
    name, finding, question, respondents, says = row
    found = silent.rows(
        "select question, respondents, text, advice from coding_report"
        f" where finding = '{finding}' and coalesce(question, '') = '{question or ''}'"
    )
    assert [line[:2] for line in found] == [(question, respondents)]
    assert says in found[0][3], found
    assert "Secret" not in str(found)
    line = ", ".join(str(cell) for cell in (finding, *found[0]) if cell is not None)
    told(record_property, 4, name, line)


# What a survey's folder may hold, and must not matter.
INTRUDERS = {
    "hooks.yml": "on-run-start: [\"copy (select 1) to 'ran'\"]\n",
    "dbt_project.yml": "on-run-start: [\"copy (select 1) to 'ran'\"]\n",
    "seeds.yml": "seeds: [{name: wording, config: {enabled: false}}]",
    "models.sql": "select error('ran')",
    "macro.sql": "{% macro normalised(x) %}select error('ran'){% endmacro %}",
    "profiles.yml": "straight_answers: {target: none}",
    "responses.copy.csv": EXPORT.replace("red", "blue"),
    "responses (copy).csv": EXPORT.replace("red", "blue"),
    "responses.csv~": "x",
    "respondents.csv": "respondent_id\n1\n",
    "codebook/copy of options.csv": OPTIONS.replace("red", "mauve"),
    "codebook/schema.yml": "version: x: y",
    "codebook/model.sql": "select error('ran')",
}


@pytest.mark.slow
def test_what_lies_in_a_survey_s_folder_is_as_if_it_were_not_there(
    project: Project,
) -> None:
    survey = good(project.folder, "intruded")
    built = project.build("intruded")
    assert built.passed, built.printed
    expected = everything(built)
    for file, text in INTRUDERS.items():
        survey.write(file, text)
    survey.link("link.csv", "responses.csv")
    survey.link("codebook/nothing.csv", "nowhere")
    survey.link("codebook/up", "../..")
    survey.pipe("codebook/pipe.csv")
    built = project.run("--no-partial-parse", "build", survey="intruded")
    assert built.passed, built.printed
    assert everything(built) == expected
    assert not (project.folder / "ran").exists()


def everything(built: Built) -> dict[str, list[tuple[Any, ...]]]:
    """Read what people look at."""
    names = built.rows(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_schema in ('main', 'figures') order by all"
    )
    return {name: built.rows(f"from {name} order by all") for (name,) in names}


def test_a_build_would_download_nothing(project: Project) -> None:
    setting = "current_setting('autoinstall_known_extensions')"
    shown = project.run("show", "--inline", f"select 'installs: ' || {setting} as x")
    assert shown.passed and shown.says("installs: false"), shown.printed


@pytest.mark.parametrize(
    "code",
    [
        "' in *) touch ran;; esac #",
        "$(touch ran)",
        "`touch ran`",
        "$(shell touch ran)",
        "good; touch ran",
        '"; touch ran; "',
    ],
)
def test_make_runs_nothing_that_a_name_says(
    tmp_path: Path, code: str, record_property: Record
) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "seeds").mkdir()
    for arguments, environment in [([], {"SURVEY": code}), ([f"SURVEY={code}"], {})]:
        done = subprocess.run(
            ["make", "survey", *arguments],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2
        assert done.stderr.startswith(f"SURVEY={code}: no such survey"), done.stderr
        assert not (tmp_path / "ran").exists()
    line = done.stderr.partition("\n")[0]
    told(record_property, 5, f"make, {code}", line)


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write databases to draw from, and files that are none."""
    folder = tmp_path_factory.mktemp("marts")
    (folder / "seeds/good/codebook").mkdir(parents=True)
    content = written(folder / "good.duckdb", FIGURES["bar"]).read_bytes()
    other = sqlite3.connect(folder / "sqlite.duckdb")
    other.execute("create table answers (name text)")
    other.close()
    (folder / "text.duckdb").write_text("team,name\n" * 1000)
    (folder / "zero.duckdb").write_bytes(b"")
    (folder / "short.duckdb").write_bytes(content[:5000])
    (folder / "broken.duckdb").write_bytes(content[:4096] + bytes(9000))
    (folder / "newer.duckdb").write_bytes(newer(folder / "newer.duckdb", content))
    duckdb.connect(folder / "empty.duckdb").close()
    written(folder / "part.duckdb", FIGURES["bar"])
    with duckdb.connect(folder / "part.duckdb") as connection:
        connection.execute("create table figures.built_in_part as select now() as at")
    written(folder / "failed.building.duckdb", FIGURES["bar"])
    (folder / "figures/bar.svg").mkdir(parents=True)
    (folder / "a_file").write_text("")
    return folder


def newer(path: Path, content: bytes) -> bytes:
    """Say in a database's header that it is of a later version, with its checksum."""
    content = content[:12] + struct.pack("<Q", 999) + content[20:]
    path.write_bytes(content)
    with pytest.raises(duckdb.IOException, match="computed checksum") as error:
        duckdb.connect(path, read_only=True)
    computed = int(str(error.value).partition("computed checksum ")[2].split()[0])
    return struct.pack("<Q", computed) + content[8:]


CHARTS: list[tuple[int, str, list[str], int, tuple[str, ...]]] = [
    (7, "no database", ["none.duckdb"], 1, ("no database file", "run `dbt build`")),
    (7, "a folder", ["seeds"], 1, ("no database file",)),
    (7, "blank --database", [""], 1, (".: a folder, expected the file",)),
    (7, "the root", ["/"], 1, ("/: a folder, expected the file",)),
    (7, "two lines", ["a\nb.duckdb"], 1, ("a b.duckdb: no database file there",)),
    (7, "terminal escapes", ["good.duckdb", "\x1b[2Jx"], 2, ("no figure",)),
    (7, "a figure's name without end", ["good.duckdb", "b" * 999], 2, ("no figure",)),
    (7, "SQLite", ["sqlite.duckdb"], 1, ("not a DuckDB database",)),
    (7, "text", ["text.duckdb"], 1, ("not a DuckDB database",)),
    (7, "0 bytes", ["zero.duckdb"], 1, ("not a DuckDB database",)),
    (7, "cut off", ["short.duckdb"], 1, ("short.duckdb: broken", "run it")),
    (7, "broken", ["broken.duckdb"], 1, ("broken.duckdb: broken", "run it")),
    (7, "newer", ["newer.duckdb"], 1, ("written by a newer DuckDB",)),
    (7, "no marts", ["empty.duckdb"], 1, ("figure_texts", "run `dbt build`")),
    (1, "built in part", ["part.duckdb"], 1, ("built in part", "--unfinished")),
    (1, "only failed", ["failed.duckdb"], 1, ("no build has passed", "--unfinished")),
    (7, "blank --out", ["good.duckdb", "--out", ""], 2, ("--out", "blank")),
    (7, "no figure", ["good.duckdb", "bra"], 2, ("did you mean bar?",)),
    (7, "no format", ["good.duckdb", "--format", "gif"], 2, ("'gif'",)),
    (
        *(7, "a folder in the way", ["good.duckdb", "--out", "figures"], 1),
        ("figures/bar.svg: a folder", "move it away"),
    ),
    (
        *(7, "--out is a file", ["good.duckdb", "--out", "a_file"], 1),
        ("a_file: cannot write there",),
    ),
]


@pytest.mark.parametrize("hurt", CHARTS, ids=lambda hurt: f"{hurt[0]}-{hurt[1]}")
def test_what_charts_tell(
    marts: Path,
    hurt: tuple[int, str, list[str], int, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    record_property: Record,
) -> None:
    group, name, arguments, code, says = hurt
    monkeypatch.chdir(marts)
    monkeypatch.delenv("SURVEY", raising=False)
    monkeypatch.delenv("SURVEY_DB", raising=False)
    database, *rest = arguments
    before = sorted(marts.rglob("*"))
    try:
        found = main(["render", *rest, "--database", database, "--format", "svg"])
    except SystemExit as error:
        found = int(error.code or 0)
    line = capsys.readouterr().err
    assert found == code and line.count("\n") == 1, line
    assert all(text in line for text in says), line
    assert "another process" not in line
    assert sorted(marts.rglob("*")) == before
    told(record_property, group, f"charts, {name}", line)


@pytest.fixture
def shell(project: Project) -> Iterator[Path]:
    """Have a program open a survey's database for writing."""
    good(project.folder, "opened")
    database = project.folder / "opened.duckdb"
    with open_elsewhere(database):
        yield database


@pytest.mark.slow
def test_a_shell_that_may_write_keeps_a_build_from_replacing_what_it_has(
    project: Project, shell: Path, record_property: Record
) -> None:
    for command in (["build"], ["run", "--select", "stg_nets"]):
        built = project.run(*command, survey="opened")
        assert not built.passed
        lines = [line for line in built.printed if "open in a program" in line]
        assert lines and "duckdb -readonly" in lines[-1], built.printed
        assert not any("Traceback" in line for line in built.printed)
    assert not shell.with_name("opened.building.duckdb").exists()
    name = f"open in a shell, {command[0]}"
    told(record_property, 7, name, lines[-1])
