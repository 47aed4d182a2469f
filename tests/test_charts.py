"""What is drawn is what the marts say: read back from the scene that Vega builds."""

import re
import string
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.kinds import KINDS
from charts.marts import Figure, Row
from charts.text import balance, printable, width, wrap
from charts.theme import DARK, LIGHT

LONG = 'Automatically (e.g. a "batch" job), and/or $5 \\n by hand & <b>otherwise</b>, '
UNBROKEN = "https://example.org/" + "a_very_long_path" * 9
ODD = ["Other", "Other", "😀 Happy", UNBROKEN, "two\nlines", "Ünï\u0001cödé", LONG * 2]


def figure(kind: str, *marks: Row, **texts: str | None) -> Figure:
    """Make the rows of a figure, with the columns that the marts have."""
    row = {"figure": kind, "position": 1, "kind": kind, "measure": "respondents"}
    row |= {"title": "How big is it?", "subtitle": "All 40 respondents\nOne answer"}
    row |= {"note": None, "source": None, "text_alternative": "1-10: 1. 11-50: 8."}
    empty = {"panel_position": 1, "panel_option": None, "panel_label": None}
    empty |= {"column_position": 1, "column_option": None, "column_label": None}
    return Figure(row | texts, [{"figure": kind} | empty | mark for mark in marks])


def bars(labels: list[str], values: list[float], panel: str | None = None) -> list[Row]:
    rows = enumerate(zip(labels, values, strict=True), start=1)
    return [
        {
            "panel_position": len(panel or "1"),
            "panel_label": panel,
            "row_position": position,
            "row_option": f"o{position}",
            "row_label": label,
            "value": value,
            "value_text": f"{value:.0f}",
        }
        for position, (label, value) in rows
    ]


def grid(rows: list[str], columns: list[str], values: list[float | None]) -> list[Row]:
    """Cells row by row; `values` repeat."""
    return [
        {
            **bars([row], [0])[0],
            "row_position": 10 + y,
            "column_position": 10 + x,
            "column_option": f"c{x}",
            "column_label": f"{column}\nn\u00a0=\u00a0{x}",
            "value": (value := values[(y * len(columns) + x) % len(values)]),
            "value_text": None if value is None else f"{value:.0f}",
        }
        for y, row in enumerate(rows)
        for x, column in enumerate(columns)
    ]


FIGURES = {
    "bar": figure("bar", *bars(["1-10", "11-50", "500+"], [1, 8, 17])),
    "odd": figure("bar", *bars(ODD, [9, 8, 7, 6, 3, 1, 0]), title=LONG * 3),
    "single": figure("bar", *bars(["Yes"], [1]), note=LONG * 2, source=LONG),
    "zero": figure("bar", *bars(["Yes", "No"], [0, 0])),
    "thirty": figure("bar", *bars([LONG * 2] * 30, list(range(30)))),
    "split": figure(
        "split_bar",
        *bars(["Daily", LONG, "Never"], [5, 4, 0], "Alone"),
        *bars(["Daily", LONG, "Never"], [0, 15, 1], LONG * 2),
    ),
    "heat": figure("heatmap", *grid(list("abc"), list("xyz"), [None, 1, 4, 2, 7])),
    "wide": figure("heatmap", *grid([LONG] * 9, [LONG] * 12, [*range(40), None])),
    "empty": figure("heatmap", *grid(["a"], ["x"], [None])),
}
BARS = [name for name in FIGURES if FIGURES[name].texts["kind"] != "heatmap"]
GRIDS = [name for name in FIGURES if FIGURES[name].texts["kind"] == "heatmap"]


class Text(NamedTuple):
    """A text as drawn: its box in pixels of the figure, and its lines."""

    left: float
    top: float
    right: float
    bottom: float
    lines: list[str]
    item: Row


class Scene(NamedTuple):
    """A figure as drawn."""

    width: float
    origin: list[float]
    rects: list[Row]
    texts: list[Text]

    def drawn(self, text: str) -> list[Text]:
        """Find a text whatever its line breaks."""
        return [t for t in self.texts if squeezed("".join(t.lines)) == squeezed(text)]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u0001]", "", text)


def items(node: Any, x: float = 0, y: float = 0) -> Iterator[tuple[str, Row]]:
    for item in node.get("items", []):
        at = {"x": item.get("x", 0) + x, "y": item.get("y", 0) + y}
        if node["marktype"] == "group":
            for mark in item["items"]:
                yield from items(mark, at["x"], at["y"])
        else:
            yield node["marktype"], item | at


