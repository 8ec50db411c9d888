"""Finds few conditions that cannot hold together, out of many.

References
----------
U. Junker (2004), QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems,
AAAI 2004, 167-172.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

Test = Callable[[Sequence[T]], bool | None]


def minimal(candidates: Sequence[T], is_feasible: Test[T]) -> tuple[T, ...]:
    """A set of candidates that cannot hold together, though they can as soon as any one is left out.

    Parameters
    ----------
    candidates
        Conditions that cannot all hold; those most wanted in the conflict last, since earlier ones are
        given up first.
    is_feasible
        Whether a choice of candidates can hold together; None if not settled. What is not settled
        counts as feasible: the set stays proven impossible, but may then hold more than it needs.

    Returns
    -------
    tuple
        In the order of `candidates`. Empty if even no candidate at all is infeasible.

    Raises
    ------
    ValueError
        If it is not proven that the candidates cannot all hold.
    """
    probe = _Probe(candidates, is_feasible)
    everything = tuple(range(len(candidates)))
    if not probe.is_broken(everything):
        raise ValueError(f"the {len(candidates)} candidates are not proven to be in conflict")
    if probe.is_broken(()):
        return ()
    return probe.chosen(tuple(sorted(_core(probe, (), is_changed=False, among=everything))))


def disjoint(candidates: Sequence[T], is_feasible: Test[T]) -> tuple[tuple[T, ...], ...]:
    """Minimal conflicts that share no candidate, until what is left is no longer proven impossible.

    Whoever wants a solution must give way in each of them.
    """
    left, found = list(range(len(candidates))), list[tuple[T, ...]]()

    def holds(numbers: Sequence[int]) -> bool | None:
        return is_feasible([candidates[number] for number in numbers])

    while holds(left) is False:
        conflict = minimal(left, holds)
        found.append(tuple(candidates[number] for number in conflict))
        if not conflict:
            break
        left = [number for number in left if number not in conflict]
    return tuple(found)


class _Probe(Generic[T]):
    """Asks about choices of candidates by number, each choice once."""

    def __init__(self, candidates: Sequence[T], is_feasible: Test[T]) -> None:
        self.candidates = candidates
        self.is_feasible = is_feasible
        self.known: dict[tuple[int, ...], bool] = {}

    def is_broken(self, numbers: tuple[int, ...]) -> bool:
        numbers = tuple(sorted(numbers))
        if numbers not in self.known:
            self.known[numbers] = self.is_feasible(self.chosen(numbers)) is False
        return self.known[numbers]

    def chosen(self, numbers: tuple[int, ...]) -> tuple[T, ...]:
        return tuple(self.candidates[number] for number in numbers)


def _core(probe: _Probe[T], held: tuple[int, ...], *, is_changed: bool, among: tuple[int, ...]) -> tuple[int, ...]:
    """Members of `among` that are needed beside those held (Junker's QX)."""
    if is_changed and probe.is_broken(held):
        return ()
    if len(among) == 1:
        return among
    half = len(among) // 2
    first, second = among[:half], among[half:]
    needed = _core(probe, held + first, is_changed=True, among=second)
    others = _core(probe, held + needed, is_changed=bool(needed), among=first)
    return others + needed
