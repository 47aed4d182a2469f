"""Trends: shares over waves, a line an option, named where it ends.

More options than there are hues to tell apart get a small panel each.
"""

from itertools import groupby, pairwise
from operator import itemgetter

import altair as alt

from charts.drawing import GAP, Drawing, leading, noted, titled
from charts.marts import Row
from charts.theme import LINES, Look

HEIGHT = {"page": 280, "phone": 240}
NAMES = {"page": 170, "phone": 112}  # the most that the names of lines get
PANEL = 76  # high
PANELS = {"page": 3, "phone": 2}  # side by side
INSET = 16  # from the frame to the first and the last wave,
PANEL_INSET = 28  # and in a panel
APART = 5  # whiskers of one wave


def trend(texts: Row, marks: list[Row], look: Look) -> alt.LayerChart:
    """Draw lines in one frame, with whiskers where there are intervals."""
    drawing = titled(texts, look)
    lines = [list(line) for _, line in groupby(marks, itemgetter("row_position"))]
    if len(lines) <= LINES:
        _together(drawing, texts, lines)
    else:
        _apart(drawing, texts, lines)
    return noted(texts, drawing)


def _together(drawing: Drawing, texts: Row, lines: list[list[Row]]) -> None:
    look, has_interval = drawing.look, texts["has_interval"]
    left = GAP + max(drawing.wide(tick["text"], look.small) for tick in texts["ticks"])
    names = [
        drawing.balanced(
            f"{line[0]['row_end'] or ''} {line[0]['row_label']}", NAMES[look.name]
        )
        for line in lines
    ]
    right = look.width - drawing.widest(names) - 2 * GAP
    heights = [len(name) * leading(look.text) + 2 for name in names]
    top, high = drawing.y + 6, max(float(HEIGHT[look.name]), sum(heights))
    bottom = top + high
    unit = high / (texts["axis_high"] or 1)
    for tick in texts["ticks"]:
        y = bottom - unit * tick["value"]
        drawing.rule((left, y), (right, y), "rule")
        size, color = look.small, "grey"
        drawing.text([tick["text"]], left - 6, y, align="right", size=size, color=color)
    x = _waves(drawing, lines[0], left, right, bottom)
    ends: list[tuple[float, float]] = []
    for number, line in enumerate(lines):
        shift = (number - (len(lines) - 1) / 2) * (APART if has_interval else 0)
        _line(
            *(drawing, line, x, bottom, unit, f"line-{number}", shift),
            has_interval=has_interval,
        )
        asked = [mark for mark in line if mark["value"] is not None]
        if asked:
            at = x[asked[-1]["column_position"]] + shift
            ends.append((at, bottom - unit * asked[-1]["value"]))
        else:
            ends.append((right, bottom))
    places = _dodged([y for _, y in ends], heights, top - 6, bottom + 6)
    for number, (name, place) in enumerate(zip(names, places, strict=True)):
        at, end = ends[number]
        if abs(place - end) > 3:
            beside = (right + 2 * GAP - 3, place)
            drawing.rule((at + 5, end), beside, f"line-{number}", 0.75)
        drawing.text(name, right + 2 * GAP, place, color=f"line-{number}")
    lowest = max(p + h / 2 for p, h in zip(places, heights, strict=True))
    drawing.y = max(drawing.y, lowest)


