"""Timetables and whole plans written: into the coordinator's own workbook, or a new one made whole.

In the coordinator's workbook the list of meetings takes the place of the one that stands there, a
plan writes the first and last day of each cohort whose dates it chose, and sheets of an earlier
timetable give way.  Nothing else changes, and the result is read again before it is handed out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.allocation import Allocation
from scheduler.audit import Audit
from scheduler.domain import Programme
from scheduler.errors import WorkbookError
from scheduler.package.notes import remove_notes
from scheduler.package.own import mark_sheet
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.report import outcomes
from scheduler.report.table import Table, Verdict
from scheduler.report.timetables import in_order
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.words import Language
from scheduler.workbook.book import Book
from scheduler.workbook.dated import put_dates
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
from scheduler.workbook.paper import Paper, drafted
from scheduler.workbook.safe import check_target, replacing
from scheduler.workbook.sheets import table_sheet
from scheduler.workbook.timesheetnames import is_timed, listed_in
from scheduler.workbook.timesheets import agenda_sheets, list_sheet, time_audit_sheet, time_summary_sheet
from scheduler.workbook.weeksheets import week_sheets
from scheduler.workbook.write import Report
from scheduler.workbook.writeback import (
    Unfit,
    Written,
    beside_nominees,
    ending,
    further_kinds,
    is_own_book,
    is_same,
    left,
    put_sheets,
)

if TYPE_CHECKING:
    from scheduler.timetable.joint import Joint
    from scheduler.timetable.planning import Plan
    from scheduler.timetable.run import TimeResult

More = Sequence[tuple[str, Table]]
"""Further tables, each with the English name of its sheet."""


def write_timetable(
    result: TimeResult,
    path: str | Path,
    *,
    lang: Language,
    book: Book | None = None,
    as_new: bool = False,
    more: More = (),
) -> Written:
    """Write a timetable: the list of meetings, every cohort's weeks, what each resource has, summary and audit.

    Parameters
    ----------
    book
        The workbook that was read; the result is written into a copy of it, unless `as_new` or unless that
        cannot be done safely.
    more
        Further tables, such as whose calendar is in which file.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    return _Timed(result, None, lang, book, more).write(Path(path), as_new=as_new)


def write_plan(
    plan: Plan,
    path: str | Path,
    *,
    lang: Language,
    book: Book | None = None,
    as_new: bool = False,
    more: More = (),
) -> Written:
    """Write dates, seats and timetable of a plan; else as `write_timetable`."""
    seats = replace(plan.seats, book=replace(book, programme=plan.programme) if book else None)
    return _Timed(plan.times, seats, lang, book, more, plan.joint).write(Path(path), as_new=as_new)


@dataclass(frozen=True)
class _Timed:
    """A timetable, with the seats and what is known of the dates where they were decided too, and where it goes."""

    result: TimeResult
    seats: Result | None
    lang: Language
    book: Book | None
    more: More
    joint: Joint | None = None

    @property
    def expected(self) -> Programme:
        """What the workbook says when it is read again."""
        own = self.result.programme
        kept = {name: getattr(own, name) for name in Programme.model_fields}
        return Programme(**{**kept, "placements": in_order(self.result.timetable)})

    @property
    def standing(self) -> Allocation | None:
        """Who sits where in the workbook that is written."""
        if self.seats is not None:
            return self.seats.allocation
        return self.book.standing if self.book else self.result.timetable.allocation

    def write(self, path: Path, *, as_new: bool) -> Written:
        """Write into the workbook, or a new one."""
        if as_new or self.book is None or not is_own_book(self.book):
            return self._write_new(Written(path))
        if path.suffix.lower() != ending(self.book.tables):
            check_target(path, endings=(ending(self.book.tables),))
        try:
            content = self._written_back(self.book).to_bytes()
            self._check_again(content, self.book)
        except Refusal as refusal:
            return self._write_new(left(path.with_suffix(".xlsx"), refusal.code, refusal.facts))
        with replacing(path) as part:
            part.write_bytes(content)
        return Written(path, is_kept=True, kept="kept_book" if self.seats else "kept_book_timed")

    # -- the coordinator's own ------------------------------------------------------------

    def _written_back(self, book: Book) -> Package:
        content = book.tables.content
        if not content or sha256(content).hexdigest() != book.digest:
            raise Unfit("format", found=book.tables.format)
        package = Package(content)
        remove_notes(package)
        listed = listed_in(sheet.title for sheet in package.sheets) or ""
        if self.seats is not None:
            beside_nominees(package, book, outcomes(self.seats), self.lang)
            put_dates(package, book, self.result.programme, self.lang)
        lay: Callable[[Paper], None] = lambda paper: self._lay(paper, Written(Path(), is_kept=True), listed)  # noqa: E731
        leaving = is_timed if self.seats is None else _any
        given_up = [listed] if listed else []
        put_sheets(package, lay, self.lang, self.result.programme.name, leaving=leaving, giving_way=given_up)
        return package

    def _check_again(self, content: bytes, book: Book) -> None:
        """Read what is to be handed out again, and refuse it where it says anything else than the result."""
        from scheduler.workbook.parse import parse  # noqa: PLC0415  with the reader, only for this
        from scheduler.workbook.read import read_bytes  # noqa: PLC0415  the same

        try:
            again = parse(read_bytes(content, book.file), tuple(further_kinds(book.rules)))
        except WorkbookError as error:
            raise Unfit("reading") from error
        is_kept = [str(rule.key) for rule in again.rules] == [str(rule.key) for rule in book.rules]
        if not is_kept or again.programme != self.expected or not is_same(again.standing, self.standing):
            raise Unfit("reading")

    # -- a new one ------------------------------------------------------------------------

    def _write_new(self, written: Written) -> Written:
        made, title = BytesIO(), self.result.programme.name
        with drafted(made, self.lang, title) as paper:
            self._lay(paper, written)
            self._inputs(paper)
        package = Package(made.getvalue())
        for name in paper.ours:
            mark_sheet(package, name)
        with replacing(written.path) as part:
            part.write_bytes(package.to_bytes())
        return written

    def _inputs(self, paper: Paper) -> None:
        programme = self.expected
        programme_sheet(paper, programme)
        cohort_sheets(paper, programme)
        nominees_sheet(paper, programme, self._outcomes())
        names_sheet(paper, programme)
        rule_sheets(paper, given(self._rules(), programme))
        timetable_sheets(paper, programme, without=("placements",))
        instructions_sheet(paper)

    def _outcomes(self) -> Table | None:
        if self.seats is not None:
            return outcomes(self.seats)
        return outcomes(Verdict(self.standing, Audit((), ()))) if self.standing else None

    def _rules(self) -> tuple[Rule, ...]:
        seats = self.seats.rules if self.seats else self.book.rules if self.book else ()
        own = {id(rule) for rule in seats}
        return (*seats, *(rule for rule in self.result.rules if id(rule) not in own))

    # -- sheets ---------------------------------------------------------------------------

    def _lay(self, paper: Paper, written: Written, listed: str = "") -> None:
        """Write the sheets of the seats, where they were decided, then those of the timetable."""
        if self.seats is not None:
            Report(self.seats, self.lang, verb="plan").lay(paper, written)
        time_summary_sheet(paper, self.result, self.book, self.joint)
        week_sheets(paper, self.result.timetable)
        agenda_sheets(paper, self.result.timetable)
        list_sheet(paper, self.result.timetable, listed)
        time_audit_sheet(paper, self.result)
        for name, table in self.more:
            table_sheet(paper, name, table)


def _any(title: str) -> bool:
    return bool(title)
