"""The kinds of figures: their rows of the marts in, a chart out."""

from collections.abc import Callable
from typing import Any

import altair as alt

from charts.bars import bar
from charts.heatmaps import heatmap
from charts.marts import Row
from charts.stacks import stacked_bar
from charts.theme import Look, config
from charts.trends import trend

Kind = Callable[[Row, list[Row], Look], alt.LayerChart]

KINDS: dict[str, Kind] = {
    "bar": bar,
    "heatmap": heatmap,
    "split_bar": bar,
    "stacked_bar": stacked_bar,
    "trend": trend,
}


def drawn(
    texts: Row, marks: list[Row], look: Look, font: str | None = None
) -> dict[str, Any]:
    """Draw a figure, as what Vega-Lite reads. Tests validate it; it takes a while."""
    chart = KINDS[texts["kind"]](texts, marks, look).to_dict(validate=False)
    return chart | {"config": config(look, font)}
