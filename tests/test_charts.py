"""What is drawn is what the marts say: read back from the scene that Vega builds."""

import re
import string
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.drawing import ABOVE, joined, leading
from charts.kinds import drawn
from charts.marts import NOTES, Figure, Row
from charts.text import SHORT, balance, printable, settle, width, wrap
from charts.theme import LOOKS, THEMES, coloured, contrast, drawn_tokens, palette, token

LONG = 'Automatically (e.g. a "batch" job), and/or $5 \\n by hand & <b>otherwise</b>, '
UNBROKEN = "https://example.org/" + "a_very_long_path" * 9
ODD = ["Other", "Other", "😀 Happy", UNBROKEN, "two\nlines", "Ünï\u0001cödé", LONG * 2]
RIGHT_TO_LEFT = ["مرة واحدة في الأسبوع", "לעתים רחוקות מאוד", "كل يوم"]
WIDE_SCRIPTS = [
    "毎日、または毎日に近い頻度で使っています",
    "전혀 사용하지 않음",
    "每月",
]
WAVES = ["2019", "2020", "Spring of 2021"]


def figure(kind: str, *marks: Row, **texts: Any) -> Figure:
    """Make the rows of a figure, with the columns that the marts have."""
    row = {"figure": kind, "position": 1, "kind": kind, "measure": "respondents"}
    row |= {"title": "How big is it?", "subtitle": "All 40 respondents\nOne answer"}
    row |= dict.fromkeys(NOTES)
    row |= {"text_alternative": "1-10: 1. 11-50: 8."}
    row |= {"is_appendix": False, "has_interval": False, "end_heading": None}
    values = [mark["value"] for mark in marks if mark["value"] is not None]
    row |= {"axis_low": 0.0, "axis_high": max(values, default=0.0)}
    row |= {
        "ticks": [{"value": share, "text": f"{share:.0%}"} for share in (0, 0.5, 1)]
    }
    empty: Row = {"panel_position": 1, "panel_option": None, "panel_label": None}
    for axis in ("row", "column"):
        empty |= {f"{axis}_{name}": None for name in ("option", "label", "note")}
    empty |= {"row_end": None, "column_position": 1, "count_text": None, "start": 0.0}
    empty |= {"low": None, "high": None, "shade": None, "respondents": 1, "base": 1}
    empty |= {"is_aside": False, "is_middle": False, "share_text": "1%"}
    empty |= {"interval_text": "0-2%"}
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


def shares(labels: list[str], values: list[float], people: int) -> list[Row]:
    """Bars of shares with their intervals, and counts beside those of few people."""
    return [
        bar
        | {"value_text": "<1%" if 0 < value < 0.005 else f"{value:.0%}"}
        | {"count_text": f"{value * people:.0f} of {people}" if people < 50 else None}
        | {"low": value * 0.8, "high": value * 0.8 + 0.2, "base": people}
        for bar, value in zip(bars(labels, values), values, strict=True)
    ]


def grid(rows: list[str], columns: list[str], values: list[float | None]) -> list[Row]:
    """Cells row by row; `values` repeat."""
    most = max((value for value in values if value is not None), default=1)
    return [
        {
            **bars([row], [0])[0],
            "row_position": 10 + y,
            "row_note": f"n = {y}",
            "column_position": 10 + x,
            "column_option": f"c{x}",
            "column_label": column,
            "column_note": f"n = {x}",
            "value": (value := values[(y * len(columns) + x) % len(values)]),
            "value_text": None if value is None else f"{value:.0f}",
            "shade": (value or 0) / most,
        }
        for y, row in enumerate(rows)
        for x, column in enumerate(columns)
    ]


def stack(rows: list[str], options: list[str], middle: int | None = None) -> Figure:
    """Segments of 100%, about a middle option if there is one; the last one aside."""
    marks = []
    for y, row in enumerate(rows):
        parts = [1 + (3 * y + 5 * x) % 7 for x in range(len(options))]
        widths = [part / sum(parts) for part in parts]
        at = 0.0 if middle is None else -sum(widths[:middle]) - widths[middle] / 2
        for x, (option, share) in enumerate(zip(options, widths, strict=True)):
            aside = middle is not None and x == len(options) - 1
            marks.append(
                {
                    **bars([row], [0])[0],
                    **{"row_position": y, "row_note": f"n = {y}", "row_end": "12%"},
                    **{"column_position": x, "column_label": option},
                    **{"value": share, "value_text": f"{share:.0%}", "start": at},
                    "shade": None if aside else x / len(options) - (middle or 0) / 9,
                    "is_aside": aside,
                    "is_middle": x == middle,
                }
            )
            at += share
    low = min(mark["start"] for mark in marks)
    high = max(mark["start"] + mark["value"] for mark in marks)
    texts = {"axis_low": low, "axis_high": high, "end_heading": "Often or always"}
    return figure("stacked_bar", *marks, measure="share", **texts)


