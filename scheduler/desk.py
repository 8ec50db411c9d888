"""A loaded programme that answers questions: what if a person sat there, a number were another, a row were gone.

Every answer is what `allocate` would give for that programme and those rules, to the seat: the
priorities in strict order, then the same lots.  What a question leaves as it is, is kept: what
rules can tell of people, the pairs, and the whole model where only a seat is forced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.allocation import Allocation
from scheduler.board import Board
from scheduler.classes import Sights
from scheduler.domain import OUT, Programme
from scheduler.relax.change import Change, edited
from scheduler.rule import Rule
from scheduler.rulebook import complete, kinds, rows_of
from scheduler.seating import model_of, seats_of
from scheduler.shifts import Name, Shift, costs_of, shifts
from scheduler.solve import Limits, LinearModel, Outcome, solve

if TYPE_CHECKING:
    from scheduler.result import Result


@dataclass(frozen=True)
class State:
    """An allocation that was solved for, and what it costs.

    Parameters
    ----------
    rules
        Every rule that it was made under, implied ones included.
    costs
        Weight times amount off, summed, by priority.
    is_proven
        Whether no allocation serves the priorities better under these rules.
    """

    allocation: Allocation
    rules: tuple[Rule, ...]
    costs: Mapping[int, int]
    is_proven: bool

    @property
    def programme(self) -> Programme:
        """What was allocated."""
        return self.allocation.programme

    @cached_property
    def by_rule(self) -> Mapping[Name, tuple[Rule, int]]:
        """What each wish costs; the costs of one priority add up to its value."""
        return costs_of(self.allocation, self.rules)


class Desk:
    """A programme, its rules, and the best allocation under them.

    Parameters
    ----------
    rules
        All rules that hold, implied ones included (:func:`scheduler.rulebook.complete`).
    limits
        Of every single question.
    base
        The allocation that stands and its columns' values, where it was solved before.
    """

    def __init__(
        self,
        programme: Programme,
        rules: Sequence[Rule],
        limits: Limits | None = None,
        *,
        base: State | None = None,
        sights: Sights | None = None,
    ) -> None:
        self.programme, self.rules = programme, tuple(rules)
        self.limits = limits or Limits(seconds=programme.seconds, seed=programme.seed)
        self.sights = sights if sights is not None and sights.serves(programme) else Sights(programme)
        self._given = base

    @classmethod
    def of(cls, result: Result) -> Desk:
        """Return a desk at which a result lies."""
        costs = dict(result.audit.costs)
        base = State(result.allocation, result.rules, costs, all(tier.is_proven for tier in result.tiers))
        return cls(result.programme, result.rules, result.limits, base=base)

    @cached_property
    def board(self) -> Board:
        """The board of the programme under its rules."""
        return Board(self.programme, self.rules, by_class=self.sights.classes(self.rules))

    @cached_property
    def model(self) -> LinearModel:
        """The board's linear model with its lots."""
        return model_of(self.board, self.limits.seed)

    @cached_property
    def base(self) -> State | None:
        """The best allocation as things stand; None where the rules cannot all hold."""
        return self._given or self._solved(self.model)

    def _solved(self, model: LinearModel) -> State | None:
        return self._state(solve(model, self.limits))

    def _state(self, outcome: Outcome) -> State | None:
        if outcome.values is None:
            return None
        seats = seats_of(self.board, outcome.values, self.limits.seed)
        allocation = Allocation(programme=self.programme, seats=seats, rules=self.rules)
        costs = {int(rule.priority): 0 for rule in self.rules if not rule.is_must}
        tiers = [tier for tier in outcome.tiers if tier.name.isdigit()]
        costs |= {int(tier.name): round(tier.value or 0) for tier in tiers}
        return State(allocation, self.rules, dict(sorted(costs.items())), all(tier.is_proven for tier in tiers))

    # -- questions ------------------------------------------------------------------------

    def may_sit(self, nominee: str, cohort: str) -> bool:
        """Whether no rule that must hold refuses the person the cohort."""
        return bool(self.board.barred_by[self.board.classes.row[nominee], self.board.index(cohort)] < 0)

    def seated(self, nominee: str, cohort: str) -> State | None:
        """Return the best allocation with this person in this cohort; None where there is none.

        It is what a pin that must hold would give.
        """
        if not self.may_sit(nominee, cohort):
            return None
        row = self.board.classes.row[nominee]
        if self.board.classes.sizes[row] > 1:
            return self._pinned(nominee, cohort)
        columns = self.board.pairs.at(self.board.index(cohort))
        lower = self.model.lower.copy()
        lower[columns[self.board.pairs.row[columns] == row]] = 1
        return self._solved(replace(self.model, lower=lower))

    def left_out(self, nominee: str) -> State | None:
        """Return the best allocation with this person pinned out; None where there is none."""
        row = self.board.classes.row[nominee]
        if self.board.classes.sizes[row] > 1 or self._is_waited_for(nominee):
            return self._pinned(nominee, OUT)
        if self.base is not None and not self.base.allocation.is_seated(nominee):
            return self.base
        upper = self.model.upper.copy()
        upper[: self.board.pairs.size][self.board.pairs.row == row] = 0
        return self._solved(replace(self.model, upper=upper))

    def _is_waited_for(self, nominee: str) -> bool:
        """Whether an institution's order makes others wait for the person, unless he or she is pinned out."""
        has_order = self.programme.nominee[nominee].order is not None
        return has_order and any(rule.sheet == "Nomination order" for rule in self.rules)

    def _pinned(self, nominee: str, to: str) -> State | None:
        pin = kinds()["Pins"].model_validate({"nominee": nominee, "to": to})
        return self.under(self.programme, (*self.rules, pin)).base

    def under(self, programme: Programme, rules: Sequence[Rule], limits: Limits | None = None) -> Desk:
        """Return a desk for another programme or other rules, which keeps what it can of this one."""
        ordered = tuple(sorted(rules, key=lambda rule: rule.key))
        return Desk(programme, ordered, limits or self.limits, sights=self.sights)

    def changed(self, changes: Sequence[Change]) -> Desk:
        """Return a desk at which some rows say something else."""
        programme, after = edited(self.programme, changes), {id(change.rule): change.becomes for change in changes}
        rows = (after.get(id(rule), rule) for rule in rows_of(self.rules))
        return self.under(programme, complete(programme, [rule for rule in rows if rule is not None]))


