"""Calendars: accepted by a parser of its own, stable UIDs, and a SEQUENCE that rises for what changed alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from small_round import FIRST, made

from scheduler.timetable.held import Timetable
from scheduler.timetable.ics import Calendars, all_calendars, token

NOW = datetime(2027, 5, 1, 9, tzinfo=UTC)
LATER = datetime(2027, 5, 2, 9, tzinfo=UTC)


def cohort_calendar(timetable: Timetable, cohort: str, *, now: datetime, before: bytes = b"") -> bytes:
    return Calendars(timetable, now, {"c.ics": before}).of_cohort(cohort, "c.ics")


def named(person: str) -> str:
    return token(1, person)


def parsed(text: bytes) -> list[dict[str, str]]:
    """Read a calendar by the grammar of RFC 5545 alone: lines, folding, nesting, names and values."""
    assert text.endswith(b"\r\n")
    lines = text.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    events, open_parts = [], []
    for line in lines:
        found = re.fullmatch(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^;:\",]*))*):(.*)", line)
        assert found, line
        name, value = found[1], found[3]
        if name == "BEGIN":
            open_parts.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert name not in events[-1]
            events[-1][name] = value + (f" {found[2][1:]}" if found[2] else "")
    assert open_parts == []
    assert all({"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"} <= event.keys() for event in events)
    return events


def numbers(text: bytes) -> dict[str, int]:
    return {event["UID"]: int(event["SEQUENCE"]) for event in parsed(text)}


def test_every_calendar_is_accepted_by_a_parser_of_the_grammar():
    files = all_calendars(FIRST, now=NOW, participants=named)
    assert [name.split("-")[0] for name in files] == ["cohort", "lecturer", "participant"]
    assert [len(parsed(text)) for text in files.values()] == [3, 1, 2]


def test_times_are_those_of_seoul():
    event = parsed(cohort_calendar(FIRST, "A", now=NOW))[0]
    assert event["DTSTART"] == "20270607T090000 TZID=Asia/Seoul"
    assert b"BEGIN:VTIMEZONE" in cohort_calendar(FIRST, "A", now=NOW)
    assert event["SUMMARY"] == r"Kebijakan\; hukum\, dan data"
    assert (event["LOCATION"], event["DESCRIPTION"]) == ("Room 101", "Dr Example")


def test_the_same_timetable_gives_the_same_bytes():
    text = cohort_calendar(FIRST, "A", now=NOW)
    assert cohort_calendar(FIRST, "A", now=LATER, before=text) == text


def test_moving_one_session_changes_the_sequence_of_that_event_alone():
    before = cohort_calendar(FIRST, "A", now=NOW)
    after = cohort_calendar(made("s 0 3 r l", "t 0 2", "u 0 2"), "A", now=LATER, before=before)
    old, new = numbers(before), numbers(after)
    assert old.keys() == new.keys()
    assert [new[key] - old[key] for key in sorted(old, key=lambda key: new[key])] == [0, 0, 1]
    again = cohort_calendar(FIRST, "A", now=LATER, before=after)
    assert sorted(numbers(again).values()) == [0, 0, 2]


def test_what_is_no_longer_held_is_cancelled_once():
    before = cohort_calendar(FIRST, "A", now=NOW)
    after = cohort_calendar(made("t 0 2", "u 0 2"), "A", now=LATER, before=before)
    gone = [event for event in parsed(after) if event["STATUS"] == "CANCELLED"]
    assert [event["SEQUENCE"] for event in gone] == ["1"]
    assert cohort_calendar(made("t 0 2", "u 0 2"), "A", now=LATER, before=after) == after


def test_a_participant_gets_the_breakout_taken_and_is_not_named():
    text = Calendars(FIRST, NOW).of_participant("199001012015011001")
    assert len(parsed(text)) == 2
    assert b"Somebody" not in text
    assert b"19900101" not in text
    assert not [name for name in all_calendars(FIRST, now=NOW, participants=named) if "19900101" in name]
