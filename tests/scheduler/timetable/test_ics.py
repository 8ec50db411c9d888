"""Calendars: accepted by parsers that did not write them, stable UIDs, a SEQUENCE that rises for what changed alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import timetables
import vobject
from small_round import FIRST, made
from week import held, session, week

from scheduler.domain import Programme
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


def accepted(text: bytes) -> list[dict[str, str]]:
    """Read a calendar by the grammar, and by a library that had no part in writing it."""
    read = vobject.readOne(text.decode("utf-8"))
    assert read.validate(raiseException=True)
    assert len(read.contents.get("vevent", [])) == len(parsed(text))
    return parsed(text)


def numbers(text: bytes) -> dict[str, int]:
    return {event["UID"]: int(event["SEQUENCE"]) for event in parsed(text)}


def test_every_calendar_is_accepted():
    files = all_calendars(FIRST, now=NOW, participants=named)
    assert [name.split("-")[0] for name in files] == ["cohort", "lecturer", "participant"]
    assert [len(accepted(text)) for text in files.values()] == [3, 1, 2]


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


def test_a_cohort_without_meetings_gets_no_file():
    assert "cohort-B.ics" not in all_calendars(FIRST, now=NOW)


THRICE = week(session("s", meetings=3, lecturers=("kim",)), session("t"), cohorts="A", days=3)


def thrice(*meetings: str) -> Timetable:
    return Timetable(programme=THRICE, placements=held(*meetings))


def test_a_meeting_moved_past_others_of_its_session_is_the_only_event_that_changes():
    """In order of time the first becomes the last; by number all three would change."""
    first = all_calendars(thrice("s 0 1 - kim", "s 1 1 - kim", "s 1 3 - kim", "t 0 2"), now=NOW)
    moved = thrice("s 1 1 - kim", "s 1 3 - kim", "s 2 2 - kim", "t 0 2")
    second = all_calendars(moved, now=LATER, before=first)
    assert second.keys() == first.keys()
    for name, events in (("cohort-A.ics", 4), ("lecturer-kim.ics", 3)):
        old, new = numbers(first[name]), numbers(second[name])
        assert old.keys() == new.keys()
        assert sorted(new.values()) == [*[0] * (events - 1), 1]


def test_a_lecturer_who_takes_over_gets_the_number_that_the_event_has():
    first = all_calendars(thrice("s 0 1 - kim"), now=NOW)
    second = all_calendars(thrice("s 0 2 - kim"), now=LATER, before=first)
    third = all_calendars(thrice("s 0 2 - lee"), now=LATER, before=second)
    assert numbers(third["lecturer-lee.ics"]) == numbers(third["cohort-A.ics"])
    assert list(numbers(third["cohort-A.ics"]).values()) == [2]


def test_a_lecturer_who_teaches_nothing_any_more_gets_all_cancelled():
    first = all_calendars(thrice("s 0 1 - kim"), now=NOW)
    second = all_calendars(thrice("s 0 1 - lee"), now=LATER, before=first)
    assert [event["STATUS"] for event in accepted(second["lecturer-kim.ics"])] == ["CANCELLED"]
    assert all_calendars(thrice("s 0 1 - lee"), now=LATER + timedelta(days=1), before=second) == second


def test_participants_have_files_only_where_that_is_asked_for_and_keep_those_they_have():
    assert not [name for name in all_calendars(FIRST, now=NOW) if name.startswith("participant")]
    first = all_calendars(FIRST, now=NOW, participants=named)
    second = all_calendars(made("s 0 1 r l", "t 0 3", "u 0 2"), now=LATER, before=first)
    (name,) = [name for name in second if name.startswith("participant")]
    assert sorted(numbers(second[name]).values()) == [0, 1]


def test_two_codes_never_share_a_file():
    cohort = THRICE.cohorts[0]
    twins = tuple(cohort.model_copy(update={"code": code}) for code in ("A/1", "A_1"))
    sessions = tuple(session(f"s{number}", twin.code) for number, twin in enumerate(twins))
    programme = THRICE.model_copy(update={"cohorts": twins, "sessions": sessions})
    both = Timetable(programme=Programme.model_validate(programme.model_dump()), placements=held("s0 0 1", "s1 0 1"))
    names = list(all_calendars(both, now=NOW))
    assert len(names) == len(set(names)) == 2
    assert not [name for name in names if "/" in name]


@pytest.mark.parametrize("seed", range(40))
def test_from_timetable_to_timetable_no_event_is_lost_and_no_number_falls(seed):
    """Random timetables one after the other; the same one again changes no byte."""
    random = Random(seed)
    programme = timetables.programme(random)
    files: dict[str, bytes] = {}
    for day in range(4):
        after = timetables.timetable(random, programme)
        new = all_calendars(after, now=NOW + timedelta(days=day), before=files)
        for name, text in new.items():
            accepted(text)
            old = numbers(files[name]) if name in files else {}
            assert set(old) <= set(numbers(text))
            assert all(number >= old[key] for key, number in numbers(text).items() if key in old)
        again = all_calendars(after, now=NOW + timedelta(days=9), before=new)
        assert again == new
        files = new


@pytest.mark.parametrize(
    "wild", ["a\x0bb\x00", "a\ud800c", "END:VEVENT\r\nBEGIN:VEVENT", "정부 " * 60, "a\\b;c,d\ne", "\u2028"]
)
def test_whatever_a_session_is_called_its_calendar_is_accepted(wild):
    programme = week(session("s", title=wild), cohorts="A")
    text = all_calendars(Timetable(programme=programme, placements=held("s 0 1")), now=NOW)["cohort-A.ics"]
    assert len(accepted(text)) == 1