def boxed(item: Row) -> Text:
    text, size = item["text"], item["fontSize"]
    lines = text if isinstance(text, list) else str(text).split("\n")
    bold = item.get("fontWeight") == "bold"
    wide = max(width(line, size, bold=bold) for line in lines)
    left = item["x"] - {"left": 0, "center": wide / 2, "right": wide}[item["align"]]
    rise = {"top": 0.0, "middle": 0.5}[item["baseline"]] * size
    top = item["y"] - rise
    bottom = top + (item.get("lineHeight") or size) * (len(lines) - 1) + size
    return Text(left, top, left + wide, bottom, lines, item)


def drawn(figure: Figure) -> Scene:
    """Draw a figure and read the drawing back."""
    import vl_convert

    texts, marks = figure
    chart = KINDS[texts["kind"]](texts, marks).to_dict()
    scene = vl_convert.vegalite_to_scenegraph(chart)
    marked = list(items(scene["scenegraph"]))
    rects = [item for kind, item in marked if kind == "rect"]
    boxes = [boxed(item) for kind, item in marked if kind == "text"]
    return Scene(scene["width"], scene["origin"], rects, boxes)


@pytest.fixture(scope="module")
def scenes() -> dict[str, Scene]:
    return {name: drawn(figure) for name, figure in FIGURES.items()}


