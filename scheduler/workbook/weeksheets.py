"""The weeks of every cohort as sheets to be printed: days across, hours down, coloured by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from scheduler.domain import Placement
from scheduler.report.table import told
from scheduler.report.timetables import dated, kind, place, reason, teachers
from scheduler.timetable.colours import COLOURS
from scheduler.timetable.held import Timetable
from scheduler.timetable.weeks import Block, Day, Line, Week, weeks
from scheduler.words import Language, text
from scheduler.workbook.paper import Paper, set_widths, storable
from scheduler.workbook.sheets import head
from scheduler.workbook.styles import LINE_HEIGHT
from scheduler.workbook.styles import lines as lines_of
from scheduler.workbook.summary import Pages
from scheduler.workbook.timesheetnames import weeks_title

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_CLOCK_WIDTH: Final = 12.0
_PAGE: Final = 132.0
_NARROWEST, _WIDEST = 15.0, 34.0
_SMALL: Final = 0.95
"""How wide a digit of small text is, for one of plain text; bold words are wider."""

_LINE, _PAUSE, _MARGIN, _TEXT = 24.0, 15.0, 6.0, 12.2
"""Points: least height of a lesson hour and of a break, margin of a cell, a line of small text."""

_ESCAPED: Final = re.compile("_x[0-9A-Fa-f]{4}_|[\x00-\x09\x0b-\x1f]")
"""What XlsxWriter escapes twice in runs of text; such texts are written plain."""

_TALLEST: Final = 400.0

_GROWN: Final = (1.0, 1.1, 1.2, 1.3, 1.4, 1.5)
"""How much wider than usual days may be, so that more lines fit on a page."""


class Said(NamedTuple):
    """A piece of a cell's text, bold or not."""

    words: str
    is_bold: bool = False


def week_sheets(paper: Paper, timetable: Timetable) -> None:
    """Write the grid of every cohort that has days or meetings."""
    for code in sorted(timetable.programme.cohort):
        found = weeks(timetable, code)
        if found:
            _Grid(paper, timetable, code, found).write()