def lines(options: list[str], waves: list[str], **texts: Any) -> Figure:
    """Lines with a gap in the second one's first wave."""
    marks = [
        {
            **bars([option], [0])[0],
            **{"row_position": y, "row_end": "9%", "column_position": x},
            **{"column_label": wave, "column_note": "n = 1,234"},
            "value": None if asked is None else asked / 10,
            "value_text": None if asked is None else f"{asked}%",
            "low": None if asked is None else asked / 12,
            "high": None if asked is None else asked / 9,
        }
        for y, option in enumerate(options)
        for x, wave in enumerate(waves)
        for asked in [None if (y, x) == (1, 0) else (2 * y + 3 * x) % 9]
    ]
    return figure("trend", *marks, axis_high=1.0, **texts)


SCALE = ["Never", "Rarely", "Now and then", "Often", "Always", "Don't know"]
FIGURES = {
    "bar": figure("bar", *bars(["1-10", "11-50", "500+"], [1, 8, 17])),
    "odd": figure("bar", *bars(ODD, [9, 8, 7, 6, 3, 1, 0]), title=LONG * 3),
    "single": figure("bar", *bars(["Yes"], [1]), note=LONG * 2, source=LONG),
    "zero": figure("bar", *bars(["Yes", "No"], [0, 0])),
    "thirty": figure("bar", *bars([LONG * 2] * 30, list(range(30)))),
    "sixty": figure("bar", *bars([f"Option {n}" for n in range(60)], [*range(60)])),
    "shares": figure("bar", *shares(["A", LONG, "C"], [0, 0.004, 1], 40)),
    "few": figure("bar", *shares(["A", "B"], [0, 1], 1), has_interval=True),
    "intervals": figure(
        "bar",
        *shares(["A", LONG, "C"], [0, 0.004, 0.9], 400),
        has_interval=True,
        axis_high=1.0,
    ),
    "rtl": figure("bar", *bars(RIGHT_TO_LEFT, [3, 2, 1]), title=RIGHT_TO_LEFT[0]),
    "cjk": figure("bar", *bars(WIDE_SCRIPTS, [3, 2, 1]), title=WIDE_SCRIPTS[0] * 4),
    "split": figure(
        "split_bar",
        *bars(["Daily", LONG, "Never"], [5, 4, 0], "Alone"),
        *bars(["Daily", LONG, "Never"], [0, 15, 1], LONG * 2),
    ),
    "heat": figure(
        "heatmap",
        *grid(list("abc"), list("xyz"), [None, 1, 4, 2, 7]),
        shades="Stronger is more",
    ),
    "tall": figure(
        "heatmap", *grid(list("abc"), [f"Group {n}" for n in range(13)], [None, 8, 4])
    ),
    "wide": figure("heatmap", *grid([LONG] * 9, [LONG] * 12, [*range(40), None])),
    "empty": figure("heatmap", *grid(["a"], ["x"], [None])),
    "stack": stack(["Cats", LONG, "Dogs"], SCALE[:4]),
    "many segments": stack(["Cats"], [f"Option {n} of many" for n in range(60)]),
    "diverging": stack(["Cats", LONG, "Dogs"] * 3, SCALE, middle=2),
    "one segment": stack(["Cats"], ["Always"]),
    "trend": lines(SCALE[:3], WAVES, has_interval=True),
    "one wave": lines([LONG, "B"], WAVES[:1]),
    "long names": lines([LONG] * 6, [LONG, "B", LONG]),
    "twenty waves": lines(SCALE[:3], [str(n) for n in range(2000, 2020)]),
    "many lines": lines([*SCALE, *ODD], WAVES, has_interval=True),
    "nobody": lines(["A", "B"], ["2019"]),
}
EACH = list(product(FIGURES, LOOKS))
KIND = {name: FIGURES[name].texts["kind"] for name in FIGURES}
BARS = [pair for pair in EACH if KIND[pair[0]] in ("bar", "split_bar")]
GRIDS = list(product(["heat", "empty"], LOOKS))
STACKS = [pair for pair in EACH if KIND[pair[0]] == "stacked_bar"]
TRENDS = [pair for pair in EACH if KIND[pair[0]] == "trend"]
TOKENS = {token(name): name for name in palette("light")}


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
    height: float
    origin: list[float]
    rects: list[Row]
    rules: list[Row]
    dots: list[Row]
    texts: list[Text]

    def drawn(self, text: str) -> list[Text]:
        """Find a text whatever its line breaks."""
        return [t for t in self.texts if squeezed("".join(t.lines)) == squeezed(text)]

    def under(self, text: Text) -> str:
        """Name the token of what a text stands on."""
        across, down = (text.left + text.right) / 2, (text.top + text.bottom) / 2
        for rect in self.rects:
            is_across = rect["x"] < across < rect["x"] + rect["width"]
            if is_across and rect["y"] < down < rect["y"] + rect["height"]:
                return TOKENS[rect["fill"]]
        return "paper"


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
    top = item["y"] - size / 2
    bottom = top + item["lineHeight"] * (len(lines) - 1) + size
    return Text(left, top, left + wide, bottom, lines, item)


