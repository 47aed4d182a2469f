"""Figures into files: chart, SVG with its text alternative, PNG and PDF of that."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple, TypeVar
from xml.sax.saxutils import escape

from charts.errors import ChartsError
from charts.marts import Figure
from charts.text import printable
from charts.theme import LOOKS, Style, coloured, palette

FORMATS = ("svg", "png", "pdf")
DEFAULT_FORMATS = ("svg", "png")

Progress = Callable[[int, int], None]
T = TypeVar("T")
_ROLES = re.compile(' (role="graphics-|aria-roledescription=")[^"]*"')


class Variants(NamedTuple):
    """Which files each figure becomes."""

    formats: Collection[str] = DEFAULT_FORMATS
    widths: Collection[str] = ("page",)
    themes: Collection[str] = ("light",)


def render(
    figures: Collection[Figure],
    variants: Variants,
    out: Path,
    style: Style | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write each figure to `out` in each variant; return the paths.

    Raises ChartsError where a figure cannot be drawn, before anything is written,
    and where `out` cannot be written to. Files are replaced whole or not at all.
    """
    return written(files(figures, variants, style, progress), out)


def written(contents: dict[str, bytes], out: Path) -> list[Path]:
    """Write files by name, all of them or none; return the paths."""
    with replaced(contents, out) as folder:
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    return [out / name for name in contents]


@contextmanager
def replaced(names: Collection[str], out: Path) -> Iterator[Path]:
    """Give a folder to write these files in, and move them to `out`, all or none.

    Nobody can interrupt it while they are moved. Raises ChartsError where `out` cannot
    be written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        not_in_the_way(out, names)
        with TemporaryDirectory(prefix=".", dir=out) as folder:
            yield Path(folder)
            ends = {signal.SIGINT, signal.SIGTERM}
            held_back = signal.pthread_sigmask(signal.SIG_BLOCK, ends)
            try:
                for name in names:
                    Path(folder, name).replace(out / name)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, held_back)
    except OSError as error:
        found = f"{out}: cannot write there: {error.strerror}"
        raise ChartsError(f"{found}; give a folder with --out") from None


def not_in_the_way(out: Path, names: Iterable[str]) -> None:
    """Raise a ChartsError where a folder has the name of a file to write."""
    for name in names:
        if (out / name).is_dir():
            raise ChartsError(
                f"{out / name}: a folder, expected none where a file is written; "
                "move it away, or give another folder with --out"
            )


def stale(contents: dict[str, bytes], out: Path) -> list[str]:
    """Name the files that are missing in `out` or hold something else."""
    return [
        name
        for name, content in contents.items()
        if not (out / name).is_file() or (out / name).read_bytes() != content
    ]


def files(
    figures: Collection[Figure],
    variants: Variants,
    style: Style | None = None,
    progress: Progress | None = None,
) -> dict[str, bytes]:
    """Give the contents of all files by name, figure by figure.

    This process draws what another one, which starts meanwhile, converts; each
    rasterises every second drawing.
    """
    style = style or Style()
    found: dict[str, bytes] = {}
    rastered = [f for f in variants.formats if f != "svg"]
    pairs = list(product(figures, variants.widths))
    with _converter() as worker:
        conversions: list[Future[dict[str, bytes]]] = []
        for number, (figure, width) in enumerate(pairs):
            names = _names(figure, width, variants.themes)
            palettes = {
                name: palette(theme, style.accent) for name, theme in names.items()
            }
            chart = _chart(figure, width, style)
            # Two conversions cost as much as rasterising once.
            shared = rastered if number % 2 else []
            conversions.append(
                worker.submit(
                    _converted, chart, *_alternative(figure), palettes, shared
                )
            )
        for number, ((figure, width), conversion) in enumerate(
            zip(pairs, conversions, strict=True)
        ):
            if progress:
                progress(number, len(pairs))
            contents = _result(figure, conversion)
            for name in _names(figure, width, variants.themes):
                svg = contents[f"{name}.svg"]
                for suffix in variants.formats:
                    file = f"{name}.{suffix}"
                    found[file] = contents.get(file) or _as(suffix, svg)
    return found


def drawings(figures: Collection[tuple[Figure, str]], style: Style) -> Iterator[str]:
    """Give each figure at its width as an SVG whose colours are tokens."""
    with _converter() as worker:
        conversions = [
            (
                figure,
                worker.submit(
                    _svg, _chart(figure, width, style), *_alternative(figure)
                ),
            )
            for figure, width in figures
        ]
        for figure, conversion in conversions:
            yield _result(figure, conversion)


@contextmanager
def _converter() -> Iterator[ProcessPoolExecutor]:
    """Start a process that converts; it starts V8 while this one imports Altair."""
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(
            max_workers=1, mp_context=context, initializer=_end_with_parent
        ) as worker:
            worker.submit(_svg, {"mark": "point"}, "", "")
            yield worker
    except BrokenProcessPool:
        found = "the process that converts charts died, perhaps of too little memory"
        raise ChartsError(f"{found}; render fewer figures at a time") from None


def _end_with_parent() -> None:
    """Let no converter outlive the command, however that ends."""

    def wait() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _names(figure: Figure, width: str, themes: Collection[str]) -> dict[str, str]:
    """Give the stems of a drawing's files, each with its light."""
    stem = figure.texts["figure"] + ("" if width == "page" else f"-{width}")
    return {stem + ("" if t == "light" else f"-{t}"): t for t in themes}


