"""Dates and people decided together: as good as looking at every choice of dates, and honest where it is not proven."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from whole import rounds

from constraints.seats.choices import Choices
from constraints.seats.eligibility import Eligibility
from constraints.seats.fill_seats import FillSeats
from constraints.seats.release_limit import ReleaseLimit
from scheduler.domain import Amount, Cohort, DateWindow, Nominee, Programme, Span
from scheduler.errors import Infeasible
from scheduler.pipeline import allocate
from scheduler.rule import Rule
from scheduler.timetable import DateChoice, PlanOptions, plan
from scheduler.timetable.dates import candidates

MONDAY = date(2026, 6, 8)


def week(number: int) -> Span:
    first = MONDAY + timedelta(days=7 * number)
    return Span(first=first, last=first + timedelta(days=4))


def instance(random: Random) -> tuple[Programme, list[Rule]]:
    """Two cohorts, three weeks for each, and six people who are not there in some of them."""
    window = {"earliest": MONDAY, "latest": week(2).last, "days": 5, "weekday": "Mon", "free_at_most": 5}
    windows = tuple(DateWindow(cohort=code, not_with=random.choice(((), ("A",), ("B",))), **window) for code in "AB")
    cohorts = tuple(Cohort(code=code, seats_at_most=random.choice((2, 3))) for code in "AB")
    away = (week(0), week(1), week(2))
    people = tuple(
        Nominee(
            id=f"n{number}",
            institution=random.choice("XY"),
            choices=random.choice((("A",), ("B",), ("A", "B"))),
            unavailable=tuple(random.sample(away, random.choice((0, 1, 2, 2, 3)))),
        )
        for number in range(6)
    )
    limit = ReleaseLimit(institution=("each",), per="institution", at_most=Amount(count=random.choice((1, 2, 3))))
    least = Eligibility(column="Institution", where=("A",), one_of=("X",), priority=3)
    rules = [FillSeats(priority=1), Choices(priority=2), random.choice((limit, least))]
    seats_each = random.choice((1, 1, 2))
    return Programme(cohorts=cohorts, nominees=people, windows=windows, seats_each=seats_each), rules


def best(programme: Programme, rules: list[Rule]) -> tuple[int, ...] | None:
    """Look at every choice of dates."""
    spans = [[(w.cohort, span) for span in candidates(programme, w).spans] for w in programme.windows]
    found = []
    for pair in map(dict, product(*spans)):
        if pair["A"].overlaps(pair["B"]) and any(w.not_with for w in programme.windows if w.not_with != (w.cohort,)):
            continue
        try:
            result = allocate(DateChoice(pair, 0, is_proven=True).applied(programme), rules)
        except Infeasible:
            continue
        found.append(tuple(result.audit.costs.values()))
    return min(found, default=None)


@pytest.mark.parametrize("seed", range(rounds(12, 100)))
def test_a_plan_is_as_good_as_every_choice_of_dates_looked_at(seed):
    programme, rules = instance(Random(seed))
    made = plan(programme, rules)
    wanted = best(programme, rules)
    assert made.joint.is_proven
    assert made.joint.value == wanted
    assert made.joint.bound is None or made.joint.bound <= wanted
    assert made.joint.gap is None or made.joint.is_all


def test_a_bound_spares_choices_that_cannot_be_better():
    """Whoever is away in all three weeks leaves a seat empty, whatever the dates; so the first choice is best."""
    away = Nominee(id="n0", unavailable=(week(0), week(1), week(2)))
    window = DateWindow(cohort="A", earliest=MONDAY, latest=week(2).last, days=5, free_at_most=5)
    programme = Programme(
        cohorts=(Cohort(code="A", seats_at_most=2),), nominees=(away, Nominee(id="n1")), windows=(window,)
    )
    made = plan(programme, [FillSeats(priority=1)])
    assert made.joint.tried == 1
    assert made.joint.value == made.joint.bound == (1,)
    assert made.joint.is_proven
    assert not made.joint.is_all


def one_try_of_two() -> Programme:
    """By numbers alone either week does; only in the second is each person in a cohort of his or her own."""
    people = (
        Nominee(id="1", unavailable=(week(1),)),
        Nominee(id="2", unavailable=(week(0),)),
        Nominee(id="3", unavailable=(week(0),)),
    )
    cohorts = tuple(Cohort(code=code, seats_at_most=1) for code in "AB")
    more = {"earliest": MONDAY, "latest": week(1).last, "days": 5, "weekday": "Mon"}
    windows = tuple(DateWindow(cohort=code, **more) for code in "AB")
    return Programme(cohorts=cohorts, nominees=people, windows=windows)


def test_what_is_not_proven_is_said_with_its_gap():
    short = plan(one_try_of_two(), [FillSeats(priority=1)], options=PlanOptions(tries=1)).joint
    assert (short.tried, short.is_all, short.is_proven) == (1, False, False)
    assert (short.value, short.bound, short.gap) == ((1,), (0,), (1, 1))
    full = plan(one_try_of_two(), [FillSeats(priority=1)]).joint
    assert full.is_proven
    assert full.value == (0,)
    assert full.gap is None


def test_no_bound_is_claimed_where_conditions_depend_on_the_day_of_leaving():
    people = (Nominee(id="1", birth=date(1976, 6, 10)), Nominee(id="2", birth=date(1990, 1, 1)))
    window = DateWindow(cohort="A", earliest=MONDAY, latest=week(2).last, days=5, weekday="Mon")
    cohort = Cohort(code="A", seats_at_most=3)
    programme = Programme(cohorts=(cohort,), nominees=people, windows=(window,))
    rules = [FillSeats(priority=1), Eligibility(column="Age", at_most=49)]
    joint = plan(programme, rules).joint
    assert (joint.bound, joint.is_all, joint.is_proven, joint.tried) == (None, True, True, 3)
    fixed = programme.model_copy(update={"reference_date": MONDAY})
    assert plan(fixed, rules).joint.bound == (1,)
