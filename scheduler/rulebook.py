"""Find the rules: every module of ``constraints`` is read, nothing is registered.

The discovery in :func:`kinds` is the only arrow from ``scheduler`` to ``constraints``; it is
drawn when first asked for and never at import, so neither package needs the other to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules
from types import ModuleType

from scheduler.domain import Programme
from scheduler.errors import RuleError
from scheduler.findings import Place
from scheduler.rule import Rule
from scheduler.timetable.rule import TimeRule

SEATS, TIMETABLE = "constraints.seats", "constraints.timetable"
"""The packages of rules: who sits where, and when and where sessions are held."""


@cache
def kinds(package: str = SEATS) -> Mapping[str, type[Rule]]:
    """Return the rule classes of a package by sheet name, in order of file name.

    Raises
    ------
    RuleError
        Two rules claim the same sheet.
    """
    found: dict[str, type[Rule]] = {}
    for module in _modules(package):
        for kind in _rules_of(module):
            if found.setdefault(kind.sheet, kind) is not kind:
                raise RuleError(f"{kind.__name__} and {found[kind.sheet].__name__} claim the sheet {kind.sheet}")
    return found


def _modules(package: str) -> list[ModuleType]:
    path = import_module(package).__path__
    return [import_module(f"{package}.{found.name}") for found in sorted(iter_modules(path), key=lambda m: m.name)]


def _rules_of(module: ModuleType) -> list[type[Rule]]:
    members = (member for name, member in sorted(vars(module).items()) if isclass(member))
    return [m for m in members if issubclass(m, Rule) and m.__module__ == module.__name__ and "sheet" in vars(m)]


IMPLIED = "implied:"
"""Begins the key of a rule that a programme implies as a whole, and no single cell."""


def complete(
    programme: Programme,
    given: Iterable[Rule],
    places: Mapping[str, Place] | None = None,
    *,
    package: str = SEATS,
) -> tuple[Rule, ...]:
    """Add what the programme itself implies to the rules given, in an order of its own.

    Parameters
    ----------
    given
        Rows of any sheets: those of the timetable are passed over where seats are asked for, and the others
        where the timetable is.
    places
        Cells by key (``cohort:A:seats_at_least``), so that an implied rule can name its cell.
    package
        Whose kinds of rule: those of seats, or `TIMETABLE`.

    Returns
    -------
    tuple of Rule
        Sorted by sheet and content: the order of rows in a workbook changes nothing.
    """
    rules = [rule for rule in given if isinstance(rule, TimeRule) == (package == TIMETABLE)]
    for kind in list(dict.fromkeys([*kinds(package).values(), *(type(rule) for rule in rules)])):
        rows = [rule for rule in rules if type(rule) is kind]
        rules += [_placed(rule, places or {}) for rule in kind.implied(programme, rows)]
    return tuple(sorted(rules, key=lambda rule: rule.key))


def _placed(rule: Rule, places: Mapping[str, Place]) -> Rule:
    stems = rule.stems or f"{IMPLIED}{rule.sheet}"
    return rule.model_copy(update={"place": places.get(stems, rule.place), "stems": stems})


def rows_of(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that are rows, without what a programme implies beside them: the way back from `complete`."""
    return tuple(rule for rule in rules if not rule.stems)
