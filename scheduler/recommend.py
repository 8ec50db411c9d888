"""Where a late nominee could still go: every cohort, with what it would cost whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scheduler.desk import Desk, Difference, State, difference
from scheduler.findings import Violation


@dataclass(frozen=True)
class Option:
    """One cohort for one person.

    Parameters
    ----------
    refusals
        What rules that must hold say against it.
    is_possible
        Whether all rules that must hold can hold with the person there.
    is_best
        Whether the best allocation as things stand has the person there.
    difference
        From the best allocation without the person; None where it is not possible.
    """

    cohort: str
    is_possible: bool
    is_best: bool = False
    refusals: tuple[Violation, ...] = ()
    difference: Difference | None = None


@dataclass(frozen=True)
class Recommendation:
    """All cohorts for one person, the best first.

    Parameters
    ----------
    without
        The best allocation in which the person has no seat; None where there is none.
    options
        Possible ones by what they cost, priority by priority, then by how many people they disturb.
    """

    nominee: str
    without: State | None
    options: tuple[Option, ...]


def recommend(desk: Desk, nominee: str) -> Recommendation:
    """Rank all cohorts for a person.

    Raises
    ------
    KeyError
        There is no such nominee.
    """
    person = desk.programme.nominee[nominee]
    cohorts = sorted(desk.programme.cohort)
    desk.base  # noqa: B018  everything that the questions share is there before they are asked side by side
    with ThreadPoolExecutor(desk.limits.workers) as pool:
        asked = [pool.submit(desk.seated, person.id, cohort) for cohort in cohorts]
        without = desk.left_out(person.id)
        states = [answer.result() for answer in asked]
    options = [_option(desk, person.id, place, there, without) for place, there in zip(cohorts, states, strict=True)]
    return Recommendation(person.id, without, tuple(sorted(options, key=_rank)))


def _option(desk: Desk, nominee: str, cohort: str, there: State | None, without: State | None) -> Option:
    if there is None:
        person, musts = desk.programme.nominee[nominee], (rule for rule in desk.rules if rule.is_must)
        refusals = (rule.refuses(person, cohort, desk.programme) for rule in musts)
        return Option(cohort, is_possible=False, refusals=tuple(filter(None, refusals)))
    held = desk.base.allocation.held_by(nominee) if desk.base is not None else ()
    between = difference(without, there) if without is not None else None
    return Option(cohort, is_possible=True, is_best=cohort in {seat.cohort for seat in held}, difference=between)


def _rank(option: Option) -> tuple[bool, tuple[tuple[int, ...], int], bool, str]:
    cost = option.difference.rank if option.difference is not None else ((), 0)
    return (not option.is_possible, cost, not option.is_best, option.cohort)
