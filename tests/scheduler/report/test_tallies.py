"""What the quota report counts is what the audit finds."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random

import programmes
import pytest

from scheduler.rulebook import kinds
from scheduler.tally import Tally

KINDS = [kind for kind in kinds().values() if "tallies" in vars(kind)]
TESTS = Path(__file__).parents[2] / "constraints" / "seats"


def example(kind, random, programme):
    stem = kind.__module__.rsplit(".", 1)[-1]
    spec = spec_from_file_location(f"tallied_{stem}", TESTS / f"test_{stem}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.example(random, programme)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_lines_are_off_by_what_the_audit_finds(kind):
    random = Random(7)
    for _ in range(40):
        programme = programmes.programme(random)
        rule = example(kind, random, programme)
        allocation = programmes.seats(random, programme)
        off = sum(tally.over + tally.short for tally in rule.tallies(allocation))
        assert off == sum(violation.amount for violation in rule.check(allocation)), rule


def test_capacity_and_empty_seats_are_counted():
    assert {"Capacity", "FillSeats"} <= {kind.__name__ for kind in KINDS}


def test_a_line_is_short_below_its_fewest_and_over_above_its_most():
    assert [Tally("F", "A", got, 2, 3).off for got in (0, 2, 3, 5)] == [-2, 0, 0, 2]
    assert Tally("F", "A", 9).off == 0