def scene(figure: Figure, look: str) -> Scene:
    """Draw a figure and read the drawing back."""
    import vl_convert

    chart = drawn(*figure, LOOKS[look])
    found = vl_convert.vegalite_to_scenegraph(chart)
    marked = list(items(found["scenegraph"]))
    rects = [item for kind, item in marked if kind == "rect"]
    rules = [item for kind, item in marked if kind == "rule"]
    dots = [item for kind, item in marked if kind == "symbol"]
    boxes = [boxed(item) for kind, item in marked if kind == "text"]
    return Scene(
        found["width"], found["height"], found["origin"], rects, rules, dots, boxes
    )


@pytest.fixture(scope="module")
def scenes() -> dict[tuple[str, str], Scene]:
    return {(name, look): scene(FIGURES[name], look) for name, look in EACH}


Scenes = dict[tuple[str, str], Scene]


@pytest.mark.parametrize(("name", "look"), BARS)
def test_bars_are_as_long_as_their_values_on_one_scale(
    scenes: Scenes, name: str, look: str
) -> None:
    rects, marks = scenes[name, look].rects, FIGURES[name].marks
    values = [mark["value"] for mark in marks]
    unit = max(rect["width"] for rect in rects) / (max(values) or 1)
    assert [rect["width"] for rect in rects] == pytest.approx(
        [value * unit for value in values], abs=0.05
    )
    assert len({rect["x"] for rect in rects}) == 1
    assert unit > 0 or not any(values)


@pytest.mark.parametrize(("name", "look"), BARS)
def test_bars_stand_in_order_each_with_its_label_and_value(
    scenes: Scenes, name: str, look: str
) -> None:
    scene, tops = scenes[name, look], []
    for rect, mark in zip(scene.rects, FIGURES[name].marks, strict=True):
        tops.append(rect["y"])
        middle = rect["y"] + rect["height"] / 2
        [value] = [t for t in scene.drawn(joined(mark)) if t.top < middle < t.bottom]
        labels = scene.drawn(mark["row_label"])
        beside = [t for t in labels if t.top < middle < t.bottom and t is not value]
        above = [t for t in labels if 0 <= rect["y"] - t.bottom < 8]
        [label] = beside or above
        assert label.left == 0
        assert not beside or label.right < rect["x"]
        end = rect["x"] + rect["width"]
        if scene.under(value) == "paper":
            assert end < value.left
        else:
            assert rect["x"] < value.left < value.right < end
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("look", LOOKS)
def test_panels_stand_under_their_headings(scenes: Scenes, look: str) -> None:
    scene = scenes["split", look]
    first, second = scene.drawn("Alone"), scene.drawn(LONG * 2)
    tops = [rect["y"] for rect in scene.rects]
    assert first[0].bottom < tops[0] < tops[2] < second[0].top
    assert second[0].bottom < tops[3]


