"""The sheets that judge: every rule with its numbers, the audit, and the run record."""

from __future__ import annotations

from scheduler.report import Judged, departures, quotas, run_record, verdict, verdicts
from scheduler.report.table import Spoken
from scheduler.result import Result
from scheduler.words import sheet as sheet_name
from scheduler.workbook.paper import Paper
from scheduler.workbook.sheets import head, lay, section, table_sheet, widths_of


def quota_sheet(paper: Paper, judged: Judged) -> None:
    """Write every rule with what it wanted and what it got."""
    table_sheet(paper, "Quota report", quotas(judged), frozen=2)


def audit_sheet(paper: Paper, judged: Judged) -> None:
    """Write the verdict, every departure as a sentence, and every rule."""
    found, every = departures(judged).said(paper.lang), verdicts(judged).said(paper.lang)
    sheet = paper.sheet(sheet_name("Audit", paper.lang), "ours")
    widths = widths_of([every, found], paper)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    row = head(paper, sheet, widths, str(sheet.name), [verdict(judged).spoken(paper.lang)])
    row = lay(paper, sheet, every, section(paper, sheet, row, every.title.spoken(paper.lang)), widths) + 1
    if found.rows:
        top = section(paper, sheet, row, found.title.spoken(paper.lang))
        sheet.repeat_rows(top)
        lay(paper, sheet, found, top, widths)


def record_sheet(paper: Paper, result: Result, written: Spoken | None = None, verb: str = "allocate") -> None:
    """Write what is needed to run the same command again, and what workbook the result stands in."""
    facts, engines = run_record(result, written, verb)
    sheet = paper.sheet(sheet_name("Run record", paper.lang), "ours", is_wide=False)
    widths = [max(30.0, widths_of([facts], paper)[0]), 36.0, *widths_of([engines], paper)[2:]]
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    row = lay(paper, sheet, facts, head(paper, sheet, widths, facts.title.spoken(paper.lang)), widths) + 1
    lay(paper, sheet, engines, section(paper, sheet, row, engines.title.spoken(paper.lang)), widths)
