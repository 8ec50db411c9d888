"""When the rules that must hold cannot all hold: which of them clash."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.board import Board
from scheduler.domain import Programme
from scheduler.findings import Diagnosis
from scheduler.rule import Rule
from scheduler.solve import Limits, is_feasible, suspects
from scheduler.solve.conflict import minimal

SECONDS_EACH = 20.0


def diagnose(programme: Programme, rules: Sequence[Rule], limits: Limits) -> Diagnosis:
    """Return one minimal set of "must" rules that cannot all hold.

    The set is first narrowed to the rules behind a proof that the linear rows have no
    solution, then every rule that it does not need is left out, by solving again without it.

    Raises
    ------
    ValueError
        The rules can all hold.
    """
    musts = [rule for rule in rules if rule.is_must]
    seconds = min(limits.seconds or SECONDS_EACH, SECONDS_EACH)
    each = Limits(seconds=seconds, seed=limits.seed, workers=limits.workers)

    def can_hold(chosen: Sequence[Rule]) -> bool | None:
        return is_feasible(Board(programme, chosen).rows.model(), each)

    few = _suspected(programme, musts)
    return Diagnosis((minimal(few if can_hold(few) is False else musts, can_hold),))


def _suspected(programme: Programme, musts: Sequence[Rule]) -> list[Rule]:
    """The rules that bar pairs, and those whose rows carry a proof of impossibility."""
    board = Board(programme, musts)
    barring = {int(index) for index in board.barred_by.ravel() if index >= 0}
    rows = {board.rows.owners[row] for row in suspects(board.rows.model())}
    return [rule for index, rule in enumerate(board.rules) if index in barring | rows]
