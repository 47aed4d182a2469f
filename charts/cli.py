"""`python -m charts`: arguments, messages, exit codes."""

import argparse
import sys
import time
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, TypeVar

from charts import tables
from charts.errors import ChartsError, MisuseError
from charts.marts import figures
from charts.render import FORMATS, render
from charts.surveys import chosen

T = TypeVar("T")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, where argparse adds the usage."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 for a failure, 2 for a misuse."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "list":
            _list(arguments.database)
        elif arguments.command == "tables":
            _tables(arguments)
        else:
            _render(arguments)
    except ChartsError as error:
        print(f"python -m charts: {error}", file=sys.stderr)
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
    parser = _Parser(prog="python -m charts", description="The figures of $SURVEY.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", parents=[database], help="say which figures there are")
    command = commands.add_parser("render", parents=[database], help="write figures")
    command.add_argument(
        "figures", nargs="*", metavar="FIGURE", help="the name of a figure; default all"
    )
    command.add_argument(
        "--format",
        nargs="+",
        action="extend",
        choices=FORMATS,
        dest="formats",
        help="default both",
    )
    _add_out(command, "charts/rendered/<survey>/")
    command = commands.add_parser("tables", parents=[database], help="write tables")
    command.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a question, a figure or trend_<question>; default all",
    )
    command.add_argument(
        "--format",
        nargs="+",
        action="extend",
        choices=tables.FORMATS,
        dest="formats",
        help="default csv",
    )
    _add_out(command, "charts/rendered/<survey>/tables/")
    return parser


def _add_out(command: argparse.ArgumentParser, default: str) -> None:
    help_text = f"the folder to write to; default {default}"
    command.add_argument("--out", type=Path, metavar="DIR", help=help_text)


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
    survey = chosen(arguments.database)
    known = {figure.texts["figure"]: figure for figure in figures(survey.database)}
    found = _named("figure", arguments.figures, known)
    out = arguments.out or Path("charts", "rendered", survey.name)
    for path in render(found, dict.fromkeys(arguments.formats or FORMATS), out):
        print(path)
    _report("figure", len(found), start)


def _tables(arguments: argparse.Namespace) -> None:
    start = time.monotonic()
    survey = chosen(arguments.database)
    known = {table.name: table for table in tables.tables(survey.database)}
    found = _named("table", arguments.names, known)
    out = arguments.out or Path("charts", "rendered", survey.name, "tables")
    formats = dict.fromkeys(arguments.formats or ["csv"])
    for path in tables.write(found, formats, survey.database, out):
        print(path)
    _report("table", len(found), start)


def _report(what: str, count: int, start: float) -> None:
    seconds = time.monotonic() - start
    print(f"{count} {what}{'s' * (count != 1)} in {seconds:.1f} s", file=sys.stderr)


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
