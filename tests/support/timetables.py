"""Small random programmes with sessions to place, and random timetables of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import combinations, product
from random import Random

from scheduler.allocation import Allocation, Seat
from scheduler.domain import (
    Break,
    Cohort,
    Lecturer,
    Nominee,
    Placement,
    Programme,
    Room,
    Route,
    Session,
    Site,
    Slot,
    Span,
    Topic,
)
from scheduler.timetable.held import Timetable
from scheduler.timetable.hours import Grid, Hour

MONDAY = date(2027, 6, 7)
KINDS = ("lecture", "study visit", "workshop")
TOPICS = ("KBJ", "DAT", "APP")


def slots(count: int = 3) -> tuple[Slot, ...]:
    """Lesson hours from nine, an hour apart."""
    return tuple(Slot(number=n + 1, start=time(9 + n), end=time(9 + n, 45)) for n in range(count))


def programme(random: Random, most_sessions: int = 4) -> Programme:
    """Invent a week of one or two cohorts with a few sessions, rooms, lecturers and sites."""
    cohorts = tuple(_cohort(random, code) for code in "AB"[: random.randint(1, 2)])
    lecturers = tuple(_lecturer(random, code) for code in ("l1", "l2"))
    sites = (
        Site(code="w1", minutes=random.choice((0, 30, 60)), capacity=random.choice((None, 3))),
        Site(code="w2", minutes=30, bus_seats=random.choice((None, 2))),
    )
    sessions = [_session(random, f"s{number}", cohorts) for number in range(random.randint(1, most_sessions))]
    return Programme(
        cohorts=cohorts,
        sessions=tuple(_matching(sessions)),
        slots=slots(random.choice((2, 3))),
        breaks=random.choice(((), (Break(title="Lunch", start=time(9, 50), end=time(9, 55)),))),
        rooms=tuple(_room(random, code) for code in random.choice(((), ("r1",), ("r1", "r2"), ("r1", "r2", "r3")))),
        lecturers=lecturers,
        sites=sites,
        routes=random.choice(((), (Route(first="w1", second="w2", minutes=90),))),
    )


def _cohort(random: Random, code: str) -> Cohort:
    start = MONDAY + timedelta(days=random.choice((0, 0, 1)))
    return Cohort(code=code, start=start, end=start + timedelta(days=random.choice((0, 1))), seats_at_most=3)


def _lecturer(random: Random, code: str) -> Lecturer:
    skills = tuple(random.sample(TOPICS, random.randint(0, 2)))
    return Lecturer(code=code, skills=skills, most_a_day=random.choice((None, 1, 2)), unavailable=_span(random))


def _room(random: Random, code: str) -> Room:
    features = random.choice(((), ("projector",)))
    return Room(code=code, capacity=random.choice((2, 3, 6)), features=features, rather_not=_span(random))


def _span(random: Random) -> tuple[Span, ...]:
    day = MONDAY + timedelta(days=random.randint(0, 1))
    return random.choice(((), (), (Span(first=day, last=day),)))


def _session(random: Random, code: str, cohorts: tuple[Cohort, ...]) -> Session:
    home, *others = random.sample([cohort.code for cohort in cohorts], len(cohorts))
    block = random.choice(("", "", "", "x"))
    teaching = tuple(random.sample(("l1", "l2"), random.randint(0, 2)))
    return Session(
        code=code,
        cohort=home,
        jointly=() if block else tuple(random.sample(others, random.randint(0, len(others)))),
        kind=random.choice(KINDS),
        topics=tuple(Topic(code=topic) for topic in random.sample(TOPICS, random.randint(0, 1))),
        block=block,
        length=random.choice((1, 1, 2)),
        meetings=random.choice((1, 1, 2)),
        lecturers=teaching,
        lecturers_at_once=random.choice((None, 1)),
        needs_room=random.random() < 0.8,
        features=random.choice(((), (), ("projector",))),
        site=random.choice(("", "", "", "w1", "w2")),
        expected=random.choice((None, 2, 4)),
        earliest=random.choice((None, None, MONDAY + timedelta(days=1))),
        spans_breaks=random.choice((True, False)),
    )


def _matching(sessions: list[Session]) -> Iterator[Session]:
    """Breakouts of a block are as long as its first, and meet as often."""
    first: dict[str, Session] = {}
    for session in sessions:
        like = first.setdefault(session.cohort, session) if session.block else session
        yield session.model_copy(update={"length": like.length, "meetings": like.meetings})


def places(session: Session, grid: Grid, rooms: tuple[Room, ...]) -> list[Placement]:
    """Every way to hold one meeting."""
    at_once = min(len(session.lecturers), session.lecturers_at_once or len(session.lecturers))
    teaching = list(combinations(sorted(session.lecturers), at_once))
    inside = [room.code for room in rooms] if session.needs_room and not session.site else []
    found = product(grid.starts(session), inside or [""], teaching)
    return [
        Placement(session=session.code, day=start.day, slot=start.slot, room=room, lecturers=by)
        for start, room, by in found
    ]


def ways(session: Session, grid: Grid, rooms: tuple[Room, ...]) -> list[tuple[Placement, ...]]:
    """Every way to hold all meetings of a session, no two beginning at one hour."""
    options = places(session, grid, rooms)
    groups = combinations(options, session.meetings)
    return [numbered(g) for g in groups if len({(one.day, one.slot) for one in g}) == len(g)]


def any_ways(session: Session, grid: Grid, rooms: tuple[Room, ...]) -> list[tuple[Placement, ...]]:
    """Every way to hold any number of meetings of a session, no two beginning at one hour."""
    most = len(grid.starts(session))
    counts = (session.model_copy(update={"meetings": count}) for count in range(most + 1))
    return [way for counted in counts for way in ways(counted, grid, rooms)]


def numbered(group: tuple[Placement, ...]) -> tuple[Placement, ...]:
    """Number meetings in order of time."""
    ordered = sorted(group, key=lambda one: (one.day, one.slot))
    return tuple(one.model_copy(update={"meeting": number}) for number, one in enumerate(ordered, 1))


def timetable(random: Random, given: Programme, *, has_all: bool = False) -> Timetable:
    """Place sessions at random: all of them, or now and then a meeting less."""
    grid, placements = Grid(given), []
    for session in given.sessions:
        options = places(session, grid, given.rooms)
        by_start: dict[Hour, list[Placement]] = {}
        for one in options:
            by_start.setdefault(Hour(one.day, one.slot), []).append(one)
        count = (
            session.meetings if has_all else random.choice((session.meetings, session.meetings, random.randint(0, 2)))
        )
        begun = random.sample(sorted(by_start), min(count, len(by_start)))
        placements += numbered(tuple(random.choice(by_start[start]) for start in begun))
    return Timetable(programme=given, placements=tuple(placements))


def seated(random: Random, given: Programme) -> tuple[Programme, Allocation]:
    """Add three people to a programme and seat them at random."""
    people = tuple(Nominee(id=f"n{number}") for number in range(3))
    whole = given.model_copy(update={"nominees": people})
    seats = []
    for person in people:
        for cohort in random.sample([c.code for c in given.cohorts], random.randint(0, len(given.cohorts))):
            blocks = [s.code for s in given.sessions if s.block and s.cohort == cohort]
            taken = tuple(sorted(random.sample(blocks, random.randint(0, len(blocks)))))
            seats.append(Seat(nominee=person.id, cohort=cohort, sessions=taken))
    whole = Programme.model_validate(whole.model_dump())
    return whole, Allocation(programme=whole, seats=tuple(seats))
