"""`python -m charts`: arguments, messages, exit codes."""

import argparse
import sys
import time
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from charts.errors import ChartsError, MisuseError
from charts.marts import Figure, figures
from charts.render import FORMATS, render
from charts.surveys import chosen


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
    command.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder to write to; default charts/rendered/<survey>/",
    )
    return parser


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
    found = _named(arguments.figures, figures(survey.database))
    out = arguments.out or Path("charts", "rendered", survey.name)
    for path in render(found, dict.fromkeys(arguments.formats or FORMATS), out):
        print(path)
    seconds = time.monotonic() - start
    count = "1 figure" if len(found) == 1 else f"{len(found)} figures"
    print(f"{count} in {seconds:.1f} s", file=sys.stderr)


def _named(names: list[str], found: list[Figure]) -> list[Figure]:
    """Pick the figures of these names, or all; a MisuseError where one is unknown."""
    known = [texts["figure"] for texts, _ in found]
    for name in names:
        if name not in known:
            nearest = get_close_matches(name, known, 1)
            hint = f"did you mean {nearest[0]}? " if nearest else ""
            raise MisuseError(
                f"no figure {name!r}; {hint}there are: {', '.join(known)}"
            )
    return [figure for figure in found if not names or figure.texts["figure"] in names]
