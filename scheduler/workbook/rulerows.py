"""The sheets of rules: each row becomes a rule, its names spelt as the other sheets spell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from scheduler.domain import ALL, EACH, OUT, Nominee, Programme
from scheduler.findings import Place
from scheduler.measures.cells import MONTHS, named
from scheduler.reference.nip import Nip, read_nip, read_sex
from scheduler.reference.text import fold, nearest
from scheduler.rule import GROUP_COLUMNS, GroupRule, Rule
from scheduler.timetable.rule import TimeRule
from scheduler.words import known_terms
from scheduler.workbook.cells import reader
from scheduler.workbook.codes import Codes
from scheduler.workbook.headers import is_running_number
from scheduler.workbook.identities import RESOLVED
from scheduler.workbook.layout import Column, Layout
from scheduler.workbook.names import MEASURES, nearest_columns, nominee_headings
from scheduler.workbook.notes import Notes
from scheduler.workbook.people import People
from scheduler.workbook.readings import Fault
from scheduler.workbook.rulechecks import check_matches, check_seats, check_values
from scheduler.workbook.sheetrows import Row, Sheet, build, note_missing, note_missing_columns, read_rows, sheet_of
from scheduler.workbook.tables import Heading, Table
from scheduler.workbook.timerows import TimeNames
from scheduler.workbook.timerulechecks import TimeRuleChecks
from scheduler.workbook.timetable import Timetable

PLACES: Final = ("where", "to")
"""Fields of rules that name cohorts and sessions."""
PEOPLE: Final = ("nominee", "nominees", "waived")
"""Fields of rules that name nominees by ID."""
_WORDS: Final = {(EACH,), (ALL,), OUT}


class RuleRows:
    """Reads the rows of rule sheets.

    Parameters
    ----------
    timetable, people
        What the rows can name.
    """

    def __init__(self, timetable: Timetable, people: People, notes: Notes) -> None:
        self.timetable, self.people, self.notes = timetable, people, notes
        self.leads = Codes(sorted({cohort.lead for cohort in timetable.cohorts.values() if cohort.lead}))
        self.programme = Programme(
            cohorts=tuple(timetable.cohorts.values()),
            sessions=tuple(s for s in timetable.sessions.values() if s.cohort in timetable.cohorts),
            nominees=people.spellings.nominees,
            **timetable.resources.models,
        )
        """What could be read, for questions about seats and people."""
        self.times = TimeNames(timetable, notes)
        has_all_slots = "slots" not in timetable.resources.untold
        self.time_checks = TimeRuleChecks(self.programme, notes, has_all_slots=has_all_slots)
        self.used: set[str] = set()
        """Further nominee columns that rules name."""

    def read(self, table: Table, layout: Layout) -> Iterator[Rule]:
        """Yield the rules of one sheet, each with its place."""
        sheet = sheet_of(table, layout, self.notes)
        note_missing_columns(sheet, self.notes, partial(_near_headings, table))
        further = self._further(sheet) if layout.takes_further else ()
        if not layout.takes_further:
            self._note_unknown(sheet, sheet.further)
        seen: dict[str, Row] = {}
        for row in read_rows(sheet, self.notes):
            rule = self._rule(row, further)
            if rule is not None:
                first = seen.setdefault(rule.model_dump_json(), row)
                if first is not row:
                    self.notes.add("rule_twice", row.place(), other=first.place().cell)
                yield rule

    def _further(self, sheet: Sheet) -> tuple[tuple[str, Heading], ...]:
        """Return the nominee columns that the further headings name."""
        known, unknown = [], []
        for heading in sheet.further:
            name = self._column(heading.text)
            if name is None or name in GROUP_COLUMNS:
                unknown.append(heading)
            else:
                known.append((name, heading))
        self._note_unknown(sheet, unknown)
        return tuple(known)

    def _note_unknown(self, sheet: Sheet, headings: Sequence[Heading]) -> None:
        """A heading like that of a nominee column is an error, as the row would concern too many people."""
        for heading in headings:
            place = sheet.table.place_of(heading)
            near = nearest(heading.text, self.people.spellings.headings, least=80)
            if sheet.layout.takes_further and near:
                column = sheet.layout.name
                self.notes.add("unknown_nominee_column", place, column=column, found=heading.text, nearest=near)
            elif not is_running_number(heading.text) and (self.people.rows or not sheet.layout.takes_further):
                near = nearest_columns(heading.text, sheet.layout)
                self.notes.add("unknown_column", place, found=heading.text, nearest=near)

    def _column(self, text: str) -> str | None:
        """Return the field or further heading that a heading of a nominee column means."""
        plain = fold(text)
        further = {fold(heading.text): heading.text for heading in self.people.further.kept}
        name = further.get(plain) or nominee_headings().get(plain)
        return name if name in further.values() or name in Nominee.model_fields else None

    def _rule(self, row: Row, further: Sequence[tuple[str, Heading]]) -> Rule | None:
        lacks = note_missing(row, self.notes)
        kind, is_timed = row.sheet.layout.model, issubclass(row.sheet.layout.model, TimeRule)
        count = len(self.notes.found)
        (self.times.resolve if is_timed else self._resolve)(row)
        others = self._others(row, further)
        if is_timed:
            self.time_checks.check(row)
        if lacks or row.faulty or not check_values(row, self.notes) or self._has_errors(count):
            return None
        more = {"others": others} if others else {}
        rule = build(row, kind, self.notes, place=row.place(), **more)
        if rule is not None:
            self._check(row, rule)
        return rule if isinstance(rule, Rule) else None

    def _check(self, row: Row, rule: Rule) -> None:
        check_seats(row, rule, self.programme, self.notes, self.timetable)
        if isinstance(rule, GroupRule) and self.people.are_told(column for column, _ in rule.group.wants):
            check_matches(row, rule, self.programme, self.notes)

    def _has_errors(self, since: int) -> bool:
        return any(problem.severity == "error" for problem in self.notes.found[since:])

    # -- names ----------------------------------------------------------------------------

    def _resolve(self, row: Row) -> None:
        for name in PLACES:
            if name in row.values:
                self._resolve_places(row, name)
        for name in PEOPLE:
            if name in row.values:
                self._resolve_people(row, name)
        if "column" in row.values:
            self._resolve_column(row)
        if row.values.get("lead", (EACH,)) != (EACH,):
            leads = row.values["lead"]
            row.values["lead"] = tuple(self.leads.find(lead) or self._unmatched(row, "lead", lead) for lead in leads)
        if issubclass(row.sheet.layout.model, GroupRule):
            for name in GROUP_COLUMNS:
                if name in row.values:
                    at = (row.place(name), row.sheet.layout.column[name].title)
                    row.values[name] = self._values(name, at, row.values[name])

    def _resolve_places(self, row: Row, name: str) -> None:
        value = row.values[name]
        if value not in _WORDS:
            texts = [value] if isinstance(value, str) else value
            found = self.timetable.place_codes.resolve(row, name, texts, "unknown_place", self.notes)
            self._untold(row, name, found)
            row.values[name] = (found[0] if found else "") if isinstance(value, str) else found

    def _untold(self, row: Row, name: str, found: Sequence[str]) -> None:
        """Leave a row out whose codes are not known because rows elsewhere could not be read; that is told there."""
        if not found:
            row.faulty |= {name}

    def _resolve_people(self, row: Row, name: str) -> None:
        value = row.values[name]
        texts = [_digits(text) for text in ([value] if isinstance(value, str) else value)]
        found = self.people.codes.resolve(row, name, texts, "unknown_nominee", self.notes)
        self._untold(row, name, found)
        row.values[name] = (found[0] if found else "") if isinstance(value, str) else found

    def _resolve_column(self, row: Row) -> None:
        text = row.values["column"]
        prefix = next((word for word in sorted(known_terms(MONTHS.strip())) if fold(text).startswith(f"{word} ")), "")
        bare = " ".join(text.split()[len(prefix.split()) :])
        found = self._heading(bare)
        if found is None:
            titles = [*MEASURES.values(), *(str(f.title) for f in Nominee.model_fields.values() if f.title)]
            near = nearest(bare, [*titles, *self.people.spellings.headings], least=60)
            row.note(self.notes, "unknown_nominee_column", "column", found=text, nearest=near)
        elif found != bare or (prefix and not text.casefold().startswith(MONTHS)):
            row.values["column"] = f"Months of {found}" if prefix else found
        self.used.add(found or "")
        if found is not None and named(found) == "sex":
            for name in ("one_of", "none_of"):
                if name in row.values:
                    row.values[name] = tuple(read_sex(part) or part for part in row.values[name])
        elif found is not None and named(found) in RESOLVED:
            self._resolve_values(row, named(found))

    def _resolve_values(self, row: Row, column: str) -> None:
        """Spell the values of a condition as nominees are counted."""
        for name in ("one_of", "none_of"):
            parts = [str(part) for part in row.values.get(name, ())]
            met = [spelling for part in parts for spelling in self.people.spellings.matching(column, part) or (part,)]
            if parts:
                row.values[name] = tuple(dict.fromkeys(met))

    def _heading(self, text: str) -> str | None:
        """Return the heading of a column or measure; as it is written where rules understand that."""
        further = {fold(heading.text): heading.text for heading in self.people.further.kept}
        if fold(text) in further:
            return further[fold(text)]
        name = nominee_headings().get(fold(text))
        if name is None or named(text) == name:
            return text if name else None
        return MEASURES.get(name) or str(Nominee.model_fields[name].title)

    def _others(self, row: Row, further: Sequence[tuple[str, Heading]]) -> dict[str, tuple[str, ...]]:
        """Read the cells under nominee columns that are no columns of the sheet itself."""
        others = {}
        for name, heading in further:
            raw = row.raw[heading.column] if heading.column < len(row.raw) else None
            read = reader(Column(name, heading.text, "", tuple[str, ...], "group", is_required=False))(raw)
            place = row.sheet.table.place(row.number, heading.column)
            if isinstance(read, Fault):
                self.notes.add(read.code, place, column=heading.text, **read.facts)
            elif read is not None:
                values = read if isinstance(read, tuple) else read.value
                others[name] = self._values(name, (place, heading.text), values)
                self.used.add(name)
        return others

    def _values(self, column: str, at: tuple[Place, str], values: tuple[str, ...]) -> tuple[str, ...]:
        """Return the nominees' own spellings of the values of a group column, which stand `at` a cell and title."""
        if values == (EACH,):
            return values
        found = [(value, self.people.spellings.matching(column, value)) for value in values]
        for value, matching in found:
            if not matching and self.people.is_told(column):
                self._note_nobody(column, at, value)
        return tuple(dict.fromkeys(spelling for value, matching in found for spelling in matching or (value,)))

    def _note_nobody(self, column: str, at: tuple[Place, str], value: str) -> None:
        candidates = self.people.spellings.candidates(column, value)
        code = "unclear_name" if candidates else "nobody_matches"
        near = candidates or self.people.spellings.near(column, value)
        self.notes.add(code, at[0], column=at[1], found=value, nearest=near)

    def _unmatched(self, row: Row, name: str, value: str) -> str:
        row.note(self.notes, "nobody_leads", name, found=value, nearest=self.leads.near(value))
        return value


def _near_headings(table: Table, title: str) -> tuple[str, ...]:
    return nearest(title, [heading.text for heading in table.headings])


def _digits(text: str) -> str:
    nip = read_nip(text)
    return nip.digits if isinstance(nip, Nip) else text
