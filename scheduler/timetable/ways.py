"""Ways out where no timetable is possible: which rows to change, or what to add, shown to work.

A way out is found by solving: every rule that may give way can be broken at the price of the lesson
hours or meetings by which it is off, all others hold.  Each is then changed as little as the meetings
found need, and all rules are asked again under the changes: that is the proof.  The next ways keep one
of the rules changed before (Lawler), in the programme as it is and with one thing more: a lesson hour,
a room, a Saturday, a day.

References
----------
E.L. Lawler (1972), A procedure for computing the k best solutions to discrete optimization
problems, Management Science 18(7), 401-405, doi:10.1287/mnsc.18.7.401.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Final

from scheduler.allocation import Allocation
from scheduler.domain import Programme
from scheduler.relax.change import Cost
from scheduler.rule import Rule
from scheduler.rulebook import IMPLIED, TIMETABLE, kinds
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.change import TimeChange, TimeRelaxation, made
from scheduler.timetable.ease import eased, loosened, off
from scheduler.timetable.engine import Search
from scheduler.timetable.gifts import Gift, gifts
from scheduler.timetable.held import Timetable
from scheduler.timetable.run import Given, Source, given_by
from scheduler.timetable.verdict import judge, time_rules

MOST: Final = 5
"""Ways out that are looked for unless more are asked for."""

SECONDS: Final = 20.0
EACH: Final = 5.0
"""Most seconds for all ways, and for one."""

Key = tuple[str, ...]
"""What is changed, told so that the same change is the same key whichever search finds it."""


def ways_out(
    source: Source,
    rules: Sequence[Rule] = (),
    *,
    allocation: Allocation | None = None,
    most: int = MOST,
    limits: Limits | None = None,
) -> tuple[TimeRelaxation, ...]:
    """Return different ways to change rows so that a timetable becomes possible, cheapest first.

    Parameters
    ----------
    source
        Path of a workbook, a workbook already read, or a programme.
    rules
        Rules of the timetable, beside those of the workbook.
    most
        How many ways are looked for; there may be fewer.
    limits
        Time, seed and workers; at most 20 seconds.

    Returns
    -------
    tuple of TimeRelaxation
        Ranked by lesson hours or meetings off, then rows, then the weights of the rows; no way does all that
        another does and more.  Empty where rows marked as never to be relaxed clash with what is not to be
        changed, or time ran out.
    """
    given = given_by(source)
    full = replace(given, rules=(*given.rules, *rules), standing=allocation or given.standing)
    return _Ways(full, limits or Limits()).cheapest(most)


@dataclass(frozen=True, order=True)
class _Node:
    """A way out, where it was looked for, and which changes were kept from being made."""

    cost: Cost
    number: int
    place: int
    kept: frozenset[Key]
    way: TimeRelaxation


class _Ways:
    """One search for ways out."""

    def __init__(self, given: Given, limits: Limits) -> None:
        self.given, self.limits = given, limits
        self.clock = Clock.start(replace(limits, seconds=min(limits.seconds or SECONDS, SECONDS)))
        self.places: list[tuple[Programme, Gift | None]] = [(given.programme, None)]
        self.places += [(gift.edit.applied(given.programme), gift) for gift in gifts(given.programme)]
        self.asked = 0

    def cheapest(self, most: int) -> tuple[TimeRelaxation, ...]:
        """List ways by cost, without those that contain another."""
        found: list[tuple[frozenset[Key], TimeRelaxation]] = []
        for way in self._in_turn():
            keys = frozenset(map(_key, way.changes))
            if keys and not any(other <= keys for other, _ in found):
                found.append((keys, way))
            if len(found) == most:
                break
        return tuple(sorted((way for _, way in found), key=lambda way: way.cost))

    def _in_turn(self) -> Iterator[TimeRelaxation]:
        heap: list[_Node] = []
        seen: set[tuple[int, frozenset[Key]]] = set()
        self._push(heap, seen, 0, frozenset())
        if heap and not heap[0].way.changes:
            return  # everything can be held as it is
        for place in range(1, len(self.places)):
            self._push(heap, seen, place, frozenset())
        while heap:
            node = heappop(heap)
            yield node.way
            for change in node.way.changes:
                if not self._is_gift(change, node.place):
                    self._push(heap, seen, node.place, node.kept | {_key_of(change.rule)})

    def _is_gift(self, change: TimeChange, place: int) -> bool:
        gift = self.places[place][1]
        return gift is not None and change.edit is gift.edit

    def _push(self, heap: list[_Node], seen: set[tuple[int, frozenset[Key]]], place: int, kept: frozenset[Key]) -> None:
        if (place, kept) in seen or self.clock.is_over:
            return
        seen.add((place, kept))
        way = self._solved(place, kept)
        if way is not None:
            self.asked += 1
            heappush(heap, _Node(way.cost, self.asked, place, kept, way))

    def _solved(self, place: int, kept: frozenset[Key]) -> TimeRelaxation | None:
        """The cheapest way in one place that keeps some rules, once it is shown to work."""
        programme, gift = self.places[place]
        firm, loose = loosened(time_rules(programme, self.given.rules, self.given.places), programme)
        held = [rule for rule in loose if _key_of(rule) in kept]
        free = [rule for rule in loose if _key_of(rule) not in kept]
        soft = [rule.model_copy(update={"priority": 1, "weight": 1}) for rule in free]
        prices = gift.prices() if gift else ()
        search = Search(
            programme, [*firm, *held, *soft, *prices], self.clock.within(EACH), allocation=self.given.standing
        )
        placements = search.run().placements
        if placements is None:
            return None
        meetings = Timetable(programme=programme, placements=placements, allocation=self.given.standing)
        return self._shown(meetings, [rule for rule in free if off(rule, meetings)], gift)

    def _shown(self, held: Timetable, broken: Sequence[Rule], gift: Gift | None) -> TimeRelaxation | None:
        """Change what the meetings break, and ask every rule that must hold again."""
        found = [eased(rule, held) for rule in broken]
        changes = [change for change in found if change is not None]
        if len(changes) < len(broken):
            return None
        used = gift.used(held) if gift else 0
        if gift is not None and used:
            changes.append(self._given(gift, used))
        programme, rows = made(changes, self.given.programme, self._rows())
        again = Timetable(programme=programme, placements=held.placements, allocation=held.allocation)
        if judge(again, time_rules(programme, rows, self.given.places)).broken:
            return None
        people = sum(change.amount for change in changes)
        weight = sum(change.amount * change.rule.weight for change in changes)
        ordered = tuple(sorted(changes, key=_key))
        return TimeRelaxation(ordered, Cost(people, len(changes), weight), again)

    def _rows(self) -> Sequence[Rule]:
        return [rule for rule in self.given.rules if not rule.stems]

    def _given(self, gift: Gift, used: int) -> TimeChange:
        """A change by which meetings can be held that could not be; the rule that gains by it stands for it."""
        of_cohort = {"cohorts": gift.cohorts} if gift.edit.code else {}
        found = kinds(TIMETABLE)["Cohort clash" if of_cohort else "Every meeting"]
        stems = f"{IMPLIED}{found.sheet}"
        place = (self.given.places or {}).get(f"cohort:{gift.edit.code}:end")
        rule = found.model_validate({**of_cohort, "stems": stems, "place": place})
        return TimeChange(rule, None, "number", amount=used, edit=gift.edit)


def _key(change: TimeChange) -> Key:
    edit = change.edit
    return (
        (edit.listed, edit.code, *map(str, sorted(edit.then)))
        if edit and edit.now
        else ((edit.listed, "", *map(str, edit.then.values())) if edit else _key_of(change.rule))
    )


def _key_of(rule: Rule) -> Key:
    """Name a rule so that the same is found again, in a programme that was given more."""
    return (rule.stems, *rule.key)
