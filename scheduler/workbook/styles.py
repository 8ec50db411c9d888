"""How our workbooks look: a restrained palette, number formats by language, widths by content.

Cream marks what is the coordinator's, green what is angkatan's, violet what is pinned, red
what needs a look.  Colours follow from values and never mean anything themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from heapq import nlargest
from math import ceil
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from scheduler.timetable.colours import COLOURS, OTHER, colour, tint
from scheduler.words import Language

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

INK, MUTED, RULE, LINE = "#1F2933", "#6B7280", "#9AA5B1", "#D5DADF"
NAVY, GREEN_INK = "#1F3A5F", "#1E5B3C"
YOURS, OURS, PINNED, FIX, WAITING = "#F7EDD3", "#DDEDE0", "#E6DDF3", "#F8D9D4", "#FFF3CF"
YOURS_TAB, OURS_TAB, HELP_TAB = "#E3C57A", "#6FAE85", "#9AA5B1"
LINE_HEIGHT: Final = 13.5
"""Points that a line of text takes."""

FILLED_BAR, EMPTY_BAR = "#3B7F5C", "#DDE2E6"

FONTS: Final[Mapping[Language, str]] = {"en": "Arial", "id": "Arial", "ko": "Malgun Gothic"}
DATES: Final[Mapping[Language, str]] = {"en": "[$-409]d mmm yyyy", "id": "[$-421]d mmm yyyy", "ko": "yyyy-mm-dd"}

_BESIDE: Final = {"align": "right", "indent": 1}
"""Numbers to be reckoned with stand right, but not against the text of the next column."""
_BOX: Final = {"border": 1, "border_color": LINE}
_HEAD: Final = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": RULE}

LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 15, "font_color": NAVY, "valign": "vcenter"},
    "line": {"font_size": 11, "font_color": INK, "valign": "vcenter"},
    "prose": {"text_wrap": True, "valign": "top"},
    "muted": {"font_color": MUTED, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "font_color": NAVY, "valign": "vcenter"},
    "yours": {**_HEAD, "bg_color": YOURS},
    "ours": {**_HEAD, "bg_color": OURS},
    "cell": {**_BOX, "valign": "vcenter"},
    "inset": {"indent": 1},
    "top": {"valign": "top"},
    "wrapped": {"text_wrap": True},
    "centred": {"align": "center"},
    "left": {"align": "left"},
    "box": _BOX,
    "text": {},
    "sentence": {"text_wrap": True},
    "id": {"num_format": "@"},
    "code": {"num_format": "@"},
    "literal": {"num_format": "@"},
    "mark": {"align": "center"},
    "count": {"num_format": "#,##0", "align": "center"},
    "people": {"num_format": "#,##0;-#,##0;–", "align": "center"},
    "whole": {"num_format": "0", **_BESIDE},
    "clock": {"num_format": "hh:mm", "align": "center"},
    "change": {"num_format": "+#,##0;-#,##0;0", "align": "center"},
    "share": {"num_format": "0%", "align": "center"},
    "decimal": {"num_format": "#,##0.00", "align": "center"},
    "number": {"num_format": "General", **_BESIDE},
    "total": {"bold": True, "top": 2, "top_color": RULE, "bg_color": "#F3F5F7"},
    "example": {"italic": True, "font_color": MUTED},
    "swatch_yours": {**_BOX, "bg_color": YOURS},
    "swatch_ours": {**_BOX, "bg_color": OURS},
    "swatch_pinned": {**_BOX, "bg_color": PINNED},
    "swatch_fix": {**_BOX, "bg_color": FIX},
    "link": {"font_color": NAVY, "underline": 1, "valign": "top", "bold": True},
    "small": {"font_size": 9},
    "strong": {"bold": True},
    "middle": {"align": "center", "valign": "vcenter", "text_wrap": True},
    "hour": {**_BOX, "align": "center", "valign": "vcenter", "font_color": MUTED, "font_size": 9},
    "day": {**_HEAD, "align": "center", "bg_color": "#E9EEF4", "font_color": NAVY},
    "vacant": _BOX,
    "pause": {**_BOX, "bg_color": "#F3F5F7", "font_color": MUTED, "font_size": 9},
    "holiday": {**_BOX, "bg_color": "#ECEEF1", "font_color": MUTED, "italic": True},
    **{f"kind {word}": {**_BOX, "bg_color": tint(word), "left": 5, "left_color": colour(word)} for word in COLOURS},
    "kind": {**_BOX, "bg_color": tint(""), "left": 5, "left_color": OTHER},
    # Conditional formats: fills and inks alone.
    "is_good": {"bg_color": OURS, "font_color": GREEN_INK},
    "is_waiting": {"bg_color": WAITING, "font_color": "#7A5B00"},
    "is_faint": {"font_color": MUTED},
    "is_pinned": {"bg_color": PINNED},
    "is_bad": {"bg_color": FIX, "font_color": "#8C1D12"},
}
"""Properties of each look; several are laid over each other in the order in which they are named."""


class Styles:
    """The formats of one workbook, each made once.

    Parameters
    ----------
    lang
        Decides how dates are written out.
    """

    def __init__(self, book: Workbook, lang: Language) -> None:
        self._book, self._made = book, dict[tuple[str, ...], "Format"]()
        self._dates: Mapping[str, Mapping[str, Any]] = {
            "date": {"num_format": DATES[lang], "align": "left"},
            "time": {"num_format": f"{DATES[lang]} hh:mm", "align": "left"},
        }

    def of(self, *looks: str) -> Format:
        """Return the format that lays some looks over each other."""
        if looks not in self._made:
            layers = [self._dates.get(look) or LOOKS[look] for look in looks]
            self._made[looks] = self._book.add_format({key: value for layer in layers for key, value in layer.items()})
        return self._made[looks]


_MARKS: Final = {
    mark: wide
    for wide, marks in (
        (0.35, "'"),
        (0.4, "ijl"),
        (0.5, " !,./:;It\\|[]f"),
        (0.6, "-()r{}"),
        (0.9, "ckvxyszJ"),
        (1.1, "FTZ"),
        (1.2, "ABEKPSVXY&"),
        (1.3, "CDHNRUw"),
        (1.4, "GOQ"),
        (1.5, "mM"),
        (1.7, "W%"),
        (1.85, "@"),
    )
    for mark in marks
}
"""Widths of characters in Arial, in digits; others are about as wide as a digit."""

_HANGUL: Final = 1.85


@lru_cache(maxsize=20_000)  # words come again and again
def width(text: str) -> float:
    """Return how wide a text is, in digits of the default font, which is how Excel counts columns.

    Examples
    --------
    >>> width("2019"), width("할당")
    (4.0, 3.7)
    """
    return sum((_MARKS.get(mark, 1.0) if mark < "\x7f" else _wide(mark) for mark in text), 0.0)


@cache
def _wide(mark: str) -> float:
    return _HANGUL if east_asian_width(mark) in "WF" else 1.0


_SPACE: Final = 0.5
_MEASURED: Final = 40
"""Longest texts of a column, which are measured exactly."""


def lines(text: str, columns: float) -> int:
    """Return over how many lines a text wraps in a column of that width, broken at spaces."""
    count, left = 1, columns
    for word in text.split(" "):
        long = width(word)
        if long <= left:
            left -= long + _SPACE
        else:
            extra = max(1, ceil(long / columns))
            count += extra if left < columns else extra - 1
            left = columns * extra - long - _SPACE
    return count


def fitted(texts: Iterable[str], least: float, most: float) -> float:
    """Return the width of a column that shows `texts`, within bounds and with room for the margins."""
    widest = max(map(width, nlargest(_MEASURED, texts, key=len)), default=0)
    return max(least, min(most, widest * 1.02 + 2))
