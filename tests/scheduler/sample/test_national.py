"""A national intake of any size: realistic, always solvable, the same from the same seed."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from scheduler.board import Board
from scheduler.pipeline import allocate
from scheduler.reference.institutions import Institution, find_institution
from scheduler.reference.nip import Nip, read_nip
from scheduler.reference.regions import Region, find_region
from scheduler.rulebook import complete
from scheduler.sample import samples
from scheduler.solve import Limits, is_feasible


@cache
def made(**sizes):
    return samples()["national"](**sizes)


@cache
def board(**sizes):
    sample = made(**sizes)
    return Board(sample.programme, complete(sample.programme, sample.rules))


@pytest.mark.parametrize("nominees", [10, 11, 40, 300])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_there_always_is_an_allocation(nominees, seed):
    assert is_feasible(board(nominees=nominees, seed=seed).rows.model(), Limits()) is True


def test_an_intake_of_the_benchmarks_smallest_size_is_solved():
    sample = made(nominees=300, cohorts=5)
    result = allocate(sample.programme, sample.rules)
    assert result.is_proven
    assert result.outcome.is_unique
    assert result.audit.is_clean
    # 150 seats; whoever is eligible for none of the five topics taught cannot fill them.
    assert 120 <= len(result.allocation.seats) <= 150


def test_the_same_seed_makes_the_same_intake_and_another_seed_other_people():
    first, again, other = (samples()["national"](nominees=300, seed=seed) for seed in (1, 1, 2))
    assert (again.programme, again.rules) == (first.programme, first.rules)
    # A shared number is a chance of birthdays; more than a few would be the same people.
    assert len({p.id for p in first.programme.nominees} & {p.id for p in other.programme.nominees}) < 5


def test_by_default_a_hundred_people_share_a_cohort_and_half_of_them_its_seats():
    programme = made(nominees=2000).programme
    assert len(programme.cohorts) == 20
    assert sum(cohort.seats_at_most for cohort in programme.cohorts) == 1000


def test_a_nominee_is_eligible_for_about_fifteen_percent_of_the_cohorts():
    pairs = board(nominees=1000, cohorts=52).pairs.size
    assert 0.12 < pairs / (1000 * 52) < 0.18


def test_people_hold_together_and_institutions_are_known():
    people = made(nominees=2000).programme.nominees
    numbers = [read_nip(person.id) for person in people]
    assert all(isinstance(number, Nip) for number in numbers)
    assert [(n.birth, n.sex) for n in numbers] == [(p.birth, p.sex) for p in people]
    assert len({person.id for person in people}) == 2000
    assert all(isinstance(find_institution(name), Institution) for name in {p.institution for p in people})
    assert all(isinstance(find_region(name), Region) for name in {p.region for p in people})


def test_people_come_from_where_people_live():
    count = Counter(person.island_group for person in made(nominees=10_000).programme.nominees)
    local = 10_000 - count[""]
    # 45 % of the centre. Jawa has 152 of 270 million inhabitants (56 %), Maluku 3.1 (1.2 %): BPS, census of 2020.
    assert 0.52 < local / 10_000 < 0.58
    assert 0.53 < count["Jawa"] / local < 0.59
    assert 0.006 < count["Maluku"] / local < 0.019
    assert len({person.region for person in made(nominees=10_000).programme.nominees}) == 39


def test_institutions_may_order_their_nominees():
    people = samples()["national"](nominees=50, has_order=True).programme.nominees
    by_institution: dict[str, list[int]] = {}
    for person in people:
        by_institution.setdefault(person.institution, []).append(person.order)
    assert all(orders == list(range(1, len(orders) + 1)) for orders in by_institution.values())
    assert {person.order for person in made(nominees=300).programme.nominees} == {None}
