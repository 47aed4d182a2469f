"""What keeps a survey from being built, told before anything is read or written.

A problem is one line: the file or the setting, what was found, what was expected, what
to do. Nothing is shown of what people answered.
"""

import csv
import gzip
import io
import os
import re
import stat
import zlib
from collections.abc import Iterator, Mapping
from glob import glob, has_magic
from pathlib import Path

REQUIRED = ("survey", "questions", "options", "spellings", "figures", "claims")
OPTIONAL = ("nets", "waves")
# No name of a survey, whose database attaches under it and must hide none of these.
RESERVED = {
    *("system", "temp", "memory", "information_schema", "pg_catalog"),
    *("main", "coding", "figures", "staging", "intermediate", "codebook", "scratch"),
    *("vocabulary", "spellings", "draft"),
}
EXPORT = re.compile(r"\.(csv|tsv|txt|csv\.gz|tsv\.gz|xlsx|parquet)$", re.IGNORECASE)
ENDINGS = ".csv, .csv.gz, .tsv, .xlsx or .parquet"
# How files begin that are no text.
KINDS = {
    b"PK\x03\x04": "a workbook or another zip",
    b"\xd0\xcf\x11\xe0": "an old workbook, .xls",
    b"PAR1": "Parquet",
    b"\x1f\x8b": "gzip",
    b"SQLite format 3": "an SQLite database",
    b"%PDF": "a PDF",
    b"<!DOCTYPE": "a web page",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"{\\rtf": "a text document",
}
BEGINS = {".xlsx": b"PK\x03\x04", ".parquet": b"PAR1", ".gz": b"\x1f\x8b"}
TORN = "a quote within a cell in quotes, expected it doubled"
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
LONGEST_NAME = 255
HEAD = 2**16
WIDE = (b"\xff\xfe", b"\xfe\xff")
LARGE = 10**8  # bytes; of what is more, line ends are not looked at
MOST_CELLS = 40  # as read_codebook() reads
_IN_QUOTES = re.compile(r'"(?:[^"]|"")*"')
_QUOTED_BYTES = re.compile(rb'"(?:[^"]|"")*"')
# A name's bytes that are no UTF-8 are among them.
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_MEMORY = re.compile(r"([0-9]{1,9}(?:\.[0-9]+)?)\s*([KMGT])i?B", re.IGNORECASE)
LEAST_MEMORY = 100  # MB


def problems(
    folder: Path, environment: Mapping[str, str], variables: Mapping[str, object]
) -> list[str]:
    """List what is wrong with what a command is to work on, a line each.

    `folder` is the project's, `variables` are those of `--vars`.
    """
    found = list(_settings(folder, environment))
    if not found and variables.get("survey"):
        found = list(_drafted(folder, str(variables["survey"]), variables))
    elif not found:
        found = list(_built(folder, environment, variables))
    return [_UNPRINTED.sub(" ", line) for line in found]


def _built(
    folder: Path, environment: Mapping[str, str], variables: Mapping[str, object]
) -> list[str]:
    """Find what keeps a survey from being built: its codebook's files, its export's."""
    survey = environment.get("SURVEY") or "production_ml"
    # Other names have no profile: dbt has stopped.
    codebook = Path("seeds", survey, "codebook")
    if not _is_survey(folder / codebook):
        surveys = sorted(
            path.parent.name
            for path in folder.glob("seeds/*/codebook")
            if _is_survey(path)
        )
        return [
            f"SURVEY={survey}: no codebook, expected CSV files in the folder "
            f"{codebook}; there are: {', '.join(surveys) or 'none'}"
        ]
    found = []
    for name in REQUIRED:
        if not os.path.lexists(folder / codebook / f"{name}.csv"):
            found.append(
                f"{codebook}/{name}.csv: no such file, expected one of the "
                "codebook, if only its header; write it, or draft the codebook again"
            )
    for name in REQUIRED + OPTIONAL:
        if os.path.lexists(folder / codebook / f"{name}.csv"):
            found += _codebook_file(folder, codebook / f"{name}.csv")
    return found or list(_exports(folder, survey, variables))


def _is_survey(codebook: Path) -> bool:
    try:
        return any(codebook.glob("*.csv"))
    except OSError:
        return False


