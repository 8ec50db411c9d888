"""A month in Korea from September 2015: six institutions, twenty seats."""

from __future__ import annotations

from collections import Counter
from functools import cache

from scheduler.pipeline import allocate
from scheduler.sample import samples

SEATED = {
    "Kemensetneg": {1, 2, 3, 4},  # two of the bureau of technical cooperation, two of the archive: its limit of two
    "Setkab": {1, 2, 3, 4},  # two and two likewise; 5 has withdrawn
    "Kemen PANRB": {1, 4, 5, 6},  # 2 has TOEFL 420, 3 was trained in 2013
    "Kominfo": {2, 3, 4},  # the passport of 1 ends in November
    "Kemendagri": {1, 3, 4},  # 2 is busy from 14 to 18 September
    "PPN/Bappenas": {2, 3},  # 1 is past forty-eight
}
"""Nomination order of everyone who should have a seat: 4 + 4 + 4 + 3 + 3 + 2 = 20."""


@cache
def result():
    sample = samples()["onnara_2015"]()
    return allocate(sample.programme, sample.rules)


def test_those_go_whom_one_finds_by_hand():
    found: dict[str, set[int]] = {}
    for person in result().allocation.seated():
        found.setdefault(person.institution, set()).add(person.order)
    assert found == SEATED


def test_the_seats_are_proven_the_only_best_ones_and_the_audit_is_clean():
    assert result().is_proven
    assert result().outcome.is_unique
    assert result().audit.is_clean
    values = {tier.name: tier.value for tier in result().tiers}
    assert (values["1"], values["2"]) == (0, 0)  # no empty seat, no order broken


def test_every_participant_takes_one_workshop_of_each_block_within_its_seats():
    blocks = result().programme.blocks
    assert {code: len(block) for (_, code), block in blocks.items()} == {"Lokakarya 1": 3, "Lokakarya 2": 3}
    for block in blocks.values():
        sizes = [len(result().allocation.present(session.code)) for session in block]
        assert sum(sizes) == 20
        assert all(4 <= size <= 8 for size in sizes)


def test_the_round_speaks_indonesian_and_uses_the_names_of_2015():
    programme = result().programme
    assert programme.language == "id"
    count = Counter(person.institution for person in programme.nominees)
    assert count == {
        "Kemensetneg": 9, "Setkab": 8, "Kemen PANRB": 9, "Kominfo": 7, "Kemendagri": 7, "PPN/Bappenas": 5,
    }  # fmt: skip
