"""Why each person is seated or not, in one line.

A reason is read off the solved board, so it names what really decided: a pin, a rule that
bars the person everywhere, rows that one more seat would break, or the people who came first
and in which priority they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from scheduler.allocation import Allocation, Seat
from scheduler.domain import OUT, Nominee
from scheduler.explain.swaps import NEVER, Swaps
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule, shared
from scheduler.standing import Standing

if TYPE_CHECKING:
    from scheduler.result import Result


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one person got what he or she got.

    Parameters
    ----------
    code
        Names the sentence in ``words/*.toml`` under ``[reason]``.
    facts
        The sentence's gaps.
    because
        The departure from a rule that a seat would have been, where one rule decided.
    """

    section: ClassVar[str] = "reason"
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    because: Violation | None = None


def reasons(standing: Standing, allocation: Allocation) -> dict[str, Reason]:
    """Return everybody's reason by ID."""
    teller = Claims(standing, allocation)
    return {nominee.id: teller.tell(nominee) for nominee in sorted(allocation.programme.nominees, key=lambda n: n.id)}


def by_cohort(result: Result) -> dict[str, dict[str, Reason]]:
    """Return for everybody and every cohort why he or she is there, or why not: by ID, then cohort.

    It is read off the solved board; `explain` forces a seat and solves again, for one person.
    """
    from scheduler.desk import Desk  # noqa: PLC0415  a desk explains too

    desk, values = Desk.of(result), result.outcome.values
    if values is None:
        return {nominee.id: {} for nominee in result.programme.nominees}
    teller = Claims(Standing(desk.board, desk.model, values, result.limits.seed), result.allocation)
    return {nominee.id: teller.by_cohort(nominee) for nominee in result.programme.nominees}