def _settings(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Find what cannot be of SURVEY, SURVEY_MEMORY and SURVEY_DB."""
    memory = environment.get("SURVEY_MEMORY") or "1500MB"
    amount = _MEMORY.fullmatch(memory.strip())
    if not amount or (
        float(amount[1]) * 1000 ** "KMGT".index(amount[2].upper()) < LEAST_MEMORY * 1000
    ):
        yield (
            f"SURVEY_MEMORY={memory}: expected an amount of at least {LEAST_MEMORY}MB, "
            "such as 1500MB or 2GB; mend it, or leave it out"
        )
    named = environment.get("SURVEY_DB")
    survey = environment.get("SURVEY") or "production_ml"
    variable, name = ("SURVEY_DB", named) if named else ("SURVEY", survey)
    database = Path(named or f"{survey}.duckdb")
    if len(os.fsencode(f"{database.name}.building.wal")) > LONGEST_NAME:
        yield (
            f"{variable}={name[:40]}…: {len(name)} characters, expected a name of at "
            "most 200; shorten it"
        )
        return
    if _is_other_file(folder / database):
        yield (
            f"{database}: there is a file that is no database, expected none, "
            "or that of an earlier build, which is replaced; move it away"
        )
    for path in (database, database.with_name(f"{database.stem}.building.duckdb")):
        if not named and (folder / path).is_dir():
            yield f"{path}: a folder, expected a database or nothing; move it away"
    if not named:
        return
    if re.search(r"[\"'`{}:?*#\[\]\\;\x00-\x1f\ud800-\udfff]", named):
        yield (
            f"SURVEY_DB={named}: a quote, bracket, colon or line break in the name, "
            "expected the name of a file such as results/survey.duckdb; rename it"
        )
    elif not (folder / database.parent).is_dir():
        yield (
            f"SURVEY_DB={named}: no folder {database.parent}, expected one that is "
            "there; make it, or name another"
        )
    elif (folder / database).exists() and not (folder / database).is_file():
        yield (
            f"SURVEY_DB={named}: {_kind(folder / database)}, expected the name of a "
            f"file; add one, as in {named}/survey.duckdb"
        )
    elif database.stem.lower() in RESERVED or ".building" in database.name:
        yield (
            f"SURVEY_DB={named}: a name that the database uses itself, expected "
            "another, such as results.duckdb"
        )


def _is_other_file(path: Path) -> bool:
    """Tell whether something is there that no build has written."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return False
    return bool(head) and not head.endswith(b"DUCK")


def _drafted(
    folder: Path, survey: str, variables: Mapping[str, object]
) -> Iterator[str]:
    """Find what keeps a codebook from being drafted; the rest drafting says itself."""
    if survey in RESERVED:
        yield (
            f"survey is {survey}, expected a name that no schema of the database has; "
            "rename the folder"
        )
    elif re.fullmatch(r"[a-z][a-z0-9_]*", survey):
        paths = _named(folder, survey, variables)
        if not paths or (len(paths) > 1 and not variables.get("responses")):
            return
        for path in paths:
            yield from _export(folder, path, {})


def _codebook_file(folder: Path, path: Path) -> list[str]:
    """Find what keeps a file from being read as CSV in UTF-8."""
    content = _content(folder, path)
    if isinstance(content, str):
        return [f"{path}: {content}"]
    convert = f"save it as CSV UTF-8, or iconv -f {{}} -t utf-8 {path} > new.csv"
    if content.startswith(WIDE):
        return [
            f"{path}: written in UTF-16, expected UTF-8; {convert.format('utf-16')}"
        ]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        row = len(list(csv.reader(io.StringIO(before + "x", newline=""))))
        byte = content[error.start]
        return [
            f"{path} row {row}: byte {byte:02X} is not UTF-8, perhaps Windows-1252 "
            f"({bytes([byte]).decode('cp1252', 'replace')}), expected UTF-8; "
            f"{convert.format('windows-1252')}"
        ]
    if "\0" in text:
        return [f"{path}: NUL characters, expected CSV in UTF-8; save it again"]
    mixed = _two_line_ends(path, content)
    if mixed:
        return [mixed]
    if text.startswith(("\r", "\n")):
        return [f"{path} row 1: empty, expected the header; delete the empty rows"]
    row = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            row += 1
            if len(cells) > MOST_CELLS:
                return [
                    f"{path} row {row}: {len(cells)} cells, expected at most "
                    f"{MOST_CELLS}; a text with a comma needs double quotes"
                ]
            # DuckDB does not read past one that is unlike the ends of lines.
            if row == 1 and any("\n" in cell or "\r" in cell for cell in cells):
                return [
                    f"{path} row 1: a line break in the name of a column, expected it "
                    "in one line; mend the header"
                ]
    except csv.Error as error:
        return [
            f"{path} row {row + 1}: {_csv_problem(str(error))}; in a cell in quotes, "
            "double each quote"
        ]
    header = _IN_QUOTES.sub("", text).splitlines()[0]
    other = [s for s in ";\t" if "," not in header and s in header]
    if other:
        return [
            f"{path} row 1: separated by {SEPARATORS[other[0]]}, expected commas; save "
            "it as CSV with commas"
        ]
    return []


def _two_line_ends(path: Path, content: bytes) -> str | None:
    """Find where lines begin to end in another way, which DuckDB does not read."""
    ends = content.count(b"\r"), content.count(b"\n"), content.count(b"\r\n")
    if 0 in ends[:2] or len({*ends}) == 1:
        return None
    found = re.findall(rb"\r\n|\r|\n", _QUOTED_BYTES.sub(b"", content))
    rows = [row for row, end in enumerate(found, start=1) if end != found[0]]
    if not rows:
        return None
    return (
        f"{path} row {rows[0]}: ends in another way than rows before, expected CR LF "
        f"or LF throughout; save it again, or sed -i 's/\\r$//' {path}"
    )


def _csv_problem(error: str) -> str:
    if "limit" in error or "unexpected end" in error:
        return "a quote that nothing closes, expected one at the end of its cell"
    return TORN


def _exports(
    folder: Path, survey: str, variables: Mapping[str, object]
) -> Iterator[str]:
    """Find what keeps the files of answers from being read."""
    facts = {
        row.get("item", ""): row.get("text", "")
        for row in _rows(folder, survey, "survey")
    }
    waves = [row for row in _rows(folder, survey, "waves") if row.get("file")]
    if waves and not variables.get("responses"):
        for row in waves:
            path = Path("seeds", survey, row["file"])
            # A name that leads elsewhere or nowhere is a problem of the codebook.
            if "/" not in row["file"] and (folder / path).exists():
                yield from _export(
                    folder, path, facts | {k: v for k, v in row.items() if v}
                )
        return
    paths = _named(folder, survey, variables)
    named = str(variables.get("responses") or f"seeds/{survey}/responses.csv")
    if not paths:
        yield (
            f"{named}: no such file, expected the export of the survey, as {ENDINGS}; "
            "put it there"
        )
    elif len(paths) > 1 and not variables.get("responses"):
        yield (
            f"seeds/{survey}: {', '.join(path.name for path in paths)}, expected one "
            "export; move the others away, or choose with --vars 'responses: path'"
        )
    else:
        for path in paths:
            yield from _export(folder, path, facts)


def _rows(folder: Path, survey: str, name: str) -> list[dict[str, str]]:
    """Read a file of the codebook that has passed."""
    path = folder / "seeds" / survey / "codebook" / f"{name}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {str(k).strip(): str(v or "").strip() for k, v in row.items()}
            for row in csv.DictReader(file)
        ]


