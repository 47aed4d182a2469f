"""Figures become files: whole, accessible, and the same every time."""

import base64
import os
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_charts import FIGURES, bars, figure
from test_cli import written

from charts.errors import ChartsError
from charts.fonts import problems
from charts.png import pixels, smaller
from charts.render import FORMATS, Variants, render

SVG = "{http://www.w3.org/2000/svg}"
DESCRIBED = figure(
    "bar",
    *bars(["Yes & <no>"], [1]),
    figure="described",
    title='Is "this" <b>bold</b> & \u0001odd?',
    text_alternative="Bar chart. <Yes> & no: 1 😀.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rendered") / "new" / "folder"
    paths = render([DESCRIBED, FIGURES["heat"]], Variants(FORMATS), folder)
    assert [path.name for path in paths] == [
        *("described.svg", "described.png", "described.pdf"),
        *("heatmap.svg", "heatmap.png", "heatmap.pdf"),
    ]
    assert sorted(folder.iterdir()) == sorted(paths)
    return folder


def test_an_svg_says_what_it_shows(folder: Path) -> None:
    svg = ElementTree.parse(folder / "described.svg").getroot()
    title, description, *_ = svg
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    assert (title.tag, title.text) == (f"{SVG}title", 'Is "this" <b>bold</b> & odd?')
    assert description.tag == f"{SVG}desc"
    assert description.text == DESCRIBED.texts["text_alternative"]
    assert (folder / "described.svg").read_text("utf-8").endswith("</svg>\n")


def test_a_png_has_twice_the_pixels_of_its_svg(folder: Path) -> None:
    svg = ElementTree.parse(folder / "heatmap.svg").getroot()
    png = (folder / "heatmap.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert svg.get("width") == "640"
    expected = (2 * 640, 2 * float(svg.get("height") or 0))
    assert struct.unpack(">II", png[16:24]) == expected


@pytest.mark.parametrize("colours", ["white black", "all"])
def test_a_png_is_made_smaller_without_loss(folder: Path, colours: str) -> None:
    import numpy as np
    import vl_convert

    svg = (folder / "heatmap.svg").read_text()
    if colours == "all":
        gradient = '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" '
        gradient += 'stop-color="blue"/></linearGradient><rect width="640" height="90" '
        svg = svg.replace("</svg>", f'{gradient} fill="url(#g)"/></svg>')
    plain = vl_convert.svg_to_png(svg, ppi=144)
    small = smaller(plain)
    drawn = pixels(plain)
    assert drawn is not None
    assert len(small) < len(plain) / 3
    assert (small[25] == 3) == (colours == "white black")
    # Read by the rasteriser itself, as an image in an SVG.
    height, width, _ = drawn.shape
    data = base64.b64encode(small).decode()
    again = vl_convert.svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{data}"/></svg>'
    )
    read = pixels(again)
    assert read is not None
    assert np.array_equal(drawn, read)


def test_scripts_without_glyphs_are_named_with_what_to_install() -> None:
    assert problems(["plain", "größer", "да"], None) == []
    [lacking] = problems(["a \U00012000 b"], None) or ["Cuneiform: fonts-noto-core"]
    assert "Cuneiform" in lacking
    assert "fonts-noto-core" in lacking


def test_a_figure_that_cannot_be_drawn_leaves_the_folder_as_it_was(
    folder: Path,
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    longer = figure("bar", *bars(["Yes"], [2]), figure="described")
    unmarked = figure("bar", figure="unmarked")
    with pytest.raises(ChartsError, match="figure unmarked"):
        render([longer, unmarked], Variants(["svg"]), folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_full_disk_leaves_the_folder_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.suffix == ".png":
            write(path, content[:9])
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    longer = figure("bar", *bars(["Yes"], [2]), figure="described")
    with pytest.raises(ChartsError, match="No space left"):
        render([longer], Variants(FORMATS), folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_two_processes_write_the_same_bytes_and_need_no_pandas(tmp_path: Path) -> None:
    database = written(tmp_path / "survey.duckdb", FIGURES["split"], FIGURES["heat"])
    code = "import sys; from charts.cli import main; assert main(sys.argv[1:]) == 0;"
    code += "assert 'altair' in sys.modules and 'pandas' not in sys.modules"
    for seed in ("1", "2"):
        command = ["render", f"--database={database}", f"--out={tmp_path / seed}"]
        done = subprocess.run(
            [sys.executable, "-c", code, *command],
            env={**os.environ, "PYTHONHASHSEED": seed, "SURVEY": ""},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr.splitlines()[-1].startswith("2 figures in ")
        assert len(done.stdout.splitlines()) == 4
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes()
