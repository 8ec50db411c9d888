"""Dates, people and timetable in one go; and what is said where there is none."""

from __future__ import annotations

from datetime import date, datetime, time
from threading import Event

import pytest
from timetables import MONDAY
from week import session, week

from constraints.seats.fill_seats import FillSeats
from constraints.timetable.compact_days import CompactDays
from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.first_last import FirstLast
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Break, Cohort, DateWindow, Nominee, Programme, Room, Session, Slot, Span
from scheduler.errors import Infeasible, OutOfTime
from scheduler.pipeline import allocate
from scheduler.solve.limits import Progress
from scheduler.timetable import PlanOptions, TimeOptions, plan, timetable
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.planning import _Patient


def away(first: str, last: str) -> Span:
    return Span(first=date.fromisoformat(first), last=date.fromisoformat(last))


def test_dates_and_people_are_decided_together():
    """By numbers alone the first week does: two are free for two seats.  But only later is each in one's own cohort."""
    people = (
        Nominee(id="1", unavailable=(away("2026-06-15", "2026-06-19"),)),
        Nominee(id="2", unavailable=(away("2026-06-08", "2026-06-12"),)),
        Nominee(id="3", unavailable=(away("2026-06-08", "2026-06-12"),)),
    )
    cohorts = tuple(Cohort(code=code, seats_at_most=1) for code in "AB")
    window = {"earliest": date(2026, 6, 8), "latest": date(2026, 6, 20), "days": 5, "weekday": "Mon"}
    windows = tuple(DateWindow(cohort=code, **window) for code in "AB")
    programme = Programme(cohorts=cohorts, nominees=people, windows=windows)
    made = plan(programme, [FillSeats(priority=1)], options=PlanOptions(tries=9))
    assert len(made.seats.allocation.seats) == 2
    assert {made.programme.cohort[code].start for code in "AB"} != {date(2026, 6, 8)}


def test_a_plan_places_sessions_within_the_dates_chosen():
    window = DateWindow(cohort="A", earliest=date(2015, 9, 20), latest=date(2015, 10, 2), days=13, free_at_most=5)
    sessions = (session("open", kind="orientation"), session("show", kind="presentation"), session("x", meetings=5))
    programme = Programme(cohorts=(Cohort(code="A", seats_at_most=0),), sessions=sessions, windows=(window,))
    rules = [
        FirstLast(kinds=("orientation",)),
        FirstLast(kinds=("presentation",), which="last day"),
        DailyLoad(at_most=2),
    ]
    made = plan(programme, rules)
    days = {one.session: one.day for one in made.times.timetable.placements}
    assert (days["open"], days["show"]) == (date(2015, 9, 21), date(2015, 10, 2))
    held = {one.day.isoformat() for one in made.times.timetable.placements}
    assert not held & {"2015-09-24", "2015-09-26", "2015-09-27", "2015-09-28", "2015-09-29"}
    assert made.times.is_proven


def test_a_conflict_names_few_rows_about_few_sessions():
    programme = week(session("s"), session("t"), session("u", "B"), days=1, hours=2)
    rows = [Unavailable(who="A", slots=(2,)), Unavailable(who="B", slots=(2,))]
    with pytest.raises(Infeasible) as refusal:
        timetable(programme, rows)
    (conflict,) = refusal.value.diagnosis.conflicts
    assert refusal.value.diagnosis.is_minimal
    assert [(rule.sheet, *getattr(rule, "sessions", ())) for rule in conflict] == [
        ("Cohort clash",),
        ("Every meeting", "s"),
        ("Every meeting", "t"),
        ("Unavailable",),
    ]


def test_two_conflicts_are_both_named():
    programme = week(session("s"), session("u", "B"), days=1, hours=1)
    with pytest.raises(Infeasible) as refusal:
        timetable(programme, [Unavailable(who="A"), Unavailable(who="B")])
    assert len(refusal.value.diagnosis.conflicts) == 2


def at(clock: str) -> datetime:
    return datetime.combine(date(2027, 6, 8), time.fromisoformat(clock))


def test_a_session_with_its_own_time_stays_there():
    fixed = Session(code="s", cohort="A", needs_room=False, start=at("10:00"), end=at("11:30"))
    programme = week(fixed, session("t"), session("u"), days=2)
    made = timetable(programme, [CompactDays(priority=1), Unavailable(who="t", weekdays=("Mon",))]).timetable
    (placed,) = made.of("s")
    assert (placed.day.day, placed.slot) == (8, 2)
    assert [hour.slot for hour in made.hours(placed)] == [2, 3]
    assert made.of("t")[0].slot == 1


def test_the_same_call_gives_the_same_timetable_where_that_is_asked_for():
    programme = week(*(session(code, needs_room=True) for code in "stuvw"), rooms=ROOMS, days=3)
    asked = TimeOptions(is_reproducible=True, seed=7)
    first, second = (timetable(programme, [CompactDays(priority=1)], options=asked) for _ in range(2))
    assert first.timetable.placements == second.timetable.placements


ROOMS = tuple(Room(code=code, capacity=9) for code in ("q", "r"))


