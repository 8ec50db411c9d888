"""Which rules clash: minimal sets of rows, each proven by solving that set alone.

A proof that the linear rows have no solution names few suspects.  These are asked again, on a
board of their own with the objective left out; what they do not need is left out by solving
without it (Junker's QuickXplain).  Nothing rests on an engine's own list of culprits.

References
----------
U. Junker (2004), QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems,
AAAI 2004, 167-172.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scheduler.allocation import Allocation
from scheduler.board import Board
from scheduler.classes import Sights
from scheduler.diagnose.elastic import Elastic, is_ground
from scheduler.diagnose.witness import exchanged, witness
from scheduler.domain import Programme
from scheduler.findings import Clash, Diagnosis
from scheduler.rule import Rule
from scheduler.seating import seats_of
from scheduler.solve import Clock, Limits, is_feasible, solve
from scheduler.solve.conflict import minimal

SECONDS = 20.0
"""Time for all conflicts together, unless the caller gives less."""

MANY = 12
"""Rules from which on it is looked whether seats show them to be needed, before any of them is left out."""

LEAST = 0.2
"""Seconds for a question that is asked when time is up: enough for what is plain."""


def diagnose(programme: Programme, rules: Sequence[Rule], limits: Limits | None = None) -> Diagnosis:
    """Return minimal sets of "must" rules that cannot all hold.

    Several sets share no row, and whoever wants an allocation must give way in each of them.
    What the programme implies by itself (:func:`scheduler.diagnose.is_ground`) may stand in several.

    Raises
    ------
    ValueError
        The rules can all hold, or it could not be proven in time that they cannot.
    """
    return _Search(programme, [rule for rule in rules if rule.is_must], limits or Limits()).diagnosis()


def can_hold(programme: Programme, rules: Sequence[Rule], limits: Limits | None = None) -> bool | None:
    """Return whether all "must" rules can hold, whatever the wishes; None where it could not be told in time."""
    return is_feasible(Board(programme, [rule for rule in rules if rule.is_must]).rows.model(), limits)


class _Search:
    """One search for conflicts."""

    def __init__(self, programme: Programme, musts: Sequence[Rule], limits: Limits) -> None:
        self.programme, self.limits = programme, limits
        self.clock = Clock.start(replace(limits, seconds=min(limits.seconds or SECONDS, SECONDS)))
        self.grounds = [rule for rule in musts if is_ground(rule)]
        self.rows = [rule for rule in musts if not is_ground(rule)]
        self.sights = Sights(programme)
        self.elastic = Elastic(self.sights, self.grounds, self.rows)

    def diagnosis(self) -> Diagnosis:
        left, found = list(range(len(self.rows))), list[tuple[Rule, ...]]()
        while is_feasible(self.elastic.held(left), self._each()) is False:
            conflict = self._conflict(left)
            if conflict is None:
                break
            found.append(conflict)
            members = {id(rule) for rule in conflict}
            still = [number for number in left if id(self.rows[number]) not in members]
            if len(still) == len(left):
                break
            left = still
        if not found:
            raise ValueError("the rules are not proven to be in conflict")
        is_minimal = all(self._is_minimal(conflict) for conflict in found)
        return Diagnosis(tuple(found), is_minimal, tuple(self._clash(conflict) for conflict in found))

    def _each(self) -> Limits:
        return replace(self.limits, seconds=max(LEAST, self.clock.left))

    def _can_hold(self, chosen: Sequence[Rule]) -> bool | None:
        board = Board(self.programme, chosen, by_class=self.sights.classes(chosen))
        return is_feasible(board.rows.model(), self._each())

    def _conflict(self, left: Sequence[int]) -> tuple[Rule, ...] | None:
        """One minimal conflict, begun from the rules blamed, or from all where these can hold alone."""
        for numbers in (self.elastic.blamed(left), left):
            few = [*self.grounds, *(self.rows[number] for number in numbers)]
            if self._can_hold(few) is False:
                return self._core(few)
        return None

    def _core(self, few: Sequence[Rule]) -> tuple[Rule, ...]:
        """Leave out what a conflict does not need; what seats show to be needed is not asked about."""
        needed = self._needed(few) if len(few) > MANY else set()
        always = [rule for rule in few if id(rule) in needed]
        rest = [rule for rule in few if id(rule) not in needed]
        chosen = minimal(rest, lambda others: self._can_hold([*always, *others]))
        kept = needed | {id(rule) for rule in chosen}
        return tuple(rule for rule in few if id(rule) in kept)

    def _is_minimal(self, conflict: Sequence[Rule]) -> bool:
        needed = self._needed(conflict) if len(conflict) > MANY else set()
        asked = (rule for rule in conflict if id(rule) not in needed)
        rest = ([other for other in conflict if other is not rule] for rule in asked)
        return all(self._can_hold(others) is True for others in rest)

    def _needed(self, conflict: Sequence[Rule]) -> set[int]:
        """Rules (by identity) without which the others can hold, as far as a few seats show it."""
        allocation = self._closest(conflict)
        shown = witness(allocation, conflict) if allocation is not None else None
        if allocation is None or shown is None:
            return set()
        return {id(shown.broken), *(id(other.broken) for other in exchanged(allocation, shown, conflict))}

    def _closest(self, conflict: Sequence[Rule]) -> Allocation | None:
        """Seats that miss the rules by as few people as possible; None where time runs out."""
        firm = [rule for rule in conflict if any(rule is ground for ground in self.grounds)]
        loose = [rule for rule in conflict if all(rule is not ground for ground in firm)] or list(conflict)
        elastic = Elastic(self.sights, firm if len(loose) < len(conflict) else [], loose)
        values = solve(elastic.priced((), [[1.0] * len(loose)]), self._each()).values
        if values is None:
            return None
        seats = seats_of(elastic.board, values, self.limits.seed)
        return Allocation(programme=self.programme, seats=seats, rules=tuple(conflict))

    def _clash(self, conflict: Sequence[Rule]) -> Clash:
        """By how many people the rules miss each other at best, and what about."""
        allocation = self._closest(conflict)
        if allocation is None:
            return Clash(None, ())
        off = [found for rule in conflict for found in rule.check(allocation)]
        return Clash(sum(found.amount for found in off), tuple(dict.fromkeys(found.subject for found in off)))