@dataclass(frozen=True)
class Difference:
    """How one allocation differs from another, in people and in values.

    Parameters
    ----------
    gains, loses
        IDs of those who have a seat only after, and only before.
    moves
        Those seated in both but in other cohorts: ID, cohorts before, cohorts after.
    costs
        For every priority: weight times amount off before and after.
    """

    gains: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    moves: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    costs: tuple[tuple[int, int, int], ...] = ()
    states: tuple[State, State] | None = field(default=None, repr=False, compare=False)
    """The two allocations that were compared."""

    @cached_property
    def by_rule(self) -> tuple[Shift, ...]:
        """What changes for each rule; worked out when first asked for."""
        return shifts(self.states[0].by_rule, self.states[1].by_rule) if self.states else ()

    @property
    def is_none(self) -> bool:
        """Whether nobody's seat and no value differs."""
        return not self.gains and not self.loses and not self.moves and not self.changed

    @property
    def changed(self) -> tuple[tuple[int, int, int], ...]:
        """The priorities whose value differs."""
        return tuple(cost for cost in self.costs if cost[1] != cost[2])

    @property
    def rank(self) -> tuple[tuple[int, ...], int]:
        """How good the change is, the best smallest: by priority, then people disturbed."""
        worse = tuple(after - before for _, before, after in self.costs)
        return (worse, len(self.loses) + len(self.moves))


def difference(before: State, after: State) -> Difference:
    """Compare two allocations."""
    held = [_cohorts(state.allocation) for state in (before, after)]
    people = sorted(held[0].keys() | held[1].keys())
    known = before.programme.nominee.keys() & after.programme.nominee.keys()
    moves = ((i, held[0][i], held[1][i]) for i in people if i in held[0] and i in held[1])
    priorities = sorted(before.costs.keys() | after.costs.keys())
    return Difference(
        gains=tuple(i for i in people if i not in held[0]),
        loses=tuple(i for i in people if i not in held[1] and i in known),
        moves=tuple(move for move in moves if move[1] != move[2]),
        costs=tuple((p, before.costs.get(p, 0), after.costs.get(p, 0)) for p in priorities),
        states=(before, after),
    )


def _cohorts(allocation: Allocation) -> dict[str, tuple[str, ...]]:
    held: dict[str, list[str]] = {}
    for seat in allocation.seats:
        held.setdefault(seat.nominee, []).append(seat.cohort)
    return {nominee: tuple(sorted(cohorts)) for nominee, cohorts in held.items()}
