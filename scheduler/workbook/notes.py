"""Where problems are gathered: all of them, sorted as the workbook is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scheduler.findings import Fact, Place, Problem
from scheduler.workbook.problems import problem

ONCE = frozenset({"day_first", "tidied_id"})
"""Doubts that are told once a column, with the number of cells, however often they arise."""


@dataclass
class Notes:
    """The problems found so far."""

    found: list[Problem] = field(default_factory=list)
    _once: dict[tuple[str, str, str, str], tuple[Place, dict[str, Fact], int]] = field(default_factory=dict)

    def add(self, code: str, place: Place, **facts: Fact) -> None:
        """Note a problem of a known kind."""
        if code in ONCE:
            key = (code, place.file, place.sheet, str(facts.get("column")))
            first, told, count = self._once.get(key, (place, facts, 0))
            self._once[key] = (first, told, count + 1)
        else:
            self.found.append(problem(code, place, facts))

    def drop(self, code: str, place: Place) -> None:
        """Take back a doubt about a cell where more has to be said."""
        self.found = [problem for problem in self.found if (problem.code, problem.place) != (code, place)]

    @property
    def all(self) -> tuple[Problem, ...]:
        """Everything found, in order of finding."""
        once = [problem(key[0], place, facts | {"count": count}) for key, (place, facts, count) in self._once.items()]
        return (*self.found, *once)

    def sorted(self, sheets: Sequence[str]) -> tuple[Problem, ...]:
        """Return everything found, in the order of `sheets`, rows and columns; the same thing once only."""
        order = {sheet: number for number, sheet in enumerate(sheets, 1)}
        unique = {(p.code, p.place, repr(p.facts)): p for p in self.all}
        return tuple(sorted(unique.values(), key=lambda p: (_position(p.place, order), p.code, repr(p.facts))))

    def sorted_by_file(self, sheets: Sequence[tuple[str, str]]) -> tuple[Problem, ...]:
        """Return everything found in several files: in the order of `sheets` of files, rows and columns."""
        order = {sheet: number for number, sheet in enumerate(sheets, 1)}
        unique = {(p.code, p.place, repr(p.facts)): p for p in self.all}
        keyed = {
            key: (p.place.file, order.get((p.place.file, p.place.sheet), 0), *_position(p.place, {})[1:])
            for key, p in unique.items()
        }
        return tuple(unique[key] for key in sorted(unique, key=lambda key: (keyed[key], key[0], key[2])))


def _position(place: Place, order: dict[str, int]) -> tuple[int, int, int, str]:
    letters = place.cell.rstrip("0123456789")
    return (order.get(place.sheet, 0), place.row, len(letters), letters)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those that keep the workbook from being used."""
    return tuple(problem for problem in problems if problem.severity == "error")
