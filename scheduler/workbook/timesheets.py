"""Sheets about a timetable: summary and audit, and the meetings of every lecturer, room and site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from scheduler.findings import Fact
from scheduler.report.departures import departures, verdicts
from scheduler.report.table import Table
from scheduler.report.timed import by_cohort, judged, sentences, time_priorities, time_record, together
from scheduler.report.timetables import Agenda, Resource, agendas, in_order, shown
from scheduler.words import sheet as sheet_name
from scheduler.words import text
from scheduler.workbook.book import Book
from scheduler.workbook.columns import Strip, columns_sheet, strips
from scheduler.workbook.layout import layout
from scheduler.workbook.paper import Paper, set_widths
from scheduler.workbook.sheets import head, lay, section, widths_of
from scheduler.workbook.summary import UPRIGHT
from scheduler.workbook.timesheetnames import LISTED

if TYPE_CHECKING:
    from scheduler.timetable.held import Timetable
    from scheduler.timetable.joint import Joint
    from scheduler.timetable.run import TimeResult

AGENDA_SHEETS: Final[tuple[tuple[str, Resource], ...]] = (
    ("Lecturer timetables", "lecturer"),
    ("Room timetables", "room"),
    ("Site timetables", "site"),
)
"""One sheet for each kind of resource: a coordinator with forty lecturers wants no forty tabs.

On paper each begins on a page of its own, to be handed to the lecturer or hung on the door.
"""


def time_summary_sheet(paper: Paper, result: TimeResult, book: Book | None, joint: Joint | None = None) -> None:
    """Write what is proven, what the audit says, every cohort's hours, the priorities, and how it was made.

    Parameters
    ----------
    joint
        What is known of dates and people together, where a plan decided them.
    """
    record = time_record(result, book, "plan" if joint else "timetable")
    tables = [by_cohort(result.timetable), time_priorities(result), record]
    tables = [table.said(paper.lang) for table in tables if table.rows]
    words = [*(together(joint) if joint else ()), *sentences(result)]
    said = [word.spoken(paper.lang) for word in words]
    name = result.programme.name
    _stacked(paper, "Timetable summary", tables, (name, said))


def time_audit_sheet(paper: Paper, result: TimeResult) -> None:
    """Write every rule of the timetable with its verdict, and every departure as a sentence."""
    found = judged(result)
    tables = [table.said(paper.lang) for table in (verdicts(found), departures(found)) if table.rows]
    said = [sentences(result)[1].spoken(paper.lang)]
    _stacked(paper, "Timetable audit", tables, ("", said))


def _stacked(paper: Paper, name: str, tables: Sequence[Table], titles: tuple[str, Sequence[str]]) -> None:
    """Write tables one below the other."""
    widths = widths_of(tables, paper)
    sheet = paper.sheet(sheet_name(name, paper.lang), "ours", is_wide=sum(widths) > UPRIGHT)
    set_widths(sheet, widths)
    row = head(paper, sheet, widths, titles[0] or str(sheet.name), titles[1])
    for table in tables:
        row = lay(paper, sheet, table, section(paper, sheet, row, table.title.spoken(paper.lang)), widths) + 1


def list_sheet(paper: Paper, timetable: Timetable, title: str = "") -> None:
    """Write the list of meetings, which may be edited and is read again, with what is shown beside each.

    Parameters
    ----------
    title
        Name of the sheet, where it has one already.
    """
    found, beside = layout(LISTED), shown(timetable)
    sheet = paper.sheet(title or sheet_name(LISTED, paper.lang), "yours")
    said = list(zip(*beside.in_words(paper.lang), strict=True)) or [()] * len(beside.columns)
    pairs = zip(beside.columns, said, strict=True)
    extra = [Strip(column.heading(paper.lang), column.kind, values, "ours") for column, values in pairs]
    columns_sheet(paper, sheet, found, [*strips(paper, found, in_order(timetable)), *extra], 1)
    paper.ours.append(str(sheet.name))


def agenda_sheets(paper: Paper, timetable: Timetable) -> None:
    """Write the meetings of lecturers, rooms and sites, as far as there are any."""
    for name, of in AGENDA_SHEETS:
        found = agendas(timetable, of)
        if found:
            _agenda_sheet(paper, name, found, timetable.programme.name)


def _agenda_sheet(paper: Paper, name: str, listed: Sequence[Agenda], programme: str) -> None:
    tables = [agenda.table.said(paper.lang) for agenda in listed]
    widths = widths_of(tables, paper)
    sheet = paper.sheet(sheet_name(name, paper.lang), "ours", is_wide=sum(widths) > UPRIGHT)
    set_widths(sheet, widths)
    row = head(paper, sheet, widths, programme or str(sheet.name), [str(sheet.name)] if programme else [])
    breaks = []
    for number, (agenda, table) in enumerate(zip(listed, tables, strict=True)):
        if number:
            breaks.append(row)
        row = lay(paper, sheet, table, section(paper, sheet, row, _title(agenda, paper)), widths) + 1
    sheet.set_h_pagebreaks(breaks)
    sheet.repeat_rows(0, 1 if programme else 0)


def _title(agenda: Agenda, paper: Paper) -> str:
    facts: dict[str, Fact] = {"who": agenda.title, "count": len(agenda.table.rows), "hours": agenda.hours}
    return text("agenda_title", paper.lang, **facts)
