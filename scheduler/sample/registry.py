"""Which samples there are; a maker's module loads when it is first called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, Protocol

from scheduler.domain import Programme
from scheduler.rule import Rule

NAMES = ("egcc_2019", "onnara_2015", "multi_year", "infeasible", "national")
"""Samples by the name of the module that makes them, in the order in which they are best read."""


@dataclass(frozen=True)
class Sample:
    """A programme and the rows of its rule sheets."""

    programme: Programme
    rules: tuple[Rule, ...]


class Maker(Protocol):
    """What makes a sample; the same arguments give the same sample everywhere."""

    def __call__(self, **sizes: Any) -> Sample:
        """Make the sample: every maker takes `seed`, national also `nominees` and `cohorts`."""
        ...


def samples() -> Mapping[str, Maker]:
    """Return the makers by name."""
    return {name: partial(_make, name) for name in NAMES}


def _make(name: str, **sizes: Any) -> Sample:
    made: Sample = import_module(f"scheduler.sample.{name}").make(**sizes)
    return made
