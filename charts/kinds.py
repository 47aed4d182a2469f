"""One function per kind of figure: its rows of the marts in, a chart out.

Labels and rows are placed by position, in pixels, so that two options may share a
label and a long label makes room for itself; values go through a scale.
"""

from itertools import groupby
from operator import itemgetter
from typing import Any

import altair as alt
from altair.typing import ChartType

from charts.marts import Row
from charts.text import balance, width, words, wrap
from charts.theme import DARK, GREY, INK, LIGHT, LINE, RULE, SMALL, TEXT, TITLE, WIDTH

GAP = 10  # between a label and its marks
ROW = 32  # a row, unless its label has more lines
BAR = 24
LABELS = 250  # the widest that row labels get,
LABELS_BESIDE_MANY = 140  # and the widest where many columns need the room
COLUMN = 110  # the widest column
COLUMN_WORD = 100  # the widest word that a column makes room for
COLUMN_GAP = 6

Labels = dict[int, list[str]]  # lines by position, in order


def bar(texts: Row, marks: list[Row]) -> ChartType:
    """Draw one panel of bars, without a heading."""
    return split_bar(texts, marks)


def split_bar(texts: Row, marks: list[Row]) -> ChartType:
    """Draw bars under a heading per panel, all on one scale."""
    labels = _labels(marks, "row", LABELS)
    longest = max(mark["value"] for mark in marks) or 1
    panels = groupby(marks, itemgetter("panel_position", "panel_label"))
    charts = [_bars(title, list(rows), labels, longest) for (_, title), rows in panels]
    return _framed(texts, charts, WIDTH)


def _bars(
    heading: str | None, marks: list[Row], labels: Labels, longest: float
) -> ChartType:
    """Draw a panel; values stand inside long bars, beside short ones."""
    left = _widest(labels) + GAP
    bars, names, inside, beside = [], [], [], []
    height = 0
    for mark in marks:
        row = _height(labels[mark["row_position"]])
        y = height + row / 2
        height += row
        bars.append({"value": mark["value"], "y": y})
        names.append(_block(labels[mark["row_position"]], 0, y))
        value, length = mark["value_text"], (WIDTH - left) * mark["value"] / longest
        if width(value, TEXT) + 2 * GAP < length:
            inside.append(_block([value], left + length - 7, y))
        else:
            beside.append(_block([value], left + length + 6, y))
    scale = alt.Scale(domain=[0, longest], range=[left, WIDTH], nice=False)
    chart = alt.layer(
        _chart(bars)
        .mark_bar(orient="horizontal", size=BAR, color=DARK)
        .encode(alt.X("value:Q", scale=scale, axis=None), _y(), alt.X2Datum(0)),
        _chart([{}])
        .mark_rule(color=INK)
        .encode(alt.XValue(left), alt.YValue(0), alt.Y2Value(height)),
        _text(names, align="left"),
        _text(inside, align="right", color="white"),
        _text(beside, align="left"),
    ).properties(width=WIDTH, height=height)
    if heading:
        lines = wrap(heading, WIDTH, TEXT, bold=True)
        title = alt.Title(lines, fontSize=TEXT, lineHeight=LINE, offset=6)
        chart = chart.properties(title=title)
    return chart


