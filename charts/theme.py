"""One look for every figure: sizes in pixels, one hue, nothing but labels and marks."""

import altair as alt

PADDING = 16
WIDTH = 640 - 2 * PADDING

TITLE = 18
TEXT = 14
SMALL = 12
LINE = 17

INK = "#1a1a1a"
GREY = "#595959"
RULE = "#d9d9d9"
DARK = "#1f5a8c"
LIGHT = "#e4edf5"


@alt.theme.register("survey", enable=True)
def survey() -> alt.theme.ThemeConfig:
    """Give every chart the look."""
    return {
        "config": {
            # The figure carries one text alternative, written in SQL.
            "aria": False,
            "background": "white",
            "concat": {"spacing": 20},
            "font": "Liberation Sans, Arial, Helvetica, sans-serif",
            "padding": PADDING,
            "text": {"color": INK, "fontSize": TEXT, "lineHeight": LINE},
            "title": {
                "anchor": "start",
                "color": INK,
                "fontSize": TITLE,
                "lineHeight": TITLE + 4,
                "offset": 14,
                "subtitleColor": GREY,
                "subtitleFontSize": TEXT,
                "subtitleLineHeight": LINE + 1,
                "subtitlePadding": 6,
            },
            "view": {"stroke": None},
        }
    }
