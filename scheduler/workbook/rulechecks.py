"""What a row of a rule sheet says, held against itself and against the seats and people there are."""

from __future__ import annotations

from typing import Any, Final

from scheduler.domain import ALL, EACH, Amount, Programme
from scheduler.rule import GroupRule, Rule, WhereRule, spell
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row
from scheduler.workbook.timetable import Timetable

LIMITS: Final = ("at_least", "at_most", "exactly", "one_of", "none_of")
"""Fields of which a row of their kind fills in at least one."""


def check_values(row: Row, notes: Notes) -> bool:
    """Return whether the limits of a row can stand together; note it where they cannot."""
    limits = [column for column in row.sheet.layout.columns if column.field in LIMITS]
    optional = [column for column in limits if column.default in (None, ()) and not column.is_required]
    if optional and not any(column.field in row.values for column in limits):
        notes.add("no_number", row.place(), columns=tuple(column.title for column in optional))
        return False
    exact = row.values.get("exactly")
    beside = [name for name in ("at_least", "at_most") if exact is not None and name in row.values]
    for name in beside:
        title = row.sheet.layout.column[name].title
        row.note(notes, "exactly_too", "exactly", other=title)
    return not beside and not _is_inverted(row, notes)


def _is_inverted(row: Row, notes: Notes) -> bool:
    least, most = (_size(row.values.get(name)) for name in ("at_least", "at_most"))
    if least is None or most is None or least[0] != most[0] or least[1] <= most[1]:
        return False
    facts = {name: str(row.values[field]) for name, field in (("found", "at_least"), ("allowed", "at_most"))}
    row.note(notes, "inverted", "at_least", **facts)
    return True


def _size(value: Any) -> tuple[str, Any] | None:
    """Return a number with its unit, so that only like is compared with like."""
    if isinstance(value, Amount):
        return ("people", value.count) if value.count is not None else ("percent", value.percent)
    return ("people", value) if isinstance(value, int) else None


def check_seats(row: Row, rule: Rule, programme: Programme, notes: Notes, timetable: Timetable) -> None:
    """Note where a rule asks for more people than there are seats; of places that could not be read nobody knows."""
    wanted = _wanted(row) if isinstance(rule, WhereRule) else None
    if wanted is None or not isinstance(rule, WhereRule):
        return
    name, least = wanted
    if rule.where in ((ALL,), ()) and not timetable.is_whole:
        return
    for places in filter(timetable.is_read, rule.scopes(programme)):
        if least > (seats := programme.seats_offered(places)):
            code = "above_seats" if rule.is_must else "above_seats_wished"
            row.note(notes, code, name, found=least, where=spell(places, programme), allowed=seats)
            return


def check_matches(row: Row, rule: GroupRule, programme: Programme, notes: Notes) -> None:
    """Note where a rule asks for more people than match it."""
    wanted = _wanted(row) if isinstance(rule, WhereRule) else None
    group = rule.group
    if wanted is None or any(EACH in values for _, values in group.wants):
        return
    matching = sum(group.has(nominee) for nominee in programme.nominees)
    if matching < wanted[1]:
        row.note(notes, "few_nominees", wanted[0], found=wanted[1], allowed=matching)


def _wanted(row: Row) -> tuple[str, int] | None:
    """Return the field with the fewest people that a row asks for, and their number."""
    name = "exactly" if "exactly" in row.values else "at_least"
    size = _size(row.values.get(name))
    return (name, size[1]) if size is not None and size[0] == "people" else None
