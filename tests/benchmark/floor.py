"""Import what rendering needs and convert the figures as they were drawn before.

Usage: python floor.py FOLDER, which holds each figure as Vega-Lite. No renderer can go
below the imports, one conversion to SVG and one to PNG of each figure.
"""

from __future__ import annotations

import sys
from pathlib import Path

import altair  # noqa: F401
import duckdb  # noqa: F401
import vl_convert

if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        svg = vl_convert.vegalite_to_svg(path.read_text())
        path.with_suffix(".svg").write_text(svg)
        path.with_suffix(".png").write_bytes(vl_convert.svg_to_png(svg, ppi=144))
