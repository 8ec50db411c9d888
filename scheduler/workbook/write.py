"""Workbooks from models and results; text stays text, and the same input gives the same bytes.

What a result adds is made as plain tables in :mod:`scheduler.report`; this module lays them out,
in a new workbook or, by :mod:`scheduler.workbook.writeback`, in the coordinator's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from scheduler.domain import Programme
from scheduler.package.own import mark_sheet
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.report import Judged, Table, outcomes, priorities, standing, verdict
from scheduler.report.prices import price_table
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.words import Language
from scheduler.workbook.book import Book
from scheduler.workbook.excel import uncollected
from scheduler.workbook.inputs import (
    cohort_sheets,
    given,
    names_sheet,
    nominees_sheet,
    programme_sheet,
    rule_sheets,
    timetable_sheets,
)
from scheduler.workbook.instructions import instructions_sheet
from scheduler.workbook.paper import Paper, drafted, paper
from scheduler.workbook.rosters import reserves_sheet, roster_sheets
from scheduler.workbook.safe import check_target, replacing
from scheduler.workbook.sheets import table_sheet
from scheduler.workbook.summary import summary_sheet
from scheduler.workbook.verdicts import audit_sheet, quota_sheet, record_sheet
from scheduler.workbook.writeback import Written, check_again, ending, is_own_book, left, written_back


def write_programme(programme: Programme, rules: Sequence[Rule], path: str | Path, *, lang: Language) -> None:
    """Write a programme and its rules as a workbook; reading it gives them back.

    Parameters
    ----------
    rules
        The rows of the rule sheets; what the programme itself implies has none.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    with paper(path, lang, programme.name) as made:
        programme_sheet(made, programme)
        cohort_sheets(made, programme)
        nominees_sheet(made, programme)
        names_sheet(made, programme)
        timetable_sheets(made, programme)
        rule_sheets(made, rules)


@uncollected()
def write_result(
    result: Result,
    path: str | Path,
    *,
    lang: Language,
    more: Sequence[tuple[str, Table]] = (),
    as_new: bool = False,
) -> Written:
    """Write a result: results beside each nominee, and the sheets of the report.

    A result of a workbook is written into a copy of that workbook, in which nothing else changes.
    Where that cannot be done safely, where it is not wanted, and where models were given, a new
    workbook is made whole: the input sheets as they were understood, with the same results.

    Parameters
    ----------
    more
        Further tables, each with the English name of its sheet, such as the reasons for every cohort.
    as_new
        Whether a new workbook is wanted in any case.

    Returns
    -------
    Written
        What was written, and why it is a new workbook, where it is one.

    Raises
    ------
    WorkbookError
        The target cannot be written; ``target_type`` where a workbook with macros is to get a name without.
    """
    report = Report(result, lang, tuple(more))
    book, path = result.book, Path(path)
    if as_new or book is None or not is_own_book(book):
        return report.write_new(Written(path))
    if path.suffix.lower() != ending(book.tables):
        check_target(path, endings=(ending(book.tables),))
    try:
        return report.write_back(book, path)
    except Refusal as refusal:
        return report.write_new(left(path.with_suffix(".xlsx"), refusal.code, refusal.facts))


@dataclass(frozen=True)
class Report:
    """An allocation as it is laid out: its sheets, and the tables that stand on further ones."""

    result: Result
    lang: Language
    more: tuple[tuple[str, Table], ...] = ()
    verb: str = "allocate"

    def write_back(self, book: Book, path: Path) -> Written:
        """Write into a copy of the workbook that was read, and read it again before it is handed out."""
        written = Written(path, is_kept=True)
        package = written_back(self.result, book, partial(self.lay, written=written), self.lang)
        content = package.to_bytes()
        check_again(content, self.result, book)
        with replacing(path) as part:
            part.write_bytes(content)
        return written

    def write_new(self, written: Written) -> Written:
        """Make a workbook whole; its sheets of the report are marked as ours, as those of a kept one are."""
        programme, made = self.result.programme, BytesIO()
        with drafted(made, self.lang, programme.name) as paper:
            self._summary(paper)
            nominees_sheet(paper, programme, outcomes(self.result))
            self._further(paper, written)
            _inputs(paper, programme, given((*self.result.rules, *self.result.kept), programme))
            instructions_sheet(paper)
        package = Package(made.getvalue())
        for title in paper.ours:
            mark_sheet(package, title)
        with replacing(written.path) as part:
            part.write_bytes(package.to_bytes())
        return written

    def lay(self, paper: Paper, written: Written) -> None:
        """Write the sheets of the report."""
        self._summary(paper)
        self._further(paper, written)

    def _summary(self, paper: Paper) -> None:
        result = self.result
        told = [standing(result).spoken(paper.lang), verdict(result).spoken(paper.lang)]
        worth = [price_table(result.prices)] if result.prices else []
        summary_sheet(paper, result, told, [priorities(result), *worth])

    def _further(self, paper: Paper, written: Written) -> None:
        roster_sheets(paper, self.result)
        reserves_sheet(paper, self.result)
        quota_sheet(paper, self.result)
        audit_sheet(paper, self.result)
        for name, table in self.more:
            table_sheet(paper, name, table, frozen=2)
        record_sheet(paper, self.result, written if self.result.book else None, self.verb)


def _inputs(made: Paper, programme: Programme, rules: Sequence[Rule]) -> None:
    programme_sheet(made, programme)
    cohort_sheets(made, programme)
    names_sheet(made, programme)
    timetable_sheets(made, programme)
    rule_sheets(made, rules)


def write_audit(judged: Judged, path: str | Path, *, lang: Language) -> None:
    """Write the verdict on an allocation that somebody made: summary, every rule with its numbers, audit.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    with paper(path, lang, judged.allocation.programme.name) as made:
        summary_sheet(made, judged, [verdict(judged).spoken(lang)])
        quota_sheet(made, judged)
        audit_sheet(made, judged)