def _named(folder: Path, survey: str, variables: Mapping[str, object]) -> list[Path]:
    """List the exports of a survey, or those that `--vars 'responses: …'` names."""
    named = str(variables.get("responses") or "")
    if named and has_magic(named) and not (folder / named).exists():
        found = glob(named, root_dir=folder, recursive=True)  # noqa: PTH207
        return [Path(path) for path in sorted(found)]
    if named:
        return [Path(named)] if os.path.lexists(folder / named) else []
    place = Path("seeds", survey)
    return [
        place / path.name
        for path in sorted((folder / place).glob("responses.*"))
        if EXPORT.fullmatch(path.name.removeprefix("responses"))
    ]


def _export(folder: Path, path: Path, facts: Mapping[str, str]) -> Iterator[str]:
    """Find what keeps a file of answers from being read, by its first bytes."""
    found = re.search(r"[{}]", str(path))
    if found:
        yield (
            f"{path}: {found[0]} in its name, expected none, as it stands for several "
            "names; rename it"
        )
        return
    ending = EXPORT.search(path.name)
    if not ending:
        yield (
            f"{path}: ending {path.suffix or 'missing'}, expected {ENDINGS}; save it "
            "as one of these"
        )
        return
    head = _content(folder, path, HEAD)
    if isinstance(head, str):
        yield f"{path}: {head}"
        return
    suffix = path.suffix.lower()
    kind = _written_as(head)
    begins = BEGINS.get(suffix)
    if begins and not head.startswith(begins):
        yield (
            f"{path}: {kind}, expected what {suffix} files are; rename it to its "
            "own ending, or export it again"
        )
        return
    if begins and suffix != ".gz":
        return
    content = None
    if begins:
        # DuckDB reads the beginning of a broken one, and does not say so.
        content = _unpacked(folder / path)
        if content is None:
            yield (
                f"{path}: incomplete or broken, expected a whole .gz; download it again"
            )
            return
        if content.startswith(WIDE):
            yield (
                f"{path}: compressed UTF-16, expected it plain, or in UTF-8; unpack it"
            )
            return
        head = content[:HEAD]
        kind = _written_as(head)
    if kind != "text":
        yield (
            f"{path}: {kind}, expected text as its ending {suffix} says; "
            "rename it to its own ending, or export it again"
        )
        return
    found_in_text = list(_text_export(path, head, facts))
    yield from found_in_text
    if found_in_text or head.startswith(WIDE):
        return
    if content is None and (folder / path).stat().st_size <= LARGE:
        content = (folder / path).read_bytes()
    mixed = _two_line_ends(path, content or b"")
    if mixed:
        yield mixed