def _waves(
    drawing: Drawing,
    line: list[Row],
    left: float,
    right: float,
    bottom: float,
    inset: int = INSET,
    beyond: int = 2 * GAP,
) -> dict[int, float]:
    """Place the waves, and name as many as there is room for, the last one surely."""
    look, count = drawing.look, len(line)
    step = (right - left - 2 * inset) / max(count - 1, 1)
    first = left + inset if count > 1 else (left + right) / 2
    x = {mark["column_position"]: first + step * n for n, mark in enumerate(line)}
    # Names at the ends may reach a little beyond the lines.
    limit = min(step, 2 * inset + 2 * beyond) if count > 1 else right - left
    names = {
        mark["column_position"]: [
            part
            for name in ("label", "note")
            if (text := mark.get(f"column_{name}"))
            for part in drawing.balanced(text, max(limit, 2 * inset), look.small)
        ]
        for mark in line
    }
    widest = drawing.widest([*names.values()], look.small) + GAP / 2
    every = max(1, -int(-widest // step)) if count > 1 else 1
    lowest = 0.0
    for n, (at, name) in enumerate(reversed(names.items())):
        if n % every == 0:
            high = len(name) * leading(look.small)
            middle, size = bottom + 8 + high / 2, look.small
            drawing.text(name, x[at], middle, align="center", size=size, color="grey")
            lowest = max(lowest, high)
    drawing.y = bottom + 8 + lowest
    return x


def _line(
    drawing: Drawing,
    line: list[Row],
    x: dict[int, float],
    bottom: float,
    unit: float,
    color: str,
    shift: float = 0,
    *,
    has_interval: bool = False,
) -> None:
    """Add a line, broken where a wave did not ask, with dots and whiskers."""
    at = {
        mark["column_position"]: (
            x[mark["column_position"]] + shift,
            bottom - unit * mark["value"],
        )
        for mark in line
        if mark["value"] is not None
    }
    for one, other in pairwise(mark["column_position"] for mark in line):
        if one in at and other in at:
            drawing.rule(at[one], at[other], color, 2.5)
    for mark in line:
        if mark["value"] is not None:
            across, down = at[mark["column_position"]]
            drawing.dot(across, down, color)
            if has_interval and mark["low"] is not None:
                low, high = (bottom - unit * mark[end] for end in ("low", "high"))
                drawing.rule((across, low), (across, high), color, 1.25)


def _dodged(
    wished: list[float], heights: list[float], top: float, bottom: float
) -> list[float]:
    """Move labels as little as keeps them from each other, in their order."""
    order = sorted(range(len(wished)), key=lambda n: (wished[n], n))
    places = dict(enumerate(wished))
    edge = top
    for n in order:
        places[n] = max(places[n], edge + heights[n] / 2)
        edge = places[n] + heights[n] / 2
    edge = max(bottom, top + sum(heights))
    for n in reversed(order):
        places[n] = min(places[n], edge - heights[n] / 2)
        edge = places[n] - heights[n] / 2
    return [places[n] for n in range(len(wished))]


def _apart(drawing: Drawing, texts: Row, lines: list[list[Row]]) -> None:
    """Give each option a panel of its own, all on one scale."""
    look = drawing.look
    count, small = PANELS[look.name], leading(look.small)
    step = (look.width + 2 * GAP) / count
    wide = step - 2 * GAP
    unit = PANEL / (texts["axis_high"] or 1)
    for begin in range(0, len(lines), count):
        row = lines[begin : begin + count]
        heads = [
            drawing.balanced(line[0]["row_label"], wide, look.small) for line in row
        ]
        begun, lowest = drawing.y, 0.0
        top = begun + max(map(len, heads)) * small + 22
        for n, (line, head) in enumerate(zip(row, heads, strict=True)):
            left, middle = n * step, begun + len(head) * small / 2
            drawing.text(head, left, middle, size=look.small)
            for level in (top, top + PANEL):
                drawing.rule((left, level), (left + wide, level), "rule")
            _panel(drawing, line, left, wide, top, unit, texts["has_interval"])
            lowest = max(lowest, drawing.y)
        drawing.y = lowest + 14


def _panel(
    drawing: Drawing,
    line: list[Row],
    left: float,
    wide: float,
    top: float,
    unit: float,
    has_interval: bool,
) -> None:
    """Add the line of one option, with its first and last value."""
    bottom, small = top + PANEL, drawing.look.small
    x = _waves(drawing, line, left, left + wide, bottom, PANEL_INSET, 0)
    _line(drawing, line, x, bottom, unit, "bar", has_interval=has_interval)
    asked = [mark for mark in line if mark["value"] is not None]
    for mark in asked[:1] + asked[1:][-1:]:
        y = bottom - unit * mark["high" if has_interval else "value"]
        at = x[mark["column_position"]]
        drawing.text([mark["value_text"]], at, y - 10, align="center", size=small)
