"""Figures into files: chart, SVG with its text alternative, PNG from that SVG."""

from __future__ import annotations

import multiprocessing
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from charts.errors import ChartsError
from charts.marts import Figure
from charts.text import printable

FORMATS = ("svg", "png")


def render(
    figures: Iterable[Figure], formats: Collection[str], out: Path
) -> list[Path]:
    """Write each figure to `out` in each format; return the paths.

    Raises ChartsError where a figure cannot be drawn, before anything is written,
    and where `out` cannot be written to. Files are replaced whole or not at all.
    """
    try:
        files = _drawn(figures, formats)
    except BrokenProcessPool:
        found = "the process that converts charts died, perhaps of too little memory"
        raise ChartsError(f"{found}; render fewer figures at a time") from None
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", dir=out) as folder:
            for name, content in files.items():
                Path(folder, name).write_bytes(content)
            return [Path(folder, name).replace(out / name) for name in files]
    except OSError as error:
        found = f"{out}: cannot write there: {error.strerror}"
        raise ChartsError(f"{found}; give a folder with --out") from None


def _drawn(figures: Iterable[Figure], formats: Collection[str]) -> dict[str, bytes]:
    """Draw in this process what another one, which starts meanwhile, converts.

    It starts V8 while this one imports Altair; each rasterises every second figure.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as worker:
        worker.submit(_converted, {"mark": "point"}, "", "", ["svg"])
        from charts.kinds import KINDS

        shares = cycle([formats, ["svg"]])
        conversions: dict[str, Future[dict[str, bytes]]] = {}
        for texts, marks in figures:
            name = texts["figure"]
            if not marks:
                raise ChartsError(f"figure {name}: no row of figure_marks is of it")
            # Tests validate charts against the schema; it takes a while.
            chart = KINDS[texts["kind"]](texts, marks).to_dict(validate=False)
            title, description = texts["title"], texts["text_alternative"]
            conversions[name] = worker.submit(
                _converted, chart, title, description, next(shares)
            )
        files = {}
        for name, conversion in conversions.items():
            try:
                contents = conversion.result()
            except ValueError as error:
                found = str(error).partition("\n")[0]
                raise ChartsError(f"figure {name}: cannot be drawn: {found}") from error
            if "png" in formats and "png" not in contents:
                contents["png"] = _rasterised(contents["svg"])
            for suffix in formats:
                files[f"{name}.{suffix}"] = contents[suffix]
        return files


def _converted(
    chart: dict[str, Any], title: str, description: str, formats: Collection[str]
) -> dict[str, bytes]:
    """Convert a chart to the contents of its files. Loads V8, not Altair."""
    import vl_convert

    drawing = vl_convert.vegalite_to_svg(chart)
    head, rest = drawing.removeprefix("<svg").split(">", 1)
    svg = (
        f'<svg role="img"{head}><title>{escape(printable(title))}</title>'
        f"<desc>{escape(printable(description))}</desc>{rest}\n"
    ).encode()
    return {"svg": svg} | ({"png": _rasterised(svg)} if "png" in formats else {})


def _rasterised(svg: bytes) -> bytes:
    """Convert an SVG to a PNG of twice its size."""
    import vl_convert

    return vl_convert.svg_to_png(svg.decode(), ppi=144)
