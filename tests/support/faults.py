"""Single faults, each of which surely breaks one rule of :mod:`full_week` that must hold.

Nothing here asks a rule or a grid: where a fault lies is worked out from the week as it is made, so that
what the audit says of it can be compared with what is known beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from full_week import MONDAY

from scheduler.domain import Placement, Session
from scheduler.timetable.held import Timetable

Meetings = tuple[Placement, ...]
Made = Callable[[Random, Timetable], "Meetings | Timetable | None"]


@dataclass(frozen=True)
class Fault:
    """A fault by name, and which rule's sheet and case must tell it."""

    name: str
    sheet: str
    case: str
    made: Made


FAULTS: list[Fault] = []


def breaks(sheet: str, case: str) -> Callable[[Made], Made]:
    """List a way to make a fault."""

    def listed(made: Made) -> Made:
        FAULTS.append(Fault(made.__name__, sheet, case, made))
        return made

    return listed


def spoiled(random: Random, fault: Fault, held: Timetable) -> Timetable | None:
    """Return the timetable with the fault in it, None where there is no place for it."""
    found = fault.made(random, held)
    return Timetable(programme=held.programme, placements=found) if isinstance(found, tuple) else found


def instead(held: Timetable, one: Placement, **changes: object) -> Meetings:
    """Return all meetings with one of them changed."""
    return tuple(other.model_copy(update=changes) if other is one else other for other in held.placements)


def any_of(random: Random, found: Iterator[Meetings]) -> Meetings | None:
    """Pick one of the ways to make a fault."""
    ways = list(found)
    return random.choice(ways) if ways else None


def session_of(held: Timetable, one: Placement) -> Session:
    return next(session for session in held.programme.sessions if session.code == one.session)


def meetings(held: Timetable, code: str) -> list[Placement]:
    return sorted((one for one in held.placements if one.session == code), key=lambda one: (one.day, one.slot))


def taken(held: Timetable, one: Placement) -> set[tuple[date, int]]:
    """Day and slot of every hour of a meeting; no meeting of the week lasts longer than two."""
    return {(one.day, one.slot + more) for more in range(session_of(held, one).length)}


def days_off(held: Timetable) -> set[date]:
    return {span.first for row in held.programme.special_days for span in row.days}


def school_days(held: Timetable) -> list[date]:
    return [day for day in (MONDAY + timedelta(days=n) for n in range(5)) if day not in days_off(held)]


def slots_of(day: date) -> tuple[int, ...]:
    """Slots of a school day; the Friday prayer takes two."""
    return (1, 2, 5, 6) if day.weekday() == 4 else (1, 2, 3, 4, 5, 6)


def fits(session: Session, day: date, slot: int) -> bool:
    """Whether the hours are there; one meeting of two hours does not go on after lunch, unless it may."""
    line = slots_of(day)
    hours = tuple(slot + more for more in range(session.length))
    return set(hours) <= set(line) and (session.length == 1 or hours != (3, 4))


def starts(held: Timetable, session: Session) -> Iterator[tuple[date, int]]:
    """Every day and slot at which the session could begin."""
    return ((day, slot) for day in school_days(held) for slot in slots_of(day) if fits(session, day, slot))


def share(one: Session, other: Session) -> bool:
    """Whether a cohort attends both, and they are no breakouts of one block."""
    return bool({*one.cohorts} & {*other.cohorts}) and not (one.block and one.block == other.block)


def teaching(held: Timetable, who: str) -> Iterator[Placement]:
    return (one for one in held.placements if who in one.lecturers)


def is_away(held: Timetable, code: str, day: date) -> bool:
    things = (*held.programme.lecturers, *held.programme.rooms, *held.programme.sites)
    return any(span.first <= day <= span.last for thing in things if thing.code == code for span in thing.unavailable)
