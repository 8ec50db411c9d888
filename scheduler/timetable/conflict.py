"""Why there is no timetable: rules that cannot all hold, few at a time, each conflict proven by itself.

As for seats, nothing rests on a solver's own list of culprits: every set is asked alone, with the
objective left out, and what it does not need is left out by solving without it.

References
----------
U. Junker (2004), QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems,
AAAI 2004, 167-172.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scheduler.allocation import Allocation
from scheduler.domain import Programme
from scheduler.findings import Clash, Diagnosis
from scheduler.rule import Rule
from scheduler.solve.conflict import disjoint
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.cpsat import Ask, answer
from scheduler.timetable.rule import TimeRule

SECONDS: Final = 20.0
"""Time for all conflicts together, unless the caller gives less."""

LEAST: Final = 0.2
"""Seconds for a question that is asked when time is up: enough for what is plain."""


def diagnose(
    programme: Programme,
    rules: Sequence[Rule],
    limits: Limits | None = None,
    *,
    allocation: Allocation | None = None,
) -> Diagnosis:
    """Return minimal sets of "must" rules of the timetable that cannot all hold; no rule stands in two.

    A rule about many sessions or cohorts is taken apart first, so that a conflict names those it is about.

    Raises
    ------
    ValueError
        The rules can all hold, or it could not be proven in time that they cannot.
    """
    probe = _Probe(programme, limits or Limits(), allocation)
    found = disjoint(_ordered(rules, programme), probe.is_feasible)
    if not found:
        raise ValueError("the rules are not proven to be in conflict")
    is_minimal = all(probe.is_minimal(conflict) for conflict in found)
    return Diagnosis(found, is_minimal, tuple(Clash(None, ()) for _ in found))


def _ordered(rules: Sequence[Rule], programme: Programme) -> list[Rule]:
    """What the programme implies first, rows last: rows are what a reader can change."""
    musts = [rule for rule in rules if rule.is_must]
    parts = [part for rule in musts for part in (rule.parts(programme) if isinstance(rule, TimeRule) else (rule,))]
    return sorted(parts, key=lambda rule: (rule.place is not None or not rule.stems, rule.key))


class _Probe:
    """Asks whether a choice of rules can hold."""

    def __init__(self, programme: Programme, limits: Limits, allocation: Allocation | None) -> None:
        self._programme, self._limits, self._allocation = programme, limits, allocation
        seconds = min(limits.seconds or SECONDS, SECONDS)
        self._clock = Clock.start(replace(limits, seconds=seconds))

    def is_feasible(self, chosen: Sequence[Rule]) -> bool | None:
        """Ask times alone, and rooms too where times can be found; None where time ran out."""
        for has_rooms in (False, True) if self._programme.rooms else (True,):
            board = TimeBoard(self._programme, chosen, allocation=self._allocation, has_rooms=has_rooms)
            clock = Clock.start(replace(self._limits, seconds=max(LEAST, self._clock.left)))
            status = answer(board.model, Ask(), clock).status
            if status in ("infeasible", "unknown"):
                return False if status == "infeasible" else None
        return True

    def is_minimal(self, conflict: Sequence[Rule]) -> bool:
        """Whether the conflict ends as soon as any one rule is left out."""
        rest = ([other for other in conflict if other is not rule] for rule in conflict)
        return all(self.is_feasible(others) is True for others in rest)
