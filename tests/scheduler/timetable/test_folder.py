"""Calendars in a folder: brought up to date run after run, and never written over what is somebody else's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from small_round import FIRST, made

from scheduler.errors import WorkbookError
from scheduler.timetable.folder import check_calendars, write_calendars
from scheduler.timetable.held import Timetable
from scheduler.timetable.issued import key_of

NOW = datetime(2027, 5, 1, 9, tzinfo=UTC)
LATER = datetime(2027, 5, 2, 9, tzinfo=UTC)


OURS = f"PRODID:-//angkatan//timetable//EN\r\nX-ANGKATAN-PROGRAMME:{key_of(FIRST.programme)}\r\n".encode()
"""By what a file is known as one of the programme's."""


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_folder_is_made_and_filled(tmp_path):
    done = write_calendars(FIRST, tmp_path / "cal", now=NOW)
    assert sorted(contents(tmp_path / "cal")) == sorted(done.files) == ["cohort-A.ics", "lecturer-l.ics"]
    assert done.changed == 2


def test_a_second_run_with_nothing_new_writes_nothing(tmp_path):
    write_calendars(FIRST, tmp_path / "cal", now=NOW)
    before = contents(tmp_path / "cal")
    assert write_calendars(FIRST, tmp_path / "cal", now=LATER).changed == 0
    assert contents(tmp_path / "cal") == before


def test_only_files_with_a_moved_meeting_are_written_anew(tmp_path):
    write_calendars(FIRST, tmp_path / "cal", now=NOW)
    before = contents(tmp_path / "cal")
    assert write_calendars(made("s 0 1 r l", "t 0 2", "u 0 3"), tmp_path / "cal", now=LATER).changed == 1
    after = contents(tmp_path / "cal")
    assert [name for name in after if after[name] != before[name]] == ["cohort-A.ics"]


def test_other_files_of_the_folder_stay_as_they_are(tmp_path):
    (tmp_path / "mine.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//me//EN\r\nEND:VCALENDAR\r\n")
    (tmp_path / "notes.txt").write_text("mine")
    before = contents(tmp_path)
    write_calendars(FIRST, tmp_path, now=NOW)
    assert {name: text for name, text in contents(tmp_path).items() if name in before} == before


@pytest.mark.parametrize("text", [b"somebody else's", OURS + b"BEGIN:VEVENT"])
def test_a_foreign_or_damaged_file_in_the_way_is_named_and_nothing_is_written(tmp_path, text):
    (tmp_path / "cohort-A.ics").write_bytes(text)
    with pytest.raises(WorkbookError) as refusal:
        write_calendars(FIRST, tmp_path, now=NOW)
    assert refusal.value.problem.code == "target_no_calendar"
    assert refusal.value.problem.place.file.endswith("cohort-A.ics")
    assert contents(tmp_path) == {"cohort-A.ics": text}


def test_a_file_is_no_folder_and_a_folder_needs_one_to_stand_in(tmp_path):
    (tmp_path / "file").write_text("")
    for target, code in ((tmp_path / "file", "target_is_file"), (tmp_path / "no" / "cal", "target_no_folder")):
        with pytest.raises(WorkbookError) as refusal:
            check_calendars(target)
        assert refusal.value.problem.code == code


def test_two_programmes_do_not_cancel_each_others_meetings(tmp_path):
    write_calendars(FIRST, tmp_path, now=NOW)
    before = contents(tmp_path)
    other = FIRST.programme.model_copy(update={"name": "Another"})
    with pytest.raises(WorkbookError) as refusal:
        write_calendars(Timetable(programme=other, placements=FIRST.placements), tmp_path, now=LATER)
    assert refusal.value.problem.code == "target_no_calendar"
    write_calendars(Timetable(programme=other), tmp_path, now=LATER)
    assert contents(tmp_path) == before
