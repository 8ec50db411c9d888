"""Cells of workbooks whose timetables are wrong in every way: rows that cannot stand, and rows that cannot hold."""

from __future__ import annotations

from datetime import date, time
from typing import Any

MONDAY = date(2027, 9, 6)


def sheet(name: str, *rows: tuple[Any, ...]) -> dict[str, Any]:
    """Lay rows out as cells of a sheet, the headings first."""
    numbered = ((number, at, value) for number, row in enumerate(rows, 1) for at, value in enumerate(row))
    return {f"{name}!{chr(65 + at)}{number}": value for number, at, value in numbered if value is not None}


PEOPLE = sheet("Nominees", ("ID", "Name", "Institution"), ("n1", "Ani", "BKN"))
BROKEN = {
    **sheet(
        "Cohorts",
        ("Code", "Seats at most", "Start", "End", "Travel days"),
        ("A", 30, MONDAY, date(2027, 9, 8), 0),
        ("B", 20),
        ("C", 10, date(2027, 10, 11), date(2027, 10, 12), 1),
        ("D", 5, date(2027, 9, 15), date(2027, 9, 20)),
        ("E", 5),
    ),
    **sheet(
        "Sessions",
        ("Code", "Cohort", "Topics", "Kind", "Also for", "Lecturers", "Lecturers at once", "Room features", "Site",
         "Earliest", "Latest"),
        ("A1", "A", "DAT", "lecture", "C; Z", "l1; l9", 3, "projektor", None, date(2027, 9, 1), date(2027, 9, 7)),
        ("A2", "A", "APP", "study visit", None, None, None, None, "w9", date(2027, 9, 8), date(2027, 9, 7)),
        ("A3", "A", "APP", "study visit", None, "l1", None, None, "w1"),
    ),
    **PEOPLE,
    **sheet(
        "Day grid",
        ("Slot", "Starts", "Ends", "Season"),
        (1, time(9), time(9, 45)),
        (1, time(8), time(8, 45)),
        (2, time(9, 30), time(10, 15)),
        (4, time(7), time(7, 45)),
        (5, time(16), time(15)),
        (6, time(9, 40), time(10, 30)),
        (7, "noon", time(12)),
    ),
    **sheet("Breaks", ("Title", "Starts", "Ends", "Weekdays"), ("Lunch", time(12), time(11), "Sennin")),
    **sheet("Rooms", ("Code", "Capacity", "Features"), ("r1", 20, "projector"), ("A", 40, "computers")),
    **sheet("Lecturers", ("Code", "Skills"), ("l1", "DTA"), ("r1", None)),
    **sheet("Sites", ("Code", "Capacity", "Minutes away", "Bus seats"), ("w1", 10, 5, 25), ("w2", None, 60)),
    **sheet("Routes", ("First site", "Second site", "Minutes"), ("w1", "w1", 5)),
    **sheet(
        "Date windows",
        ("Cohort", "Earliest start", "Latest end", "Days away", "Preferred start"),
        ("A", date(2027, 9, 1), date(2027, 9, 30), 5, date(2027, 9, 28)),
        ("A", date(2027, 9, 9), date(2027, 9, 1), 5),
        ("E", MONDAY, date(2027, 9, 8), 5),
    ),
    **sheet("Timetable", ("Session", "Day", "Slot", "Room", "Starts"), ("A9", MONDAY, 1, "r7", "09:00")),
    **sheet("Held at", ("Session", "Day", "Slot", "Room"), ("A3", date(2027, 9, 11), 1, "r9")),
    **sheet("Order", ("First", "Second"), ("A1", "A1"), ("A1", "A8")),
    **sheet("Unavailable", ("Who", "Slots", "From", "Until"), ("l1", "1; x", time(12), time(9)), ("x1",)),
    **sheet("Room size", ("Kinds",), ("lecure",)),
    **sheet("Travel", ("Departure", "Flight"), ("2027-09-05", "GA 878")),
}  # fmt: skip
"""Most rows cannot stand."""

WHOLE = {
    **sheet("Cohorts", ("Code", "Seats at most", "Start", "End"), ("A", 30, MONDAY, date(2027, 9, 7))),
    **sheet(
        "Sessions",
        ("Code", "Cohort", "Lesson hours", "Room features"),
        ("A1", "A", 5),
        ("A2", "A", 1, "projector; computers"),
        ("A3", "A", 2),
        ("A4", "A", 1, "projector"),
    ),
    **PEOPLE,
    **sheet(
        "Day grid",
        ("Slot", "Starts", "Ends"),
        (1, time(9), time(9, 45)),
        (2, time(10), time(10, 45)),
        (3, time(11), time(11, 45)),
    ),
    **sheet("Rooms", ("Code", "Capacity", "Features"), ("r1", 20, "projector"), ("r2", 40, "computers")),
    **sheet(
        "Held at",
        ("Session", "Day", "Slot"),
        ("A3", date(2027, 9, 11), 1),
        ("A3", MONDAY, 3),
        ("A3", MONDAY, 9),
    ),
    **sheet("Room features", ("Priority",), (1,)),
}
"""Every row can be read, but no timetable could keep them all."""

BARE = {
    **sheet("Cohorts", ("Code", "Seats at most", "Start", "End"), ("A", 30, MONDAY, date(2027, 9, 7))),
    **PEOPLE,
    **sheet("Breaks", ("Title", "Starts", "Ends"), ("Lunch", time(12), time(13))),
}
"""Breaks in a day that is not laid out."""

NOBODY = {
    **sheet("Cohorts", ("Code", "Seats at most", "Start", "End"), ("A", 30, MONDAY, date(2027, 9, 7))),
    **sheet("Nominees", ("ID",)),
    **sheet("Rooms", ("Code", "Capacity"), ("r1", 30)),
}
"""A timetable before anybody is nominated."""

BOOKS = (BROKEN, WHOLE, BARE, NOBODY)
