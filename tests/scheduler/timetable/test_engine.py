"""The search as a whole: cut short it still hands out a timetable, the same one whatever the order of rows."""

from __future__ import annotations

from random import Random
from threading import Event

from week import session, week

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.spread_days import SpreadDays
from scheduler.domain import Programme, Room
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, complete
from scheduler.solve.limits import Clock, Limits, Progress
from scheduler.timetable.engine import Search, TimeOutcome
from scheduler.timetable.held import Timetable
from scheduler.timetable.verdict import judge

ROOMS = tuple(Room(code=code, capacity=9) for code in ("q", "r"))
RULES = (
    CompactDays(measure="lonely", priority=1, weight=2),
    SpreadDays(at_least=3, priority=1),
    HomeRoom(per="cohort", priority=1),
    CompactDays(measure="gaps", priority=2),
)


def crowded(shuffle: int = 0) -> tuple[Programme, tuple[Rule, ...]]:
    """Three cohorts of eight sessions, twice each, in a week of five days and five hours; rows in some order."""
    sessions = [session(f"{code}{n}", code, needs_room=True, meetings=2) for code in "ABC" for n in range(8)]
    rules = list(RULES)
    for rows in (sessions, rules):
        Random(shuffle).shuffle(rows)
    programme = week(*sessions, rooms=ROOMS, cohorts="ABC", days=5, hours=5)
    return programme, complete(programme, rules, package=TIMETABLE)


def searched(shuffle: int, work: float) -> TimeOutcome:
    programme, rules = crowded(shuffle)
    return Search(programme, rules, Clock.start(Limits(seconds=work)), is_reproducible=True).run()


def test_cut_short_after_so_much_work_it_hands_out_the_same_whatever_the_order_of_rows():
    first, second = (searched(shuffle, 0.5) for shuffle in (1, 2))
    assert first.stopped_by == second.stopped_by == "time"
    assert first.placements is not None
    assert first.placements == second.placements
    assert [(t.value, t.bound) for t in first.tiers] == [(t.value, t.bound) for t in second.tiers]


def test_values_are_what_the_audit_counts_and_never_below_their_bounds():
    programme, rules = crowded()
    found = Search(programme, rules, Clock.start(Limits(seconds=0.5)), is_reproducible=True).run()
    audit = judge(Timetable(programme=programme, placements=found.placements), rules)
    assert audit.is_clean
    assert [tier.value for tier in found.tiers] == list(audit.costs.values())
    assert all(tier.bound <= tier.value for tier in found.tiers)


def test_a_stop_hands_out_the_best_so_far():
    programme, rules = crowded()
    stop = Event()

    def tell(progress: Progress) -> None:
        if progress.tier:
            stop.set()

    found = Search(programme, rules, Clock.start(Limits(), tell, stop)).run()
    assert found.stopped_by == "interrupt"
    assert judge(Timetable(programme=programme, placements=found.placements), rules).is_clean