@pytest.mark.parametrize(("name", "look"), GRIDS)
def test_each_cell_prints_its_count_and_empty_ones_nothing(
    scenes: Scenes, name: str, look: str
) -> None:
    scene = scenes[name, look]
    marks = [mark for mark in FIGURES[name].marks if mark["value"] is not None]
    assert len(scene.rects) == len(marks)
    xs = sorted({rect["x"] for rect in scene.rects})
    ys = sorted({rect["y"] for rect in scene.rects})
    for rect, mark in zip(scene.rects, marks, strict=True):
        assert xs.index(rect["x"]) == mark["column_position"] - 10
        assert ys.index(rect["y"]) == mark["row_position"] - 10
        assert [
            t
            for t in scene.drawn(mark["value_text"])
            if rect["x"] < t.left < t.right < rect["x"] + rect["width"]
            and rect["y"] < t.top < t.bottom < rect["y"] + rect["height"]
        ]


@pytest.mark.parametrize("theme", THEMES)
def test_cells_stand_out_more_the_more_people_are_there(
    scenes: Scenes, theme: str
) -> None:
    marks = [m["shade"] for m in FIGURES["heat"].marks if m["value"] is not None]
    colours = palette(theme)
    shades = {
        v: contrast(colours["paper"], colours[TOKENS[r["fill"]]])
        for v, r in zip(marks, scenes["heat", "page"].rects, strict=True)
    }
    assert [shades[v] for v in sorted(shades)] == sorted(shades.values())


@pytest.mark.parametrize(("name", "look"), [p for p in EACH if KIND[p[0]] == "heatmap"])
def test_every_value_and_label_of_a_grid_is_there(
    scenes: Scenes, name: str, look: str
) -> None:
    written = squeezed("".join("".join(t.lines) for t in scenes[name, look].texts))
    for mark in FIGURES[name].marks:
        for text in (mark["row_label"], mark["column_label"], mark["value_text"]):
            assert squeezed(text or "") in written
    printed = [t for t in scenes[name, look].texts if t.lines[0].isdigit()]
    values = [mark for mark in FIGURES[name].marks if mark["value"] is not None]
    assert len(printed) == len(values)


@pytest.mark.parametrize(("name", "look"), STACKS)
def test_segments_are_as_long_as_their_shares(
    scenes: Scenes, name: str, look: str
) -> None:
    marks = FIGURES[name].marks
    swatches = len({mark["column_position"] for mark in marks})
    rects = scenes[name, look].rects[swatches:]
    pairs = list(zip(rects, marks, strict=True))
    unit = max((r["width"] + 1, mark["value"]) for r, mark in pairs)
    unit_width = unit[0] / unit[1]
    begins = rects[0]["x"] - marks[0]["start"] * unit_width
    for rect, mark in pairs:
        length = mark["value"] * unit_width
        assert rect["width"] == pytest.approx(max(length - 1, 0.5), abs=0.1)
        shift = 5 if mark["is_aside"] else 0
        assert rect["x"] == pytest.approx(
            begins + mark["start"] * unit_width + shift, abs=0.3
        )


@pytest.mark.parametrize(("name", "look"), STACKS)
def test_each_option_is_named_and_each_row_says_n_and_its_sum(
    scenes: Scenes, name: str, look: str
) -> None:
    scene = scenes[name, look]
    for mark in FIGURES[name].marks:
        assert scene.drawn(mark["column_label"])
        assert scene.drawn(mark["row_note"])
        assert scene.drawn(mark["row_label"])
    assert len(scene.drawn("12%")) >= len(
        {m["row_position"] for m in FIGURES[name].marks}
    )
    assert scene.drawn("Often or always")


@pytest.mark.parametrize(("name", "look"), TRENDS)
def test_each_point_is_as_high_as_its_share_and_gaps_are_none(
    scenes: Scenes, name: str, look: str
) -> None:
    scene = scenes[name, look]
    asked = [mark for mark in FIGURES[name].marks if mark["value"] is not None]
    assert len(scene.dots) == len(asked)
    if name != "many lines":
        highs = [
            (dot["y"], mark["value"])
            for dot, mark in zip(scene.dots, asked, strict=True)
        ]
        unit = {"page": 280, "phone": 240}[look]
        bottom = highs[0][0] + unit * highs[0][1]
        if name != "long names":
            assert [y for y, _ in highs] == pytest.approx(
                [bottom - unit * value for _, value in highs], abs=0.05
            )
        for mark in asked:
            assert scene.drawn(f"{mark['row_end']} {mark['row_label']}")


