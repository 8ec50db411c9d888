"""Random small programmes, and random seats in them, from a `random.Random`."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from random import Random

from scheduler.allocation import Allocation, Seat
from scheduler.domain import Cohort, Nominee, Programme, Session, Span, Topic

INSTITUTIONS = ("PANRB", "Kemendagri", "Kab. Batang")
TYPES = {"PANRB": "ministry", "Kemendagri": "ministry", "Kab. Batang": "regency"}
REGIONS = {"Pusat": "Pusat", "Jawa Tengah": "Jawa", "Papua": "Papua"}
UNITS = ("Biro A", "Biro B")
TOPICS = ("APP", "DAT", "SDM")
RANKS = ("III/a", "III/c", "IV/a")
LEVELS = ("Pelaksana", "Administrator")
FIRST_DAY = date(2026, 9, 7)


def programme(random: Random, most_nominees: int = 5) -> Programme:
    """Invent a programme of two or three cohorts, some with breakouts, and a few nominees."""
    cohorts = tuple(_cohort(random, code) for code in "ABC"[: random.randint(2, 3)])
    sessions = tuple(s for cohort in cohorts for s in _sessions(random, cohort.code))
    places = [c.code for c in cohorts] + [s.code for s in sessions if s.block]
    people = tuple(_nominee(random, f"n{number}", places) for number in range(random.randint(1, most_nominees)))
    return Programme(
        name="Invented",
        year=2026,
        seed=random.randint(0, 9),
        seats_each=random.choice((1, 1, 1, 2)),
        cohorts=cohorts,
        sessions=sessions,
        nominees=people,
    )


def _cohort(random: Random, code: str) -> Cohort:
    start = FIRST_DAY + timedelta(days=random.choice((0, 3, 14)))
    most = random.randint(1, 3)
    return Cohort(
        code=code,
        title=f"Cohort {code}",
        topics=_topics(random),
        start=start,
        end=start + timedelta(days=random.choice((1, 5))),
        seats_at_least=random.choice((0, 0, 1, 2)) % (most + 1),
        seats_at_most=most,
        lead=random.choice(INSTITUTIONS[:2]),
        status=random.choice(("open", "open", "open", "may close", "closed")),
    )


def _topics(random: Random) -> tuple[Topic, ...]:
    return tuple(Topic(code=code, weight=random.randint(1, 2)) for code in random.sample(TOPICS, random.randint(0, 2)))


def _sessions(random: Random, cohort: str) -> list[Session]:
    if random.random() < 0.6:
        return []
    count, take = random.choice(((2, 1), (2, 1), (3, 1), (3, 2)))
    rooms = [random.choice((None, 1, 2, 3)) for _ in range(count)]
    breakouts = [
        Session(
            code=f"{cohort}{number}", cohort=cohort, block="x", take=take, seats_at_most=room, topics=_topics(random)
        )
        for number, room in enumerate(rooms, 1)
    ]
    return [*breakouts, Session(code=f"{cohort}0", cohort=cohort, title="Opening")]


def _nominee(random: Random, code: str, places: list[str]) -> Nominee:
    institution, region = random.choice(INSTITUTIONS), random.choice(tuple(REGIONS))
    away = FIRST_DAY + timedelta(days=random.randint(0, 20))
    return Nominee(
        id=code,
        name=f"Person {code}",
        institution=institution,
        institution_type=TYPES[institution],
        unit=random.choice(UNITS),
        region=region,
        island_group=REGIONS[region],
        sex=random.choice("FM"),
        birth=date(random.randint(1966, 1998), random.randint(1, 12), random.randint(1, 28)),
        service_start=random.choice((None, date(random.randint(2000, 2024), 3, 1))),
        rank=random.choice(RANKS),
        level=random.choice(LEVELS),
        english=random.choice((None, 400.0, 450.0, 500.0)),
        topics=tuple(random.sample(TOPICS, random.randint(0, 3))),
        choices=tuple(random.sample(places, random.randint(0, min(3, len(places))))),
        order=random.choice((None, 1, 2, 3)),
        unavailable=random.choice(((), (), (Span(first=away, last=away + timedelta(days=2)),))),
        trained=random.choice((None, None, 2018, 2024)),
        facts={
            "Passport expiry": random.choice((None, date(2026, 10, 1), date(2028, 1, 1))),
            "Team": random.choice("XY"),
        },
    )


def all_allocations(programme: Programme) -> list[tuple[Seat, ...]]:
    """List every way to seat one person: no more cohorts than allowed, breakouts as their block says."""
    options = [_takes(programme, cohort.code) for cohort in programme.cohorts]
    picks = product(*([(), *option] for option in options))
    return [tuple(s for s in pick if s) for pick in picks if sum(map(bool, pick)) <= programme.seats_each]  # type: ignore[misc]


def _takes(programme: Programme, cohort: str) -> list[tuple[str, tuple[str, ...]]]:
    from itertools import combinations

    blocks = [b for (home, _), b in programme.blocks.items() if home == cohort]
    choices = [list(combinations([s.code for s in block], block[0].take)) for block in blocks]
    return [(cohort, tuple(sorted(code for part in pick for code in part))) for pick in product(*choices)]


def seats(random: Random, programme: Programme) -> Allocation:
    """Seat people at random, in no more cohorts than the programme allows for each."""
    chosen = []
    for nominee in programme.nominees:
        count = random.choice((0, 1, 1, 2)) % (programme.seats_each + 1)
        for cohort in random.sample([c.code for c in programme.cohorts], count):
            takes = _takes(programme, cohort)
            chosen.append(Seat(nominee=nominee.id, cohort=cohort, sessions=random.choice(takes)[1]))
    return Allocation(programme=programme, seats=tuple(chosen))
