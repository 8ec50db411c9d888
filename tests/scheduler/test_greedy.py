"""A first allocation without searching: it keeps every rule that must hold, or it is not used."""

from __future__ import annotations

from threading import Event

import pytest
import random_rules

from constraints.seats.keep_together import KeepTogether
from constraints.seats.quota import Quota
from scheduler.board import Board
from scheduler.domain import Amount, Cohort, Nominee, Programme, Session, Topic
from scheduler.errors import OutOfTime
from scheduler.greedy import started
from scheduler.pipeline import allocate
from scheduler.rulebook import complete
from scheduler.sample import samples
from scheduler.seating import model_of
from scheduler.solve import Limits
from scheduler.solve.optimise import solve


def stopped():
    stop = Event()
    stop.set()
    return stop


def test_a_search_that_is_stopped_at_once_hands_back_seats_that_keep_every_must():
    made = samples()["national"](nominees=300)
    result = allocate(made.programme, made.rules, stop=stopped())
    assert result.outcome.status == "feasible"
    assert result.outcome.stopped_by == "interrupt"
    assert not result.is_proven
    assert not result.audit.broken
    assert len(result.allocation.seats) > made.programme.seats_offered(sorted(made.programme.cohort)) // 2


def test_fewest_numbers_are_served_before_stronger_claims():
    people = (*(Nominee(id=f"s{k}", topics=("DAT",)) for k in range(3)), Nominee(id="papua", region="Papua"))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=2, topics=(Topic(code="DAT"),)),), nominees=people)
    result = allocate(given, [Quota(region=("Papua",), at_least=Amount(count=1))], stop=stopped())
    assert result.allocation.is_seated("papua")
    assert len(result.allocation.seats) == 2


def test_breakouts_come_with_the_seat_and_keep_their_room():
    sessions = tuple(Session(code=f"A{k}", cohort="A", block="x", seats_at_most=2) for k in (1, 2))
    people = tuple(Nominee(id=f"n{k}", choices=("A1",)) for k in range(6))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=5),), sessions=sessions, nominees=people)
    result = allocate(given, stop=stopped())
    assert sorted(seat.sessions for seat in result.allocation.seats) == [("A1",)] * 2 + [("A2",)] * 2


def test_seats_that_would_break_a_must_are_not_used():
    people = tuple(Nominee(id=f"n{k}", choices=("A",) if k else ("B",)) for k in range(2))
    given = Programme(cohorts=tuple(Cohort(code=code, seats_at_most=1) for code in "AB"), nominees=people)
    with pytest.raises(OutOfTime):
        allocate(given, [KeepTogether(nominees=("n0", "n1")), Quota(at_least=Amount(count=2))], stop=stopped())


def test_what_is_used_keeps_every_must_of_random_programmes():
    used = 0
    for number in range(40):
        programme, rows, result = random_rules.feasible(number)
        rules = complete(programme, rows)
        board = Board(programme, rules)
        model = model_of(board, 1)
        found = started(board, model, solve(model, stop=stopped()), Limits())
        if found.values is not None:
            used += 1
            values = {tier.name: tier.value for tier in found.tiers}
            best = [tier.value for tier in result.tiers]
            assert [values[tier.name] for tier in result.tiers] >= best
            assert model.holds(found.values)
    assert used > 10
