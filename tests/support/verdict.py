"""Both witnesses on seats made by hand: the audit's amount, once the board has said the same."""

from __future__ import annotations

from scheduler.allocation import Allocation, Seat
from scheduler.board import Board
from scheduler.domain import Programme
from scheduler.rule import MUST, Rule
from scheduler.rulebook import complete
from scheduler.seating import fixed_to, model_of, seats_of
from scheduler.solve import solve
from scheduler.words import say


def seated(programme: Programme, *seats: str) -> Allocation:
    """Read seats such as ``"ann A"`` or, with sessions, ``"bob B B1 B2"``."""
    split = [seat.split() for seat in seats]
    held = tuple(Seat(nominee=who, cohort=cohort, sessions=tuple(sessions)) for who, cohort, *sessions in split)
    return Allocation(programme=programme, seats=held)


def off(rule: Rule, programme: Programme, *seats: str) -> int:
    """Return by how much seats are off: as a must they are refused when that is not 0, as a wish they cost it."""
    allocation = seated(programme, *seats)
    amount = sum(violation.amount for violation in rule.check(allocation))
    assert _cost(rule.model_copy(update={"priority": 1}), allocation) == amount * rule.weight
    if not rule.is_soft_only:
        assert _cost(rule.model_copy(update={"priority": MUST}), allocation) == (None if amount else 0)
    return amount


def _cost(rule: Rule, allocation: Allocation) -> float | None:
    """Return what the board charges for these seats; None where it refuses them."""
    board = Board(allocation.programme, [rule], by_class=False)
    model = fixed_to(board, model_of(board, 1), allocation.seats)
    outcome = solve(model) if model is not None else None
    if outcome is None or outcome.values is None:
        return None
    return {tier.name: tier.value for tier in outcome.tiers}.get("1", 0)


def best(programme: Programme, *rules: Rule) -> Allocation:
    """Allocate under the rules given and those that the programme implies."""
    board = Board(programme, complete(programme, rules))
    values = solve(model_of(board, programme.seed)).values
    assert values is not None
    return Allocation(programme=programme, seats=seats_of(board, values, programme.seed))


def cases(rule: Rule, programme: Programme, *seats: str) -> list[tuple[str, str, int]]:
    """List what the audit finds: case, subject and amount."""
    return [(v.case, v.subject, v.amount) for v in rule.check(seated(programme, *seats))]


def told(rule: Rule, programme: Programme, *seats: str) -> list[str]:
    """List what the audit finds as English sentences."""
    return [say(violation, "en") for violation in rule.check(seated(programme, *seats))]