class _Grid:
    """One sheet."""

    def __init__(self, paper: Paper, timetable: Timetable, cohort: str, found: Sequence[Week]) -> None:
        self.paper, self.timetable, self.cohort, self.weeks = paper, timetable, cohort, found
        self.weekdays = sorted({day.date.weekday() for week in found for day in week.days})
        wide = (_PAGE - _CLOCK_WIDTH) / len(self.weekdays)
        self.widths = [_CLOCK_WIDTH, *[max(_NARROWEST, min(_WIDEST, wide))] * len(self.weekdays)]
        self.sheet: Worksheet = paper.sheet(weeks_title(cohort, paper.lang), "ours")

    @property
    def lang(self) -> Language:
        return self.paper.lang

    def write(self) -> None:
        """Write title, legend and weeks, each week on one page where it fits, the first below the title."""
        titles = self._titles()
        row = head(self.paper, self.sheet, self.widths, *titles)
        row = self._legend(row)
        above = 26 + 19 * len(titles[1]) + LINE_HEIGHT * (row - len(titles[1]) - 1)
        pages = self._pages(above)
        set_widths(self.sheet, self.widths)
        pages.take(0, above)
        for week in self.weeks:
            heights = self._heights(week)
            pages.take(row, _tall(heights))
            row = self._week(week, heights, row) + 1
        pages.settle(self.sheet)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()

    def _pages(self, above: float) -> Pages:
        """Widen the days until the first week fits below so many points; as a page is one sheet wide, print shrinks."""
        usual = self.widths
        for grown in _GROWN:
            self.widths = [usual[0], *(wide * grown for wide in usual[1:])]
            pages = Pages(self.widths, is_wide=True)
            if pages.holds(above + _tall(self._heights(self.weeks[0]))):
                return pages
        self.widths = usual
        return Pages(usual, is_wide=True)

    def _titles(self) -> tuple[str, list[str]]:
        programme, cohort = self.timetable.programme, self.timetable.programme.cohort[self.cohort]
        facts = [told("roster_title", cohort=cohort.code, title=cohort.title)]
        if cohort.start and cohort.end:
            facts.append(told("roster_days", start=cohort.start, end=cohort.end))
        if cohort.city or cohort.venue:
            facts.append(told("roster_place", venue=", ".join(part for part in (cohort.venue, cohort.city) if part)))
        said = [word.spoken(self.lang) for word in facts]
        return (programme.name, said) if programme.name else (said[0], said[1:])

    def _legend(self, row: int) -> int:
        """Show the colours of the kinds that occur."""
        held = (self.timetable.session(one).kind for one in self.timetable.of_cohort(self.cohort))
        kinds = sorted(set(held), key=lambda word: ([*COLOURS, word].index(word), word))
        for number, word in enumerate(kinds):
            line, column = divmod(number, len(self.weekdays))
            look = self.paper.styles.of(_look(word), "small", "middle")
            self.sheet.write_string(row + line, column + 1, kind(word).spoken(self.lang), look)
        return row + 1 + -(-len(kinds) // len(self.weekdays)) if kinds else row

    # -- one week -------------------------------------------------------------------------

    def _week(self, week: Week, heights: Sequence[float], top: int) -> int:
        """Write a week from a row on; return the row after it."""
        styles = self.paper.styles
        self.sheet.set_row(top, 22)
        self.sheet.write_string(top, 0, text("clock", self.lang), styles.of("day"))
        columns = [self._column(day) for day in week.days]
        for column, day in zip(columns, week.days, strict=True):
            self.sheet.write_string(top, column, dated(day.date, self.lang), styles.of("day"))
        for number, line in enumerate(week.lines):
            self.sheet.set_row(top + 1 + number, heights[number])
            self.sheet.write_string(top + 1 + number, 0, f"{line.start:%H:%M}-{line.end:%H:%M}", styles.of("hour"))
        filled = {(block.day, line) for block in week.blocks for line in range(block.first, block.last + 1)}
        for number, day in enumerate(week.days):
            self._vacant(week, number, day, top, filled)
        for block in week.blocks:
            self._block(week, block, top)
        return top + 1 + len(week.lines)

    def _column(self, day: Day) -> int:
        return 1 + self.weekdays.index(day.date.weekday())

    def _vacant(self, week: Week, number: int, day: Day, top: int, filled: set[tuple[int, int]]) -> None:
        """Fill hours in which nothing is held, and days on which nothing is taught."""
        column = self._column(day)
        if day.state == "taught":
            for line in range(len(week.lines)):
                if (number, line) not in filled:
                    self.sheet.write_blank(top + 1 + line, column, None, self.paper.styles.of("vacant"))
        elif week.lines:
            said = [Said(reason(day, self.lang))]
            self._span((top + 1, column, top + len(week.lines)), said, ("holiday", "small", "middle"))

    def _block(self, week: Week, block: Block, top: int) -> None:
        cells = (top + 1 + block.first, self._column(week.days[block.day]), top + 1 + block.last)
        if not block.meetings:
            self._span(cells, [Said(block.title)], ("pause", "middle"))
            return
        kinds = {self.timetable.session(one).kind for one in block.meetings}
        look = _look(kinds.pop()) if len(kinds) == 1 else "kind"
        self._span(cells, self._said(week, block), (look, "small", "wrapped", "top", "left", "inset"))

    def _span(self, cells: tuple[int, int, int], said: Sequence[Said], looks: tuple[str, ...]) -> None:
        """Write words into a cell that may span rows."""
        (first, column, last), style = cells, self.paper.styles.of(*looks)
        if last > first:
            self.sheet.merge_range(first, column, last, column, "", style)
        parts: list[object] = []
        for piece in said:
            font = self.paper.styles.of("small", "strong") if piece.is_bold else self.paper.styles.of("small")
            parts += [font, storable(piece.words)] if piece.words else []
        words = "".join(piece.words for piece in said)
        if len(parts) > 2 and not _ESCAPED.search(words):
            self.sheet.write_rich_string(first, column, *parts, style)
        else:
            only = self.paper.styles.of(*looks, *(("strong",) if len(said) == 1 and said[0].is_bold else ()))
            self.sheet.write_string(first, column, words, only)

    # -- words of a block, and their room -------------------------------------------------

    def _said(self, week: Week, block: Block) -> list[Said]:
        """Say title, place and lecturers of each meeting; times where the lines beside do not say them."""
        found: list[Said] = []
        for one in block.meetings:
            found += [Said("\n")] if found else []
            found += self._meeting(one, (week.lines[block.first], week.lines[block.last]))
        return found

    def _meeting(self, one: Placement, lines: tuple[Line, Line]) -> Iterator[Said]:
        session = self.timetable.session(one)
        start, end = self.timetable.times(one)
        yield Said(session.title or session.code, is_bold=True)
        others = [code for code in session.cohorts if code != self.cohort]
        facts = [
            "" if (start.time(), end.time()) == (lines[0].start, lines[1].end) else f"{start:%H:%M}-{end:%H:%M}",
            place(self.timetable, one),
            ", ".join(teachers(self.timetable, one)),
            text("together_with", self.lang, cohorts=tuple(others)) if others else "",
        ]
        for fact in filter(None, facts):
            yield Said(f"\n{fact}")

    def _heights(self, week: Week) -> list[float]:
        """Give every line the height that the words beside and above it need."""
        heights = [_PAUSE if line.is_break else _LINE for line in week.lines]
        for block in sorted(week.blocks, key=lambda block: block.last - block.first):
            span = range(block.first, block.last + 1)
            missing = self._needed(week, block) - sum(heights[line] for line in span)
            for line in span:
                heights[line] = min(_TALLEST, heights[line] + max(0.0, missing) / len(span))
        return heights

    def _needed(self, week: Week, block: Block) -> float:
        said = self._said(week, block) if block.meetings else [Said(block.title)]
        room = (self.widths[1] - 2.5) / _SMALL
        written = "".join(piece.words for piece in said).split("\n")
        return _MARGIN + _TEXT * sum(max(1, lines_of(words, room)) for words in written)


def _tall(heights: Sequence[float]) -> float:
    """Points that a week takes with the names of its days, and the empty row after it."""
    return 22 + sum(heights) + LINE_HEIGHT


def _look(word: str) -> str:
    return f"kind {word}" if word in COLOURS else "kind"
