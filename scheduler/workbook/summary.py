"""The summary sheet: what came out, for whom, and how good it is proven to be; with one chart."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Final, cast

from scheduler.domain import Programme
from scheduler.report import Judged, Table, by_column, key_figures, seats_by_cohort
from scheduler.words import heading, text
from scheduler.words import sheet as sheet_name
from scheduler.workbook.paper import Paper
from scheduler.workbook.sheets import head, lay, section, widths_of
from scheduler.workbook.styles import EMPTY_BAR, FILLED_BAR, FONTS, LINE, LINE_HEIGHT, MUTED

if TYPE_CHECKING:
    from xlsxwriter.chart_column import ChartColumn
    from xlsxwriter.worksheet import Worksheet

BREAKDOWNS: Final = ("sex", "level")
LONG_BREAKDOWNS: Final = ("region", "institution")
"""Columns with many values: their tables come last, as they fill pages."""

UPRIGHT: Final = 128.0
"""Characters that remain readable on the width of an upright page."""

_CHART_ROWS: Final = 15
_ROWS_OF_A_PAGE: Final = 20
"""Rows from which a table may go on over a further page."""

_WIDEST: Final = 22.0
"""Digits of a column beyond the second: one long text must not pull the counts above it apart."""

_ROW_PIXELS: Final = 20
_SAFE: Final = 0.94
"""Share of the page that is planned for: programs differ in how wide they draw a digit."""

_SMALLEST: Final = 0.5
"""Smallest scale; wider tables go on over further pages."""


def summary_sheet(paper: Paper, judged: Judged, told: Sequence[str], more: Sequence[Table] = ()) -> Worksheet:
    """Write the summary, and show it first when the workbook is opened.

    Parameters
    ----------
    told
        Sentences below the title: what is proven, what the audit says.
    more
        Further tables at the end, such as the priorities.
    """
    programme = judged.allocation.programme
    tables = [key_figures(judged), seats_by_cohort(judged), *_breakdowns(judged, BREAKDOWNS), *more]
    tables += _breakdowns(judged, LONG_BREAKDOWNS)
    widths = [wide if number < 2 else min(wide, _WIDEST) for number, wide in enumerate(widths_of(tables, paper))]
    is_wide = sum(widths) > UPRIGHT
    sheet = paper.sheet(sheet_name("Summary", paper.lang), "ours", is_wide=is_wide)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    row = head(paper, sheet, widths, programme.name or str(sheet.name), [*_about(programme), *told])
    pages = Pages(widths, is_wide=is_wide)
    pages.take(0, LINE_HEIGHT * (row + 2))
    for number, table in enumerate(tables):
        pages.take(row, _height(table))
        top = section(paper, sheet, row, table.title.spoken(paper.lang))
        row = lay(paper, sheet, table, top, widths) + 1
        if number == 1 and table.rows:
            pages.take(row, _CHART_ROWS * LINE_HEIGHT * 1.2)
            row = _chart(paper, sheet, table, row, widths)
    if len(tables[-1].rows) > _ROWS_OF_A_PAGE:
        sheet.repeat_rows(top)  # a sheet repeats one row, from there on: nothing else may follow the longest table
    pages.settle(sheet)
    sheet.activate()
    sheet.set_first_sheet()
    return sheet


def _height(table: Table) -> float:
    """Points that a table takes with its title, and the empty row after it."""
    return 21 + 32 + 18.0 * (len(table.rows) + bool(table.totals)) + 15


class Pages:
    """Keeps tables whole where a program minds page breaks; the width always fits.

    Parameters
    ----------
    widths
        Of the columns, in digits.
    """

    def __init__(self, widths: Sequence[float], *, is_wide: bool) -> None:
        across = sum(int(width * 7 + 5) for width in widths)
        wide, tall = (1016, 491) if is_wide else (688, 737)  # A4 within the margins: pixels across, points down
        self.count = max(1, ceil(across * _SMALLEST / wide))
        self._tall, self._used = tall * max(1.0, across / self.count / wide) * _SAFE, 0.0
        self.breaks: list[int] = []

    def holds(self, height: float) -> bool:
        """Whether so many points have room on one page."""
        return height <= self._tall

    def take(self, row: int, height: float) -> None:
        """Put a table that begins in a row on the page, or on the next one where that holds it, or more of it."""
        is_begun_late = self._used > self._tall / 2
        if self._used + height > self._tall and (height <= self._tall or is_begun_late):
            self.breaks.append(row)
            self._used = 0.0
        self._used = (self._used + height) % self._tall

    def settle(self, sheet: Worksheet) -> None:
        """Set the breaks, and how many pages lie beside each other."""
        sheet.fit_to_pages(self.count, 0)
        sheet.set_h_pagebreaks(self.breaks)
        if self.count > 1:
            sheet.repeat_columns(0, 0)


def _about(programme: Programme) -> list[str]:
    line = " · ".join(part for part in (programme.host, str(programme.year or "")) if part)
    return [line] if line else []


def _breakdowns(judged: Judged, columns: Sequence[str]) -> list[Table]:
    """Counts by those columns in which anybody has a value."""
    people = judged.allocation.programme.nominees
    return [by_column(judged, column) for column in columns if any(getattr(person, column) for person in people)]


def _chart(paper: Paper, sheet: Worksheet, table: Table, row: int, widths: Sequence[float]) -> int:
    """Draw seats filled and empty, fed by the table that ends above `row`."""
    count = len(table.rows)
    last = row - 3
    first = last - count + 1
    chart = cast("ChartColumn", paper.book.add_chart({"type": "column", "subtype": "stacked"}))
    name, font = str(sheet.name), {"name": FONTS[paper.lang], "size": 9}
    for title, column, colour in (("Seats filled", 3, FILLED_BAR), ("Empty seats", 4, EMPTY_BAR)):
        chart.add_series(
            {
                "name": heading(title, paper.lang),
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": count <= 24, "num_format": "0;;", "font": {**font, "color": _ink(colour)}},
            }
        )
    chart.set_title({"name": text("chart_title", paper.lang), "name_font": {**font, "size": 11, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font, "line": {"color": MUTED}})
    chart.set_y_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": LINE}}, "min": 0})
    pixels = min(1100, int(sum(widths[:8]) * 7.3))
    chart.set_size({"width": pixels, "height": _CHART_ROWS * _ROW_PIXELS - 10})
    options = {"object_position": 1, "x_offset": 2, "description": text("chart_title", paper.lang)}
    sheet.insert_chart(row, 0, chart, options)
    return row + _CHART_ROWS + 1


def _ink(bar: str) -> str:
    return "#FFFFFF" if bar == FILLED_BAR else MUTED
