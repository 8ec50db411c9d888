"""The dated samples get timetables: audited, read again, and every calendar of them accepted by another library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
import vobject

from scheduler.pipeline import allocate
from scheduler.timetable import TimeOptions, timetable
from scheduler.timetable.ics import all_calendars, token
from scheduler.timetable.page import page
from scheduler.workbook import open_book
from scheduler.workbook.timewrite import write_timetable

SAMPLES = Path(__file__).parents[3] / "samples"
DATED = ("egcc_2019", "onnara_2015", "multi_year")
NOW = datetime(2027, 1, 1, tzinfo=UTC)

each = pytest.mark.parametrize("name", DATED)


@cache
def placed(name):
    book = open_book(SAMPLES / f"{name}.xlsx")
    seats = allocate(book).allocation
    return book, timetable(book, allocation=seats, options=TimeOptions(seconds=20))


@each
def test_every_session_is_placed_and_the_audit_is_clean(name):
    book, result = placed(name)
    assert result.audit.is_clean
    wanted = {session.code: session.meetings for session in book.programme.sessions}
    assert {code: len(result.timetable.of(code)) for code in wanted} == wanted


@each
def test_every_calendar_is_accepted(name):
    _, result = placed(name)
    files = all_calendars(result.timetable, now=NOW, participants=lambda person: token(1, person))
    seated = {seat.nominee for seat in result.timetable.allocation.seats}
    cohorts = {code for code in result.programme.cohort if result.timetable.of_cohort(code)}
    assert sum(name.startswith("participant-") for name in files) == len(seated)
    assert sum(name.startswith("cohort-") for name in files) == len(cohorts)
    for text in files.values():
        read = vobject.readOne(text.decode("utf-8"))
        assert read.validate(raiseException=True)
        assert read.contents["vevent"]


@each
def test_the_timetable_is_written_into_the_sample_and_read_again(name, tmp_path):
    book, result = placed(name)
    told = write_timetable(result, tmp_path / "out.xlsx", lang=book.programme.language, book=book)
    assert told.is_kept
    again = open_book(tmp_path / "out.xlsx").programme
    assert sorted(map(str, again.placements)) == sorted(map(str, result.timetable.placements))


@each
def test_nobody_who_takes_part_is_named_on_the_page(name):
    _, result = placed(name)
    text = page(result.timetable, "ko")
    assert not [n.name for n in result.programme.nominees if n.name in text or n.id in text]


def test_a_month_from_september_2015_avoids_idul_adha_and_chuseok():
    _, result = placed("onnara_2015")
    held = {one.day for one in result.timetable.placements}
    assert held
    assert not held & {date(2015, 9, day) for day in (24, 26, 27, 28, 29)}
