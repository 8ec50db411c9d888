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
from scheduler.rulebook import IMPLIED
from scheduler.solve.conflict import minimal
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
    is_proven: bool = False,
) -> Diagnosis:
    """Return minimal sets of "must" rules of the timetable that cannot all hold.

    A rule about many sessions or cohorts is taken apart first, so that a conflict names those it is about.
    Several conflicts share none but what the programme as a whole implies, such as that a room holds one
    meeting at a time; whoever wants a timetable must give way in each of them.

    Parameters
    ----------
    is_proven
        Whether it is proven already that the rules cannot all hold.  Where time is too short to find few
        of them that clash, all are returned as one conflict.

    Raises
    ------
    ValueError
        The rules can all hold, or it could not be proven in time that they cannot.
    """
    musts = [rule for rule in rules if rule.is_must]
    probe = _Probe(programme, limits or Limits(), allocation)
    found = _conflicts(_Suspects(programme, musts), probe) or ((tuple(musts),) if is_proven else ())
    if not found:
        raise ValueError("the rules are not proven to be in conflict")
    is_minimal = all(probe.is_minimal(conflict) for conflict in found)
    return Diagnosis(found, is_minimal, tuple(Clash(None, ()) for _ in found))


def can_be_held(
    programme: Programme, rules: Sequence[Rule], limits: Limits | None = None, *, allocation: Allocation | None = None
) -> bool | None:
    """Return whether all "must" rules of the timetable can hold, whatever the wishes; None where that is not known."""
    return _Probe(programme, limits or Limits(), allocation).is_feasible([rule for rule in rules if rule.is_must])


def _conflicts(suspects: _Suspects, probe: _Probe) -> tuple[tuple[Rule, ...], ...]:
    """Find conflicts until what is left is no longer proven impossible."""
    found: list[tuple[Rule, ...]] = []
    while suspects.left and probe.is_feasible(suspects.left) is False:
        # Whole rules first: few questions tell which of them matter, and only these are taken apart.
        whole = minimal(suspects.groups, lambda groups: probe.is_feasible([part for group in groups for part in group]))
        conflict = minimal([part for group in whole for part in group], probe.is_feasible)
        found.append(conflict)
        if not suspects.drop(conflict):
            break
    return tuple(found)


class _Suspects:
    """Rules taken apart, by the rule that they are of: laws first, then what cells imply, rows last.

    What comes last is kept in a conflict, as rows are what a reader can change.
    """

    def __init__(self, programme: Programme, musts: Sequence[Rule]) -> None:
        ordered = sorted(musts, key=lambda rule: (not is_law(rule), not rule.stems, rule.place is not None, rule.key))
        self.groups = [_parts(rule, programme) for rule in ordered]

    @property
    def left(self) -> list[Rule]:
        """All that may still be in a conflict."""
        return [part for group in self.groups for part in group]

    def drop(self, conflict: Sequence[Rule]) -> bool:
        """Leave a conflict's rules out, but for laws where there are others; whether anything was left out."""
        gone = {id(rule) for rule in conflict if not is_law(rule)} or {id(rule) for rule in conflict}
        self.groups = [kept for group in self.groups if (kept := tuple(p for p in group if id(p) not in gone))]
        return bool(gone)


def _parts(rule: Rule, programme: Programme) -> tuple[Rule, ...]:
    parts = rule.parts(programme) if isinstance(rule, TimeRule) else (rule,)
    return tuple(sorted(parts, key=lambda part: part.key))


def is_law(rule: Rule) -> bool:
    """Whether the programme as a whole implies the rule, whatever its rows say, beside that meetings are held."""
    return rule.stems.startswith(IMPLIED) and rule.sheet != "Every meeting"


class _Probe:
    """Asks whether a choice of rules can hold."""

    def __init__(self, programme: Programme, limits: Limits, allocation: Allocation | None) -> None:
        self._programme, self._limits, self._allocation = programme, limits, allocation
        seconds = min(limits.seconds or SECONDS, SECONDS)
        self._clock = Clock.start(replace(limits, seconds=seconds))

    def is_feasible(self, chosen: Sequence[Rule]) -> bool | None:
        """Ask times alone, and rooms too where times can be found; None where time ran out."""
        if self._clock.is_over:
            return None
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
