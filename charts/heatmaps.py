"""Heat maps: two questions crossed, a cell darker the larger its share is.

Where the columns are too many for the width, rows and columns change places; where
that does not help, each row becomes a panel of bars.
"""

from typing import NamedTuple

import altair as alt

from charts.bars import panels
from charts.drawing import GAP, Drawing, joined, leading, noted, titled
from charts.marts import Row
from charts.theme import Look, shade

CELL = {"page": 28, "phone": 24}  # the lowest cell
WIDEST = 110  # column
LABELS = 0.41  # of the width, the most that row labels get,
NARROW_LABELS = 0.23  # and the most where columns need the room

_SWAPPED = {"row": "column", "column": "row"}


class _Grid(NamedTuple):
    """A way to lay a heat map out: labels by position, and the columns' width."""

    marks: list[Row]
    rows: dict[int, list[str]]
    columns: dict[int, list[str]]
    left: float
    step: float


def heatmap(texts: Row, marks: list[Row], look: Look) -> alt.LayerChart:
    """Draw a grid of cells, blank where nobody is."""
    drawing = titled(texts, look)
    for way in (marks, [_swapped(mark) for mark in marks]):
        grid = _fitted(drawing, way)
        if grid:
            if shades := texts.get("shades"):
                drawing.paragraph(shades, size=look.small, color="grey")
                drawing.y += GAP
            _cells(drawing, grid)
            return noted(texts, drawing)
    panels(drawing, [_in_panel(mark) for mark in marks], None, is_dense=True)
    return noted(texts, drawing)


def _swapped(mark: Row) -> Row:
    """Let rows and columns change places."""
    return mark | {
        f"{axis}_{name}": mark.get(f"{other}_{name}")
        for axis, other in _SWAPPED.items()
        for name in ("position", "label", "note")
    }


def _in_panel(mark: Row) -> Row:
    """Make a cell a bar of its row's panel."""
    return mark | {
        "panel_position": mark["row_position"],
        "panel_label": _with_note(mark, "row", ", "),
        "row_label": _with_note(mark, "column", ", "),
        "row_position": mark["column_position"],
    }


def _with_note(mark: Row, axis: str, by: str) -> str:
    label, note = mark[f"{axis}_label"], mark.get(f"{axis}_note")
    return f"{label}{by}{note}" if note else label


def _fitted(drawing: Drawing, marks: list[Row]) -> _Grid | None:
    """Lay a heat map out; None where the columns do not fit."""
    look = drawing.look
    cells = [mark for mark in marks if mark["value"] is not None]
    names = {
        mark["column_position"]: _with_note(mark, "column", "\n") for mark in marks
    }
    rows = {mark["row_position"]: mark["row_label"] for mark in marks}
    notes = [note for mark in marks if (note := mark.get("row_note"))]
    needed = 4 + max(
        *(drawing.wide(line) for m in cells for line in joined(m, "\n").split("\n")),
        *(
            drawing.wide(word, look.small)
            for name in names.values()
            for line in name.split("\n")
            for word in (line.split() if line != name.split("\n")[-1] else [line])
        ),
        20,
    )
    room = look.width - GAP - needed * len(names)
    limit = min(max(room, NARROW_LABELS * look.width), LABELS * look.width)
    labels = {at: drawing.balanced(rows[at], limit) for at in sorted(rows)}
    left = GAP + max(
        drawing.widest([*labels.values()]),
        drawing.widest([notes], look.small),
    )
    step = min(WIDEST, (look.width - left) / len(names))
    if step < needed:
        return None
    columns = {
        at: [
            line
            for part in names[at].split("\n")
            for line in drawing.balanced(part, step - 4, look.small)
        ]
        for at in sorted(names)
    }
    return _Grid(marks, labels, columns, left, step)


def _cells(drawing: Drawing, grid: _Grid) -> None:
    """Add the cells, under the columns' labels and beside the rows'."""
    look, marks = drawing.look, grid.marks
    x = {at: grid.left + grid.step * (n + 0.5) for n, at in enumerate(grid.columns)}
    right = grid.left + grid.step * len(x)
    small = leading(look.small)
    head = drawing.y + max(map(len, grid.columns.values())) * small
    for at, lines in grid.columns.items():
        middle = head - len(lines) * small / 2
        drawing.text(lines, x[at], middle, align="center", size=look.small)
    drawing.y = head + 5
    for at, lines in grid.rows.items():
        row = [mark for mark in marks if mark["row_position"] == at]
        note = row[0].get("row_note")
        block, under = len(lines) * leading(look.text), small if note else 0
        printed = {
            mark["column_position"]: joined(mark, "\n").split("\n")
            for mark in row
            if mark["value"] is not None
        }
        most = max(map(len, printed.values()), default=1) * leading(look.text)
        height = max(CELL[look.name], block + under + 8, most + 8)
        middle = drawing.y + height / 2
        drawing.text(lines, 0, middle - under / 2)
        if note:
            below = middle + block / 2
            drawing.text([note], 0, below, size=look.small, color="grey")
        drawing.rule((grid.left, drawing.y), (right, drawing.y), "rule")
        for mark in row:
            if mark["value"] is None:
                continue
            fill, column = shade(mark["shade"]), mark["column_position"]
            corner = x[column] - grid.step / 2 + 0.5
            drawing.rect(corner, drawing.y + 0.5, grid.step - 1, height - 1, fill)
            drawing.text(
                printed[column], x[column], middle, align="center", color=f"on-{fill}"
            )
        drawing.y += height
    drawing.rule((grid.left, drawing.y), (right, drawing.y), "rule")
