"""Programmes with planted contradictions, and a second opinion on what can hold that shares nothing with the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from random import Random

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from constraints.seats.capacity import Capacity
from constraints.seats.date_clash import DateClash
from constraints.seats.eligibility import Eligibility
from constraints.seats.keep_apart import KeepApart
from constraints.seats.keep_together import KeepTogether
from constraints.seats.one_seat import OneSeat
from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from scheduler.domain import Amount, Cohort, Group, Nominee, Programme
from scheduler.rule import Rule

SIZES = (*range(6, 60, 3), 80, 120, 200, 300, 400, 550, 700, 850, 1000)
"""Nominees of the programmes in which contradictions are planted."""

REGIONS = ("Papua", "Bali", "Jawa Timur", "Aceh")
Rows = list[Rule]
Plant = Callable[[Random, Programme, str], Rows]


def programme(random: Random, people: int) -> Programme:
    """Two to six cohorts with room for most people, and people of every kind."""
    codes = "ABCDEF"[: random.randint(2, 6)]
    room = max(2, people // len(codes))
    cohorts = tuple(Cohort(code=code, seats_at_most=random.randint(max(2, room // 2), room + 1)) for code in codes)
    return Programme(cohorts=cohorts, nominees=tuple(_person(random, f"p{n:04}") for n in range(people)))


def instance(number: int) -> tuple[Programme, Rows]:
    """Return one of many programmes with one to three planted contradictions."""
    random = Random(f"contradictions {number}")
    return planted(random, SIZES[number % len(SIZES)], random.randint(1, 3))


def _person(random: Random, code: str) -> Nominee:
    return Nominee(
        id=code,
        sex=random.choice("FM"),
        region=random.choice(REGIONS),
        institution=f"Body {random.randint(1, 9)}",
        english=float(random.randrange(350, 600, 10)),
    )


def planted(random: Random, people: int, contradictions: int) -> tuple[Programme, Rows]:
    """Plant contradictions in cohorts of their own, among rows that ask for little."""
    given = programme(random, people)
    codes = random.sample(sorted(given.cohort), min(contradictions, len(given.cohort)))
    rows = [row for code in codes for row in random.choice(PLANTS)(random, given, code)]
    harmless: Rows = [
        Quota(where=(code,), sex=("F",), at_most=Amount(count=given.cohort[code].seats_at_most), note="harmless")
        for code in sorted(given.cohort)
    ]
    harmless.append(Quota(region=("Bali",), at_least=Amount(count=0), note="harmless"))
    marked = [row.model_copy(update={"fixed": random.random() < 0.2}) for row in rows]
    return given, [*harmless, *marked]


def _too_few(random: Random, given: Programme, code: str) -> Rows:
    region = random.choice(REGIONS)
    there = sum(person.region == region for person in given.nominees)
    return [Quota(where=(code,), region=(region,), at_least=Amount(count=there + random.randint(1, 2)))]


def _crossed(random: Random, given: Programme, code: str) -> Rows:
    del given
    least = random.randint(2, 3)
    return [
        Quota(where=(code,), sex=("F",), at_least=Amount(count=least)),
        Quota(where=(code,), sex=("F",), at_most=Amount(count=least - random.randint(1, 2))),
    ]


def _crowded(random: Random, given: Programme, code: str) -> Rows:
    del random
    half = given.cohort[code].seats_at_most // 2 + 1
    return [Quota(where=(code,), sex=(sex,), at_least=Amount(count=half)) for sex in "FM"]


def _pinned(random: Random, given: Programme, code: str) -> Rows:
    seats = given.cohort[code].seats_at_most
    people = random.sample(given.nominees, min(len(given.nominees), seats + 1))
    return [Pin(nominee=person.id, to=code) for person in people]


def _unfit(random: Random, given: Programme, code: str) -> Rows:
    person = random.choice(given.nominees)
    bar = Eligibility(where=(code,), column="English", at_least=str(int(person.english or 0) + 5))
    return [bar, Pin(nominee=person.id, to=code)]


def _torn(random: Random, given: Programme, code: str) -> Rows:
    one, other = random.sample(given.nominees, 2)
    away = random.choice([c for c in given.cohort if c != code])
    return [
        KeepTogether(nominees=(one.id, other.id)),
        Pin(nominee=one.id, to=code),
        Pin(nominee=other.id, to=away),
    ]


def _parted(random: Random, given: Programme, code: str) -> Rows:
    one, other = random.sample(given.nominees, 2)
    return [KeepApart(where=(code,), nominees=(one.id, other.id)), *(Pin(nominee=p.id, to=code) for p in (one, other))]


def _twice(random: Random, given: Programme, code: str) -> Rows:
    person, away = random.choice(given.nominees), random.choice([c for c in given.cohort if c != code])
    return [Pin(nominee=person.id, to=code), Pin(nominee=person.id, to=away)]


PLANTS: tuple[Plant, ...] = (_too_few, _crossed, _crowded, _pinned, _unfit, _torn, _parted, _twice)


# -- a second opinion -------------------------------------------------------------------------


class _Rows:
    """Rows of a model over every person and cohort, gathered one by one."""

    def __init__(self, given: Programme) -> None:
        numbers = count()
        self.at = {(person.id, code): next(numbers) for person in given.nominees for code in sorted(given.cohort)}
        self.given = given
        self.rows: list[tuple[list[int], list[float], float, float]] = []
        self.upper = np.ones(len(self.at))

    def add(self, pairs: Sequence[tuple[str, str]], least: float, most: float, signs: Sequence[float] = ()) -> None:
        self.rows.append(([self.at[pair] for pair in pairs], list(signs) or [1.0] * len(pairs), least, most))

    def pairs(self, group: Group, places: Sequence[str]) -> list[tuple[str, str]]:
        return [(person.id, code) for person in self.given.nominees if group.has(person) for code in places]


def can_hold(given: Programme, rules: Sequence[Rule]) -> bool:
    """Ask whether the "must" rules among `rules` can hold; every row is written out here, none by the board.

    What HiGHS (by way of SciPy) finds is added up row by row; what it calls impossible CP-SAT has to call so too.
    """
    model = _Rows(given)
    for rule in rules:
        if rule.is_must:
            _WRITERS[type(rule)](model, rule)
    is_possible = _by_highs(model)
    assert is_possible or not _by_cpsat(model), "HiGHS calls impossible what CP-SAT solves"
    return is_possible


def _by_highs(model: _Rows) -> bool:
    columns = [c for row in model.rows for c in row[0]]
    factors = [f for row in model.rows for f in row[1]]
    starts = np.cumsum([0, *(len(row[0]) for row in model.rows)])
    shape = (len(model.rows), len(model.at))
    lower, upper = np.array([row[2] for row in model.rows]), np.array([row[3] for row in model.rows])
    rows = csr_array((factors, columns, starts), shape)
    found = milp(
        np.zeros(len(model.at)),
        integrality=np.ones(len(model.at)),
        bounds=Bounds(0, model.upper.tolist()),
        constraints=LinearConstraint(rows, lower, upper) if model.rows else (),
    )
    assert found.status in (0, 2), found.message
    if found.status == 0:
        seats = np.round(found.x)
        assert np.all((seats >= 0) & (seats <= model.upper))
        assert np.all((rows @ seats >= lower) & (rows @ seats <= upper))
    return bool(found.status == 0)


def _by_cpsat(model: _Rows) -> bool:
    made, solver = cp_model.CpModel(), cp_model.CpSolver()
    solver.parameters.num_workers = 1
    seats = [made.new_int_var(0, int(upper), "") for upper in model.upper]
    for columns, factors, least, most in model.rows:
        total = sum(int(factor) * seats[column] for column, factor in zip(columns, factors, strict=True))
        made.add(total >= int(least))
        if most < np.inf:
            made.add(total <= int(most))
    status = solver.solve(made)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE), solver.status_name(status)
    return bool(status != cp_model.INFEASIBLE)


def _capacity(model: _Rows, rule: Capacity) -> None:
    for places in rule.scopes(model.given):
        most = np.inf if rule.at_most is None else rule.at_most
        model.add(model.pairs(Group(), places), rule.at_least or 0, most)


def _quota(model: _Rows, rule: Quota) -> None:
    number = lambda amount, empty: empty if amount is None else amount.count  # noqa: E731
    for places in rule.scopes(model.given):
        model.add(model.pairs(rule.group, places), number(rule.at_least, 0), number(rule.at_most, np.inf))


def _eligibility(model: _Rows, rule: Eligibility) -> None:
    for person in model.given.nominees:
        if (person.english or 0) < float(str(rule.at_least)) and person.id not in rule.waived:
            for code in rule.where:
                model.upper[model.at[person.id, code]] = 0


def _pin(model: _Rows, rule: Pin) -> None:
    model.add([(rule.nominee, rule.to)], 1, 1)


def _one_seat(model: _Rows, rule: OneSeat) -> None:
    for person in model.given.nominees:
        model.add([(person.id, code) for code in sorted(model.given.cohort)], 0, rule.at_most)


def _together(model: _Rows, rule: KeepTogether) -> None:
    for code in sorted(model.given.cohort):
        for other in rule.nominees[1:]:
            model.add([(rule.nominees[0], code), (other, code)], 0, 0, [1.0, -1.0])


def _apart(model: _Rows, rule: KeepApart) -> None:
    for places in rule.scopes(model.given):
        model.add([(i, code) for i in rule.nominees for code in places], 0, rule.at_most)


_WRITERS: dict[type[Rule], Callable[..., None]] = {
    Capacity: _capacity,
    Quota: _quota,
    Eligibility: _eligibility,
    Pin: _pin,
    OneSeat: _one_seat,
    KeepTogether: _together,
    KeepApart: _apart,
    DateClash: lambda model, rule: None,  # noqa: ARG005  nobody has dates
}
