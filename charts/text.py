"""How wide a text is, and where its lines break."""

import re
import unicodedata
from functools import cache

# Advance widths of Liberation Sans, which are Arial's and Helvetica's, in ems.
_EMS = {
    character: ems
    for ems, characters in {
        0.23: "'ijl",
        0.28: " \u00a0!,./:;I[\\]ft|",
        0.36: '-()r`{}"\u2018\u2019\u201c\u201d',
        0.50: "*Jcksvxyz^",
        0.56: "#$0123456789?L_abdeghnopqu\u2013",
        0.61: "FTZ+<=>~",
        0.67: "&ABEKPSVXY",
        0.73: "CDHNRUw",
        0.78: "GOQ",
        0.89: "%Mm",
        1.02: "@W\u2014",
    }.items()
    for character in characters
}
_OTHER_EMS = 0.75
SHORT = 0.3  # of the width, a last line that looks lost
_WIDE_EMS = 1.25
_BOLD = 1.08
# One missing glyph, such as an emoji, and the rasteriser sets the whole line in
# another, wider font.
_FALLBACK = 1.2
# A line may break after a space, and within media/entertainment, not within 11-50.
_BREAK = re.compile(r"(?<=[ \t])|(?<=[^\W\d_]{2}[-/])(?=[^\W\d_]{3})")
# What XML forbids aborts the process of vl_convert.
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def _ems(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE_EMS
    return _EMS.get(unicodedata.normalize("NFD", character)[0], _OTHER_EMS)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate, in pixels and rather too much, how wide one line is drawn."""
    ems = sum(map(_ems, text)) * (_BOLD if bold else 1)
    return size * ems * (_FALLBACK if any(c > "\u25ff" for c in text) else 1)


def printable(text: str) -> str:
    """Leave out the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def words(text: str) -> list[str]:
    """Split a text where its lines may break."""
    lines = printable(text).split("\n")
    return [word.rstrip() for line in lines for word in _BREAK.split(line)]


def wrap(text: str, limit: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `limit` pixels.

    Line breaks of its own stay; a word wider than `limit` breaks anywhere.
    """
    lines = []
    for paragraph in printable(text).split("\n"):
        line = ""
        for word in _BREAK.split(paragraph):
            if width((line + word).rstrip(), size, bold=bold) <= limit:
                line += word
                continue
            lines.append(line)
            line = ""
            for character in word:
                if width(line + character.rstrip(), size, bold=bold) > limit:
                    lines.append(line)
                    line = ""
                line += character
        lines.append(line)
    return [line.rstrip() for line in lines if line.strip()]


def settle(text: str, limit: float, size: float, *, bold: bool = False) -> list[str]:
    """Wrap; a paragraph that would end in a short line is balanced."""
    lines = []
    for paragraph in text.split("\n"):
        wrapped = wrap(paragraph, limit, size, bold=bold)
        if len(wrapped) > 1 and width(wrapped[-1], size, bold=bold) < SHORT * limit:
            wrapped = balance(paragraph, limit, size, bold=bold)
        lines += wrapped
    return lines


def balance(text: str, limit: float, size: float, *, bold: bool = False) -> list[str]:
    """Wrap, then narrow the lines as long as there are no more of them."""
    lines = wrap(text, limit, size, bold=bold)
    widest = max(width(word, size, bold=bold) for word in words(text))
    for tenths in range(5, 10):
        if widest <= limit * tenths / 10:
            narrower = wrap(text, limit * tenths / 10, size, bold=bold)
            if len(narrower) == len(lines):
                return narrower
    return lines
