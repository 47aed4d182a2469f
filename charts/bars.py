"""Bars: a row an option, in one panel or several, all on one scale."""

from itertools import groupby
from operator import itemgetter

import altair as alt

from charts.drawing import GAP, Drawing, joined, leading, noted, titled
from charts.marts import Row
from charts.theme import Look

BAR = {"page": 24, "phone": 18}
BETWEEN = 8  # bars
PANELS = 16  # between panels
BESIDE = 0.41  # of the width, the most that labels get,
BESIDE_LINES = {"page": 9, "phone": 2}  # and of how many lines; else they stand above,
FEW_LONGER = 1.5  # unless all have this many lines on average, and none so many:
LONGEST = 5


def bar(texts: Row, marks: list[Row], look: Look) -> alt.LayerChart:
    """Draw one panel of bars, or several under a heading each."""
    drawing = titled(texts, look)
    panels(drawing, marks, texts["axis_high"], has_interval=texts["has_interval"])
    return noted(texts, drawing)


def panels(
    drawing: Drawing,
    marks: list[Row],
    high: float | None,
    *,
    has_interval: bool = False,
    is_dense: bool = False,
) -> None:
    """Add the panels of a figure; `high` is the value that fills the width.

    Dense ones have small labels and thin bars.
    """
    look = drawing.look
    size = look.small if is_dense else look.text
    high = high or max(mark["value"] or 0 for mark in marks) or 1
    labels = {
        mark["row_label"]: drawing.balanced(
            mark["row_label"], look.width * BESIDE, size
        )
        for mark in marks
    }
    counts = [len(lines) for lines in labels.values()]
    beside = max(counts) <= BESIDE_LINES[look.name] or (
        max(counts) <= LONGEST and sum(counts) <= FEW_LONGER * len(counts)
    )
    if not beside:
        labels = {label: drawing.wrapped(label, look.width, size) for label in labels}
    left = drawing.widest([*labels.values()], size) + GAP if beside else 0
    room = look.width - left
    widest = max(drawing.wide(joined(mark), size) for mark in marks)
    # A whisker leaves no room for a value inside; all of them then stand behind.
    is_behind = has_interval or 2 * widest + 3 * GAP > room
    unit = (room - (widest + GAP if is_behind else 0)) / high
    for number, (heading, rows) in enumerate(
        groupby(marks, itemgetter("panel_position", "panel_label"))
    ):
        drawing.y += PANELS if number else 0
        if heading[1]:
            drawing.paragraph(heading[1], bold=True)
            drawing.y += 4
        top = drawing.y
        for mark in rows:
            y = _label(drawing, labels[mark["row_label"]], left, size)
            reach = _bar(drawing, mark, left, y, unit, size, has_interval=has_interval)
            _value(drawing, mark, left, reach, y, size, is_behind=is_behind)
        if beside:
            drawing.rule((left, top), (left, drawing.y), "ink")


def _label(drawing: Drawing, lines: list[str], left: float, size: float) -> float:
    """Add the label of a row, above its bar if `left` is 0; return the bar's middle."""
    look, block, top = drawing.look, len(lines) * leading(size), drawing.y
    thick, between = _thick(look, size), 4 if size < look.text else BETWEEN
    if left:
        drawing.y += max(thick, block) + between
        middle = (top + drawing.y) / 2
        drawing.text(lines, 0, middle, size=size)
        return middle
    drawing.text(lines, 0, top + 3 + block / 2, size=size)
    drawing.y += block + thick + between + 4
    return top + block + 5 + thick / 2


def _bar(
    drawing: Drawing,
    mark: Row,
    left: float,
    y: float,
    unit: float,
    size: float,
    *,
    has_interval: bool,
) -> float:
    """Add a bar and its whisker; return how long they are."""
    thick = _thick(drawing.look, size)
    drawing.rect(left, y - thick / 2, unit * (mark["value"] or 0), thick, _fill(mark))
    if not has_interval or mark["low"] is None:
        return float(unit * (mark["value"] or 0))
    low, high = left + unit * mark["low"], left + unit * mark["high"]
    drawing.rule((low, y), (high, y), "paper", 4)
    drawing.rule((low, y), (high, y), "ink", 1.5)
    return float(max(high - left, unit * (mark["value"] or 0)))


def _value(
    drawing: Drawing,
    mark: Row,
    left: float,
    reach: float,
    y: float,
    size: float,
    *,
    is_behind: bool,
) -> None:
    """Print the value, inside the bar if there is room."""
    value = [joined(mark)]
    if is_behind or drawing.wide(value[0], size) + 2 * GAP >= reach:
        drawing.text(value, left + reach + 6, y, size=size)
    else:
        color, end = f"on-{_fill(mark)}", left + reach - 7
        drawing.text(value, end, y, align="right", size=size, color=color)


def _fill(mark: Row) -> str:
    return "aside" if mark["is_aside"] else "bar"


def _thick(look: Look, size: float) -> float:
    """Say how thick bars are beside labels of this size."""
    return leading(size) if size < look.text else BAR[look.name]
