"""The full explanation of one person: every cohort, forced and solved again; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.allocation import Allocation, Seat
from scheduler.desk import Desk, State, difference
from scheduler.diagnose import diagnose, is_ground
from scheduler.explain.told import Elsewhere, Explanation, Kind, Opening, Term
from scheduler.findings import Violation
from scheduler.relax.change import Change
from scheduler.relax.ease import eased
from scheduler.rule import Rule
from scheduler.rulebook import kinds

if TYPE_CHECKING:
    from scheduler.result import Result

MOST_OPENINGS = 6
"""Rows of which it is asked whether one more would seat the person."""


def explain(result: Result, nominee: str, *, desk: Desk | None = None) -> Explanation:
    """Explain why a person got what he or she got.

    Parameters
    ----------
    result
        What `allocate` returned.
    nominee
        The person's ID.
    desk
        The desk at which the result lies, where several people are explained.

    Raises
    ------
    KeyError
        There is no such nominee.
    """
    person = result.programme.nominee[nominee]
    place = desk or Desk.of(result)
    base = place.base
    if base is None:
        raise KeyError(nominee)
    teller = _Teller(place, base, person.id)
    elsewhere = tuple(teller.elsewhere())
    return Explanation(
        nominee=person.id,
        seats=base.allocation.held_by(person.id),
        reason=result.reasons.get(person.id),
        elsewhere=elsewhere,
        openings=tuple(teller.openings(elsewhere)),
        terms=terms(base, person.id),
    )


def terms(state: State, nominee: str) -> tuple[Term, ...]:
    """Take apart what the priorities are off by: a person's own departures, and a sum for each rule about others."""
    found = [(rule, list(rule.check(state.allocation))) for rule in state.rules if not rule.is_must]
    own = [(rule, v) for rule, listed in found for v in listed if _is_about(v, nominee)]
    told = [Term(int(rule.priority), rule, v.amount, v.amount * rule.weight, v) for rule, v in own]
    for rule, listed in found:
        amount = sum(v.amount for v in listed if not _is_about(v, nominee))
        if amount:
            told.append(Term(int(rule.priority), rule, amount, amount * rule.weight))
    return tuple(sorted(told, key=lambda term: (term.finding is None, term.priority, term.rule.key)))


def _is_about(violation: Violation, nominee: str) -> bool:
    return nominee in (violation.subject, violation.facts.get("nominee"))


class _Teller:
    """Answers about one person at one desk."""

    def __init__(self, desk: Desk, base: State, nominee: str) -> None:
        self.desk, self.base, self.nominee = desk, base, nominee
        self.programme, self.allocation = desk.programme, base.allocation
        self.person = self.programme.nominee[nominee]
        self.musts = [rule for rule in base.rules if rule.is_must]

    def elsewhere(self) -> Iterator[Elsewhere]:
        """Look at every cohort where the person has no seat."""
        held = {seat.cohort for seat in self.allocation.held_by(self.nominee)}
        for code in sorted(self.programme.cohort):
            if code not in held:
                yield self._not_there(code)

    def _not_there(self, cohort: str) -> Elsewhere:
        if self.programme.cohort[cohort].status == "closed":
            return Elsewhere(cohort, "closed")
        refusals = [rule.refuses(self.person, cohort, self.programme) for rule in self.musts]
        if any(refusals):
            return Elsewhere(cohort, "refused", refusals=tuple(filter(None, refusals)))
        there = self.desk.seated(self.nominee, cohort)
        if there is None:
            return Elsewhere(cohort, "impossible", conflict=self._conflict(cohort))
        seat = next(seat for seat in there.allocation.held_by(self.nominee) if seat.cohort == cohort)
        changed, blocking = difference(self.base, there), self._blocking(seat)
        is_full = any(v.rule.sheet == "Capacity" and v.case == "over" for v in blocking)
        holders = tuple(sorted(self.allocation.present(cohort))) if is_full else ()
        kind = self._kind(there, [after - before for _, before, after in changed.costs])
        return Elsewhere(cohort, kind, blocking=blocking, holders=holders, change=changed, seat=seat)

    def _kind(self, there: State, worse: Sequence[int]) -> Kind:
        """Name what decided; an allocation that is not proven best may be beaten by one with the person there."""
        first = next(filter(None, worse), 0)
        if first > 0:
            return "worse"
        return "lot" if first == 0 and self.base.is_proven and there.is_proven else "unproven"

    def _conflict(self, cohort: str) -> tuple[Rule, ...]:
        """The rows that leave no way: a minimal conflict with the wish to sit there as a must."""
        pin = kinds()["Pins"].model_validate({"nominee": self.nominee, "to": cohort})
        try:
            found = diagnose(self.programme, (*self.musts, pin), self.desk.limits)
        except ValueError:
            return ()
        with_pin = next((rules for rules in found.conflicts if any(rule is pin for rule in rules)), ())
        return tuple(rule for rule in with_pin if rule is not pin)

    # -- as things stand ------------------------------------------------------------------

    def _blocking(self, seat: Seat) -> tuple[Violation, ...]:
        """What must not be, if the person went there now and everybody else stayed."""
        crowded = self._moved(seat)
        return tuple(found for rule in self.musts for found in rule.check(crowded))

    def _moved(self, seat: Seat) -> Allocation:
        """The allocation with one more seat of the person; with it instead where one is all that a person can have."""
        is_one = self.programme.seats_each == 1
        others = (s for s in self.allocation.seats if not (is_one and s.nominee == self.nominee))
        return Allocation(programme=self.programme, seats=(*others, seat), rules=self.base.rules)

    # -- what would help ------------------------------------------------------------------

    def openings(self, elsewhere: Sequence[Elsewhere]) -> Iterator[Opening]:
        """Move the number of each row in the way as little as is needed, and solve again.

        Where no row is enough alone, all that are in the way are moved together.
        """
        tried = 0
        for place in elsewhere:
            changes = self._changes(place)
            single = [self._opening(place.cohort, (change,)) for change in changes[: MOST_OPENINGS - tried]]
            tried += len(single)
            yield from filter(None, single)
            whole = self._opening(place.cohort, changes) if len(changes) > 1 and not any(single) else None
            if whole is not None:
                yield whole

    def _changes(self, place: Elsewhere) -> tuple[Change, ...]:
        """The least change of each number that is in the way of putting the person there now."""
        if place.seat is None:
            return ()
        crowded = self._moved(place.seat)
        rules = {id(found.rule): found.rule for found in place.blocking if not is_ground(found.rule)}
        changes = (eased(rule, crowded) for rule in rules.values())
        return tuple(change for change in changes if change is not None and change.kind == "number")

    def _opening(self, cohort: str, changes: tuple[Change, ...]) -> Opening | None:
        after = self.desk.changed(changes).base
        if after is None or all(seat.cohort != cohort for seat in after.allocation.held_by(self.nominee)):
            return None
        return Opening(cohort, changes, difference(self.base, after))