@pytest.mark.parametrize(("name", "look"), EACH)
def test_texts_are_whole_legible_and_apart(
    scenes: Scenes, name: str, look: str
) -> None:
    scene, texts = scenes[name, look], FIGURES[name].texts
    for text in scene.texts:
        assert text.item["fontSize"] >= 11
        assert not text.item.get("angle")
        assert "…" not in "".join(text.lines)
        for theme in THEMES:
            colours, under = palette(theme), scene.under(text)
            seen = contrast(colours[TOKENS[text.item["fill"]]], colours[under])
            assert seen >= 4.5, (text.lines, theme, under)
    for one, other in combinations(scene.texts, 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or one.bottom <= other.top or other.bottom <= one.top, (
            one.lines,
            other.lines,
        )
    for whole in filter(
        None, (texts.get(n) for n in ("title", "subtitle", *NOTES, "shades"))
    ):
        assert any(text.left == 0 for text in scene.drawn(whole))


@pytest.mark.parametrize(
    ("name", "look"), [pair for pair in EACH if KIND[pair[0]] != "trend"]
)
def test_no_line_crosses_a_text(scenes: Scenes, name: str, look: str) -> None:
    for rule, text in product(scenes[name, look].rules, scenes[name, look].texts):
        (left, right), (top, bottom) = (
            sorted((rule[at], rule[f"{at}2"])) for at in ("x", "y")
        )
        beside = right <= text.left or text.right <= left
        assert beside or bottom <= text.top or text.bottom <= top, text.lines


@pytest.mark.parametrize("look", LOOKS)
def test_a_figure_without_notes_has_no_space_for_them(look: str) -> None:
    marks = bars(["Yes"], [1])
    plain, noted = (
        scene(figure("bar", *marks, note=note, source=None), look).height
        for note in (None, "Note")
    )
    assert noted - plain == pytest.approx(ABOVE + leading(LOOKS[look].small), abs=1)


@pytest.mark.parametrize(("name", "look"), EACH)
def test_nothing_sticks_out_of_the_frame(scenes: Scenes, name: str, look: str) -> None:
    # Vega widens the figure by what does.
    frame, padding = LOOKS[look].frame, LOOKS[look].padding
    scene = scenes[name, look]
    assert scene.origin[0] == padding
    assert scene.width == frame
    for text in scene.texts:
        assert -padding <= text.left
        assert text.right <= frame - padding
        assert text.bottom <= scene.height - padding


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "accent", ["#1f5a8c", "#ffff00", "#000000", "#ffffff", "#d7263d"]
)
def test_any_accent_leaves_texts_and_marks_visible(theme: str, accent: str) -> None:
    colours = palette(theme, accent)
    for name, colour in colours.items():
        if f"on-{name}" in colours:
            assert contrast(colour, colours[f"on-{name}"]) >= 4.5
        if name.startswith("line-") or name in ("ink", "grey", "bar"):
            assert contrast(colour, colours["paper"]) >= 4.5
    assert contrast(colours["aside"], colours["paper"]) >= 3


def test_a_drawing_has_no_colours_but_tokens() -> None:
    import vl_convert

    for name in FIGURES:
        svg = vl_convert.vegalite_to_svg(drawn(*FIGURES[name], LOOKS["page"]))
        assert drawn_tokens(svg)
        rest = coloured(svg, lambda _: "")
        assert not re.search(r"(fill|stroke)=\"(#|rgb|black|white)", rest), name


@given(st.text(), st.floats(20, 700))
def test_wrapping_loses_nothing_and_fits(text: str, limit: float) -> None:
    for break_lines in (wrap, balance, settle):
        lines = break_lines(text, limit, 14)
        assert all(width(line, 14) <= limit or len(line) == 1 for line in lines)
        assert squeezed("".join(lines)) == squeezed(printable(text))


def test_lines_break_between_words() -> None:
    assert wrap("one two  three", width("one two", 14), 14) == ["one two", "three"]
    assert wrap("a\n\nb", 100, 14) == ["a", "b"]
    assert wrap("media/entertainment", 90, 14) == ["media/", "entertainment"]
    assert wrap("n\u00a0=\u00a05", 20, 14) != ["n\u00a0=\u00a05"]
    limit = width("aa aa aa", 14)
    assert balance("aa aa aa a", limit, 14) == ["aa aa", "aa a"]
    assert width("a", 14) < SHORT * limit
    assert settle("aa aa aa a\naa", limit, 14) == ["aa aa", "aa a", "aa"]
    assert settle("aa aa aa aa a", limit, 14) == wrap("aa aa aa aa a", limit, 14)


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
