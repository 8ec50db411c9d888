"""The page: everything in it, nothing from elsewhere, nothing of what was typed taken for markup."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from fortnight import fortnight
from small_round import FIRST

from scheduler.domain import Placement, Programme
from scheduler.timetable.held import Timetable
from scheduler.timetable.page import page
from scheduler.words import LANGUAGES


class Reader(HTMLParser):
    """Checks nesting, and collects elements and words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data.strip())


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_meeting_stands_with_its_cohort_in_every_language(lang):
    reader = read(page(FIRST, lang))
    meetings = [attrs for tag, attrs in reader.elements if attrs.get("class") == "meeting"]
    assert len(meetings) == 3
    assert reader.elements[0] == ("html", {"lang": lang})
    assert {"09:00-09:45", "Room 101", "Dr Example", "City Hall"} <= set(reader.words)
    said = [attrs for _, attrs in reader.elements if "data-en" in attrs]
    assert all(attrs[f"data-{one}"] for attrs in said for one in LANGUAGES)


def test_hours_lie_one_below_the_other():
    rows = re.findall(r'class="block" style="--row:(\d+);--span:(\d+)"', page(FIRST))
    assert rows == [("2", "1"), ("3", "1")]


def test_nothing_is_fetched():
    text = page(FIRST)
    assert not re.search(r"https?://|src=|@import|url\(", text)
    assert "default-src 'none'" in text


def test_what_was_typed_is_never_markup():
    wild = '<script>alert("x")</script>'
    fields = {name: getattr(FIRST.programme, name) for name in Programme.model_fields}
    sessions = [one.model_copy(update={"title": wild}) for one in FIRST.programme.sessions]
    programme = Programme(**{**fields, "sessions": sessions, "name": wild})
    made = Timetable(programme=programme, placements=FIRST.placements)
    reader = read(page(made))
    assert sum(tag == "script" for tag, _ in reader.elements) == 1
    assert wild in reader.words


FORTNIGHT = Timetable(
    programme=fortnight(),
    placements=(
        Placement(session="A1", day=date(2026, 9, 14), slot=1, room="r1", lecturers=("kim",)),
        Placement(session="A5", day=date(2026, 9, 15), slot=3),
    ),
)


def test_every_choice_has_a_label_and_every_table_says_what_its_cells_head():
    reader = read(page(FORTNIGHT))
    tags = [tag for tag, _ in reader.elements]
    assert tags.count("select") == tags.count("label") == 4
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in reader.elements if tag == "th")
    assert [attrs["name"] for tag, attrs in reader.elements if tag == "select"] == [
        "cohort",
        "lecturer",
        "place",
        "language",
    ]


def test_choices_are_those_that_occur():
    reader = read(page(FORTNIGHT))
    offered = [attrs["value"] for tag, attrs in reader.elements if tag == "option"]
    assert offered == ["", "A", "B", "", "kim", "", "hall", "r1", "en", "id", "ko"]


def test_the_choices_show_where_scripts_run_and_nothing_is_hidden_where_they_do_not():
    hidden = [(tag, attrs.get("class")) for tag, attrs in read(page(FORTNIGHT)).elements if "hidden" in attrs]
    assert hidden == [("form", None), ("p", "nothing")]


@pytest.mark.parametrize(("lang", "holiday"), [("en", "Chuseok"), ("id", "Chuseok"), ("ko", "추석")])
def test_breaks_holidays_and_the_calendar_are_told(lang, holiday):
    words = set(read(page(FORTNIGHT, lang)).words)
    assert {holiday, "11:30-13:00 Lunch", "11:30-13:30 Lunch; Friday prayer", "A: Data", "KITC", "City Hall"} <= words


def test_a_session_of_several_cohorts_says_with_whom():
    together = fortnight(sessions=(fortnight().sessions[0].model_copy(update={"jointly": ("B",)}),))
    made = Timetable(programme=together, placements=FORTNIGHT.placements[:1])
    words = read(page(made)).words
    assert {"together with B", "together with A"} <= set(words)


def test_a_programme_without_meetings_still_makes_a_page():
    bare = tuple(cohort.model_copy(update={"start": None, "end": None}) for cohort in fortnight().cohorts)
    assert "Nothing planned" in read(page(Timetable(programme=fortnight(cohorts=bare)))).words
