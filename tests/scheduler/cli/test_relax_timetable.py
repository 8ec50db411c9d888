"""``angkatan relax`` where seats can be given but no timetable is possible."""

from __future__ import annotations

import pytest
from week import session, week

from constraints.timetable.daily_load import DailyLoad
from scheduler.cli.exits import Exit
from scheduler.cli.relax import command
from scheduler.domain import Nominee
from scheduler.workbook import open_book
from scheduler.workbook.write import write_programme


@pytest.fixture
def book(tmp_path):
    """Three sessions on one day of which one hour may be taught."""
    programme = week(*(session(code) for code in "stu"), days=1, hours=4, cohorts="A")
    person = Nominee(id="n1", name="Ayu Lestari", institution="Kominfo", region="Pusat")
    programme = programme.model_copy(update={"nominees": (person,)})
    path = tmp_path / "book.xlsx"
    write_programme(programme, [DailyLoad(at_most=1)], path, lang="en")
    return path


def test_it_names_what_clashes_and_ranks_ways_out(book, capsys):
    assert command(book) == Exit.DONE
    said = capsys.readouterr().out
    assert "Daily load" in said
    assert "Way out 1: 2 lesson hours or meetings off, 1 row:" in said
    assert "At most: 3 instead of 1" in said


def test_a_way_is_made_in_the_sheets_of_the_timetable(book, tmp_path):
    out = tmp_path / "out.xlsx"
    assert command(book, apply=1, out=out) == Exit.DONE
    (row,) = open_book(out).rules
    assert row.at_most == 3
    assert command(out) == Exit.DONE
