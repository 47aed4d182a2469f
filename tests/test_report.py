"""The report in a browser: whole, accessible, without network or script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Built

from charts.cli import main
from charts.marts import figures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
A4 = 1123  # pixels high


@pytest.fixture(scope="module")
def report(reference: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    command = ["report", "--quiet", "--database", str(reference.database)]
    assert main([*command, "--out", str(folder)]) == 0
    [path] = folder.iterdir()
    assert path.name == "report.html"
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not BROWSER:
        pytest.skip("no browser: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


def blank(browser: Browser, width: int, **options: Any) -> Page:
    options |= {"viewport": {"width": width, "height": 800}}
    return browser.new_context(**options).new_page()


def opened(browser: Browser, report: Path, width: int, **options: Any) -> Page:
    page = blank(browser, width, **options)
    page.goto(report.as_uri())
    return page


def test_a_page_holds_everything_and_asks_for_nothing(
    reference: Built, report: Path
) -> None:
    html = report.read_text("utf-8")
    assert len(html) < 1_000_000
    assert not re.search(r"<script|<link|@import|url\(|src=|https?://(?!www\.w3)", html)
    found = figures(reference.database, appendix=True)
    for figure in found:
        page = html.partition(f'id="figure-{figure.texts["figure"]}"')[2]
        page = page.partition("</article>")[0]
        wide = 1 if figure.texts["is_appendix"] else 2
        assert page.count("<svg") == page.count("<desc>") == wide
        assert page.count("<table>") == page.count("download=") == 1
        assert page.count("<tr>") == 1 + len(figure.marks)
    shown = {mark["row_option"] for figure in found for mark in figure.marks}
    assert {"nlp", "yes"} <= shown
    assert ">None<" not in html
    assert "?." not in "".join(re.findall(r"<caption>.*?</caption>", html))
    # What is to be known about the survey is said at its beginning and its end.
    assert html.count(">Stand-in data") == html.count("Source: After") == 1
    # Colours are the page's, so that a drawing serves both lights.
    drawings = "".join(re.findall(r"<svg.*?</svg>", html, re.DOTALL))
    assert not re.search(r'(fill|stroke)="#', drawings)
    assert set(re.findall(r"var\(--([\w-]+)\)", html)) <= set(
        re.findall(r"--([\w-]+): #", html)
    )


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1000])
def test_it_is_accessible_and_fits(
    browser: Browser, report: Path, width: int, light: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    said: list[str] = []
    asked: list[str] = []
    page = blank(browser, width, color_scheme=light)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:100]) for v in found] == []
    assert said == []
    assert asked == [report.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visible = page.locator("article svg >> visible=true")
    assert visible.count() == page.locator("article").count()
    for box in (drawing.bounding_box() for drawing in visible.all()):
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width


def test_the_keyboard_reaches_what_is_folded(browser: Browser, report: Path) -> None:
    page = opened(browser, report, 360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip hidden"
    page.keyboard.press("Enter")
    page.wait_for_url("**#contents")
    summary = page.locator("article summary").nth(1)
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("article table").first.is_visible()
    with page.expect_download() as download:
        page.locator("article a[download]").first.click()
    rows = Path(download.value.path()).read_text("utf-8").splitlines()
    assert rows[0].startswith("Answer,People,Base,Share,95% interval")
    assert rows[-1].startswith("500+,17,40,43%,")


def test_it_reads_without_scripts_and_prints_whole_figures(
    browser: Browser, report: Path
) -> None:
    page = opened(browser, report, 794, java_script_enabled=False)
    assert page.locator("h1").inner_text() == "Machine learning in production, 2019"
    page = opened(browser, report, 794)
    page.emulate_media(media="print")
    for drawing in page.locator("figure svg >> visible=true").all():
        box = drawing.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["height"] < 0.9 * A4
    assert (
        page.locator("figure").first.evaluate(
            "element => getComputedStyle(element).breakInside"
        )
        == "avoid"
    )
    assert page.locator("article table").first.is_visible()
    assert page.pdf(format="A4", print_background=True).startswith(b"%PDF")