class Claims:
    """Tells who came before whom, from one solved board and its allocation."""

    def __init__(self, standing: Standing, allocation: Allocation) -> None:
        self.standing, self.allocation = standing, allocation
        self.board, self.programme = standing.board, standing.board.programme
        self.columns = {
            (int(r), int(p)): k
            for k, (r, p) in enumerate(zip(self.board.pairs.row, self.board.pairs.place, strict=True))
        }
        self.swaps = Swaps(standing, self.columns)

    def tell(self, nominee: Nominee) -> Reason:
        """Say why the person has a seat, or none."""
        held = self.allocation.held_by(nominee.id)
        return self._seated(nominee, held) if held else self._left_out(nominee)

    def kept_out(self, nominee: Nominee, cohort: str) -> Reason:
        """Say why a person whom no rule refuses the cohort is not there."""
        return self._kept_out(nominee, self.columns[self.board.classes.row[nominee.id], self.board.index(cohort)])[1]

    def by_cohort(self, nominee: Nominee) -> dict[str, Reason]:
        """Say of every cohort why the person is there, or why not."""
        row = self.board.classes.row[nominee.id]
        held = {seat.cohort for seat in self.allocation.held_by(nominee.id)}
        told = {}
        for place, cohort in enumerate(self.board.places[: self.board.pairs.cohorts]):
            column = self.columns.get((row, place))
            if cohort in held:
                told[cohort] = Reason("seated", {"cohort": (cohort,)})
            elif column is None:
                told[cohort] = self._refused(nominee, row, place)
            else:
                told[cohort] = Reason("elsewhere", {}) if held else self._kept_out(nominee, column)[1]
        return told

    def _refused(self, nominee: Nominee, row: int, place: int) -> Reason:
        rule, cohort = self.board.rules[self.board.barred_by[row, place]], self.board.places[place]
        found = rule.refuses(nominee, cohort, self.programme)
        return Reason("barred", {"places": (cohort,), "sheet": rule.sheet}, found)

    # -- seated ---------------------------------------------------------------------------

    def _seated(self, nominee: Nominee, held: tuple[Seat, ...]) -> Reason:
        seat = held[0]
        facts: dict[str, Fact] = {"cohort": tuple(s.cohort for s in held)}
        if nominee.pin and nominee.pin != OUT:
            return Reason("pinned", {**facts, "reason": nominee.pin_reason or None})
        places = [seat.cohort, *seat.sessions]
        wished = [rank for rank, choice in enumerate(nominee.choices, 1) if choice in places]
        if wished:
            return Reason("choice", {**facts, "rank": wished[0]})
        topics = [topic for topic in nominee.topics if topic in self._taught(places)]
        if topics:
            return Reason("topic", {**facts, "topic": topics[0], "rank": nominee.topics.index(topics[0]) + 1})
        return Reason("seated", facts)

    def _taught(self, places: list[str]) -> set[str]:
        cohorts, sessions = self.programme.cohort, self.programme.session
        return {t.code for p in places for t in (cohorts[p] if p in cohorts else sessions[p]).topics}

    # -- not seated -----------------------------------------------------------------------

    def _left_out(self, nominee: Nominee) -> Reason:
        if nominee.pin == OUT:
            return Reason("pinned_out", {"reason": nominee.pin_reason or None})
        row = self.board.classes.row[nominee.id]
        free = [self.columns[row, p] for p in range(self.board.pairs.cohorts) if (row, p) in self.columns]
        if not free:
            return self._barred(nominee, row)
        # Where the person fits best is what he or she asks about; where nothing fits better, what tells most.
        fit = {column: tuple(self.standing.claims[column]) for column in free}
        told = [self._kept_out(nominee, column) for column in free if fit[column] == min(fit.values())]
        return min(told, key=lambda ranked: ranked[0])[1]

    def _barred(self, nominee: Nominee, row: int) -> Reason:
        """Name what stands between the person and the cohort that is nearest: the one with the fewest obstacles."""
        count = self.board.pairs.cohorts
        barring = self.board.barred_by[row, :count]
        nearest = int(self.board.bars[row, :count].argmin())
        rule = self.board.rules[barring[nearest]]
        places = tuple(self.board.places[p] for p in range(count) if barring[p] == barring[nearest])
        found = rule.refuses(nominee, self.board.places[nearest], self.programme)
        facts: dict[str, Fact] = {"places": places, "sheet": rule.sheet}
        is_everywhere = len(places) == count > 1
        return Reason("barred_everywhere", facts, found) if is_everywhere else Reason("barred", facts, found)

    def _kept_out(self, nominee: Nominee, column: int) -> tuple[tuple[int, ...], Reason]:
        """Say what keeps a person out of one cohort, with a rank: the lower, the more telling."""
        facts: dict[str, Fact]
        cohort = self.board.places[self.board.pairs.place[column]]
        rows = self._blocking(column, cohort)
        owners = [self.board.rules[self.board.rows.owners[row]] for row in rows]
        quotas = [(r, rule) for r, rule in zip(rows, owners, strict=True) if rule.is_must and rule.sheet not in _ROOM]
        full = [r for r, rule in zip(rows, owners, strict=True) if rule.is_must and rule.sheet == "Capacity"]
        if full:
            facts = {"cohort": cohort} | self._sharing(full, cohort)
            passed = self._outranked(column, facts)
            if passed is not None or not quotas:
                return passed or ((3,), self._needed(nominee, column, facts))
        blocking = quotas or [(r, rule) for r, rule in zip(rows, owners, strict=True) if not rule.is_must]
        if blocking:
            chosen = min(blocking, key=lambda found: (str(found[1].priority), found[0]))
            facts = {"cohort": cohort, "sheet": chosen[1].sheet, "about": self._about(chosen[0]), "at": _at(chosen[1])}
            return (1,), Reason("rule", facts | _bounds(chosen[1])) if chosen[1].is_must else Reason("wish", facts)
        return (4,), Reason("balance", {"cohort": cohort})

    def _blocking(self, column: int, cohort: str) -> list[int]:
        """Rows that a seat would break: its own, and those of a block none of whose breakouts has room."""
        rows = self._broken_by(column)
        for (home, _), sessions in self.programme.blocks.items():
            if home == cohort:
                row = int(self.board.pairs.row[column])
                columns = [self.columns.get((row, self.board.index(session.code))) for session in sessions]
                full = [self._broken_by(taken) for taken in columns if taken is not None]
                rows += full[0] if full and all(full) else []
        return rows

    def _broken_by(self, column: int) -> list[int]:
        """Rows that the column alone would break, but for those that only tie breakouts to seats."""
        rows = self.standing.blocked_by.get(column, [])
        return [row for row in rows if self.board.rules[self.board.rows.owners[row]].sheet != "Breakouts"]

    def _about(self, row: int) -> str:
        return self.board.rows.subjects[row]

    def _sharing(self, full: Sequence[int], cohort: str) -> dict[str, Fact]:
        """Name the cohorts with which one is full, where it has seats of its own left."""
        sharing = shared(map(self._about, full), cohort, self.programme)
        return {"sharing": sharing} if sharing else {}

    def _outranked(self, column: int, full: Mapping[str, Fact]) -> tuple[tuple[int, ...], Reason] | None:
        """Compare with everyone seated in a full cohort; None where not all of them have a stronger claim."""
        found = self.swaps.outranked(column)
        if found is None:
            return None
        tier, weakest = found
        priority, mine = self.board.rows.priorities[tier], float(self.standing.claims[column, tier])
        facts: dict[str, Fact] = {"mine": round(-mine), "theirs": round(-weakest)}
        facts |= {**full, "priority": priority, "rules": self._sheets(priority)}
        return (2, tier), Reason("outranked", facts)

    def _sheets(self, priority: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.sheet for rule in self.board.rules if rule.priority == priority))

    def _needed(self, nominee: Nominee, column: int, full: Mapping[str, Fact]) -> Reason:
        """Say what keeps the seats of a full cohort for people with weaker claims: what the best swap would cost."""
        swap, facts = self.swaps.best(column), dict(full)
        if swap is None:
            return Reason("needed", facts)
        if swap.priority == NEVER:
            is_later = self._passes_over(nominee)
            return Reason("order", {**facts, "order": nominee.order}) if is_later else Reason("lot", facts)
        if swap.row < 0:
            return Reason("weaker", {**facts, "priority": swap.priority, "rules": self._sheets(swap.priority)})
        rule, about = self.swaps.rule(swap), self._about(swap.row)
        if rule.sheet == "Nomination order" and self._is_colleague(nominee, about):
            return Reason("order", {**facts, "order": nominee.order})
        return Reason("swap", {**facts, "sheet": rule.sheet, "about": about, "at": _at(rule)})

    def _passes_over(self, nominee: Nominee) -> bool:
        """Whether a seat would pass over a colleague named earlier, whom nobody seated passes over yet."""
        named = self._named.get(nominee.counted("institution"), ())
        last = max((order for order, is_seated in named if is_seated), default=0)
        return any(last < order < (nominee.order or 0) for order, is_seated in named if not is_seated)

    @cached_property
    def _named(self) -> Mapping[str, list[tuple[int, bool]]]:
        """Each institution's numbers of those who could have a seat, and whether they have one, where order counts."""
        named: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        if any(rule.sheet == "Nomination order" for rule in self.board.rules):
            free = {row for row, place in self.columns if place < self.board.pairs.cohorts}
            for person in self.programme.nominees:
                if person.order is not None and self.board.classes.row[person.id] in free:
                    seated = self.allocation.is_seated(person.id)
                    named[person.counted("institution")].append((person.order, seated))
        return named

    def _is_colleague(self, nominee: Nominee, other: str) -> bool:
        known = self.programme.nominee.get(other)
        return known is not None and known.counted("institution") == nominee.counted("institution")


_ROOM = ("Capacity", "One seat")


def _at(rule: Rule) -> str:
    return str(rule.place) if rule.place else ""


def _bounds(rule: Rule) -> dict[str, Fact]:
    """The numbers of a row as its cells say them."""
    found = {"least": getattr(rule, "at_least", None), "most": getattr(rule, "at_most", None)}
    return {name: str(bound) for name, bound in found.items() if bound is not None}