def test_prayer_and_lunch_take_hours_away_when_they_are_turned_on():
    slots = tuple(Slot(number=n, start=time(8 + n), end=time(8 + n, 45)) for n in range(1, 6))
    friday = Break(title="Friday prayer", start=time(12), end=time(13, 30), weekdays=("Fri",))
    lunch = Break(title="Lunch", start=time(11, 45), end=time(11, 55))
    cohort = Cohort(code="A", start=MONDAY, end=date(2027, 6, 11), seats_at_most=0)
    long = session("s", length=2)
    programme = Programme(cohorts=(cohort,), sessions=(long,), slots=slots, breaks=(friday, lunch))
    grid = Grid(programme)
    assert [hour.slot for hour in grid.hours(MONDAY)] == [1, 2, 3, 4, 5]
    assert [hour.slot for hour in grid.hours(date(2027, 6, 11))] == [1, 2, 3]
    assert [hour.slot for hour in grid.starts(long) if hour.day == MONDAY] == [1, 2, 4]
    off = programme.model_copy(update={"breaks": (friday.model_copy(update={"is_on": False}),)})
    assert len(Grid(off).hours(date(2027, 6, 11))) == 5


def test_in_ramadan_the_day_has_its_own_hours():
    usual = Slot(number=1, start=time(9), end=time(9, 45))
    early = Slot(number=1, start=time(8), end=time(8, 30), season="ramadan")
    cohort = Cohort(code="A", start=date(2026, 2, 17), end=date(2026, 2, 20), seats_at_most=0)
    grid = Grid(Programme(cohorts=(cohort,), slots=(usual, early)))
    assert grid.times(Hour(date(2026, 3, 3), 1))[0].time() == time(8)
    assert grid.times(Hour(date(2026, 4, 3), 1))[0].time() == time(9)


def test_a_stop_while_people_are_allocated_still_gives_a_timetable(monkeypatch):
    """The first choice of dates is not the best, and no other is tried; what is known by then is handed back."""
    stop, tried = Event(), []

    def interrupted(*given, **named):
        tried.append(given)
        made = allocate(*given, **named)
        stop.set()
        return made

    monkeypatch.setattr("scheduler.timetable.planning.allocate", interrupted)
    person = Nominee(id="1", unavailable=(away("2026-06-08", "2026-06-12"),))
    other = Nominee(id="2", unavailable=(away("2026-06-15", "2026-06-19"),))
    cohorts = tuple(Cohort(code=code, seats_at_most=1) for code in "AB")
    window = {"earliest": date(2026, 6, 8), "latest": date(2026, 6, 20), "days": 5, "weekday": "Mon"}
    windows = tuple(DateWindow(cohort=code, **window) for code in "AB")
    programme = Programme(cohorts=cohorts, nominees=(person, other), windows=windows, sessions=(session("s"),))
    made = plan(programme, [FillSeats(priority=1), CompactDays(priority=1)], options=PlanOptions(tries=9), stop=stop)
    assert len(tried) == 1
    assert len(made.times.timetable.placements) == 1


def test_time_that_runs_out_for_a_second_choice_of_dates_leaves_the_first(monkeypatch):
    tried = []

    def slow(*given, **named):
        tried.append(given)
        if len(tried) > 1:
            raise OutOfTime("no allocation was found")
        return allocate(*given, **named)

    monkeypatch.setattr("scheduler.timetable.planning.allocate", slow)
    window = DateWindow(cohort="A", earliest=date(2026, 6, 8), latest=date(2026, 6, 20), days=5, weekday="Mon")
    programme = Programme(cohorts=(Cohort(code="A", seats_at_most=2),), nominees=(Nominee(id="1"),), windows=(window,))
    made = plan(programme, [FillSeats(priority=1)])
    assert len(tried) == 3  # the first choice, what no choice could better, the second choice
    assert made.programme.cohort["A"].start == date(2026, 6, 8)


def test_a_stop_asked_for_before_the_timetable_waits_for_a_first_one():
    stop = Event()
    stop.set()
    patient = _Patient(None, stop)
    assert not patient.is_set()
    patient(Progress(seconds=1.0))
    assert not patient.is_set()
    patient(Progress(seconds=2.0, tier="1", number=1, tiers=2))
    assert patient.is_set()


def test_a_stop_asked_for_while_the_timetable_is_sought_takes_effect_at_once():
    stop, told = Event(), []
    patient = _Patient(told.append, stop)
    patient(Progress(seconds=1.0))
    assert (len(told), patient.is_set()) == (1, False)
    stop.set()
    assert patient.is_set()


def crowded(earliest: date, latest: date) -> Programme:
    """Two cohorts of five full days each, and one room."""
    hours = tuple(Slot(number=k, start=time(8 + k), end=time(8 + k, 45)) for k in (1, 2, 3))
    window = {"earliest": earliest, "latest": latest, "days": 5, "weekday": "Mon"}
    return Programme(
        cohorts=tuple(Cohort(code=code, seats_at_most=1) for code in "AB"),
        sessions=tuple(Session(code=f"{code}1", cohort=code, meetings=8) for code in "AB"),
        nominees=(Nominee(id="1"), Nominee(id="2")),
        rooms=(Room(code="r", capacity=5),),
        slots=hours,
        windows=tuple(DateWindow(cohort=code, **window) for code in "AB"),
    )


def test_cohorts_that_no_timetable_fits_in_one_week_get_weeks_apart():
    made = plan(crowded(date(2026, 6, 8), date(2026, 6, 20)), [FillSeats(priority=1)])
    assert {made.programme.cohort[code].start for code in "AB"} == {date(2026, 6, 8), date(2026, 6, 15)}
    assert len(made.times.timetable.placements) == 16
    assert made.programme.windows == crowded(date(2026, 6, 8), date(2026, 6, 20)).windows
    assert not made.joint.is_proven


def test_where_dates_apart_do_not_exist_the_clash_of_the_timetable_is_told():
    with pytest.raises(Infeasible) as told:
        plan(crowded(date(2026, 6, 8), date(2026, 6, 13)), [FillSeats(priority=1)])
    assert any(rule.sheet == "Room clash" for clash in told.value.diagnosis.conflicts for rule in clash)
