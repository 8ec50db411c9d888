"""A round of three sessions, placed: what calendars and pages are tried on."""

from __future__ import annotations

from week import held, session, week

from scheduler.allocation import Allocation, Seat
from scheduler.domain import Lecturer, Nominee, Room, Site
from scheduler.timetable.held import Timetable

PROGRAMME = week(
    session("s", title="Kebijakan; hukum, dan data", needs_room=True, lecturers=("l",)),
    session("t", title="강의: " + "전자정부 " * 20, block="x", site="w"),
    session("u", block="x"),
    rooms=(Room(code="r", title="Room 101", capacity=9),),
    lecturers=(Lecturer(code="l", title="Dr Example"),),
    sites=(Site(code="w", title="City Hall"),),
    nominees=(Nominee(id="199001012015011001", name="Somebody"),),
)
SEATS = Allocation(programme=PROGRAMME, seats=(Seat(nominee="199001012015011001", cohort="A", sessions=("t",)),))


def made(*meetings: str) -> Timetable:
    """Place the sessions by hand."""
    return Timetable(programme=PROGRAMME, placements=held(*meetings), allocation=SEATS)


FIRST = made("s 0 1 r l", "t 0 2", "u 0 2")
