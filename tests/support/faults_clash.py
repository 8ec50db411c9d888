"""Single faults: two things at once, or with nothing beside them."""

from __future__ import annotations

from datetime import date

from faults import any_of, breaks, fits, instead, meetings, session_of, share, slots_of, starts, taken

from scheduler.domain import Placement
from scheduler.timetable.held import Timetable


@breaks("Cohort clash", "clash")
def at_a_busy_hour(random, held):
    """Begin where another meeting of the same cohort does."""

    def ways():
        for one in held.placements:
            for other in held.placements:
                session = session_of(held, one)
                if (
                    other is not one
                    and share(session, session_of(held, other))
                    and fits(session, other.day, other.slot)
                ):
                    yield instead(held, one, day=other.day, slot=other.slot)

    return any_of(random, ways())


@breaks("Room clash", "clash")
def in_a_room_in_use(random, held):
    pairs = ((one, other) for one in held.placements for other in held.placements if one is not other)
    used = ((a, b) for a, b in pairs if a.room and b.room and taken(held, a) & taken(held, b))
    return any_of(random, (instead(held, a, room=b.room) for a, b in used))


@breaks("Room clash", "clash")
def at_the_hour_of_its_room(random, held):
    """Begin where another meeting in the same room does, whoever attends it."""
    pairs = ((one, other) for one in held.placements for other in held.placements if one is not other)
    same = ((a, b) for a, b in pairs if a.room and a.room == b.room and fits(session_of(held, a), b.day, b.slot))
    return any_of(random, (instead(held, a, day=b.day, slot=b.slot) for a, b in same))


@breaks("Lecturer clash", "clash")
def by_a_lecturer_who_teaches_elsewhere(random, held):
    def ways():
        for one in held.placements:
            for other in held.placements:
                is_shared = other is not one and set(one.lecturers) & set(other.lecturers)
                if is_shared and fits(session_of(held, one), other.day, other.slot):
                    yield instead(held, one, day=other.day, slot=other.slot)

    return any_of(random, ways())


@breaks("Person clash", "clash")
def both_breakouts_that_everybody_takes_at_once(random, held):
    """In cohort B two of the block are taken, so that they cannot be parallel."""
    codes = random.sample(("B-x", "B-y"), 2)
    (one,), (other,) = (meetings(held, code) for code in codes)
    return instead(held, one, day=other.day, slot=other.slot)


@breaks("Parallel breakouts", "apart")
def breakouts_that_are_not_parallel(random, held):
    code = random.choice(("A-x", "A-y"))
    (one,) = meetings(held, code)
    free = [s for s in starts(held, session_of(held, one)) if s != (one.day, one.slot)]
    day, slot = random.choice(free)
    return instead(held, one, day=day, slot=slot)


@breaks("Compact days", "lonely")
def alone_on_its_day(random, held):
    """Nothing of cohort B is held at that hour, nor right before or after."""
    attended = [p for p in held.placements if "B" in session_of(held, p).cohorts]

    def ways():
        for one in (p for p in attended if session_of(held, p).length == 1 and not session_of(held, p).block):
            busy = {hour for p in attended if p is not one for hour in _hours(held, p)}
            for day, slot in starts(held, session_of(held, one)):
                line = slots_of(day)
                where = line.index(slot)
                if not {(day, near) for near in line[max(0, where - 1) : where + 2]} & busy:
                    yield instead(held, one, day=day, slot=slot)

    return any_of(random, ways())


def _hours(held: Timetable, one: Placement) -> set[tuple[date, int]]:
    """Like `taken`, where a visit may go on after a break."""
    line = slots_of(one.day)
    where = line.index(one.slot)
    return {(one.day, slot) for slot in line[where : where + session_of(held, one).length]}