def heatmap(texts: Row, marks: list[Row]) -> ChartType:
    """Draw a grid of cells, darker where more people are, blank where nobody is."""
    cells = [mark for mark in marks if mark["value"] is not None]
    count = len({mark["column_position"] for mark in marks})
    shown = [width(mark["value_text"], TEXT) for mark in cells]
    for mark in marks:
        named = (width(word, SMALL) for word in words(mark["column_label"]))
        shown.append(min(COLUMN_WORD, max(named)))
    needed = COLUMN_GAP + max(shown)
    room = max(LABELS_BESIDE_MANY, WIDTH - GAP - needed * count)
    rows = _labels(marks, "row", min(LABELS, room))
    left = _widest(rows) + GAP
    step = min(COLUMN, max(needed, (WIDTH - left) // count))
    columns = _labels(marks, "column", step - COLUMN_GAP, SMALL)
    head = max(map(len, columns.values())) * LINE + 4
    row = max(map(_height, rows.values()))
    right, bottom = left + step * count, head + row * len(rows)
    x = {at: left + step * (n + 0.5) for n, at in enumerate(columns)}
    y = {at: head + row * (n + 0.5) for n, at in enumerate(rows)}

    counts = [
        _block(
            [mark["value_text"]], x[mark["column_position"]], y[mark["row_position"]]
        )
        | {"value": mark["value"]}
        for mark in cells
    ]
    darkest = max((mark["value"] for mark in cells), default=0) or 1
    scale = alt.Scale(domain=[0, darkest], range=[LIGHT, DARK], interpolate="rgb")
    contrast = "contrast('{}', scale('fill', datum.value))".format
    readable = alt.condition(
        f"{contrast('white')} > {contrast('black')}",
        alt.value("white"),
        alt.value("black"),
    )
    heads = [
        _block(lines, x[at], head - 4 - len(lines) * LINE / 2)
        for at, lines in columns.items()
    ]
    chart = alt.layer(
        _chart([{"y": head + row * n} for n in range(len(rows) + 1)])
        .mark_rule(color=RULE)
        .encode(_y(), alt.XValue(left), alt.X2Value(right)),
        _chart(counts)
        .mark_rect(width=step - 1, height=row - 1)
        .encode(_x(), _y(), alt.Fill("value:Q", scale=scale, legend=None)),
        _text(counts, align="center").encode(color=readable),
        _text([_block(rows[at], 0, y[at]) for at in rows], align="left"),
        _text(heads, align="center", fontSize=SMALL),
    )
    frame = max(WIDTH, right)
    return _framed(texts, [chart.properties(width=frame, height=bottom)], frame)


KINDS = {"bar": bar, "heatmap": heatmap, "split_bar": split_bar}


def _framed(texts: Row, panels: list[ChartType], frame: float) -> ChartType:
    """Put the panels under title and subtitle, and the notes under the panels."""
    title = alt.Title(
        wrap(texts["title"], frame, TITLE, bold=True),
        subtitle=wrap(texts["subtitle"], frame, TEXT),
    )
    figure = alt.vconcat(*panels, title=title)
    notes = "\n".join(text for text in (texts["note"], texts["source"]) if text)
    footer = alt.Title(
        wrap(notes, frame, SMALL),
        orient="bottom",
        color=GREY,
        fontSize=SMALL,
        fontWeight="normal",
        lineHeight=SMALL + 4,
    )
    return alt.concat(figure, title=footer) if notes else figure


def _labels(marks: list[Row], axis: str, limit: float, size: float = TEXT) -> Labels:
    labels = {mark[f"{axis}_position"]: mark[f"{axis}_label"] for mark in marks}
    return {at: balance(labels[at], limit, size) for at in sorted(labels)}


def _widest(labels: Labels) -> float:
    return max(width(line, TEXT) for lines in labels.values() for line in lines)


def _height(lines: list[str]) -> int:
    return max(ROW, len(lines) * LINE + 8)


def _block(lines: list[str], x: float, y: float) -> Row:
    """Centre all lines on `y`, where Vega would centre the first."""
    return {"text": "\n".join(lines), "x": x, "y": y - (len(lines) - 1) * LINE / 2}


def _text(blocks: list[Row], **look: Any) -> alt.Chart:
    look |= {"baseline": "middle", "lineBreak": "\n"}
    chart: alt.Chart = _chart(blocks).mark_text(**look)
    return chart.encode(_x(), _y(), alt.Text("text:N"))


def _chart(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(rows))


def _x() -> alt.X:
    return alt.X("x:Q", scale=None, axis=None)


def _y() -> alt.Y:
    return alt.Y("y:Q", scale=None, axis=None)
