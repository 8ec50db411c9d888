"""The full explanation of one person: every cohort, forced and solved again; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.desk import Desk, State, difference
from scheduler.diagnose import diagnose
from scheduler.explain.lines import Claims, Reason
from scheduler.explain.openings import Wish, openings
from scheduler.explain.told import Elsewhere, Explanation, Kind, Term
from scheduler.findings import Violation
from scheduler.relax.change import remade
from scheduler.rule import Rule
from scheduler.rulebook import kinds
from scheduler.standing import Standing

if TYPE_CHECKING:
    from scheduler.result import Result


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
    wish = Wish(place, base, person.id)
    elsewhere = tuple(sorted(_Teller(wish, _claims(result, place, base)).elsewhere(), key=_nearest))
    enough, misses = openings(wish, elsewhere)
    return Explanation(
        nominee=person.id,
        seats=base.allocation.held_by(person.id),
        reason=result.reasons.get(person.id),
        elsewhere=elsewhere,
        openings=enough,
        misses=misses,
        terms=terms(base, person.id),
    )


def _claims(result: Result, desk: Desk, base: State) -> Claims | None:
    """How people came before each other in the result; None where the desk has another allocation."""
    values = result.outcome.values
    if values is None or base.allocation.seats != result.allocation.seats:
        return None
    return Claims(Standing(desk.board, desk.model, values, result.limits.seed), base.allocation)


def _nearest(place: Elsewhere) -> tuple[int, object, str]:
    """Order places: where a seat costs least first, then those where none is possible, then closed ones."""
    if place.change is not None:
        return 0, place.change.rank, place.cohort
    return ("impossible", "refused", "closed").index(place.kind) + 1, len(place.refusals), place.cohort


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

    def __init__(self, wish: Wish, claims: Claims | None) -> None:
        self.wish, self.desk, self.base, self.nominee = wish, wish.desk, wish.base, wish.nominee
        self.claims = claims
        self.programme, self.allocation = wish.desk.programme, wish.base.allocation
        self.person = self.programme.nominee[wish.nominee]
        self.musts = [rule for rule in wish.base.rules if rule.is_must]

    def elsewhere(self) -> Iterator[Elsewhere]:
        """Look at every cohort where the person has no seat, side by side."""
        held = {seat.cohort for seat in self.allocation.held_by(self.nominee)}
        others = [code for code in sorted(self.programme.cohort) if code not in held]
        self.desk.model  # noqa: B018  what the questions share is there before they are asked side by side
        with ThreadPoolExecutor(self.desk.limits.workers) as pool:
            yield from pool.map(self._not_there, others)

    def _not_there(self, cohort: str) -> Elsewhere:
        if self.programme.cohort[cohort].status == "closed":
            return Elsewhere(cohort, "closed")
        refusals = [rule.refuses(self.person, cohort, self.programme) for rule in self.musts]
        if any(refusals):
            return Elsewhere(cohort, "refused", refusals=tuple(filter(None, refusals)))
        there = self.desk.seated(self.nominee, cohort)
        return self._impossible(cohort) if there is None else self._there(cohort, there)

    def _there(self, cohort: str, there: State) -> Elsewhere:
        """Compare with the best allocation that has the person there."""
        seat = next(seat for seat in there.allocation.held_by(self.nominee) if seat.cohort == cohort)
        crowded = self.wish.crowded(seat)
        blocking = tuple(found for rule in self.musts for found in rule.check(crowded))
        is_full = any(v.rule.sheet == "Capacity" and v.case == "over" for v in blocking)
        holders = tuple(sorted(self.allocation.present(cohort))) if is_full else ()
        changed = difference(self.base, there)
        kind = self._kind(there, [after - before for _, before, after in changed.costs])
        found = Elsewhere(cohort, kind, blocking=blocking, holders=holders, change=changed, seat=seat)
        return replace(found, claim=self._claim(found))

    def _kind(self, there: State, worse: Sequence[int]) -> Kind:
        """Name what decided; an allocation that is not proven best may be beaten by one with the person there."""
        first = next(filter(None, worse), 0)
        if first > 0:
            return "worse"
        return "lot" if first == 0 and self.base.is_proven and there.is_proven else "unproven"

    def _claim(self, place: Elsewhere) -> Reason | None:
        """Who came first in a full cohort and by what, if that is what the solved comparison says too."""
        if self.claims is None or not place.holders:
            return None
        reason = self.claims.kept_out(self.person, place.cohort)
        priority = place.decided[0] if place.decided else 0
        return reason if reason.code == "outranked" and reason.facts["priority"] == priority else None

    def _impossible(self, cohort: str) -> Elsewhere:
        """Name the rows that leave no way: a minimal conflict with the wish to sit there as a must.

        What concerns the person alone is asked first: pins to elsewhere are found at once.
        """
        pin = kinds()["Pins"].model_validate({"nominee": self.nominee, "to": cohort})
        own = [rule for rule in self.musts if rule.sheet in _PERSONAL and self._is_own(rule)]
        alone = remade(self.programme, {"nominees": (self.person,)})
        for programme, rules in ((alone, own), (self.programme, self.musts)):
            try:
                found = diagnose(programme, (*rules, pin), self.desk.limits)
            except ValueError:
                continue
            with_pin = next((rules for rules in found.conflicts if any(rule is pin for rule in rules)), ())
            return Elsewhere(cohort, "impossible", conflict=tuple(rule for rule in with_pin if rule is not pin))
        return Elsewhere(cohort, "impossible")

    def _is_own(self, rule: Rule) -> bool:
        """Whether a rule about single people concerns this one."""
        return getattr(rule, "nominee", self.nominee) == self.nominee


_PERSONAL = frozenset({"Breakouts", "Date clash", "One seat", "Pins"})
"""Sheets of rules that look at each person alone."""
