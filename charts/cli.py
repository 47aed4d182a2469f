"""`python -m charts`: arguments, messages, exit codes."""

import argparse
import re
import sys
import time
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, TypeVar

from charts import tables
from charts.errors import ChartsError, MisuseError
from charts.marts import (
    Figure,
    figures,
    marked,
    report_tables,
    survey_texts,
    to_draw_from,
)
from charts.render import DEFAULT_FORMATS, FORMATS, Variants, files, stale, written
from charts.report import report
from charts.style import chosen_style
from charts.surveys import Survey, chosen
from charts.theme import LOOKS, THEMES

T = TypeVar("T")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, where argparse adds the usage."""
        self.exit(2, f"{self.prog}: {_one_line(message)}; see {self.prog} --help\n")


def _one_line(message: str) -> str:
    """Leave out what a terminal obeys, as names of files and figures may have it."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 for a failure, 2 for a misuse."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "list":
            _list(arguments.database)
        elif arguments.command == "tables":
            _tables(arguments)
        elif arguments.command == "render":
            _render(arguments)
        else:
            _report(arguments)
    except ChartsError as error:
        print(f"python -m charts: {_one_line(str(error))}", file=sys.stderr)
        return 2 if isinstance(error, MisuseError) else 1
    return 0


def _parser() -> argparse.ArgumentParser:
    database = _Parser(add_help=False)
    database.add_argument(
        "--database",
        type=Path,
        metavar="FILE",
        help="the marts; default $SURVEY_DB, or <survey>.duckdb",
    )
    quiet = _Parser(add_help=False)
    quiet.add_argument(
        "--quiet", action="store_true", help="say nothing unless something is wrong"
    )
    parser = _Parser(prog="python -m charts", description="The figures of $SURVEY.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", parents=[database], help="say which figures there are")
    unfinished = _Parser(add_help=False)
    unfinished.add_argument(
        "--unfinished",
        action="store_true",
        help="draw what a build left that did not pass, and say so on every figure",
    )
    parents = [database, unfinished, quiet]
    command = commands.add_parser("render", parents=parents, help="write figures")
    command.add_argument(
        "figures", nargs="*", metavar="FIGURE", help="the name of a figure; default all"
    )
    _add_choice(command, "format", FORMATS, "default svg and png")
    _add_choice(command, "width", tuple(LOOKS), "640 or 360 pixels; default page")
    _add_choice(command, "theme", THEMES, "default light")
    command.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if the SVGs there are not what would be written",
    )
    _add_out(command, "charts/rendered/<survey>/")
    command = commands.add_parser("report", parents=parents, help="write all as a page")
    _add_out(command, "charts/rendered/<survey>/")
    command = commands.add_parser(
        "tables", parents=[database, quiet], help="write tables"
    )
    command.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a question, a figure or trend_<question>; default all",
    )
    _add_choice(command, "format", tables.FORMATS, "default csv")
    _add_out(command, "charts/rendered/<survey>/tables/")
    return parser


def _add_choice(
    command: argparse.ArgumentParser, name: str, choices: Collection[str], says: str
) -> None:
    command.add_argument(
        f"--{name}",
        nargs="+",
        action="extend",
        choices=choices,
        dest=f"{name}s",
        help=says,
    )


def _add_out(command: argparse.ArgumentParser, default: str) -> None:
    help_text = f"the folder to write to; default {default}"
    command.add_argument("--out", type=_folder, metavar="DIR", help=help_text)


