"""Write each figure of the marts as Vega-Lite.

Usage: python vega_lite.py DATABASE FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path

from charts.kinds import KINDS
from charts.marts import figures

if __name__ == "__main__":
    for texts, marks in figures(Path(sys.argv[1])):
        chart = KINDS[texts["kind"]](texts, marks)
        Path(sys.argv[2], f"{texts['figure']}.json").write_text(chart.to_json())
