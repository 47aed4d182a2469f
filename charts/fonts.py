"""Which texts the fonts of this machine cannot draw, and how wide a named one is.

Asked of the rasteriser itself, which says nothing about a glyph that it lacks.
"""

import unicodedata
from collections.abc import Iterable
from html import escape

from charts.png import pixels
from charts.text import width
from charts.theme import FONT

# Every character below has a glyph in the font that comes with the rasteriser.
_KNOWN = "\u0530"
_SCRIPTS_OF_CJK = {"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "BOPOMOFO"}
_NO_CHARACTER = "\U0010fffd"
_SAMPLES = ("Hamburgefonstiv", "the quick brown fox jumps", "0123456789%", "il.,fjtr")


def problems(texts: Iterable[str], font: str | None) -> list[str]:
    """Say, a line each, which font is missing and which scripts have no glyphs."""
    found = []
    if font and _drawn(_SAMPLES[0], font) == _drawn(_SAMPLES[0], None):
        found.append(
            f"font {font!r} is not installed, or is the usual one: figures are drawn "
            "in Liberation Sans; install it, or mend the item font of survey.csv"
        )
    scripts: dict[str, str] = {}
    for character in sorted({c for text in texts for c in text if c > _KNOWN}):
        if unicodedata.category(character)[0] in "LS":
            scripts.setdefault(_script(character), character)
    for script, character in scripts.items():
        if _drawn(character, font) == _drawn(_NO_CHARACTER, font):
            found.append(
                f"no font here has glyphs for {script.capitalize()} ({character}): PNG "
                f"and PDF show boxes; install {_package(script)} (Debian, Ubuntu) or "
                "name a font that has them as item font of survey.csv"
            )
    return found


def stretch(font: str | None) -> float:
    """Measure how much wider than estimated a font draws; 1 for the usual one."""
    if not font:
        return 1
    return max(1, *(_reach(text, font) / width(text, 100) for text in _SAMPLES))


def _script(character: str) -> str:
    if unicodedata.category(character) == "So":
        return "EMOJI"
    return unicodedata.name(character, "SYMBOL").split()[0].split("-")[0]


def _package(script: str) -> str:
    if script == "EMOJI":
        return "fonts-noto-color-emoji"
    return "fonts-noto-cjk" if script in _SCRIPTS_OF_CJK else "fonts-noto-core"


def _drawn(text: str, font: str | None, size: int = 24, wide: int = 400) -> bytes:
    import vl_convert

    families = escape(f"{font}, {FONT}" if font else FONT)
    return vl_convert.svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{2 * size}">'
        f'<text x="0" y="{1.4 * size}" font-size="{size}" font-family="{families}">'
        f"{escape(text)}</text></svg>"
    )


def _reach(text: str, font: str) -> float:
    """Measure where the ink of a text of 100 pixels ends."""
    image = pixels(_drawn(text, font, 100, 3000))
    if image is None:
        return 0
    inked = image[..., 3].max(axis=0).nonzero()[0]
    return float(inked.max()) if len(inked) else 0
