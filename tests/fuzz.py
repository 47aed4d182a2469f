"""Changed exports and codebooks: refused in a line, or counted as by the csv module.

`python tests/fuzz.py 2000 1` builds 2,000 changes of one survey, from the seed 1.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout, suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

from checks import problems
from conftest import Built, Project
from generated import canonical
from test_catalogue import Survey, good

Table = list[list[str]]
Counts = Counter[tuple[str, str]]
BYTES: tuple[bytes, ...] = (b'"', b",", b";", b"\n", b"\r", b"\r\n", b"\t", b" ")
BYTES += (b"\0", b"\xff", b"\xe9")
BYTES += (b"\xa0", b"\xef\xbb\xbf", b"''", b"|", b"*", b"{", b"}", b"%", b"$", b"--")
CELLS: tuple[str, ...] = ("", " ", "red", "SQL;R", "R;;SQL;", "it's", "a,b", "a\nb")
CELLS += ('say "no"', "NA")
CELLS += ("4.0", "1e3", "-", "\u00e9", "\u200b", "=1+1", "{{ x }}", "x" * 5000, "null")
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "latin-1", "mac_roman")
# What is counted, and all that it needs.
MODELS = ("+question_results", "+coding_report", "+claims_hold")
# Of DuckDB's own, only that a row is refused is told in words.
RAW = re.compile(
    r"Traceback|(Binder|Parser|Catalog|Conversion|Internal|Invalid Input) Error"
)
TOLD = re.compile(r"expected|seeds/|\.csv|unknown answer|missing column|no longer")


class Outcome(NamedTuple):
    """What a change was, and what came of it."""

    change: str
    result: str  # refused, compared, or find
    detail: str


def changed_bytes(random: Random, content: bytes) -> bytes:
    """Change a file anywhere."""
    at, to = sorted(random.sample(range(len(content) + 1), 2))
    piece = content[at : min(to, at + 20)]
    return random.choice(
        [
            content[:at] + random.choice(BYTES) + content[at:],
            content[:at] + random.choice(BYTES) + content[at + 1 :],
            content[:at] + content[at + len(piece) :],
            content[:at] + piece + content[at:],
            content[:at],
            content[:at] + bytes([random.randrange(256)]) + content[at + 1 :],
        ]
    )


def changed_table(random: Random, table: Table) -> Table:
    """Change the rows, columns and cells of a table."""
    table = [list(row) for row in table]
    row, column = random.randrange(len(table)), random.randrange(len(table[0]))
    other = random.randrange(len(table[0]))
    match random.randrange(10):
        case 0:
            table[row][column] = random.choice(CELLS)
        case 1:
            for cells in table:
                cells[column], cells[other] = cells[other], cells[column]
        case 2:
            for cells in table:
                del cells[column]
        case 3:
            for cells in table:
                cells.insert(other, cells[column])
        case 4:
            table.insert(row, [])
        case 5:
            table.insert(row, [""] * len(table[0]))
        case 6:
            table.insert(row, list(table[row]))
        case 7:
            del table[row]
        case 8:
            table[row].append(random.choice(CELLS))
        case 9:
            del table[row][column]
    return table


def text_of(random: Random, table: Table, *, is_export: bool) -> bytes:
    """Write a table in one of the ways that programs write them."""
    text = io.StringIO()
    csv.writer(
        text,
        delimiter=random.choice(",,,;\t") if is_export else ",",
        quoting=random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        lineterminator=random.choice(["\n", "\n", "\r\n", "\r"]),
    ).writerows(table)
    written = text.getvalue()
    encoding = random.choice(["utf-8", "utf-8", *ENCODINGS]) if is_export else "utf-8"
    return written.encode(encoding, "replace")


def change(survey: Survey, random: Random) -> str:
    """Change one file of a survey, or two; say which, and how."""
    said = []
    for _ in range(random.choice([1, 1, 2])):
        is_export = random.random() < 0.6
        files = [p for p in survey.folder.rglob("*.csv") if p.stem != "responses"]
        path = survey.folder / "responses.csv" if is_export else random.choice(files)
        content = path.read_bytes()
        if random.random() < 0.5 and len(content) > 1:
            path.write_bytes(changed_bytes(random, content))
            said.append(f"bytes of {path.name}")
        else:
            with suppress(IndexError, ValueError, csv.Error):
                table = list(csv.reader(io.StringIO(content.decode(), newline="")))
                table = changed_table(random, table)
                path.write_bytes(text_of(random, table, is_export=is_export))
            said.append(f"table of {path.name}")
    return ", ".join(said)


def tables(path: Path) -> Iterator[Table]:
    """Read an export in each way that it may be meant."""
    for encoding in ENCODINGS:
        try:
            text = path.read_bytes().decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        for separator in ",;\t":
            with suppress(csv.Error):
                rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
                table = [row for row in rows if row]
                if table:
                    yield table


def codebook(survey: Survey, name: str) -> list[dict[str, str]]:
    path = survey.folder / "codebook" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        # Rows of nothing are left out, above the header too.
        rows = [row for row in csv.reader(file) if any(cell.strip() for cell in row)]
    header = [cell.strip() for cell in rows[0]] if rows else []
    # Cells that a row lacks are blank.
    return [
        dict.fromkeys(header, "") | dict(zip(header, row, strict=False))
        for row in rows[1:]
    ]


def counted(survey: Survey, table: Table) -> tuple[int, Counts, set[str]]:
    """Count people, options by question, and name the questions that were counted."""
    header = [canonical(cell) for cell in table[0]]
    people = [row for row in table[1:] if any(canonical(cell) for cell in row)]
    counts: Counts = Counter()
    named: set[str] = set()
    for question in codebook(survey, "questions"):
        name, kind = question["question"].strip(), question["kind"].strip()
        known = known_answers(survey, name)
        delimiter = question["delimiter"]
        if kind not in ("single", "ordered", "multi") or (
            kind == "multi" and (not delimiter or any(delimiter in k for k in known))
        ):
            continue
        named.add(name)
        wanted = canonical(question["header"])
        places = [place for place, text in enumerate(header) if text == wanted]
        for row in people:
            cells = [canonical(row[p]) for p in places if p < len(row)]
            cell = next((c for c in cells if c), "")
            pieces = cell.split(delimiter) if kind == "multi" else [cell]
            answers = {canonical(piece) for piece in pieces} - {""}
            chosen = {known.get(answer, "other") for answer in answers} - {""}
            counts.update((name, option) for option in chosen)
    return len(people), counts, named


def known_answers(survey: Survey, question: str) -> Mapping[str, str]:
    """Give the option that each text stands for; none if it is no answer."""
    found = {
        canonical(row.get("label") or row["option"]): row["option"].strip()
        for row in codebook(survey, "options")
        if row["question"].strip() == question
    }
    for row in codebook(survey, "spellings"):
        if row["question"].strip() == question:
            found[canonical(row["spelling"])] = row["option"].strip()
    return found


def is_excluded(survey: Survey) -> bool:
    """Tell whether the header of the column of names is still there, and no name is."""
    headers = [table[0] for table in tables(survey.folder / "responses.csv")]
    return any("name?" in header for header in headers) and not any(
        "Secret" in cell for header in headers for cell in header
    )


def judged(survey: Survey, built: Built) -> tuple[str, str]:
    """Say whether what came of a survey is as it must be."""
    lines = [line for text in built.printed for line in text.splitlines()]
    shown = [
        line for line in lines if "Secret" in line and "unknown answer" not in line
    ]
    if shown and is_excluded(survey):
        return "find", f"an excluded cell is shown: {shown[0]}"
    raw = [line for line in lines if RAW.search(line)]
    if raw:
        return "find", next((x for x in raw if "Error" in x and ":" in x), raw[0])
    if not built.passed:
        told = [line for line in lines if TOLD.search(line)]
        return ("refused", told[0]) if told else ("find", f"nothing told: {lines}")
    people = built.rows("select count(*) from respondents")[0][0]
    results = built.rows(
        "select question, option, respondents from question_results "
        "where respondents > 0 and not is_net"
    )
    nearest = ""
    for table in tables(survey.folder / "responses.csv"):
        expected_people, expected, named = counted(survey, table)
        found = {(q, o): n for q, o, n in results if q in named}
        if people == expected_people and found == dict(expected):
            return "compared", f"{people} people"
        nearest = nearest or f"{expected_people}, {dict(expected)} by csv"
    return "find", f"{people}, {results}; {nearest}"


def outcomes(project: Project, seeds: range) -> Iterator[tuple[int, Outcome]]:
    """Change, check and build the survey, once for each seed."""
    for seed in seeds:
        random = Random(seed)
        survey = good(project.folder, "current")
        said = change(survey, random)
        found = problems(project.folder, survey.environment, survey.variables)
        if found:
            is_line = all("\n" not in line and "Secret" not in line for line in found)
            result = "refused" if is_line else "find"
            yield seed, Outcome(said, result, found[0])
            continue
        with redirect_stdout(io.StringIO()):
            built = project.build_again(*MODELS)
        result, detail = judged(survey, built)
        yield seed, Outcome(said, result, detail)


def main(count: int, first: int) -> int:
    """Print what came of all cases; 1 if there are finds."""
    results: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        for seed, outcome in outcomes(project, range(first, first + count)):
            results[outcome.result] += 1
            if outcome.result == "find":
                print(f"seed {seed}, {outcome.change}: {outcome.detail}", flush=True)
    print(f"{count} cases: " + ", ".join(f"{n} {what}" for what, n in results.items()))
    return int(results["find"] > 0)


if __name__ == "__main__":
    raise SystemExit(main(*(int(argument) for argument in sys.argv[1:3])))
