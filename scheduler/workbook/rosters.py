"""One roster for each cohort, ready to be printed on A4 and signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from scheduler.report import Judged, Roster, reserve_list, rosters
from scheduler.report.table import Table
from scheduler.words import sheet as sheet_name
from scheduler.words import text
from scheduler.workbook.layout import ROSTER
from scheduler.workbook.paper import Paper
from scheduler.workbook.sheets import head, lay, table_sheet, widths_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

UPRIGHT: Final = 112.0
"""Characters that remain readable on the width of an upright page."""

_SIGNED_ROWS: Final = 4


def roster_sheets(paper: Paper, judged: Judged) -> None:
    """Write the roster of every cohort."""
    name = judged.allocation.programme.name
    for roster in rosters(judged):
        _roster_sheet(paper, roster, name)


def _roster_sheet(paper: Paper, roster: Roster, programme: str) -> None:
    widths = _narrowed(widths_of([roster.table], paper), roster.table)
    wanted = f"{sheet_name(ROSTER, paper.lang)} {roster.cohort.code}"
    sheet = paper.sheet(wanted, "ours", is_wide=sum(widths) > UPRIGHT)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    told = [word.spoken(paper.lang) for word in roster.lines]
    top = head(paper, sheet, widths, programme or told[0], told if programme else told[1:])
    if roster.note is not None:
        sheet.write_string(top, 0, roster.note.spoken(paper.lang), paper.styles.of("muted"))
        return
    after = lay(paper, sheet, roster.table, top, widths)
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)
    sheet.center_horizontally()
    _signature(paper, sheet, after + 1, len(widths))


def _narrowed(widths: Sequence[float], table: Table) -> list[float]:
    return [5.5 if column.title == "No." else wide for column, wide in zip(table.columns, widths, strict=True)]


def _signature(paper: Paper, sheet: Worksheet, row: int, columns: int) -> None:
    """Leave room at the lower right for place, date and signature."""
    left = max(1, columns - 2)
    style = paper.styles.of("line")
    sheet.write_string(row, left, text("signed_at", paper.lang), style)
    sheet.write_string(row + 1, left, text("signed_by", paper.lang), style)
    sheet.write_string(row + 2 + _SIGNED_ROWS, left, "( " + "." * 36 + " )", style)


def reserves_sheet(paper: Paper, judged: Judged) -> None:
    """Write the reserve list of all cohorts, ranked within each."""
    table = reserve_list(judged)
    told = [] if table.rows else [text("no_reserves", paper.lang)]
    table_sheet(paper, "Reserves", table, told, frozen=3)
