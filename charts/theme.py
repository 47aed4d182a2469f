"""One look for every figure: two widths, two lights, one hue, little but labels.

Figures are drawn in tokens, colours that nothing else has; a palette says what they
are in a light, so that a drawing serves both.
"""

import colorsys
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

ACCENT = "#1f5a8c"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
THEMES = ("light", "dark")
STEPS = 16  # shades of a ramp
LINES = 6  # hues of lines


class Style(NamedTuple):
    """What a survey chose for its figures."""

    accent: str = ACCENT
    font: str | None = None
    stretch: float = 1  # how much wider than the usual one that font is


class Look(NamedTuple):
    """Sizes in pixels of a figure for a page or a phone."""

    name: str
    frame: int
    padding: int
    title: int
    text: int
    small: int
    stretch: float = 1  # how much wider than Liberation Sans its font is

    @property
    def width(self) -> int:
        """What is between the paddings."""
        return self.frame - 2 * self.padding

    @property
    def line(self) -> int:
        """From line to line of text."""
        return self.text + 3


LOOKS = {
    "page": Look("page", 640, 16, title=18, text=14, small=12),
    "phone": Look("phone", 360, 12, title=17, text=13, small=11),
}

_RAMPS = [f"{ramp}-{n}" for ramp in ("more", "less") for n in range(STEPS)]
_MARKS = [*("bar", "aside", "middle"), *_RAMPS]
_TOKENS = [
    *("paper", "ink", "grey", "rule", *_MARKS),
    *(f"on-{mark}" for mark in _MARKS),
    *(f"line-{n}" for n in range(LINES)),
]
_DRAWN = re.compile("#0db([0-9a-f]{3})")

Palette = dict[str, str]


def token(name: str) -> str:
    """Give the colour that stands for a token in a drawing."""
    return f"#0db{_TOKENS.index(name):03x}"


def shade(share: float, ramp: str = "more") -> str:
    """Name the token of a ramp that goes from 0 to 1."""
    return f"{ramp}-{round(min(max(share, 0), 1) * (STEPS - 1))}"


def coloured(svg: str, colour: Callable[[str], str]) -> str:
    """Replace each token of a drawing by what `colour` makes of its name."""
    return _DRAWN.sub(lambda found: colour(_TOKENS[int(found[1], 16)]), svg)


def drawn_tokens(svg: str) -> set[str]:
    """Name the tokens that a drawing is made of."""
    return {_TOKENS[int(index, 16)] for index in _DRAWN.findall(svg)}


@cache
def palette(theme: str, accent: str = ACCENT) -> Palette:
    """Say what every token is in a light; marks stand out whatever the accent is."""
    light = theme == "light"
    paper, ink = ("#ffffff", "#1a1a1a") if light else ("#16191d", "#ececec")
    colours = {
        "paper": paper,
        "ink": ink,
        "grey": "#595959" if light else "#aab0b6",
        "rule": "#d9d9d9" if light else "#3d434a",
        "bar": _apart(accent, paper, 4.5),
        "aside": "#8a8a8a" if light else "#7d838a",
        "middle": "#d4d4d4" if light else "#4d545c",
    }
    for ramp, hue in ("more", accent), ("less", _opposite(accent)):
        full = _apart(hue, paper, 5.5)
        for n in range(STEPS):
            amount = 0.1 + 0.9 * n / (STEPS - 1)
            colours[f"{ramp}-{n}"] = mixed(paper, full, amount)
    for mark in _MARKS:
        on = max(("#ffffff", "#000000"), key=lambda c: contrast(c, colours[mark]))
        colours[f"on-{mark}"] = on
    hues = [accent, "#b34700", "#00735c", "#8a3b77", "#7a5c00", "#595959"]
    for n, hue in enumerate(hues):
        colours[f"line-{n}"] = _apart(hue, paper, 4.6)
    return colours


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2 defines it, 1 to 21."""

    def luminance(colour: str) -> float:
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in _parts(colour)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, amount: float) -> str:
    """Mix `amount` of the other colour, 0 to 1, into the one."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _hex([a + (b - a) * amount for a, b in pairs])


def _apart(colour: str, paper: str, least: float) -> str:
    """Move a colour away from the paper until it stands out from it."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    far = 0 if contrast(paper, "#000000") > 7 else 1
    steps = (
        _hex([*colorsys.hls_to_rgb(hue, light + (far - light) * n / 50, saturation)])
        for n in range(51)
    )
    return next(c for c in steps if contrast(c, paper) >= least)


def _opposite(colour: str) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    return _hex([*colorsys.hls_to_rgb((hue + 0.5) % 1, light, saturation)])


def _parts(colour: str) -> list[float]:
    return [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]


def _hex(parts: list[float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def config(look: Look, font: str | None = None) -> dict[str, Any]:
    """Give the settings that every chart of a look has."""
    return {
        # The figure carries one text alternative, written in SQL.
        "aria": False,
        "background": token("paper"),
        "font": f"{font}, {FONT}" if font else FONT,
        "padding": look.padding,
        "text": {
            "color": token("ink"),
            "fontSize": look.text,
            "lineHeight": look.line,
        },
        "view": {"stroke": None},
    }
