"""Minimal conflicts among conditions."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from scheduler.solve.conflict import disjoint, minimal


def holds_without(*conflicts):
    """A test of choices that fails as soon as one of the conflicts is wholly inside."""
    asked = []

    def is_feasible(chosen):
        asked.append(tuple(chosen))
        return not any(set(conflict) <= set(chosen) for conflict in conflicts)

    is_feasible.asked = asked
    return is_feasible


@pytest.mark.parametrize("seed", range(20))
def test_a_conflict_is_impossible_and_nothing_in_it_can_be_spared(seed):
    rng = np.random.default_rng(seed)
    conflicts = [rng.choice(40, int(rng.integers(1, 5)), replace=False).tolist() for _ in range(3)]
    test = holds_without(*conflicts)
    found = minimal(range(40), test)
    assert test(found) is False
    assert all(test([x for x in found if x != out]) for out in found)
    assert list(found) == sorted(found)


def test_few_questions_suffice_for_a_small_conflict_among_many():
    test = holds_without((17, 901))
    assert minimal(range(1000), test) == (17, 901)
    assert len(test.asked) <= 2 * 2 * 10 + 10


def test_candidates_that_can_hold_together_are_refused():
    with pytest.raises(ValueError, match="3 candidates are not proven"):
        minimal("abc", holds_without("xy"))


def test_no_candidate_is_named_when_even_none_is_impossible():
    assert minimal("abc", lambda _: False) == ()
    assert disjoint("abc", lambda _: False) == ((),)


def test_what_is_not_settled_stays_in_the_conflict():
    def is_feasible(chosen):
        return False if set("ab") <= set(chosen) and "c" in chosen else None

    found = minimal("abcd", is_feasible)
    assert found == ("a", "b", "c")


def test_disjoint_conflicts_share_nothing_and_leave_nothing_impossible():
    conflicts = [(1, 2), (2, 3), (7, 8, 9), (20,)]
    test = holds_without(*conflicts)
    found = disjoint(range(30), test)
    assert len(found) == 3
    for one, other in itertools.combinations(found, 2):
        assert not set(one) & set(other)
    assert test([x for x in range(30) if not any(x in one for one in found)])


def test_candidates_need_not_be_hashable():
    assert minimal([{"x": 1}, {"x": 2}, {"y": 1}], lambda some: sum("x" in s for s in some) < 2) == ({"x": 1}, {"x": 2})
