"""Why nothing fits, as tables: the rows that clash, the ways out, and supply and demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scheduler.domain import Group, Nominee, Programme
from scheduler.findings import Diagnosis
from scheduler.preflight import Counts
from scheduler.relax.change import Change, Relaxation
from scheduler.report.quotas import STANDING, Wanted, at
from scheduler.report.table import Cell, Column, Table, Word, told
from scheduler.rule import Rule
from scheduler.words import Language, heading


@dataclass(frozen=True)
class Impossible:
    """A round whose rules cannot all hold, and what is known of it.

    Parameters
    ----------
    rules
        All rules, implied ones included.
    """

    programme: Programme
    rules: tuple[Rule, ...]
    diagnosis: Diagnosis
    ways: tuple[Relaxation, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """What a row would say instead."""

    change: Change

    def spoken(self, lang: Language) -> str:
        """Return it in a language."""
        if self.change.kind == "waive":
            return told("ease_waive", people=self.change.people).spoken(lang)
        if self.change.kind == "drop":
            return told("ease_drop").spoken(lang)
        if self.change.kind == "wish":
            return told("ease_wish").spoken(lang)
        moves = ((heading(title, lang), old or None, new or None) for title, old, new in self.change.moves)
        return "; ".join(told("ease_number", what=what, old=old, new=new).spoken(lang) for what, old, new in moves)


def conflicts(view: Impossible) -> Table:
    """List the rows of each conflict."""
    listed = enumerate(view.diagnosis.conflicts, 1)
    rows = ((number, *_row(rule), rule.note) for number, rules in listed for rule in rules)
    columns = (Column("Conflict", "count"), *_ROW_COLUMNS, Column("Note", "sentence"))
    return Table(told("conflicts_table"), columns, tuple(rows))


_ROW_COLUMNS = (Column("At", "mark"), Column("Rule"), Column("Wanted", "sentence"))


def _row(rule: Rule) -> tuple[Cell, ...]:
    return (at(rule), Word("sheet", rule.sheet), Wanted(rule, STANDING))


def ways(view: Impossible) -> Table:
    """List the ways out, cheapest first, each with the rows that it changes."""
    listed = [(number, way, change) for number, way in enumerate(view.ways, 1) for change in way.changes]
    rows = tuple((number, way.cost.people, *_row(change.rule), Moved(change)) for number, way, change in listed)
    columns = (Column("Way out", "count"), Column("People off", "count"), *_ROW_COLUMNS, Column("Change", "sentence"))
    return Table(told("ways_table"), columns, rows)


_TITLES = {"institution": "supply_by_institution", "region": "supply_by_region"}


def supply(view: Impossible) -> tuple[Table, ...]:
    """Compare who could be seated with who is asked for: by cohort, by institution and by region."""
    counts = Counts(view.programme, [rule for rule in view.rules if rule.is_must])
    people = view.programme.nominees
    listed = [column for column in _TITLES if any(getattr(person, column) for person in people)]
    return (_by_cohort(counts), *(_by_column(counts, column) for column in listed))


def _by_cohort(counts: Counts) -> Table:
    rows = []
    for cohort in sorted(counts.programme.cohorts, key=lambda c: c.code):
        able = int((counts.board.barred_by[:, counts.board.index(cohort.code)] < 0).sum())
        needed = max((line.least or 0 for line in counts.lines if line.places == (cohort.code,)), default=0)
        offered = counts.programme.seats_offered([cohort.code])
        short = max(0, needed - min(able, offered))
        rows.append((cohort.title or cohort.code, cohort.code, offered, able, needed, short))
    columns = (
        Column("Title"),
        Column("Cohort", "code"),
        Column("Seats offered", "count"),
        Column("Eligible", "count"),
        Column("Needed", "count"),
        Column("Short", "count"),
    )
    return Table(told("supply_by_cohort"), columns, tuple(rows))


def _by_column(counts: Counts, column: str) -> Table:
    """Count nominated, eligible and asked for by value, and the eligible cohort by cohort."""
    programme = counts.programme
    codes = sorted(programme.cohort)
    free = counts.board.barred_by[:, [counts.board.index(code) for code in codes]] < 0
    values = [getattr(person, column) for person in counts.board.classes.speakers]
    nominated, rows = Counter(values), []
    for value in sorted(nominated, key=lambda v: (v == "", v)):
        inside = np.asarray([found == value for found in values])
        able, needed = int(free[inside].any(axis=1).sum()), sum(_owed(counts, column, value))
        each = free[inside].sum(axis=0).tolist()
        rows.append((Word("term", value) if value else told("not_stated"), nominated[value], able, needed, *each))
    field = Nominee.model_fields[column]
    shown = (Column("Nominated", "people"), Column("Eligible", "people"), Column("Needed", "people"))
    cohorts = (Column(code, "people", is_name=True) for code in codes)
    return Table(told(_TITLES[column]), (Column(field.title or column), *shown, *cohorts), tuple(rows))


def _owed(counts: Counts, column: str, value: str) -> Iterator[int]:
    """Fewest numbers owed to exactly this group: the largest for each set of places."""
    group = Group(wants=((column, (value,)),))
    owed: dict[tuple[str, ...], int] = {}
    for line in counts.lines:
        if line.group == group and line.least:
            owed[line.places] = max(owed.get(line.places, 0), line.least)
    whole = owed.pop(tuple(sorted(counts.programme.cohort)), 0)
    yield max(whole, sum(owed.values()))
