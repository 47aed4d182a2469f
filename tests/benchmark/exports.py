"""Exports of any size to time the project with: the reference survey's, and a wide one.

Usage: python exports.py reference|wide PEOPLE FILE. FILE is CSV or Parquet, by its
ending; the wide survey's codebook is written beside it.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

import duckdb

REFERENCE = Path(__file__).parents[2] / "seeds/production_ml"
CHOICES = 7
OPTIONS = 30
QUESTIONS = 70
# Questions that take several answers.
SEVERAL = range(0, 50, 2)
# One in so many people types an answer of their own.
TYPED = 50

HEADERS = {
    "questions": [
        *("question", "position", "kind", "delimiter", "other", "base", "header"),
        "wording",
    ],
    "options": ["question", "option", "position", "label", "value", "offered"],
}


def quoted(name: str) -> str:
    """Quote a column's name."""
    return '"' + name.replace('"', '""') + '"'


def write_reference(people: int, export: Path) -> None:
    """Write people who answer each question like somebody who took the survey.

    Columns are sampled independently, always the same way. In the question on problem
    types, which is open, a few add an answer that nobody else gives.
    """
    with duckdb.connect() as connection:
        answers = connection.read_csv(
            str(REFERENCE / "responses.csv"),
            all_varchar=True,
            header=True,
            quotechar='"',
        )
        cells = []
        for number, column in enumerate(answers.columns):
            # A list in order of the file, then somebody's cell of it.
            lists = f"(select list({quoted(column)}) from answers)"
            cell = f"{lists}[1 + (hash(person, {number}) % {len(answers)})::integer]"
            if column.startswith("What types of machine learning"):
                typed = f"if(hash(person) % {TYPED} = 0, ';typed ' || person, '')"
                cell = f"{cell} || {typed}"
            cells.append(f"{cell} as {quoted(column)}")
        connection.execute(
            f"copy (select {', '.join(cells)} from range({people}) as people (person)) "
            f"to '{export}'"
        )


def write_wide(people: int, export: Path) -> None:
    """Write a survey of 70 questions, 25 of them with several of 30 options.

    The options of a question are chosen independently, the first ones most often, so
    that most combinations are rare.
    """
    folder = export.parent / "codebook"
    folder.mkdir(parents=True, exist_ok=True)
    questions, options, figures, cells = [], [], [], []
    for number in range(QUESTIONS):
        question, header = f"question_{number}", f"Question {number}: what, if any?"
        kind = "multi" if number in SEVERAL else "single"
        questions.append(
            [question, number + 1, kind, "", "yes", "answered", header, ""]
        )
        for option in range(OPTIONS if kind == "multi" else CHOICES):
            label = f"Answer {option} of question {number}"
            options.append([question, f"o{option}", option + 1, label, "", "yes"])
        figures.append(
            [question, number + 1, "bar", question, "", "", "share", "all", "value", ""]
        )
        random = f"hash(person, {number}, option) % 10000 / 10000"
        often = "0.6 / (1 + 0.4 * option)"
        if kind == "multi":
            cell = f"""
                array_to_string([
                    'Answer ' || option || ' of question {number}'
                    for option in range({OPTIONS}) if {random} < {often}
                ], ';')
                || if(hash(person, {number}) % {TYPED} = 0, ';typed ' || person, '')"""
        else:
            cell = f"""
                'Answer ' || (hash(person, {number}) % {CHOICES})
                || ' of question {number}'"""
        cells.append(f"{cell} as {quoted(header)}")
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select {', '.join(cells)} from range({people}) as people (person)) "
            f"to '{export}'"
        )
    rows: dict[str, Iterable[list[object]]] = {
        "survey": [["source", "made up"]],
        "questions": questions,
        "options": options,
        "figures": figures,
    }
    for file in sorted((REFERENCE / "codebook").glob("*.csv")):
        header_row = file.read_text().partition("\n")[0].split(",")
        columns = HEADERS.get(file.stem, header_row)
        with (folder / file.name).open("w", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows(rows.get(file.stem, []))


if __name__ == "__main__":
    write = {"reference": write_reference, "wide": write_wide}[sys.argv[1]]
    write(int(sys.argv[2]), Path(sys.argv[3]))
