"""What an explanation is made of: values, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scheduler.allocation import Seat
from scheduler.desk import Difference
from scheduler.explain.lines import Reason
from scheduler.findings import Violation
from scheduler.relax.change import Change
from scheduler.rule import Rule

Kind = Literal["closed", "refused", "impossible", "worse", "lot", "unproven"]
"""Why not there: the cohort is closed; a rule that must hold refuses the person; rules that must hold leave no way to
seat the person there; seating the person there makes a priority worse; nothing becomes worse, and the lots decided;
or no proof was found in time that it would be worse."""


@dataclass(frozen=True)
class Elsewhere:
    """Why a person is not in one cohort, and what would follow if he or she were.

    Parameters
    ----------
    refusals
        What every rule that refuses the person says.
    conflict
        Where nothing else refuses: the rows that leave no way to seat the person there.
    blocking
        What would be wrong if the person were put there now and nobody else moved.
    holders
        IDs of those who hold the seats, where the cohort is full.
    change
        What differs once the person is seated there and all is solved again; None where that is impossible.
    seat
        The seat that the person then has.
    claim
        Who holds the seats instead, and by which priority they came first; None where it was not this that decided.
    """

    cohort: str
    kind: Kind
    refusals: tuple[Violation, ...] = ()
    conflict: tuple[Rule, ...] = ()
    blocking: tuple[Violation, ...] = ()
    holders: tuple[str, ...] = ()
    change: Difference | None = None
    seat: Seat | None = None
    claim: Reason | None = None

    @property
    def is_possible(self) -> bool:
        """Whether rules that must hold leave a way to seat the person there."""
        return self.change is not None

    @property
    def decided(self) -> tuple[int, int] | None:
        """The first priority that would be worse, and by how much; None where none would."""
        costs = self.change.costs if self.change is not None else ()
        return next(((p, after - before) for p, before, after in costs if after != before), None)


@dataclass(frozen=True)
class Opening:
    """A change of one row, or of all rows in the way, and what it would come to: solved, not guessed.

    Parameters
    ----------
    cohort
        Where the person would then be; where that was tried for, if it would not be enough.
    changes
        The rows, and what they would say.
    difference
        Everything that would differ.
    """

    cohort: str
    changes: tuple[Change, ...]
    difference: Difference


@dataclass(frozen=True)
class Term:
    """One addend of what a priority is off by.

    Parameters
    ----------
    finding
        The departure that concerns the person; None where the term sums up what concerns others.
    amount, cost
        How far off, and that times the rule's weight.
    """

    priority: int
    rule: Rule
    amount: int
    cost: int
    finding: Violation | None = None


@dataclass(frozen=True)
class Explanation:
    """Why one person got what he or she got, in full.

    Parameters
    ----------
    seats
        What the person has.
    reason
        The same in one line.
    elsewhere
        Every other cohort: those where a seat costs least first, then those where none is possible.
    openings
        Changes of rows that would seat the person in a cohort where he or she is not.
    misses
        Changes of rows in the way that would not: somebody else would gain by them, or nobody.
    terms
        What the priorities are off by: the person's own terms first.  Their costs add up to the values
        of the priorities.
    """

    nominee: str
    seats: tuple[Seat, ...]
    reason: Reason | None
    elsewhere: tuple[Elsewhere, ...]
    openings: tuple[Opening, ...]
    misses: tuple[Opening, ...]
    terms: tuple[Term, ...]

    @property
    def own(self) -> tuple[Term, ...]:
        """The terms that concern the person."""
        return tuple(term for term in self.terms if term.finding is not None)

    def total(self, priority: int) -> int:
        """Return what a priority is off by, summed up from the terms."""
        return sum(term.cost for term in self.terms if term.priority == priority)
