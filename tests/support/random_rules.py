"""Small programmes under random rules of every kind, of which all that must hold can hold."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType

import programmes

from scheduler.domain import Programme
from scheduler.errors import Infeasible
from scheduler.pipeline import allocate
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.rulebook import kinds

CONSTRAINTS = Path(__file__).parents[1] / "constraints"


def _own_tests(kind: type[Rule]) -> ModuleType:
    package, stem = kind.__module__.split(".")[-2:]
    spec = spec_from_file_location(f"random_{stem}", CONSTRAINTS / package / f"test_{stem}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KINDS = {kind: _own_tests(kind) for kind in kinds().values()}


def feasible(number: int, most_nominees: int = 9) -> tuple[Programme, list[Rule], Result]:
    """Draw until all rules that must hold can hold; return the rows and the allocation under them."""
    random = Random(f"feasible {number}")
    while True:
        programme = programmes.programme(random, most_nominees=most_nominees)
        rows = [KINDS[kind].example(random, programme) for kind in random.choices(list(KINDS), k=random.randint(1, 6))]
        try:
            return programme, rows, allocate(programme, rows)
        except Infeasible:
            continue
