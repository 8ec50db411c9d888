"""What a programme could be given beyond what it has: a lesson hour, a room, a Saturday, one more day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from scheduler.domain import Cohort, Programme, Span
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.timetable.change import Edit, standard
from scheduler.timetable.held import Timetable
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.people import People

LATEST: Final = time(21)
"""No lesson hour is added that ends later."""

SATURDAY: Final = 5
MOST_SATURDAYS: Final = 4
MOST_DAYS: Final = 4
"""Days by which a cohort's end may move until there is a day of teaching more."""


@dataclass(frozen=True)
class Gift:
    """Something more, and where its use can be seen.

    Parameters
    ----------
    edit
        The row that is added or changed.
    cohorts, days, slot, room
        Lesson hours of these cohorts on these days, in this slot, or of anybody in this room, use it.
    """

    edit: Edit
    cohorts: tuple[str, ...] = ()
    days: frozenset[date] = frozenset()
    slot: int = 0
    room: str = ""

    def used(self, held: Timetable) -> int:
        """Count the lesson hours that use it."""
        if self.room:
            return sum(len(held.hours(one)) for one in held.in_room(self.room))
        return sum(self._is_in(hour) for code in self.cohorts for hour in held.by_hour(held.of_cohort(code)))

    def prices(self) -> Iterable[Rule]:
        """Return wishes by which it is used as little as is needed."""
        rather_not = kinds(TIMETABLE)["Rather not"]
        when = (
            {"slots": (self.slot,)} if self.slot else {"days": tuple(Span(first=d, last=d) for d in sorted(self.days))}
        )
        told = [{"who": self.room}] if self.room else [{"who": code, **when} for code in self.cohorts]
        return [rather_not.model_validate({**row, "priority": 1}) for row in told]

    def _is_in(self, hour: Hour) -> bool:
        return hour.day in self.days or hour.slot == self.slot


def gifts(programme: Programme) -> tuple[Gift, ...]:
    """List what a programme could be given."""
    grid = Grid(programme)
    return (*_hour(programme), *_room(programme), *_saturdays(programme, grid), *_ends(programme, grid))


def _hour(programme: Programme) -> Iterator[Gift]:
    """One more lesson hour at the end of the day, after a pause as long as that before the last."""
    slots = sorted((slot for slot in standard(programme).slots if slot.season == "always"), key=lambda slot: slot.start)
    ends = [datetime.combine(date.min, moment) for moment in (slots[-1].start, slots[-1].end)]
    start = ends[1] + timedelta(minutes=5)
    end = start + (ends[1] - ends[0])
    number = max(slot.number for slot in slots) + 1
    if end.date() == date.min and end.time() <= LATEST:
        then = {"number": number, "start": start.time(), "end": end.time()}
        yield Gift(Edit("slots", "", {}, then), tuple(sorted(programme.cohort)), slot=number)


def _room(programme: Programme) -> Iterator[Gift]:
    """One more room, as large as any session needs, with everything that any asks for."""
    roomed = [session for session in programme.sessions if session.needs_room and not session.site]
    if not programme.rooms or not roomed:
        return
    people = People(programme, None)
    taken = {*programme.room, *programme.lecturer, *programme.site, *programme.cohort, *programme.session}
    code = next(name for n in range(1, len(taken) + 2) if (name := f"ROOM-{n}") not in taken)
    features = tuple(sorted({feature for session in roomed for feature in session.features}))
    then = {"code": code, "capacity": max(map(people.size, roomed)), "features": features}
    yield Gift(Edit("rooms", "", {}, then), room=code)


def _saturdays(programme: Programme, grid: Grid) -> Iterator[Gift]:
    """The first Saturdays on which cohorts are there."""
    spans = [cohort.span for cohort in programme.cohorts if cohort.span]
    days = sorted({span.first + timedelta(days=n) for span in spans for n in range((span.last - span.first).days + 1)})
    free = [day for day in days if day.weekday() == SATURDAY and day not in grid.all_days]
    for day in free[:MOST_SATURDAYS]:
        then = {"days": (Span(first=day, last=day),), "is_free": False}
        away = tuple(sorted(c.code for c in programme.cohorts if _teaches(c, day)))
        if away:
            yield Gift(Edit("special_days", "", {}, then), away, frozenset({day}))


def _teaches(cohort: Cohort, day: date) -> bool:
    margin = timedelta(days=cohort.travel_days)
    return cohort.start is not None and cohort.end is not None and cohort.start + margin <= day <= cohort.end - margin


def _ends(programme: Programme, grid: Grid) -> Iterator[Gift]:
    """Each cohort comes back so much later that it has a day of teaching more."""
    for cohort in sorted(programme.cohorts, key=lambda cohort: cohort.code):
        if cohort.end is None or cohort.start is None or cohort.fixed:
            continue
        for more in range(1, MOST_DAYS + 1):
            edit = Edit("cohorts", cohort.code, {"end": cohort.end}, {"end": cohort.end + timedelta(days=more)})
            new = set(Grid(edit.applied(programme)).days(cohort.code)) - set(grid.days(cohort.code))
            if new:
                yield Gift(edit, (cohort.code,), frozenset(new))
                break