def contrast(one: str, other: str) -> float:
    """Contrast as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        named = {"white": "#ffffff", "black": "#000000"}.get(colour, colour)
        parts = [int(named[n : n + 2], 16) for n in (1, 3, 5) if named[0] == "#"]
        channels = [c / 255 for c in parts or map(int, re.findall(r"\d+", named))]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in channels
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", BARS)
def test_bars_are_as_long_as_their_values_on_one_scale(
    scenes: dict[str, Scene], name: str
) -> None:
    rects, marks = scenes[name].rects, FIGURES[name].marks
    values = [mark["value"] for mark in marks]
    unit = max(rect["width"] for rect in rects) / (max(values) or 1)
    assert [rect["width"] for rect in rects] == pytest.approx(
        [value * unit for value in values]
    )
    assert len({rect["x"] for rect in rects}) == 1
    assert unit > 0 or not any(values)


@pytest.mark.parametrize("name", BARS)
def test_bars_stand_in_order_each_with_its_label_and_value(
    scenes: dict[str, Scene], name: str
) -> None:
    scene = scenes[name]
    tops = [rect["y"] for rect in scene.rects]
    assert tops == sorted(set(tops))
    for rect, mark in zip(scene.rects, FIGURES[name].marks, strict=True):
        middle = rect["y"] + rect["height"] / 2
        label, value = (
            [t for t in scene.drawn(text) if t.top < middle < t.bottom]
            for text in (mark["row_label"], mark["value_text"])
        )
        assert len(label) == len(value) == 1
        assert label[0].left == 0
        assert label[0].right < rect["x"]
        assert (label[0].top + label[0].bottom) / 2 == pytest.approx(middle, abs=3)
        end = rect["x"] + rect["width"]
        if value[0].item["fill"] == "white":
            assert rect["x"] < value[0].left < value[0].right < end
        else:
            assert end < value[0].left


def test_panels_stand_under_their_headings(scenes: dict[str, Scene]) -> None:
    scene = scenes["split"]
    first, second = scene.drawn("Alone"), scene.drawn(LONG * 2)
    tops = [rect["y"] for rect in scene.rects]
    assert first[0].bottom < tops[0] < tops[2] < second[0].top
    assert second[0].bottom < tops[3]


@pytest.mark.parametrize("name", GRIDS)
def test_each_cell_prints_its_count_and_empty_ones_nothing(
    scenes: dict[str, Scene], name: str
) -> None:
    scene = scenes[name]
    marks = [mark for mark in FIGURES[name].marks if mark["value"] is not None]
    assert len(scene.rects) == len(marks)
    xs = sorted({rect["x"] for rect in scene.rects})
    ys = sorted({rect["y"] for rect in scene.rects})
    for rect, mark in zip(scene.rects, marks, strict=True):
        assert xs.index(rect["x"]) == mark["column_position"] - 10
        assert ys.index(rect["y"]) == mark["row_position"] - 10
        [count] = [
            t
            for t in scene.drawn(mark["value_text"])
            if rect["x"] < t.left < t.right < rect["x"] + rect["width"]
            and rect["y"] < t.top < t.bottom < rect["y"] + rect["height"]
        ]
        assert contrast(count.item["fill"], rect["fill"]) >= 4.5


def test_darker_cells_hold_more_people(scenes: dict[str, Scene]) -> None:
    marks = [m["value"] for m in FIGURES["wide"].marks if m["value"] is not None]
    rects = scenes["wide"].rects
    shades = {
        v: contrast("white", r["fill"]) for v, r in zip(marks, rects, strict=True)
    }
    assert [shades[v] for v in sorted(shades)] == sorted(shades.values())
    assert shades[0] == pytest.approx(contrast("white", LIGHT))
    assert shades[max(marks)] == pytest.approx(contrast("white", DARK))


@pytest.mark.parametrize("name", GRIDS)
def test_both_axes_of_a_grid_are_complete(scenes: dict[str, Scene], name: str) -> None:
    for axis in ("row", "column"):
        position, label = f"{axis}_position", f"{axis}_label"
        labels = {mark[position]: mark[label] for mark in FIGURES[name].marks}
        for text in labels.values():
            count = list(labels.values()).count(text)
            assert len(scenes[name].drawn(text)) == count


@pytest.mark.parametrize("name", FIGURES)
def test_texts_are_whole_legible_and_apart(scenes: dict[str, Scene], name: str) -> None:
    scene, texts = scenes[name], FIGURES[name].texts
    for text in scene.texts:
        assert text.item["fontSize"] >= 12
        assert not text.item.get("angle")
        assert "…" not in "".join(text.lines)
        assert contrast(text.item["fill"], "white") >= 4.5 or any(
            rect["x"] < text.left < text.right < rect["x"] + rect["width"]
            for rect in scene.rects
        )
    for one, other in combinations(scene.texts, 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or one.bottom <= other.top or other.bottom <= one.top
    footer = "".join(text for text in (texts["note"], texts["source"]) if text)
    for whole in filter(None, [texts["title"], texts["subtitle"], footer]):
        [drawn] = scene.drawn(whole)
        assert drawn.left == 0


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_sticks_out_of_the_frame(scenes: dict[str, Scene], name: str) -> None:
    # Vega widens the figure by what does; only many columns may need more.
    assert scenes[name].origin[0] == 16
    assert scenes[name].width == 640 or name == "wide"


@given(st.text(), st.floats(20, 700))
def test_wrapping_loses_nothing_and_fits(text: str, limit: float) -> None:
    for lines in (wrap(text, limit, 14), balance(text, limit, 14)):
        assert all(width(line, 14) <= limit or len(line) == 1 for line in lines)
        assert squeezed("".join(lines)) == squeezed(printable(text))


def test_lines_break_between_words() -> None:
    assert wrap("one two  three", width("one two", 14), 14) == ["one two", "three"]
    assert wrap("a\n\nb", 100, 14) == ["a", "b"]
    assert wrap("media/entertainment", 90, 14) == ["media/", "entertainment"]
    assert wrap("n\u00a0=\u00a05", 20, 14) != ["n\u00a0=\u00a05"]
    assert balance("aa aa aa a", width("aa aa aa", 14), 14) == ["aa aa", "aa a"]


@pytest.mark.parametrize(
    "text",
    [
        *(LONG, UNBROKEN, "Ünïcödé ÅÉ ≥ 5", "Очень хорошо, но мы"),
        *(string.ascii_letters, string.digits + "%", string.punctuation),
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_no_text_is_wider_than_estimated(text: str, bold: bool) -> None:
    import vl_convert

    mark = {"type": "text", "text": text, "align": "left", "fontSize": 20}
    mark |= {"font": "Liberation Sans", "fontWeight": "bold" if bold else "normal"}
    chart = {"data": {"values": [{}]}, "mark": mark, "padding": 0, "width": 1}
    chart |= {"encoding": {"x": {"value": 0}}, "config": {"view": {"stroke": None}}}
    drawn = vl_convert.vegalite_to_scenegraph(chart)["width"]
    assert drawn <= width(text, 20, bold=bold) + 1
    assert width(text, 20, bold=bold) < 1.4 * drawn
