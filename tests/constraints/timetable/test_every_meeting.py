"""Every meeting: as often as a session says, and as it can be held."""

from __future__ import annotations

from week import held, off, session, some, told, urgency, week

from constraints.timetable.every_meeting import EveryMeeting
from scheduler.domain import Room
from scheduler.timetable.held import Timetable


def example(random, programme):
    return programme, EveryMeeting(**some(random, programme), **urgency(random))


TWICE = week(session("s", meetings=2))


def test_each_meeting_missing_or_too_many_counts_one():
    assert off(EveryMeeting(), TWICE) == 2
    assert off(EveryMeeting(), TWICE, "s 0 1", "s 1 1") == 0
    assert off(EveryMeeting(), TWICE, "s 0 1", "s 1 1", "s 1 2") == 1


def test_what_cannot_be_held_is_told_though_no_board_has_a_column_for_it():
    programme = week(session("s", length=2, needs_room=True, lecturers=("l",)), rooms=(Room(code="r", capacity=9),))
    late = "s cannot begin on 2027-06-07 in slot 3: there is no time for it."
    assert told(EveryMeeting(), programme, "s 0 3 r l") == [late]
    assert len(told(EveryMeeting(), programme, "s 0 1 - l")) == 1
    assert len(told(EveryMeeting(), programme, "s 0 1 q l")) == 1
    assert len(told(EveryMeeting(), programme, "s 0 1 r k")) == 1
    assert told(EveryMeeting(), programme, "s 0 1 r l") == []


def test_the_same_hour_twice_is_no_second_meeting():
    timetable = Timetable(programme=TWICE, placements=held("s 0 1", "s 0 1"))
    assert [found.case for found in EveryMeeting().check(timetable)] == ["twice"] * 2


def test_a_meeting_of_no_session_is_told():
    stranger = "x is placed on 2027-06-07, but there is no such session."
    assert told(EveryMeeting(), TWICE, "s 0 1", "s 1 1", "x 0 1") == [stranger]


def test_the_meetings_of_a_session_do_not_overlap_even_in_a_block():
    programme = week(session("s", block="x", meetings=2, length=2))
    assert off(EveryMeeting(), programme, "s 0 1", "s 0 2") == 1
    assert off(EveryMeeting(), programme, "s 0 1", "s 1 1") == 0