def _chart(figure: Figure, width: str, style: Style) -> dict[str, Any]:
    from charts.kinds import drawn

    if not figure.marks:
        name = figure.texts["figure"]
        raise ChartsError(f"figure {name}: no row of figure_marks is of it")
    look = LOOKS[width]._replace(stretch=style.stretch)
    return drawn(figure.texts, figure.marks, look, style.font)


def _alternative(figure: Figure) -> tuple[str, str]:
    return figure.texts["title"], figure.texts["text_alternative"]


def _result(figure: Figure, conversion: Future[T]) -> T:
    try:
        return conversion.result()
    except ValueError as error:
        name, found = figure.texts["figure"], str(error).partition("\n")[0]
        raise ChartsError(f"figure {name}: cannot be drawn: {found}") from error


def _converted(
    chart: dict[str, Any],
    title: str,
    description: str,
    palettes: dict[str, dict[str, str]],
    formats: Iterable[str],
) -> dict[str, bytes]:
    """Convert a chart to the contents of its files. Loads V8, not Altair."""
    drawing = _svg(chart, title, description)
    found = {}
    for name, colours in palettes.items():
        svg = found[f"{name}.svg"] = coloured(drawing, colours.__getitem__).encode()
        for suffix in formats:
            found[f"{name}.{suffix}"] = _as(suffix, svg)
    return found


def _svg(chart: dict[str, Any], title: str, description: str) -> str:
    """Convert a chart to an SVG with its text alternative, in tokens for colours."""
    import vl_convert

    # The roles of parts are for charts without a text alternative.
    drawing = _ROLES.sub("", vl_convert.vegalite_to_svg(chart))
    head, rest = drawing.removeprefix("<svg").split(">", 1)
    return (
        f'<svg role="img"{head}><title>{escape(printable(title))}</title>'
        f"<desc>{escape(printable(description))}</desc>{rest}\n"
    )


def _as(suffix: str, svg: bytes) -> bytes:
    """Convert an SVG to another format; a PNG has twice its pixels."""
    import vl_convert

    from charts.png import smaller

    if suffix == "png":
        return smaller(vl_convert.svg_to_png(svg.decode(), ppi=144))
    return vl_convert.svg_to_pdf(svg.decode()) if suffix == "pdf" else svg
