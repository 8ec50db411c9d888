"""Weeks as grids: what stands in which column and line, and that nothing is drawn over anything else."""

from __future__ import annotations

from datetime import date, time
from random import Random

import pytest
import timetables
from fortnight import CHUSEOK, SLOTS, fortnight
from week import held, session, week

from scheduler.domain import Break, Placement
from scheduler.report.timetables import dated, reason
from scheduler.timetable.colours import COLOURS, tint
from scheduler.timetable.held import Timetable
from scheduler.timetable.weeks import Day, weeks


def one_week(*placements, cohort="B"):
    return weeks(Timetable(programme=fortnight(), placements=placements), cohort)[0]


def test_lunch_is_a_line_between_the_hours_that_it_parts():
    lines = [f"{line.start:%H:%M}-{line.end:%H:%M}" for line in one_week().lines]
    assert lines == ["09:00-09:45", "09:50-10:35", "11:30-13:00", "13:00-13:45", "13:50-14:35"]
    assert [line.is_break for line in one_week().lines] == [False, False, True, False, False]


def test_friday_prayer_takes_the_hour_that_it_meets():
    friday = weeks(Timetable(programme=fortnight()), "A")[0]
    (prayer,) = [block for block in friday.blocks if block.day == 4]
    assert (prayer.first, prayer.last, prayer.title) == (2, 3, "Lunch; Friday prayer")
    assert prayer.times == (time(11, 30), time(13, 30))


def test_a_holiday_is_named_and_has_no_hours():
    assert one_week().days[-1] == Day(CHUSEOK, "free", "Chuseok")
    assert not [block for block in one_week().blocks if block.day == 4]


def test_a_holiday_has_its_korean_name_for_korean_readers():
    day = one_week().days[-1]
    assert [reason(day, lang) for lang in ("en", "id", "ko")] == ["Chuseok", "Chuseok", "추석"]
    assert dated(CHUSEOK, "ko") == "2026년 9월 25일(금)"


def test_breakouts_held_at_once_share_a_block():
    parallel = [Placement(session=code, day=date(2026, 9, 21), slot=3) for code in ("B3", "B4")]
    (block,) = [block for block in one_week(*parallel).blocks if block.meetings]
    assert (block.day, block.first, block.last, [one.session for one in block.meetings]) == (0, 3, 3, ["B3", "B4"])


def test_weekends_are_left_out_unless_something_is_held_there():
    long = week(session("s"), days=9, cohorts="A")
    plain = Timetable(programme=long, placements=held("s 0 1"))
    assert [len(one.days) for one in weeks(plain, "A")] == [5, 2]
    busy = Timetable(programme=long, placements=held("s 5 1"))
    assert [len(one.days) for one in weeks(busy, "A")] == [6, 2]


def test_days_of_travel_are_told_from_days_of_training():
    cohorts = tuple(cohort.model_copy(update={"travel_days": 1}) for cohort in fortnight().cohorts)
    found = weeks(Timetable(programme=fortnight(cohorts=cohorts)), "A")[0]
    assert [day.state for day in found.days] == ["travel", "taught", "taught", "taught", "travel"]


def test_a_cohort_without_dates_has_no_weeks():
    bare = tuple(cohort.model_copy(update={"start": None, "end": None}) for cohort in fortnight().cohorts)
    assert weeks(Timetable(programme=fortnight(cohorts=bare)), "A") == ()


def test_a_meeting_in_the_night_still_stands_somewhere():
    (block,) = [b for b in one_week(Placement(session="B1", day=date(2026, 9, 21), slot=9)).blocks if b.meetings]
    assert block.first == 0


@pytest.mark.parametrize("seed", range(60))
def test_every_meeting_stands_once_and_no_two_blocks_share_a_cell(seed):
    random = Random(seed)
    programme = timetables.programme(random)
    extra = Break(title="Tea", start=SLOTS[0].end, end=SLOTS[1].start, is_on=random.random() < 0.5)
    made = timetables.timetable(random, programme.model_copy(update={"breaks": (*programme.breaks, extra)}))
    for cohort in made.programme.cohort:
        blocks = [(number, block) for number, one in enumerate(weeks(made, cohort)) for block in one.blocks]
        cells = [(n, block.day, line) for n, block in blocks for line in range(block.first, block.last + 1)]
        assert len(cells) == len(set(cells))
        shown = [one for _, block in blocks for one in block.meetings]
        assert sorted(shown, key=str) == sorted(made.of_cohort(cohort), key=str)


def test_a_tint_is_light_enough_to_read_on():
    for kind in (*COLOURS, "a kind of its own"):
        assert min(int(tint(kind)[at : at + 2], 16) for at in (1, 3, 5)) > 200
