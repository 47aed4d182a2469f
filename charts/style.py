"""What a survey chose for its figures, and what of that cannot be had here."""

import re
from collections.abc import Collection, Iterator

from charts.errors import ChartsError
from charts.fonts import problems, stretch
from charts.marts import NOTES, Figure
from charts.theme import ACCENT, Style

_PRINTED = ("title", "subtitle", *NOTES, "end_heading", "shades")
_MARKED = ("panel_label", "row_label", "column_label")


def chosen_style(
    texts: dict[str, str], figures: Collection[Figure], formats: Collection[str]
) -> tuple[Style, list[str]]:
    """Read accent and font of survey.csv; with what to tell about fonts, in lines.

    Raises ChartsError where the accent is no colour.
    """
    accent, font = texts.get("accent") or ACCENT, texts.get("font")
    if not re.fullmatch("#[0-9a-fA-F]{6}", accent):
        found = f"survey.csv: item accent is {accent!r}, expected a colour"
        raise ChartsError(f"{found} such as {ACCENT}; mend it and run `dbt build`")
    # A viewer of SVGs has fonts of its own.
    drawn_here = any(suffix != "svg" for suffix in formats)
    doubts = problems(_printed(figures), font) if font or drawn_here else []
    return Style(accent.lower(), font, stretch(font)), doubts


def _printed(figures: Collection[Figure]) -> Iterator[str]:
    for texts, marks in figures:
        yield from (texts[name] or "" for name in _PRINTED)
        for mark in marks:
            yield from (mark[name] or "" for name in _MARKED)
