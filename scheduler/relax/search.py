"""The cheapest ways out, one after another, each different from those before.

A way out is found by solving: every rule that may give way can be broken at the price of the
people by whom it is off, all others hold.  Each row is then changed as little as the seats
found need, and the changed rules are checked against these seats: that is the proof.  The next
ways keep one of the rows changed before, which is how the k cheapest solutions are listed.

References
----------
E.L. Lawler (1972), A procedure for computing the k best solutions to discrete optimization
problems, Management Science 18(7), 401-405, doi:10.1287/mnsc.18.7.401.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from scheduler.allocation import Allocation
from scheduler.classes import Sights
from scheduler.diagnose.elastic import Elastic, is_ground
from scheduler.domain import Programme
from scheduler.relax.change import Change, Cost, Relaxation, edited
from scheduler.relax.ease import can_ease, eased, moved, off
from scheduler.rule import Rule
from scheduler.rulebook import complete
from scheduler.seating import seats_of
from scheduler.solve import Clock, Limits, solve

if TYPE_CHECKING:
    from scheduler.workbook.book import Book

MOST = 5
"""Ways out that are looked for unless more are asked for."""

FEW = 3
"""Where fewer sets of rows are found than this, changes are also shared among more rows."""

SECONDS = 20.0
ROUNDS = 3
"""How often changed rules are checked and changed again: a waiver can concern a rule that asks who could sit."""


def relax(
    source: Programme | Book, rules: Sequence[Rule] = (), *, most: int = MOST, limits: Limits | None = None
) -> tuple[Relaxation, ...]:
    """Return different ways to change rows so that all rules that must hold can hold, cheapest first.

    Parameters
    ----------
    source
        A programme, or a workbook that was read; its own rules hold too.
    most
        How many ways are looked for; there may be fewer.
    limits
        Time, seed and workers; at most 20 seconds.

    Returns
    -------
    tuple of Relaxation
        Ranked by people, then rows, then the weights of the rows; empty where rows marked as never to be
        relaxed clash by themselves, or time ran out.  No change is made where all rules can hold.
    """
    if isinstance(source, Programme):
        full = complete(source, rules)
        return _Search(source, full, limits or Limits()).ways(most)
    full = complete(source.programme, (*source.rules, *rules), source.places)
    return _Search(source.programme, full, limits or Limits()).ways(most)


@dataclass(frozen=True)
class _Bounds:
    """What a way out may not do.

    Parameters
    ----------
    kept
        Rows that stay as they are, by their place among those that may change.
    most
        Rows that may be off by so many people at most.
    """

    kept: frozenset[int] = frozenset()
    most: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class _Node:
    """A way out, and what was asked of it when it was looked for."""

    bounds: _Bounds
    way: Relaxation


class _Search:
    """One search for ways out."""

    def __init__(self, programme: Programme, rules: Sequence[Rule], limits: Limits) -> None:
        self.programme, self.limits, self.rules = programme, limits, tuple(rules)
        self.clock = Clock.start(replace(limits, seconds=min(limits.seconds or SECONDS, SECONDS)))
        self.musts = [rule for rule in rules if rule.is_must]
        self.loose = [rule for rule in self.musts if self._may_ease(rule)]
        may = {id(rule) for rule in self.loose}
        self.elastic = Elastic(Sights(programme), [rule for rule in self.musts if id(rule) not in may], self.loose)
        self.asked: set[_Bounds] = set()

    def _may_ease(self, rule: Rule) -> bool:
        """Whether a row may be changed: one not marked, and seats of cohorts that are not marked or closed."""
        kind, _, code = rule.stems.partition(":")
        code = code.rpartition(":")[0]
        cohort = self.programme.cohort_of(code) if kind in ("cohort", "session") else None
        is_marked = rule.fixed or (kind == "session" and self.programme.session[code].fixed)
        is_marked |= cohort is not None and kind == "cohort" and cohort.fixed
        is_shut = cohort is not None and cohort.status == "closed"
        return can_ease(rule) and not is_marked and not is_shut and not is_ground(rule)

    def ways(self, most: int) -> tuple[Relaxation, ...]:
        """Return ways that change different rows; where these are few, also ones that share the change among more."""
        found: dict[frozenset[int], _Node] = {}
        for node in self._cheapest_first():
            found.setdefault(self._changed(node.way), node)
            if len(found) == most:
                break
        if 0 < len(found) < min(most, FEW):
            for node in self._shared(list(found.values())):
                found.setdefault(self._changed(node.way), node)
        return tuple(sorted((node.way for node in found.values()), key=lambda way: way.cost))[:most]

    def _cheapest_first(self) -> Iterator[_Node]:
        """List ways by cost: each next one holds at least one row that an earlier one changes."""
        heap: list[tuple[Cost, int, _Node]] = []
        told: set[frozenset[int]] = set()
        self._push(heap, _Bounds())
        while heap:
            _, _, node = heappop(heap)
            changed = self._changed(node.way)
            if changed and changed not in told:
                told.add(changed)
                yield node
            for row in sorted(changed):
                self._push(heap, _Bounds(node.bounds.kept | {row}))

    def _push(self, heap: list[tuple[Cost, int, _Node]], bounds: _Bounds) -> None:
        node = self._asked(bounds)
        if node is not None:
            heappush(heap, (node.way.cost, len(self.asked), node))

    def _asked(self, bounds: _Bounds) -> _Node | None:
        """The cheapest way within some bounds; None where there is none, or it was asked for before."""
        if bounds in self.asked or self.clock.is_over:
            return None
        self.asked.add(bounds)
        way = self._solved(bounds)
        return _Node(bounds, way) if way is not None else None

    def _shared(self, nodes: Sequence[_Node]) -> Iterator[_Node]:
        """Look for ways in which a row that changes by several people gives way by one less, and others make up."""
        for node in nodes:
            for change in (change for change in node.way.changes if change.amount > 1):
                less = {(number, change.amount - 1) for number in self._numbers(change)}
                found = self._asked(_Bounds(node.bounds.kept, node.bounds.most | less))
                if found is not None and self._changed(found.way):
                    yield found

    def _numbers(self, change: Change) -> frozenset[int]:
        """The places of the rules that a change concerns: one cell can imply several."""
        of = change.rule.stems or id(change.rule)
        return frozenset(number for number, rule in enumerate(self.loose) if (rule.stems or id(rule)) == of)

    def _changed(self, way: Relaxation) -> frozenset[int]:
        return frozenset().union(*map(self._numbers, way.changes))

    def _solved(self, bounds: _Bounds) -> Relaxation | None:
        """The cheapest way within some bounds, once it is shown to work."""
        count = len(self.loose)
        prices = ([1.0] * count, [float(rule.weight) for rule in self.loose], [float(k) for k in range(1, count + 1)])
        model = self.elastic.priced(bounds.kept, prices, dict(bounds.most))
        values = solve(model, replace(self.limits, seconds=max(0.2, self.clock.left))).values
        if values is None:
            return None
        seats = seats_of(self.elastic.board, values, self.limits.seed)
        return self._shown(Allocation(programme=self.programme, seats=seats, rules=self.rules), bounds.kept)

    def _shown(self, allocation: Allocation, kept: frozenset[int]) -> Relaxation | None:
        """Change what the seats break, until every rule that must hold is silent about them."""
        changes: dict[int, Change] = {}
        for _ in range(ROUNDS):
            rules, judged = self._as_changed(allocation, changes)
            broken = [rule for rule in self.musts if id(rule) not in changes and off(rules[id(rule)], judged)]
            exact = (change.rule for change in changes.values() if change.kind in ("number", "waive"))
            again = [rule for rule in exact if off(rules[id(rule)], judged)]
            if not broken and not again:
                return self._way(tuple(changes.values()), judged)
            if not self._change([*broken, *again], changes, judged, kept):
                return None
        return None

    def _change(
        self, broken: Sequence[Rule], changes: dict[int, Change], judged: Allocation, kept: frozenset[int]
    ) -> bool:
        """Ease the rules that are broken, those of the programme's own cells first; whether all could be."""
        may = {id(rule) for number, rule in enumerate(self.loose) if number not in kept}
        for rule in sorted(broken, key=lambda rule: (not rule.stems, rule.key)):
            seats = moved(judged, edited(self.programme, tuple(changes.values())))
            change = eased(rule, seats) if id(rule) in may else None
            if change is None:
                return False
            changes[id(rule)] = change
        return True

    def _as_changed(self, allocation: Allocation, changes: dict[int, Change]) -> tuple[dict[int, Rule], Allocation]:
        """Return what every rule is once the changes are made, and the seats as judged under them."""
        after = {id(rule): rule for rule in self.musts}
        for key, change in changes.items():
            if change.becomes is None or change.kind == "wish":
                after[key] = change.rule.model_copy(update={"priority": 1})
            else:
                after[key] = change.becomes
        gone = {key for key, change in changes.items() if change.becomes is None}
        held = tuple(after.get(id(rule), rule) for rule in self.rules if id(rule) not in gone)
        programme = edited(self.programme, tuple(changes.values()))
        return after, Allocation(programme=programme, seats=allocation.seats, rules=held)

    def _way(self, every: tuple[Change, ...], witness: Allocation) -> Relaxation:
        # One cell can imply several rules; it is changed once.
        by_cell = {change.rule.stems or id(change.rule): change for change in sorted(every, key=lambda c: c.amount)}
        changes = tuple(by_cell.values())
        people = sum(change.amount for change in changes)
        weight = sum(change.amount * change.rule.weight for change in changes)
        ordered = tuple(sorted(changes, key=lambda change: change.rule.key))
        return Relaxation(ordered, Cost(people, len(changes), weight), witness)
