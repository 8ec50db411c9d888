"""The page: everything in it, nothing from elsewhere, nothing of what was typed taken for markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from small_round import FIRST

from scheduler.domain import Programme
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
