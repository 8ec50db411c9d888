"""A full explanation on the terminal, for readers who have never seen the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.cli.answers import NOT_SAID
from scheduler.findings import Fact, Violation
from scheduler.report.rules import row_text
from scheduler.rule import shared
from scheduler.words import say
from scheduler.words.sentences import say_briefly
from scheduler.words.values import joined

if TYPE_CHECKING:
    from scheduler.allocation import Reserve
    from scheduler.cli.answers import Answers
    from scheduler.explain.lines import Reason
    from scheduler.explain.told import Elsewhere, Explanation, Opening, Term
    from scheduler.relax.change import Change

MOST_HOLDERS = 3
"""Holders of seats who are named; the cohort's roster has them all."""


MOST_MISSES = 2
"""Changes that would help somebody else, of which so many are told."""

NUMBERS = frozenset({"at_least", "at_most", "exactly", "within", "gap"})
"""Columns that hold the numbers of a row."""

_OWN: Mapping[str, str] = {"waive": "told_waived", "drop": "told_unpinned", "free": "told_free"}
"""Changes that concern the person alone."""


class Explained:
    """Tells one person's explanation: what came out, why not elsewhere, what it would take, and the sums.

    Parameters
    ----------
    answers
        Where, in which language, and about which programme.
    reserves
        Where the person is a reserve.
    """

    def __init__(self, answers: Answers, told: Explanation, reserves: Sequence[Reserve] = ()) -> None:
        self.answers, self.screen, self.told, self.reserves = answers, answers.screen, told, reserves
        self.programme, self.line = answers.programme, answers.line

    def tell(self) -> None:
        """Tell all of it."""
        self.screen.line(self.answers.person(self.told.nominee))
        self._outcome()
        self._possible([place for place in self.told.elsewhere if place.is_possible])
        self._impossible([place for place in self.told.elsewhere if place.kind == "impossible"])
        self._refused()
        self._openings()
        self._own()
        self._sums()

    def _outcome(self) -> None:
        if not self.told.seats:
            self.line("told_no_seat")
        for reserve in self.reserves:
            self.line("told_reserve", rank=reserve.rank, cohort=reserve.cohort)
        if self.told.reason is not None:
            self.screen.line(self._said(self.told.reason))

    def _possible(self, places: list[Elsewhere]) -> None:
        """Tell each cohort where a seat is possible: why it was not given, and what would follow from it."""
        if places:
            self._head("told_seated_elsewhere" if self.told.seats else "told_elsewhere")
        for place in places:
            self._why(place)
            self._in_the_way(place)
            if place.change is not None:
                self.line("told_follows", 4)
                self.answers.difference(place.change, but=self.told.nominee, indent=6)

    def _why(self, place: Elsewhere) -> None:
        facts = self._named(place.cohort)
        if place.kind == "worse" and place.decided is not None and place.change is not None:
            priority, off = place.decided
            worse = (shift.rule for shift in place.change.by_rule if shift.priority == priority and shift.worse > 0)
            rules = joined(list(dict.fromkeys(map(self.answers.wish, worse))), self.screen.lang)
            self.line("why_worse", 2, priority=priority, rules=rules, off=off, **facts)
        else:
            self.line("why_lot" if place.kind == "lot" else "why_unproven", 2, **facts)

    def _in_the_way(self, place: Elsewhere) -> None:
        """Tell who holds the seats and what else would be broken, were the person put there and nobody moved."""
        if place.holders:
            shown, more = place.holders[:MOST_HOLDERS], len(place.holders) - MOST_HOLDERS
            names = self.answers.people(shown)
            people = ", ".join(names) if more > 0 else joined(names, self.screen.lang)
            full = [v.subject for v in place.blocking if v.rule.sheet == "Capacity" and v.case == "over"]
            counts = {"count": len(place.holders), "more": more if more > 0 else None}
            self.line("held_by", 4, people=people, sharing=shared(full, place.cohort, self.programme), **counts)
        if place.claim is not None:
            self.line("told_claim", 4, **place.claim.facts)
        told = [found for found in place.blocking if found.rule.sheet != "Capacity" or found.subject != place.cohort]
        if told:
            self.line("in_the_way", 4)
        for found in told:
            self.line(
                "told_finding", 6, finding=self._said(found).removesuffix("."), at=self.screen.address(found.rule)
            )

    def _impossible(self, places: list[Elsewhere]) -> None:
        """Tell each conflict once, with all the cohorts that it keeps closed."""
        if places:
            self._head("told_impossible")
        found: dict[tuple[int, ...], list[Elsewhere]] = {}
        for place in places:
            found.setdefault(tuple(map(id, place.conflict)), []).append(place)
        for told in found.values():
            cohorts = tuple(place.cohort for place in told)
            title = self.programme.cohort[cohorts[0]].title if len(told) == 1 else None
            code = {0: "why_impossible_alone", 1: "why_impossible_one"}.get(len(told[0].conflict), "why_impossible")
            self.line(code, 2, cohort=cohorts, title=title or None)
            self.answers.rows(told[0].conflict, 4)

    def _refused(self) -> None:
        """Tell each thing that refuses the person once, with all the cohorts that it keeps closed and all its rows."""
        found: dict[str, tuple[Violation, dict[str, None], dict[str, None]]] = {}
        for place in self.told.elsewhere:
            for refusal in place.refusals:
                told = found.setdefault(say_briefly(refusal, self.screen.lang), (refusal, {}, {}))
                told[1][place.cohort] = told[2][self.screen.address(refusal.rule)] = None
        shut = tuple(place.cohort for place in self.told.elsewhere if place.kind == "closed")
        if found or shut:
            self._head("told_refused")
        for why, (_, cohorts, rows) in found.items():
            is_all = len(cohorts) == len(self.programme.cohort)
            places = "all" if is_all else joined(sorted(cohorts), self.screen.lang)
            self.line("told_refusal", 2, where=places, because=why, at=joined(sorted(rows), self.screen.lang))
        if shut:
            self.line("why_closed", 2, cohorts=shut)

    # -- what it would take ---------------------------------------------------------------

    def _openings(self) -> None:
        if self.told.openings:
            self._head("told_openings")
        for opening in self.told.openings:
            self.line("opening", 2, what=self._changes(opening), cohort=opening.cohort)
            self.answers.difference(opening.difference, but=self.told.nominee, indent=4)
        if self.told.misses:
            self._head("told_misses")
        for opening in self.told.misses[:MOST_MISSES]:
            self.line("opening_missed", 2, what=self._changes(opening))
            self.answers.difference(opening.difference, but=self.told.nominee, indent=4)

    def _changes(self, opening: Opening) -> str:
        return "; ".join(map(self._change, opening.changes))

    def _change(self, change: Change) -> str:
        """Say a change with the place, or the row, that it concerns."""
        if change.kind in _OWN and change.people == (self.told.nominee,):
            what, of = self.screen.text(_OWN[change.kind]), ""
        else:
            what, of = self.answers.change(change), self._whose(change)
        return self.screen.text("told_change", what=what, at=self.screen.address(change.rule), of=of)

    def _whose(self, change: Change) -> str:
        """Name the cohort or session whose number changes, or the people and places of a row."""
        if change.rule.stems:
            return change.rule.stems.split(":")[1]
        if people := getattr(change.rule, "nominees", ()):
            return joined(self.answers.people(people), self.screen.lang)
        return row_text(change.rule, self.screen.lang, NOT_SAID | NUMBERS)

    # -- sums -----------------------------------------------------------------------------

    def _own(self) -> None:
        if self.told.own:
            self._head("terms_own")
        for term in self.told.own:
            if term.finding is not None:
                said = self._said(term.finding).removesuffix(".")
                self.line("term_own", 2, finding=said, priority=term.priority, off=term.cost)

    def _sums(self) -> None:
        """Add up what the priorities are off by: this person's part and everybody else's."""
        rows = list(self._added())
        if rows:
            self._head("terms_all")
            headings = ("priority", "about", "at", "term_mine", "term_others", "total")
            self.screen.out.print(self.screen.table(headings, rows, numbers=3))

    def _added(self) -> Iterator[tuple[object, ...]]:
        for priority in sorted({term.priority for term in self.told.terms}):
            terms = [term for term in self.told.terms if term.priority == priority]
            rules = {id(term.rule): term.rule for term in terms}
            for rule in rules.values():
                head = (priority, self.answers.sheet(rule), self.screen.address(rule))
                yield (*head, *_parts([term for term in terms if term.rule is rule]))
            if len(rules) > 1:
                yield (priority, self.screen.text("total"), "", *_parts(terms))

    # -- names ----------------------------------------------------------------------------

    def _head(self, code: str) -> None:
        self.screen.line("")
        self.line(code)

    def _named(self, cohort: str) -> dict[str, Fact]:
        return {"cohort": cohort, "title": self.programme.cohort[cohort].title or None}

    def _said(self, finding: Violation | Reason) -> str:
        """Tell a finding with names for the people whose IDs are in it."""
        facts = {name: self._with_names(fact) for name, fact in finding.facts.items()}
        return say(replace(finding, facts=facts), self.screen.lang)

    def _with_names(self, fact: Fact) -> Fact:
        if isinstance(fact, tuple):
            return tuple(str(self._with_names(part)) for part in fact)
        if not isinstance(fact, str):
            return fact
        who, at, places = fact.partition(" @ ")
        return f"{self.answers.people([who])[0]}{at}{places}" if who in self.programme.nominee else fact


def _parts(terms: Iterable[Term]) -> tuple[int, int, int]:
    """Costs of one person, of everybody else, and of all."""
    listed = list(terms)
    own = sum(term.cost for term in listed if term.finding is not None)
    whole = sum(term.cost for term in listed)
    return own, whole - own, whole