def _written_as(head: bytes) -> str:
    return next((KINDS[start] for start in KINDS if head.startswith(start)), "text")


def _unpacked(path: Path) -> bytes | None:
    """Read a .gz to its end, and give the beginning; None if it is not whole."""
    try:
        with gzip.open(path) as file:
            content = file.read(LARGE)
            while file.read(HEAD):
                pass
    except (EOFError, OSError, zlib.error):
        return None
    return content


def line_end(name: str) -> str:
    """Say what ends the header of a file of text, as DuckDB is told of it.

    DuckDB takes the first break that it meets, which may be one of another kind, in
    quotes. Blank if the header ends nowhere.
    """
    path = Path(next(iter(sorted(glob(name))), name))  # noqa: PTH207
    is_packed = path.suffix.lower() == ".gz"
    with gzip.open(path) if is_packed else path.open("rb") as file:
        head = file.read(HEAD)
    text = head.decode("utf-16" if head.startswith(WIDE) else "latin-1", "replace")
    found = re.match(r'(?:"(?:[^"]|"")*"|[^"])*?(\r\n|\r|\n)', text)
    return repr(found[1])[1:-1] if found else ""


def _text_export(path: Path, head: bytes, facts: Mapping[str, str]) -> Iterator[str]:
    """Find what is wrong with the header rows of a file of text."""
    is_wide = head.startswith(WIDE)
    if head.startswith((b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        name = "UTF-32" if b"\0\0" in head[:4] else "UTF-16 of big-endian order"
        yield (
            f"{path}: written in {name}, expected UTF-8; save it as CSV UTF-8, or "
            f"iconv -f {name[:6]} -t utf-8 {path} > new.csv"
        )
        return
    encoding = facts.get("encoding", "").lower()
    if is_wide and encoding and not encoding.startswith("utf-16"):
        yield (
            f"{path}: written in UTF-16, expected {encoding} as the codebook says; "
            "leave encoding blank, or convert it"
        )
        return
    if b"\0" in head and not is_wide and not encoding.startswith("utf-16"):
        yield f"{path}: NUL characters, expected text; download it again"
        return
    text = head.decode("utf-16" if is_wide else "latin-1", "replace").lstrip("\ufeff")
    outside = _IN_QUOTES.sub("x", text)
    rows = [row for row in re.split(r"\r\n|\r|\n", outside) if row]
    if not any(row.strip() for row in rows):
        yield f"{path}: blank, expected a header row and the answers; download it again"
        return
    wanted = facts.get("header_rows", "")
    header_rows = int(wanted) if re.fullmatch("[0-3]", wanted) else 1
    if len(head) < HEAD and len(rows) < header_rows:
        yield (
            f"{path}: no more than {len(rows)} of {header_rows} header rows, expected "
            "all that the codebook says; mend header_rows"
        )
    stated = facts.get("separator", "").replace("tab", "\t")
    others = [s for s in SEPARATORS if s in rows[0]]
    if stated in SEPARATORS and others and stated not in rows[0]:
        yield (
            f"{path} row 1: separated by {SEPARATORS[others[0]]}, expected "
            f"{SEPARATORS[stated]} as the codebook says; leave separator blank"
        )
        return
    likely = [stated] if stated in SEPARATORS else others or SEPARATORS
    torn = [_torn_row(text, header_rows, separator) for separator in likely]
    if all(torn):
        yield f"{path} row {max(torn)}: {TORN}; download it again"


def _torn_row(text: str, header_rows: int, separator: str) -> int:
    """Find the header row where something follows a cell in quotes; 0 if none.

    DuckDB goes on to where the next quote is, which may be in an answer.
    """
    closed = re.sub('" +(?=[,;\t\r\n])', '"', text)
    rows = csv.reader(io.StringIO(closed, newline=""), delimiter=separator, strict=True)
    for row in range(1, header_rows + 1):
        try:
            next(rows, None)
        except csv.Error as error:
            return row if "expected after" in str(error) else 0
    return 0


def _content(folder: Path, path: Path, size: int = -1) -> bytes | str:
    """Read a file, or say why not; what is no file is not opened, as it may not end."""
    try:
        if not stat.S_ISREG((folder / path).stat().st_mode):
            return f"{_kind(folder / path)}, expected a file; move it away"
        with (folder / path).open("rb") as file:
            content = file.read(size)
    except FileNotFoundError:
        return "a link to no file, expected one that is there; put it there"
    except OSError as error:
        reason = str(error.strerror).lower()
        return f"not to be read, {reason}; expected a file that may be read"
    return content or "0 bytes, expected rows under a header; save it again"


def _kind(path: Path) -> str:
    mode = path.stat().st_mode
    return "a folder" if stat.S_ISDIR(mode) else "a pipe or device"
