"""A figure as marks at their pixels, from the top down, and those as a chart."""

from typing import Any

import altair as alt

from charts.marts import NOTES, Row
from charts.text import balance, printable, settle, width
from charts.theme import Look, token

GAP = 8  # between a label and its marks
ABOVE = 18  # between a figure's title and its marks, and these and its notes


class Drawing:
    """Collects marks; `y` is how far down the figure is full.

    Colours are the names of tokens. Vega gets every mark in pixels, with no scale.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self.y: float = 0
        self._rects: list[Row] = []
        self._rules: list[Row] = []
        self._dots: list[Row] = []
        self._texts: list[Row] = []

    def rect(self, x: float, y: float, wide: float, high: float, fill: str) -> None:
        """Fill a rectangle from its top left corner."""
        rect = {"x": x, "y": y, "x2": x + wide, "y2": y + high}
        self._rects.append(_rounded(rect) | {"color": token(fill)})

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        color: str,
        thick: float = 1,
    ) -> None:
        """Draw a straight line, with all that Vega takes for it in the frame."""
        edge = thick
        x, x2 = (min(max(at, edge), self.look.width - edge) for at, _ in (start, end))
        rule = {"x": x, "y": start[1], "x2": x2, "y2": end[1], "thick": thick}
        self._rules.append(_rounded(rule) | {"color": token(color)})

    def dot(self, x: float, y: float, color: str) -> None:
        """Draw a point of a line."""
        self._dots.append(_rounded({"x": x, "y": y}) | {"color": token(color)})

    def text(
        self,
        lines: list[str],
        x: float,
        y: float,
        *,
        align: str = "left",
        size: float | None = None,
        color: str = "ink",
        bold: bool = False,
    ) -> None:
        """Write lines whose middle is at `y`, where Vega would put the first."""
        size = size or self.look.text
        self._texts.append(
            {
                **_rounded({"x": x, "y": y - (len(lines) - 1) * leading(size) / 2}),
                "text": "\n".join(lines),
                "align": align,
                "size": size,
                "leading": leading(size),
                "weight": "bold" if bold else "normal",
                "color": token(color),
            }
        )

    def paragraph(
        self,
        text: str | None,
        *,
        size: float | None = None,
        color: str = "ink",
        bold: bool = False,
    ) -> None:
        """Write a text over the whole width, below all there is."""
        size = size or self.look.text
        lines = self.wrapped(text or "", self.look.width, size, bold=bold)
        if lines:
            high = leading(size) * len(lines)
            self.text(lines, 0, self.y + high / 2, size=size, color=color, bold=bold)
            self.y += high

    def wide(
        self, text: str, size: float | None = None, *, bold: bool = False
    ) -> float:
        """Estimate how wide a line is drawn."""
        size = (size or self.look.text) * self.look.stretch
        return width(text, size, bold=bold)

    def wrapped(
        self, text: str, limit: float, size: float, *, bold: bool = False
    ) -> list[str]:
        """Break a text into lines of at most `limit` pixels, the last one not short."""
        return settle(text, limit, size * self.look.stretch, bold=bold)

    def balanced(self, text: str, limit: float, size: float | None = None) -> list[str]:
        """Break a label into as few lines, each as short as that allows."""
        return balance(text, limit, (size or self.look.text) * self.look.stretch)

    def widest(self, labels: list[list[str]], size: float | None = None) -> float:
        """Estimate how wide the widest line of all labels is."""
        return max(
            (self.wide(line, size) for lines in labels for line in lines), default=0
        )

    def chart(self) -> alt.LayerChart:
        """Give what was drawn as a chart; it still needs the settings of its look."""
        x, y = (_at(name) for name in ("x", "y"))
        color = alt.Color("color:N", scale=None)
        fill = alt.Fill("color:N", scale=None)
        ends = [alt.X2("x2"), alt.Y2("y2")]
        layers: list[tuple[list[Row], dict[str, Any], list[Any]]] = [
            (self._rects, {"type": "rect"}, [x, y, *ends, fill]),
            (
                self._rules,
                {"type": "rule"},
                [x, y, *ends, color, _thick()],
            ),
            (self._dots, {"type": "circle", "size": 40, "opacity": 1}, [x, y, color]),
            (self._texts, _TEXT, [x, y, alt.Text("text:N"), color]),
        ]
        layered = alt.LayerChart(
            layer=[
                alt.Chart(alt.InlineData(rows), mark=alt.MarkDef(**mark)).encode(
                    *channels
                )
                for rows, mark, channels in layers
                if rows
            ]
        )
        return layered.properties(width=self.look.width, height=self.y)


_TEXT: dict[str, Any] = {
    "type": "text",
    "baseline": "middle",
    "lineBreak": "\n",
    "align": {"expr": "datum.align"},
    "fontSize": {"expr": "datum.size"},
    "fontWeight": {"expr": "datum.weight"},
    "lineHeight": {"expr": "datum.leading"},
}


def leading(size: float) -> float:
    """Say how far apart the lines of a text of this size are."""
    return size + 4 if size > 14 else size + 3


def titled(texts: Row, look: Look) -> Drawing:
    """Begin a figure with its title and subtitle."""
    drawing = Drawing(look)
    drawing.paragraph(texts["title"], size=look.title, bold=True)
    drawing.y += 4
    drawing.paragraph(texts["subtitle"], color="grey")
    drawing.y += ABOVE
    return drawing


def noted(texts: Row, drawing: Drawing) -> alt.LayerChart:
    """End a figure with its notes and source."""
    notes = [text for name in NOTES if (text := texts[name])]
    drawing.y += ABOVE if notes else 0
    for text in notes:
        drawing.paragraph(text, size=drawing.look.small, color="grey")
    return drawing.chart()


def joined(mark: Row, by: str = " ") -> str:
    """Print a value, and the count that it stands for."""
    count = mark.get("count_text")
    text = mark["value_text"] or ""
    if not count:
        return printable(text)
    return printable(f"{text} ({count})" if by == " " else f"{text}{by}{count}")


def _rounded(places: Row) -> Row:
    """Leave out what no screen shows, and what sums of fractions add."""
    return {name: round(place, 2) for name, place in places.items()}


def _at(name: str) -> Any:
    channel = alt.X if name == "x" else alt.Y
    return channel(f"{name}:Q", scale=None, axis=None)


def _thick() -> alt.StrokeWidth:
    return alt.StrokeWidth("thick:Q", scale=None)
