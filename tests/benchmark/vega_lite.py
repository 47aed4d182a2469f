"""Write each figure of the marts as Vega-Lite.

Usage: python vega_lite.py DATABASE FOLDER.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from charts.kinds import drawn
from charts.marts import figures
from charts.theme import LOOKS

if __name__ == "__main__":
    for texts, marks in figures(Path(sys.argv[1])):
        chart = json.dumps(drawn(texts, marks, LOOKS["page"]))
        Path(sys.argv[2], f"{texts['figure']}.json").write_text(chart)