def _folder(text: str) -> Path:
    """Refuse what an unset variable leaves: it would be the working directory."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is blank, expected a folder to write to")
    return Path(text)


def _list(database: Path | None) -> None:
    rows = [
        (texts["figure"], texts["kind"], texts["title"])
        for texts, _ in figures(chosen(database).database)
    ]
    names, kinds = (max((len(row[n]) for row in rows), default=0) for n in (0, 1))
    for name, kind, title in rows:
        print(f"{name:{names}}  {kind:{kinds}}  {title}")


def _render(arguments: argparse.Namespace) -> None:
    start = time.monotonic()
    survey = _finished(arguments)
    known = {figure.texts["figure"]: figure for figure in _figures(arguments, survey)}
    found = _named("figure", arguments.figures, known)
    out = arguments.out or Path("charts", "rendered", survey.name)
    default = ("svg",) if arguments.check else DEFAULT_FORMATS
    variants = Variants(
        formats=dict.fromkeys(arguments.formats or default),
        widths=dict.fromkeys(arguments.widths or ("page",)),
        themes=dict.fromkeys(arguments.themes or ("light",)),
    )
    style, doubts = chosen_style(survey_texts(survey.database), found, variants.formats)
    _warn(doubts)
    progress = None if arguments.quiet else _Progress(start)
    contents = files(found, variants, style, progress)
    if not arguments.check:
        _say(arguments, written(contents, out), "figure", len(found), start)
        return
    if names := stale(contents, out):
        listed = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        raise ChartsError(
            f"{out}: {len(names)} of {len(contents)} files are not what the marts "
            f"say: {listed}; run `python -m charts render` and keep what it writes"
        )
    _say(arguments, [], "up-to-date figure", len(found), start)


def _report(arguments: argparse.Namespace) -> None:
    start = time.monotonic()
    survey = _finished(arguments)
    found = _figures(arguments, survey, appendix=True)
    texts = survey_texts(survey.database)
    style, doubts = chosen_style(texts, found, ["svg"])
    _warn(doubts)
    page = report(found, report_tables(survey.database), texts, style)
    out = arguments.out or Path("charts", "rendered", survey.name)
    paths = written({"report.html": page.encode()}, out)
    _say(arguments, paths, "report", 1, start)


def _tables(arguments: argparse.Namespace) -> None:
    start = time.monotonic()
    survey = _finished(arguments)
    known = {table.name: table for table in tables.tables(survey.database)}
    found = _named("table", arguments.names, known)
    out = arguments.out or Path("charts", "rendered", survey.name, "tables")
    formats = dict.fromkeys(arguments.formats or ["csv"])
    paths = tables.write(found, formats, survey.database, out)
    _say(arguments, paths, "table", len(found), start)


def _finished(arguments: argparse.Namespace) -> Survey:
    """Choose the survey, and the database that may be published."""
    survey = chosen(arguments.database)
    unfinished = getattr(arguments, "unfinished", False)
    database, remark = to_draw_from(survey.database, unfinished=unfinished)
    _warn([remark] if remark else [])
    return Survey(survey.name, database)


def _figures(
    arguments: argparse.Namespace, survey: Survey, *, appendix: bool = False
) -> list[Figure]:
    found = figures(survey.database, appendix=appendix)
    if not arguments.unfinished:
        return found
    return marked(found, survey_texts(survey.database)["say_unfinished"])


def _warn(doubts: list[str]) -> None:
    for doubt in doubts:
        print(f"python -m charts: {_one_line(doubt)}", file=sys.stderr)


def _say(
    arguments: argparse.Namespace,
    paths: Iterable[Path],
    what: str,
    count: int,
    start: float,
) -> None:
    """Print what was written, and how long it took."""
    if arguments.quiet:
        return
    for path in paths:
        print(path)
    seconds = time.monotonic() - start
    print(f"{count} {what}{'s' * (count != 1)} in {seconds:.1f} s", file=sys.stderr)


class _Progress:
    """Says on stderr how far a command is that takes more than a second."""

    def __init__(self, start: float) -> None:
        self.said = start

    def __call__(self, done: int, of: int) -> None:
        if done and time.monotonic() - self.said > 1:
            self.said = time.monotonic()
            print(f"{done} of {of} drawings", file=sys.stderr)


def _named(what: str, names: Collection[str], known: dict[str, T]) -> list[T]:
    """Pick those of these names, or all; a MisuseError where one is unknown."""
    for name in names:
        if name not in known:
            nearest = get_close_matches(name, known, 1)
            hint = f"did you mean {nearest[0]}? " if nearest else ""
            raise MisuseError(
                f"no {what} {name!r}; {hint}there are: {', '.join(known)}"
            )
    return [known[name] for name in known if not names or name in names]
