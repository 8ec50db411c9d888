"""A round whose rules clash in two places that have nothing to do with each other."""

from __future__ import annotations

from functools import cache

import pytest

from scheduler.domain import Amount
from scheduler.errors import Infeasible
from scheduler.pipeline import allocate
from scheduler.sample import samples

EAST = {
    "Host's letter: no interpreter for EAST",
    "Promised to the governors of Papua in March",
}
"""Two of Papua's nominees have an English score of 500 or more, and four are wanted."""
WEST = {
    "Counterpart of the host",
    "Trains the cities' officials afterwards",
    "Runs the systems",
    "A third of the seats for the regions",
    "",  # the fifteen seats, which have a row on the Cohorts sheet only
}
"""4 + 4 + 3 + 5 = 16 of 15 seats."""


@cache
def made():
    return samples()["infeasible"]()


def solved(**least):
    """Allocate with other fewest numbers, by the first word of the row's note."""
    rules = [
        rule.model_copy(update={"at_least": Amount(count=least[rule.note.split()[0]])})
        if rule.note.split()[:1] and rule.note.split()[0] in least
        else rule
        for rule in made().rules
    ]
    return allocate(made().programme, rules)


def notes(conflict):
    return {rule.note for rule in conflict}


def test_the_rules_cannot_all_hold_and_a_real_conflict_is_named():
    with pytest.raises(Infeasible) as caught:
        allocate(made().programme, made().rules)
    conflicts = [notes(conflict) for conflict in caught.value.diagnosis.conflicts]
    assert conflicts
    assert all(conflict in (EAST, WEST) for conflict in conflicts)


@pytest.mark.parametrize(("mended", "left"), [({"Promised": 2}, WEST), ({"Counterpart": 3}, EAST)])
def test_mending_one_place_leaves_the_other(mended, left):
    with pytest.raises(Infeasible) as caught:
        solved(**mended)
    assert [notes(conflict) for conflict in caught.value.diagnosis.conflicts] == [left]


@pytest.mark.parametrize("west", [{"Counterpart": 3}, {"Trains": 3}, {"Runs": 2}, {"A": 4}])
def test_one_seat_less_in_each_place_is_enough(west):
    result = solved(Promised=2, **west)
    assert result.is_proven
    assert result.outcome.is_unique
    assert result.audit.is_clean
    assert len(result.allocation.present("WEST")) == 15


def test_one_seat_less_for_papua_is_not_enough():
    with pytest.raises(Infeasible):
        solved(Promised=3, Counterpart=3)


def test_two_of_papua_meet_the_hosts_english():
    papua = [person for person in made().programme.nominees if person.island_group == "Papua"]
    assert sorted(person.english for person in papua) == [440, 460, 470, 480, 510, 520]


def test_every_row_that_clashes_says_why_it_was_written():
    written = {rule.note for rule in made().rules}
    assert (EAST | WEST) - {""} <= written
