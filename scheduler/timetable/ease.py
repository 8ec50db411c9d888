"""How little a rule of the timetable must give way so that given meetings keep it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from scheduler.domain import Programme, Session, Span
from scheduler.rule import Rule
from scheduler.rulebook import IMPLIED
from scheduler.timetable.change import Edit, TimeChange
from scheduler.timetable.held import Timetable
from scheduler.timetable.rule import TimeRule

LOWERED: Final = ("at_least", "hours", "days")
"""Columns whose number may go down."""

MOST: Final = 24
"""Most steps by which a number is raised."""

CELLS: Final = {"lecturer": "lecturers", "room": "rooms", "site": "sites", "session": "sessions"}
"""Where the cell stands that implies a rule, by the first word of its key."""


def loosened(rules: Sequence[Rule], programme: Programme) -> tuple[list[Rule], list[Rule]]:
    """Divide the rules that must hold into those that hold whatever happens and those that may give way."""
    parts = [part for rule in rules if rule.is_must for part in _taken_apart(rule, programme)]
    firm = [part for part in parts if not can_ease(part, programme)]
    return firm, [part for part in parts if can_ease(part, programme)]


def _taken_apart(rule: Rule, programme: Programme) -> Sequence[Rule]:
    if isinstance(rule, TimeRule) and rule.stems.startswith(IMPLIED):
        return tuple(rule.parts(programme))
    return (rule,)


def can_ease(rule: Rule, programme: Programme) -> bool:
    """Whether a rule may give way: no row marked as never to be relaxed, nor a session so marked."""
    if not rule.stems:
        return not rule.fixed
    session = _session(rule, programme)
    if session is not None and session.fixed:
        return False
    if rule.stems.startswith(IMPLIED):
        return session is not None and (
            (rule.sheet == "Every meeting" and session.meetings > 1) or rule.sheet in ("Group size", "Room features")
        )
    return rule.stems.partition(":")[0] in CELLS


def _session(rule: Rule, programme: Programme) -> Session | None:
    kind, _, rest = rule.stems.partition(":")
    named: tuple[str, ...] = getattr(rule, "sessions", ())
    code = rest.rpartition(":")[0] if kind == "session" else named[0] if len(named) == 1 else ""
    return programme.session.get(code)


def off(rule: Rule, held: Timetable) -> int:
    """Return by how much meetings depart from a rule."""
    return sum(found.amount for found in rule.check(held))


def eased(rule: Rule, held: Timetable) -> TimeChange | None:
    """Return the least change under which the meetings keep a rule; None where there is none."""
    amount = off(rule, held)
    if not rule.stems:
        return _row(rule, held, amount)
    edit = next(_edits(rule, held), None)
    return TimeChange(rule, None, "number", amount=amount, edit=edit) if edit else None


def _row(rule: Rule, held: Timetable, amount: int) -> TimeChange:
    if rule.eases == "drop":
        return TimeChange(rule, None, "drop", amount=amount)
    moved = _renumbered(rule, held)
    if off(moved, held):
        return TimeChange(rule, rule.model_copy(update={"priority": 1}), "wish", amount=amount)
    return TimeChange(rule, moved, "number", amount=amount)


def _renumbered(rule: Rule, held: Timetable) -> Rule:
    """Move each number that is in the way as little as is needed."""
    for name in (*LOWERED, "at_most"):
        value = getattr(rule, name, None)
        if isinstance(value, int):
            steps = range(value - 1, -1, -1) if name in LOWERED else range(value + 1, value + MOST + 1)
            rule = _moved(rule, name, steps, held)
    return rule


def _moved(rule: Rule, name: str, steps: range, held: Timetable) -> Rule:
    """Take the first step after which the number is not in the way any more; none where that helps nothing."""
    before, floor = off(rule, held), _floor(rule, name)
    tried = [rule.model_copy(update={name: step}) for step in steps if step >= floor]
    least = min((off(one, held) for one in tried), default=before)
    return next((one for one in tried if off(one, held) == least), rule) if least < before else rule


def _floor(rule: Rule, name: str) -> int:
    bounds = (getattr(mark, "ge", None) for mark in type(rule).model_fields[name].metadata)
    return next((int(bound) for bound in bounds if bound is not None), 0)


def _edits(rule: Rule, held: Timetable) -> Iterator[Edit]:
    """Yield the edit of the programme by which the meetings keep a rule that its cells imply."""
    kind, _, rest = rule.stems.partition(":")
    code, _, name = rest.rpartition(":")
    session = _session(rule, held.programme)
    days = sorted(date.fromisoformat(str(found.facts["day"])) for found in rule.check(held) if "day" in found.facts)
    if rule.stems.startswith(IMPLIED) and session is not None:
        yield from _of_session(rule, session, held)
    elif name == "most_a_day":
        hours = max(int(str(found.facts["hours"])) for found in rule.check(held))
        yield Edit("lecturers", code, {name: getattr(rule, "at_most", None)}, {name: hours})
    elif name == "unavailable" and days:
        spans: tuple[Span, ...] = getattr(rule, "days", ())
        yield Edit(CELLS[kind], code, {name: spans}, {name: tuple(_without(spans, days))})
    elif name in ("earliest", "latest") and days and session is not None:
        day = days[0] if name == "earliest" else days[-1]
        yield Edit("sessions", code, {name: getattr(session, name)}, {name: day})


def _of_session(rule: Rule, session: Session, held: Timetable) -> Iterator[Edit]:
    if rule.sheet == "Every meeting":
        count = len(held.of(session.code))
        if 1 <= count < session.meetings:
            yield Edit("sessions", session.code, {"meetings": session.meetings}, {"meetings": count})
    elif rule.sheet == "Room features":
        missing = {str(one) for found in rule.check(held) for one in _listed(found.facts["missing"])}
        kept = tuple(feature for feature in session.features if feature not in missing)
        yield Edit("sessions", session.code, {"features": session.features}, {"features": kept})
    else:
        names = {"site": "capacity", "bus": "bus_seats"}
        cases = {names[found.case]: (found.facts["most"], found.facts["people"]) for found in rule.check(held)}
        now, then = ({name: pair[k] for name, pair in cases.items()} for k in (0, 1))
        yield Edit("sites", session.site, now, then)


def _listed(value: Any) -> Sequence[object]:
    return value if isinstance(value, tuple) else (value,)


def _without(spans: Sequence[Span], days: Sequence[date]) -> Iterator[Span]:
    """Yield spans with days cut out of them."""
    for span in spans:
        first = span.first
        for day in (day for day in days if span.first <= day <= span.last):
            if first < day:
                yield Span(first=first, last=day - timedelta(days=1))
            first = max(first, day + timedelta(days=1))
        if first <= span.last:
            yield Span(first=first, last=span.last)
