"""Everything about a survey in one HTML file: no network, no script."""

import base64
import csv
import io
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from charts.marts import Figure, Row
from charts.render import drawings
from charts.theme import FONT, LOOKS, Style, coloured, drawn_tokens, palette

TEMPLATE = Path(__file__).with_suffix(".html.jinja")
_METHODS = ("source", "population", "recruitment", "mode", "dates")
_CLAIM = ("claim", "expected", "actual", "says")
_FAMILY = re.compile(r' font-family="[^"]*"')
_ALWAYS = ("paper", "ink", "grey", "rule", "line-0")


def report(
    figures: Collection[Figure],
    tables: dict[str, list[Row]],
    texts: dict[str, str],
    style: Style,
) -> str:
    """Put figures, tables and texts of a survey into one page.

    Those of the appendix are drawn in one width; `tables` are the rows of the models
    report_…, by the rest of their names. Raises ChartsError where a figure cannot be
    drawn.
    """
    from jinja2 import Environment, StrictUndefined

    say = {
        item.removeprefix("say_"): text
        for item, text in texts.items()
        if item.startswith("say_")
    }
    confidence = texts.get("confidence") or "95"
    say["interval_heading"] = say["interval_heading"].format(confidence)
    # The page itself says once what is to be known about the survey.
    own = {"survey_note": None, "source": None}
    wanted = [
        (Figure(figure.texts | own, figure.marks), width)
        for figure in figures
        for width in (["phone"] if figure.texts["is_appendix"] else LOOKS)
    ]
    drawn: dict[str, list[tuple[str, str]]] = {}
    used = set(_ALWAYS)
    for (figure, width), svg in zip(wanted, drawings(wanted, style), strict=True):
        used |= drawn_tokens(svg)
        kind = "only" if figure.texts["is_appendix"] else width
        drawn.setdefault(figure.texts["figure"], []).append((kind, _inline(svg)))
    shown = [_figure(figure, drawn[figure.texts["figure"]], say) for figure in figures]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    claims = tables["claims"]
    return environment.from_string(TEMPLATE.read_text("utf-8")).render(
        language=texts.get("language") or "en",
        title=texts.get("title") or say["methods"],
        note=texts.get("note"),
        source=say["source"].format(texts.get("source") or ""),
        font=f"{style.font}, {FONT}" if style.font else FONT,
        light=_colours("light", style.accent, used),
        dark=_colours("dark", style.accent, used),
        say=say,
        methods=_methods(texts, tables, say),
        questions=_cells(
            tables["questions"], "wording", "base", "asked", "answered", "blank"
        ),
        waves=tables["waves"],
        changes=_cells(
            tables["changes"],
            *("question", "answer", "wave", "before", "after", "change", "interval"),
        ),
        figures=[figure for figure in shown if not figure["is_appendix"]],
        appendix=[figure for figure in shown if figure["is_appendix"]],
        claims=_cells(claims, *_CLAIM),
        failing=_cells([claim for claim in claims if not claim["holds"]], *_CLAIM),
        claims_hold=say["claims_hold"].format(
            sum(claim["holds"] for claim in claims), len(claims)
        ),
        findings=_cells(
            tables["findings"], "finding", "question", "findings", "people"
        ),
    )


def _inline(svg: str) -> Any:
    """Let the page say what the colours and the font of a drawing are."""
    from markupsafe import Markup

    return Markup(_FAMILY.sub("", coloured(svg, "var(--{})".format)).strip())


def _colours(theme: str, accent: str, used: set[str]) -> list[tuple[str, str]]:
    colours = palette(theme, accent)
    return [(name, colours[name]) for name in colours if name in used]


def _methods(
    texts: dict[str, str], tables: dict[str, list[Row]], say: dict[str, str]
) -> list[tuple[str, str]]:
    names = {item: say.get(f"{item}_heading", say.get(item, item)) for item in _METHODS}
    facts = [(names[item], texts[item]) for item in _METHODS if texts.get(item)]
    people = [(say["respondents"], row["respondents"]) for row in tables["questions"]]
    waves = [f"{wave['label']}: n = {wave['people']}" for wave in tables["waves"]]
    return [*facts, *people[:1], *([(say["waves"], "; ".join(waves))] if waves else [])]


def _figure(
    figure: Figure, drawn: list[tuple[str, str]], say: dict[str, str]
) -> dict[str, Any]:
    """Give what the page says of a figure; its numbers as a table and as a file."""
    texts, marks = figure
    groups = [name for name in ("panel", "column") if marks[0][f"{name}_label"]]
    heads = [say["answer"], *(say["group"] for _ in groups)]
    if texts["kind"] == "stacked_bar":
        heads.reverse()
    numbers = [say["people"], say["base"], say["share"], say["interval_heading"]]
    rows = [
        [
            mark["row_label"],
            *(mark[f"{name}_label"] for name in groups),
            mark["respondents"],
            mark["base"],
            mark["share_text"] or "",
            mark["interval_text"] or "",
        ]
        for mark in marks
    ]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([heads + numbers, *rows])
    return {
        "id": f"figure-{texts['figure']}",
        "name": texts["figure"],
        "is_appendix": texts["is_appendix"],
        "title": texts["title"],
        "caption": _sentences([texts["title"], *texts["subtitle"].split("\n")]),
        "in_words": texts["text_alternative"].split("\n"),
        "drawings": drawn,
        "heads": heads + numbers,
        "rows": rows,
        "numbers": [*range(len(heads), len(heads) + len(numbers))],
        "csv": base64.b64encode(written.getvalue().encode()).decode(),
    }


def _sentences(texts: list[str]) -> str:
    """Put texts one after another, with a full stop where one does not end."""
    ended = (text if text[-1:] in ".?!\u201d" else f"{text}." for text in texts[:-1])
    return " ".join([*ended, *texts[-1:]])


def _cells(rows: list[Row], *columns: str) -> list[list[Any]]:
    return [[row[column] for column in columns] for row in rows]
