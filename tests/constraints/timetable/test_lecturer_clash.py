"""Lecturer clash: one meeting at a time."""

from __future__ import annotations

from week import off, session, urgency, week

from constraints.timetable.lecturer_clash import LecturerClash


def example(random, programme):
    return programme, LecturerClash(**urgency(random))


def test_a_lecturer_teaches_one_meeting_at_a_time():
    programme = week(session("s", lecturers=("l",)), session("t", "B", lecturers=("l", "k"), lecturers_at_once=1))
    assert off(LecturerClash(), programme, "s 0 1 - l", "t 0 1 - l") == 1
    assert off(LecturerClash(), programme, "s 0 1 - l", "t 0 1 - k") == 0
    assert off(LecturerClash(), programme, "s 0 1 - l", "t 0 2 - l") == 0


def test_all_who_teach_together_are_taken():
    programme = week(session("s", lecturers=("l", "k")), session("t", "B", lecturers=("k",)))
    assert off(LecturerClash(), programme, "s 0 1 - l+k", "t 0 1 - k") == 1
