"""Lecturer skill: who teaches knows the topic."""

from __future__ import annotations

from week import off, session, some, urgency, week

from constraints.timetable.lecturer_skill import LecturerSkill
from scheduler.domain import Lecturer, Topic


def example(random, programme):
    return programme, LecturerSkill(**some(random, programme), **urgency(random))


def test_a_lecturer_has_one_of_the_topics_or_no_skills_named():
    lecturers = (Lecturer(code="k", skills=("APP",)), Lecturer(code="l", skills=("DAT", "KAM")), Lecturer(code="m"))
    meeting = {"lecturers": ("k", "l", "m"), "lecturers_at_once": 1}
    programme = week(session("s", topics=(Topic(code="DAT"),), **meeting), session("t", **meeting), lecturers=lecturers)
    assert off(LecturerSkill(), programme, "s 0 1 - k") == 1
    assert off(LecturerSkill(), programme, "s 0 1 - l") == 0
    assert off(LecturerSkill(), programme, "s 0 1 - m", "t 0 2 - k") == 0
