"""Single faults: wrong rooms, lecturers who should not, sites without time for the way."""

from __future__ import annotations

from datetime import timedelta

from faults import any_of, breaks, instead, is_away, meetings, session_of, share, slots_of, starts, taken
from full_week import MONDAY, SLOTS

from scheduler.domain import Slot


@breaks("Room size", "small")
def in_a_room_too_small(random, held):
    roomed = [one for one in held.placements if one.room]
    return instead(held, random.choice(roomed), room="closet")


@breaks("Room size", "small")
def in_the_room_of_a_smaller_group(random, held):
    """The room of a meeting that everybody of both cohorts attends, and that of another, change hands."""
    (one, *_), size = meetings(held, "joint"), {room.code: room.capacity for room in held.programme.rooms}
    small = [other for other in held.placements if other.room and size[other.room] < 20]
    if not small:
        return None
    other = random.choice(small)
    swapped = {id(one): other.room, id(other): one.room}
    return tuple(p.model_copy(update={"room": swapped.get(id(p), p.room)}) for p in held.placements)


@breaks("Room features", "lacks")
def in_a_room_without_a_projector(random, held):
    shown = [one for one in held.placements if session_of(held, one).features]
    return instead(held, random.choice(shown), room="plain")


@breaks("Home room", "rooms")
def in_two_rooms(random, held):
    one = random.choice(meetings(held, random.choice(("A-data", "B-data"))))
    return instead(held, one, room="hall" if one.room != "hall" else "seminar")


@breaks("Lecturer skill", "unskilled")
def by_a_lecturer_without_the_skill(random, held):
    code, unfit = random.choice((("A-law", "data"), ("B-law", "data"), ("A-data", "law"), ("B-data", "law")))
    return instead(held, random.choice(meetings(held, code)), lecturers=(unfit,))


@breaks("Unavailable", "closed")
def by_a_lecturer_who_is_away(random, held):
    def ways():
        for one in held.placements:
            for who in ("law", "both", "data"):
                if len(one.lecturers) == 1 and who in session_of(held, one).lecturers and is_away(held, who, one.day):
                    yield instead(held, one, lecturers=(who,))

    return any_of(random, ways())


@breaks("Unavailable", "closed")
def on_a_day_when_its_lecturer_is_away(random, held):
    def ways():
        for one in held.placements:
            for day, slot in starts(held, session_of(held, one)) if one.lecturers else ():
                if is_away(held, one.lecturers[0], day):
                    yield instead(held, one, day=day, slot=slot)

    return any_of(random, ways())


@breaks("Unavailable", "closed")
def when_the_site_is_closed(random, held):
    def ways():
        for one in held.placements:
            site = session_of(held, one).site
            for day, slot in starts(held, session_of(held, one)) if site else ():
                if is_away(held, site, day):
                    yield instead(held, one, day=day, slot=slot)

    return any_of(random, ways())


@breaks("Unavailable", "closed")
def after_its_latest_day(random, held):
    """The plan of each cohort is due by Friday."""
    late = MONDAY + timedelta(days=7)
    one = random.choice([*meetings(held, "A-plan"), *meetings(held, "B-plan")])
    return instead(held, one, day=late)


@breaks("Unavailable", "closed")
def before_its_earliest_day(random, held):
    one = random.choice([*meetings(held, "A-pair"), *meetings(held, "B-pair")])
    return instead(held, one, day=MONDAY - timedelta(days=random.randint(1, 9)), slot=1)


@breaks("Travel", "near")
def a_visit_without_time_for_the_way(random, held):
    """Fewer minutes before or after a meeting at the venue than the way to the site takes."""

    def ways():
        for one in (one for one in held.placements if session_of(held, one).site):
            session = session_of(held, one)
            way = next(site.minutes for site in held.programme.sites if site.code == session.site)
            for other in (p for p in held.placements if p is not one and share(session, session_of(held, p))):
                for slot in (slot for slot in slots_of(other.day) if slot + 1 in slots_of(other.day)):
                    if 0 <= _minutes((slot, slot + 1), (other.slot, max(taken(held, other))[1])) < way:
                        yield instead(held, one, day=other.day, slot=slot)

    return any_of(random, ways())


def _minutes(*spans: tuple[int, int]) -> int:
    """Minutes between two meetings, told by their first and last slots."""
    begins, ends = ([_minute(SLOTS[span[k] - 1], k) for span in spans] for k in (0, 1))
    return max(begins) - min(ends)


def _minute(slot: Slot, end: int) -> int:
    clock = slot.end if end else slot.start
    return clock.hour * 60 + clock.minute
