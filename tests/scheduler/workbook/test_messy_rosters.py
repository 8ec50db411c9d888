"""Forty rosters as offices make them: everyone is read as he or she is, or the very cell is named."""

from __future__ import annotations

import messy
import pytest

from scheduler.gather import Gathered, gather
from scheduler.reference.names import name_key
from scheduler.reference.ranks import read_level, read_rank
from scheduler.workbook.notes import errors

every_roster = pytest.mark.parametrize("spec", messy.SPECS, ids=lambda spec: spec.name)


def gathered(folder, spec: messy.Spec) -> tuple[messy.Roster, Gathered]:
    made = messy.roster(spec)
    (folder / made.file).write_bytes(made.content)
    return made, gather(folder)


@every_roster
def test_everyone_is_read_or_the_very_cell_is_named(tmp_path, spec):
    made, found = gathered(tmp_path, spec)
    told = {(problem.code, str(problem.place)) for problem in errors(found.problems)}
    assert told == made.named
    assert {nominee.id for nominee in found.programme.nominees} == set(made.truth)


@every_roster
def test_nobody_is_read_wrongly(tmp_path, spec):
    """Whatever was read of a person is the truth; what could not be read is empty, or follows from the NIP."""
    made, found = gathered(tmp_path, spec)
    damaged = {column for _, column in spec.damage}
    for nominee in found.programme.nominees:
        person = made.truth[nominee.id]
        assert name_key(nominee.name).startswith(name_key(person.name))
        assert nominee.birth == person.birth or (nominee.birth is None and "birth" in damaged)
        assert nominee.sex == person.sex or (nominee.sex == "" and "sex" in damaged)
        assert nominee.institution == person.institution
        assert nominee.region in (person.province, "")
        assert nominee.rank == "" or read_rank(nominee.rank).code == person.rank
        assert nominee.level == "" or read_level(nominee.level) == read_level(person.level)


@every_roster
def test_rows_read_and_rows_skipped_are_all_rows(tmp_path, spec):
    _, found = gathered(tmp_path, spec)
    skips = [problem.facts for problem in found.problems if problem.code == "rows_skipped"]
    by_total = {(facts["found"], facts["read"]) for facts in skips}
    if spec.sheets == 1 and skips:
        ((total, read),) = by_total
        assert total - read == sum(facts["count"] for facts in skips)


def test_every_person_remembers_file_sheet_and_cell(tmp_path):
    (spec,) = (spec for spec in messy.SPECS if spec.name == "one sheet a unit")
    _, found = gathered(tmp_path, spec)
    sources = [(n.facts["Source file"], n.facts["Source cell"]) for n in found.programme.nominees]
    assert sources[0] == ("one sheet a unit.xlsx", "Biro 1!C10")
    assert sources[-1] == ("one sheet a unit.xlsx", "Biro 3!C10")


def test_there_are_forty_of_them_and_no_two_alike():
    assert len({messy.roster(spec).content for spec in messy.SPECS}) == len(messy.SPECS) >= 40
