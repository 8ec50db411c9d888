"""Raw values become a programme and its rules, or a list of everything that is wrong.

The steps, each in a module of its own::

    headers      which sheet is which, and where its headings stand
    sheetrows    rows into values of fields, cell by cell (cells, days, numbers, lists)
    settings     the Programme sheet
    timetable    Cohorts and Sessions
    identities   what names mean, by the sheet Names and on the day of the programme
    people       Nominees, with what NIP and names tell (known_people) and further columns (facts)
    rulerows     the rule sheets, their names spelt as nominees' cells are (spellings)
    standing     the allocation that stands in the result columns

Nothing stops at the first fault: a row with one is left out, but its code is not unknown.
The codes of all problems stand in :mod:`scheduler.workbook.problems`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from scheduler.domain import OUT, Alias, Programme
from scheduler.errors import BadWorkbook
from scheduler.findings import Place, Problem
from scheduler.rule import Rule
from scheduler.rulebook import complete
from scheduler.timetable.rule import TimeRule
from scheduler.workbook.book import Book, Places
from scheduler.workbook.columnkinds import Role
from scheduler.workbook.excel import uncollected
from scheduler.workbook.headers import find_tables, is_running_number
from scheduler.workbook.identities import Identities
from scheduler.workbook.layout import TIMED, Layout, layouts, rule_layout
from scheduler.workbook.meanings import is_alias_clear, note_unclear_counts
from scheduler.workbook.names import is_own, layout_of, nearest_columns
from scheduler.workbook.notes import Notes, errors
from scheduler.workbook.people import Beside, People
from scheduler.workbook.rulerows import RuleRows
from scheduler.workbook.settings import Settings
from scheduler.workbook.sheetrows import Row, Sheet, build, note_missing, note_missing_columns, read_rows, sheet_of
from scheduler.workbook.standing import Standing
from scheduler.workbook.tables import Table, Tables
from scheduler.workbook.timetable import Timetable


@dataclass(frozen=True)
class Examined:
    """What parsing comes to.

    Parameters
    ----------
    book
        What was read; None where any problem is an error.
    problems
        Errors and warnings in the order of sheets, rows and columns.
    language
        The language that the workbook asks for, where it says one.
    """

    book: Book | None
    problems: tuple[Problem, ...]
    language: str | None = None


def parse(tables: Tables, kinds: Sequence[type[Rule]] = (), *, may_come: bool = False) -> Book:
    """Make a book of raw values.

    Parameters
    ----------
    kinds
        Kinds of rule beyond those of :mod:`constraints`, whose sheets are read too.
    may_come
        Whether people are still to come, so that the list of nominees may be empty.

    Raises
    ------
    BadWorkbook
        With every problem, warnings included.
    """
    examined = examine(tables, kinds, may_come=may_come)
    if examined.book is None:
        raise BadWorkbook(examined.problems, examined.language)
    return examined.book


def examine(tables: Tables, kinds: Sequence[type[Rule]] = (), *, may_come: bool = False) -> Examined:
    """Find everything that is wrong or doubtful in raw values, and make a book of them if nothing is wrong."""
    with uncollected():
        known = (*_layouts_for(tables), *map(rule_layout, kinds))
        return _Parser(tables, known, may_come=may_come).examined()


def _layouts_for(tables: Tables) -> tuple[Layout, ...]:
    """Return the sheets that are read; those of the timetable only where a sheet could be one of them."""
    core = layouts(with_timetable=False)
    is_core = all(is_own(grid.sheet) or layout_of(grid.sheet, core) for grid in tables.grids)
    return core if is_core else layouts()


class _Parser:
    """One parsing of one file; every step notes what it finds."""

    def __init__(self, tables: Tables, known: Sequence[Layout], *, may_come: bool) -> None:
        self.tables, self.notes = tables, Notes()
        if tables.format != ".xlsx":
            self.notes.add("foreign_format", Place(tables.file), found=tables.format, allowed=".xlsx")
        self.layouts: Mapping[str, Layout] = {layout.name: layout for layout in known}
        self.found, self.rosters = find_tables(tables, known, self.notes)
        self.settings = Settings(self.found.get("Programme"), self.layouts["Programme"], self.notes)
        self.timetable = Timetable(self._rows("Cohorts"), self._rows("Sessions"), self.notes, self._resource_rows())
        self.identities = Identities(self._day(), self._aliases())
        rosters = [self._matched(table, self.layouts["Nominees"]) for table in self.rosters]
        has_centre = self.settings.values.get("central") != "none"
        beside = Beside(self.identities, has_centre, may_come=may_come)
        self.people = People(rosters, self.timetable, self.notes, beside)
        reader = RuleRows(self.timetable, self.people, self.notes)
        self.rules = tuple(rule for table, layout in self._rule_tables() for rule in reader.read(table, layout))
        if self.timetable.resources.is_used or any(isinstance(rule, TimeRule) for rule in self.rules):
            self._check_timetable(reader.programme)
        note_unclear_counts(self.rules, self.people.spellings, tuple(self.people.rows.values()), self.notes)
        self._note_unread({*reader.used, *(title for rule in self.rules for title in rule.needs)})

    def _sheet(self, name: str) -> Sheet | None:
        """Return a sheet with its columns, of which the required ones are looked for."""
        table = self.found.get(name)
        return self._matched(table, self.layouts[name]) if table is not None else None

    def _matched(self, table: Table, layout: Layout) -> Sheet:
        sheet = sheet_of(table, layout, self.notes)
        note_missing_columns(sheet, self.notes, partial(_near, sheet))
        return sheet

    def _rows(self, name: str) -> Iterator[Row]:
        sheet = self._sheet(name)
        if sheet is None:
            return
        for heading in sheet.further:
            # The sheet of meetings is read and written: columns beside those that are read tell people more.
            if not is_running_number(heading.text) and sheet.layout.role != "placements":
                place = sheet.table.place_of(heading)
                near = nearest_columns(heading.text, sheet.layout)
                self.notes.add("unknown_column", place, found=heading.text, nearest=near)
        count = 0
        for count, row in enumerate(read_rows(sheet, self.notes), 1):  # noqa: B007  counted for what follows
            yield row
        if not count and sheet.layout.is_needed:
            self.notes.add("empty_sheet", sheet.table.place(), sheet=name)

    def _resource_rows(self) -> dict[Role, list[Row]]:
        """Read the sheets of what the timetable is made of."""
        found = ((layout.role, name) for name, layout in self.layouts.items() if layout.role in TIMED)
        return {role: list(self._rows(name)) for role, name in found if name in self.found}

    def _check_timetable(self, programme: Programme) -> None:
        from scheduler.workbook.timechecks import TimeChecks  # noqa: PLC0415  only for those who ask for a timetable

        TimeChecks(programme, self.timetable.row_of, self.timetable.resources, self.notes).check()

    def _day(self) -> date | None:
        """Return the day whose names hold: the reference date, else the first cohort's, else the year's first."""
        told, year = self.settings.values.get("reference_date"), self.settings.values.get("year")
        starts = [cohort.start for cohort in self.timetable.cohorts.values() if cohort.start]
        return told or min(starts, default=date(year, 1, 1) if year else None)

    def _aliases(self) -> tuple[Alias, ...]:
        """Read what the coordinator declares on the sheet Names."""
        taken: dict[str, Row] = {}
        found = []
        for row in self._rows("Names"):
            alias = None if note_missing(row, self.notes) else build(row, Alias, self.notes)
            if alias is not None and is_alias_clear(row, alias, taken, self.notes):
                found.append(alias)
        self.aliases = tuple(found)
        return self.aliases

    def _rule_tables(self) -> Iterable[tuple[Table, Layout]]:
        for name, table in self.found.items():
            if self.layouts[name].role == "rule":
                yield table, self.layouts[name]

    def _note_unread(self, used: set[str]) -> None:
        """Cells of further columns without a value are errors only where a rule reads the column."""
        for heading, cells in self.people.unread.items():
            for place, found in cells:
                code = found if found == "not_calculated" else "error_value"
                facts = {"found": found} if code == "error_value" else {}
                if heading in used:
                    self.notes.add(code, place, column=heading, **facts)
                else:
                    shown = "=" if found == "not_calculated" else found  # a formula whose result is not stored
                    self.notes.add("fact_unread", place, column=heading, found=shown)

    def examined(self) -> Examined:
        """Return what was found, and the book if it can stand."""
        programme, places = self._programme(), self._places()
        self._check_pins(programme, places)
        standing = Standing(programme, self.people, self.notes).read()
        problems = self.notes.sorted([grid.sheet for grid in self.tables.grids])
        if errors(problems):
            return Examined(None, problems, self.settings.values.get("language"))
        return Examined(Book(programme, self.rules, places, standing, problems, self.tables), problems)

    def _programme(self) -> Programme:
        """Return what can be used, so that pins are judged even where other cells are wrong."""
        return Programme(
            **self.settings.values,
            aliases=self.aliases,
            cohorts=tuple(self.timetable.cohorts.values()),
            sessions=tuple(s for s in self.timetable.sessions.values() if s.cohort in self.timetable.cohorts),
            nominees=tuple(self.people.nominees.values()),
            **self.timetable.resources.models,
        )

    def _places(self) -> Places:
        settings = {f"programme:{name}": place for name, place in self.settings.places.items()}
        timed = self.timetable.row_of.items()
        rows = {f"{'cohort' if code in self.timetable.cohorts else 'session'}:{code}": row for code, row in timed}
        rows |= self.timetable.resources.rows_by_key()
        return Places(settings, rows | {f"nominee:{code}": row for code, row in self.people.rows.items()})

    def _check_pins(self, programme: Programme, places: Places) -> None:
        """Ask every rule that must hold whether it refuses a person the place that he or she is pinned to."""
        known = {*programme.cohort, *programme.session} - {OUT}
        pinned = [nominee for nominee in programme.nominees if nominee.pin in known]
        rules = [rule for rule in complete(programme, self.rules, places) if rule.is_must] if pinned else []
        for nominee in pinned:
            places_meant = {programme.cohort_of(nominee.pin).code: None, nominee.pin: None}
            refusals = (rule.refuses(nominee, place, programme) for place in places_meant for rule in rules)
            for found in filter(None, refusals):
                facts = {"nominee": nominee.id, "found": nominee.pin, "case": found.case}
                other, sheet = str(found.rule.place or ""), found.rule.sheet
                self.people.rows[nominee.id].note(self.notes, "pin_refused", "pin", other=other, sheet=sheet, **facts)


def _near(sheet: Sheet, title: str) -> tuple[str, ...]:
    from scheduler.reference.text import nearest  # noqa: PLC0415  only a missing column pays for it

    return nearest(title, [heading.text for heading in sheet.further])
