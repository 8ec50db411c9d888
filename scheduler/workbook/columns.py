"""Sheets of columns: headings in the first row, frozen and filtered, one row a thing below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from scheduler.words import heading
from scheduler.workbook.guides import SPARE_ROWS, comments, drop_downs, heading_height
from scheduler.workbook.layout import Column, Layout
from scheduler.workbook.paper import Owner, Paper, Value
from scheduler.workbook.show import show
from scheduler.workbook.styles import LINE_HEIGHT, fitted, lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LOOK_OF_KIND: Final[Mapping[str, str]] = {
    "id": "id",
    "code": "code",
    "whole": "whole",
    "decimal": "number",
    "date": "date",
    "time": "time",
    "clock": "clock",
    "amount": "mark",
    "choice": "mark",
    "sex": "mark",
    "flag": "mark",
    "priority": "mark",
}
"""How the cells of each kind of column look; all others hold plain text."""

WIDTHS: Final[Mapping[str, tuple[float, float]]] = {
    "text": (9, 48),
    "id": (12, 24),
    "code": (8, 20),
    "whole": (8, 14),
    "number": (8, 14),
    "date": (12, 14),
    "time": (17, 19),
    "clock": (8, 10),
    "mark": (8, 18),
    "sentence": (30, 76),
    "count": (8, 14),
    "people": (8, 14),
}
"""Narrowest and widest column of each look, in characters."""

_ROOM: Final[Mapping[str, float]] = {
    "id": 20,
    "name": 26,
    "title": 28,
    "institution": 22,
    "unit": 20,
    "region": 16,
    "venue": 18,
    "pin_reason": 22,
    "note": 34,
}
"""Least width of columns in which people write much, for sheets that are still empty."""

_SAMPLED: Final = 3000
"""Rows that are measured for the width of a column."""

_WIDEST_HEADING: Final = 18.0
_A_PAGE: Final = 185.0
"""Characters that remain readable on the width of a page on its side."""


@dataclass(frozen=True)
class Strip:
    """One column as it is written.

    Parameters
    ----------
    title
        Heading, in the language of the sheet.
    look
        Of the cells below it.
    values
        One a row; None leaves a cell empty.
    owner
        Whose column it is.
    field
        The field of the sheet's model; empty for further and for result columns.
    """

    title: str
    look: str
    values: Sequence[Value]
    owner: Owner = "yours"
    field: str = ""

    @property
    def width(self) -> float:
        """Width of the column: of what stands in it, and of its heading, which may wrap."""
        least, most = WIDTHS.get(self.look, WIDTHS["text"])
        least = max(least, _ROOM.get(self.field, 0))
        texts = (_as_text(value) for value in islice(self.values, _SAMPLED) if value is not None)
        words = fitted(self.title.split(" "), 0, _WIDEST_HEADING) + 1
        return max(fitted(texts, least, most), min(words, fitted([self.title], 0, _WIDEST_HEADING) + 1))


def _as_text(value: Value) -> str:
    return "0000-00-00" if isinstance(value, date) else str(value)


def strips(paper: Paper, layout: Layout, models: Sequence[Any]) -> list[Strip]:
    """Return the columns of a sheet from its models, one model a row, further columns last."""
    values = [(column, [getattr(model, column.field) for model in models]) for column in layout.columns]
    own = [_own(paper, column, listed) for column, listed in values if is_shown(paper, column, listed)]
    return [*own, *_further(paper, layout, models)]


def is_shown(paper: Paper, column: Column, values: Sequence[Any]) -> bool:
    """Whether a column is there: those of timetables alone stay away where nobody wants a timetable."""
    return paper.is_timed or not column.is_spared or any(value != column.default for value in values)


def _own(paper: Paper, column: Column, values: list[Any]) -> Strip:
    title, look = heading(column.title, paper.lang), LOOK_OF_KIND.get(column.kind, "text")
    if column.kind in _AS_THEY_ARE:
        return Strip(title, look, [value if value != "" else None for value in values], field=column.field)
    return Strip(title, look, [show(column, value, paper.lang) for value in values], field=column.field)


_AS_THEY_ARE: Final = frozenset({"text", "code", "id", "whole", "decimal", "date", "time", "clock"})
"""Kinds whose values are written as they are; most cells are of these."""


def _further(paper: Paper, layout: Layout, models: Sequence[Any]) -> list[Strip]:
    """Facts of nominees, and groups by such facts in rules."""
    if not layout.takes_further:
        return []
    name = "facts" if layout.role == "nominees" else "others"
    names = dict.fromkeys(key for model in models for key in getattr(model, name))
    group = next((column for column in layout.columns if column.kind == "group"), None)
    return [
        Strip(key, "text", [_fact(paper, group, getattr(model, name).get(key)) for model in models]) for key in names
    ]


def _fact(paper: Paper, group: Column | None, value: Any) -> Any:
    return show(group, value, paper.lang) if group is not None and isinstance(value, tuple) else value


def columns_sheet(
    paper: Paper, sheet: Worksheet, layout: Layout, listed: Sequence[Strip], frozen: int, looks: tuple[str, ...] = ()
) -> None:
    """Write a sheet of columns.

    Parameters
    ----------
    frozen
        Columns that stay in view.
    looks
        Laid over those of the rows, as for examples.
    """
    rows = max((len(strip.values) for strip in listed), default=0)
    widths = [strip.width for strip in listed]
    _headings(paper, sheet, listed, widths)
    for column, strip in enumerate(listed):
        _write_strip(paper, sheet, column, strip, looks)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(1, rows), len(listed) - 1)
    _pages(sheet, widths, frozen)
    _heights(sheet, listed, widths)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{rows + SPARE_ROWS}"})
    _guide(paper, sheet, layout, listed, rows)


def _pages(sheet: Worksheet, widths: Sequence[float], frozen: int) -> None:
    """Spread wide sheets over pages that remain readable; headings and frozen columns stand on each."""
    sheet.repeat_rows(0)
    pages = ceil(sum(widths) / _A_PAGE)
    if pages > 1:
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_columns(0, max(0, frozen - 1))


def _heights(sheet: Worksheet, listed: Sequence[Strip], widths: Sequence[float]) -> None:
    """Make room for sentences that wrap."""
    for strip, wide in zip(listed, widths, strict=True):
        if strip.look == "sentence":
            for row, value in enumerate(strip.values, 1):
                tall = lines(str(value), wide) if value else 1
                if tall > 1:
                    sheet.set_row(row, LINE_HEIGHT * tall + 2)


def _headings(paper: Paper, sheet: Worksheet, listed: Iterable[Strip], widths: Sequence[float]) -> None:
    titles = [strip.title for strip in listed]
    sheet.set_row(0, heading_height(titles, widths))
    for column, strip in enumerate(listed):
        sheet.write_string(0, column, strip.title, paper.styles.of(strip.owner))


def _write_strip(paper: Paper, sheet: Worksheet, column: int, strip: Strip, looks: tuple[str, ...]) -> None:
    """Write one column; its format also stands for the rows that are typed later."""
    sheet.set_column(column, column, strip.width, paper.styles.of("box", strip.look, "top"))
    style, dated, timed = (paper.styles.of("box", look, "top", *looks) for look in (strip.look, "date", "time"))
    put, text = paper.writer(sheet), sheet.write_string
    for row, value in enumerate(strip.values, 1):
        if isinstance(value, str):
            text(row, column, value, style)
        elif isinstance(value, date):
            put(row, column, value, timed if isinstance(value, datetime) else dated)
        elif value is not None:
            put(row, column, value, style)


def _guide(paper: Paper, sheet: Worksheet, layout: Layout, listed: Sequence[Strip], rows: int) -> None:
    at = {strip.field: column for column, strip in enumerate(listed) if strip.field}
    comments(sheet, layout, {field: (0, column) for field, column in at.items()}, paper.lang)
    last = rows + SPARE_ROWS
    drop_downs(paper, sheet, layout, {field: (1, last, column) for field, column in at.items()})
