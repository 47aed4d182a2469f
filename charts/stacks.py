"""Stacked bars: a row a question of a grid or a group, its options side by side."""

from itertools import groupby
from operator import itemgetter

import altair as alt

from charts.drawing import GAP, Drawing, leading, noted, titled
from charts.marts import Row
from charts.theme import Look, shade

BAR = {"page": 26, "phone": 22}
BETWEEN = 9  # bars
LABELS = 0.33  # of the width, the most that labels get on a page
SWATCH = 11
PALEST = 0.15  # shade of a segment
TICK = 3  # of the line about which bars stand, above and below each
MARGIN = 3  # of a number in its segment, at least
ASIDE = 5  # before the segments of those who are not on the scale


def stacked_bar(texts: Row, marks: list[Row], look: Look) -> alt.LayerChart:
    """Draw 100% of each row, or both sides of a neutral option about one line."""
    drawing = titled(texts, look)
    _legend(drawing, marks)
    rows = [list(row) for _, row in groupby(marks, itemgetter("row_position"))]
    ends = [row[0]["row_end"] for row in rows if row[0].get("row_end")]
    right: float = look.width
    if ends:
        right -= GAP + max(drawing.wide(end, bold=True) for end in ends)
        _end_heading(drawing, texts.get("end_heading"))
    beside = look.name == "page"
    limit = LABELS * look.width
    labels = [drawing.balanced(row[0]["row_label"], limit) for row in rows]
    notes = [[row[0].get("row_note") or ""] for row in rows]
    left = 0.0
    if beside:
        left = GAP + max(drawing.widest(labels), drawing.widest(notes, look.small))
    aside = ASIDE if any(mark["is_aside"] for mark in marks) else 0
    low, high = texts["axis_low"], texts["axis_high"]
    unit = (right - left - aside) / ((high - low) or 1)
    for row, lines in zip(rows, labels, strict=True):
        _row(drawing, row, lines if beside else None, left, unit, low, aside)
    return noted(texts, drawing)


def _legend(drawing: Drawing, marks: list[Row]) -> None:
    """Name the segments, in their order, in as many lines as they need."""
    look = drawing.look
    x, high = 0.0, leading(look.small) + 4
    for _, found in groupby(
        sorted(marks, key=itemgetter("column_position")), itemgetter("column_position")
    ):
        mark = next(found)
        limit = look.width - SWATCH - 5
        lines = drawing.wrapped(mark["column_label"], limit, look.small)
        wide = SWATCH + 5 + drawing.widest([lines], look.small)
        if x and x + wide > look.width:
            x = 0
            drawing.y += high
        y = drawing.y + high / 2
        drawing.rect(x, y - SWATCH / 2, SWATCH, SWATCH, _fill(mark))
        below = (len(lines) - 1) * leading(look.small)
        drawing.text(lines, x + SWATCH + 5, y + below / 2, size=look.small)
        drawing.y += below
        x += wide + 14
    drawing.y += high + 8


def _end_heading(drawing: Drawing, heading: str | None) -> None:
    """Say what the numbers at the ends of the rows are."""
    look = drawing.look
    if heading:
        lines = drawing.wrapped(heading, look.width, look.small)
        high = leading(look.small) * len(lines)
        middle = drawing.y + high / 2
        drawing.text(
            lines, look.width, middle, align="right", size=look.small, color="grey"
        )
        drawing.y += high + 4


def _row(
    drawing: Drawing,
    row: list[Row],
    beside: list[str] | None,
    left: float,
    unit: float,
    low: float,
    aside: float,
) -> None:
    """Add a row; its label and n stand beside it, or above it on a phone."""
    look, first, thick = drawing.look, row[0], BAR[drawing.look.name]
    note, small = first.get("row_note") or "", leading(look.small)
    if beside is not None:
        block, under = len(beside) * leading(look.text), small if note else 0
        height = max(thick, block + under) + BETWEEN
        y = drawing.y + height / 2
        drawing.text(beside, 0, y - under / 2)
        if note:
            drawing.text([note], 0, y + block / 2, size=look.small, color="grey")
    else:
        room = look.width - drawing.wide(note, look.small) - GAP
        lines = drawing.wrapped(first["row_label"], room, look.text)
        block = len(lines) * leading(look.text)
        middle = drawing.y + 2 + block / 2
        drawing.text(lines, 0, middle)
        if note:
            drawing.text(
                *([note], look.width, middle),
                align="right",
                size=look.small,
                color="grey",
            )
        height = block + thick + BETWEEN + 4
        y = drawing.y + block + 4 + thick / 2
    drawing.y += height
    for mark in row:
        if not mark["value"]:
            continue
        fill, length = _fill(mark), unit * mark["value"]
        x = left + unit * (mark["start"] - low) + (aside if mark["is_aside"] else 0)
        drawing.rect(x, y - thick / 2, max(length - 1, min(length, 0.5)), thick, fill)
        if drawing.wide(mark["value_text"], look.small) + MARGIN < length:
            drawing.text(
                *([mark["value_text"]], x + length / 2, y),
                align="center",
                size=look.small,
                color=f"on-{fill}",
            )
    if low < 0:
        # Not through the middle segment, whose number stands there.
        zero, edge = left - unit * low, thick / 2
        for begin in (y - edge - TICK, y + edge):
            drawing.rule((zero, begin), (zero, begin + TICK), "ink", 1.5)
    if first.get("row_end"):
        drawing.text([first["row_end"]], look.width, y, align="right", bold=True)


def _fill(mark: Row) -> str:
    """Choose the token of a segment by its place on the scale, -1 to 1."""
    place = mark["shade"]
    if mark["is_aside"] or place is None:
        return "aside"
    if place == 0 and mark.get("is_middle"):
        return "middle"
    # The lightest shade would hardly stand out from the paper.
    depth = PALEST + (1 - PALEST) * abs(place)
    return shade(depth, "less" if place < 0 else "more")
