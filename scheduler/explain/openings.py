"""What it would take to seat a person: the numbers, conditions and pins in the way, changed and solved again.

Of every row in the way the least change is tried alone, then all together; where only seats are
wanting, more of them, until the person is reached or `MOST_SEATS` were not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scheduler.allocation import Allocation, Seat
from scheduler.desk import Desk, State, difference
from scheduler.diagnose import is_ground
from scheduler.domain import Amount
from scheduler.explain.told import Elsewhere, Opening
from scheduler.findings import Violation
from scheduler.relax.change import Change
from scheduler.relax.ease import eased, off
from scheduler.rule import Rule

MOST_PLACES = 2
"""Cohorts, the nearest first, for which it is asked what it would take."""

MOST_SEATS = 8
"""Seats more that are tried where one is not enough."""

Changes = tuple[Change, ...]
Said = tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Wish:
    """A person who wants a seat, or a better one.

    Parameters
    ----------
    base
        The allocation as things stand.
    """

    desk: Desk
    base: State
    nominee: str

    @property
    def held(self) -> tuple[Seat, ...]:
        """What the person has."""
        return self.base.allocation.held_by(self.nominee)

    def crowded(self, seat: Seat) -> Allocation:
        """The allocation with one more seat of the person; with it instead where one is all that a person can have."""
        is_one = self.desk.programme.seats_each == 1
        others = (s for s in self.base.allocation.seats if not (is_one and s.nominee == self.nominee))
        return Allocation(programme=self.desk.programme, seats=(*others, seat), rules=self.base.rules)

    def is_wanted(self, cohort: str) -> bool:
        """Whether the cohort serves the person better than what he or she has."""
        return not self.held or self.claim(cohort) < max(self.claim(seat.cohort) for seat in self.held)

    def claim(self, cohort: str) -> tuple[float, ...]:
        """What the person's seat there costs by itself, priority by priority; the more it serves, the smaller."""
        board, model = self.desk.board, self.desk.model
        columns = board.pairs.at(board.index(cohort))
        mine = columns[board.pairs.row[columns] == board.classes.row[self.nominee]]
        return tuple(float(tier.costs[mine].sum()) for tier in model.tiers[: len(board.rows.priorities)])

    def tried(self, cohort: str, changes: Changes) -> Opening | None:
        """Solve with the changes; None where no allocation is possible with them."""
        after = self.desk.changed(changes).base
        if after is None:
            return None
        now = {seat.cohort for seat in after.allocation.held_by(self.nominee)}
        gained = sorted(now - {seat.cohort for seat in self.held})
        found = cohort if cohort in gained or not gained or self.held else gained[0]
        return Opening(found, changes, difference(self.base, after))

    def is_enough(self, opening: Opening) -> bool:
        """Whether the person would have the seat that the opening speaks of."""
        assert opening.difference.states is not None  # noqa: S101  every opening is a comparison
        after = opening.difference.states[1].allocation
        return any(seat.cohort == opening.cohort for seat in after.held_by(self.nominee))


def openings(wish: Wish, elsewhere: Sequence[Elsewhere]) -> tuple[tuple[Opening, ...], tuple[Opening, ...]]:
    """Return changes that would seat the person, and single ones in the way that would seat somebody else instead.

    Parameters
    ----------
    elsewhere
        The cohorts where the person is not, the nearest first.
    """
    places = [place for place in elsewhere if place.kind not in ("closed", "refused") and wish.is_wanted(place.cohort)]
    wanted = _in_the_way(wish, places[:MOST_PLACES])
    if not wanted and not wish.held:
        wanted = list(_refusing(wish, elsewhere))
    found: list[Opening] = []
    for cohort, changes in wanted:
        if not any(map(wish.is_enough, found)):
            found += _all_tried(wish, cohort, changes, {_said(opening.changes) for opening in found})
    if not any(map(wish.is_enough, found)):
        found += _more(wish, *wanted[:1])
    enough = tuple(opening for opening in found if wish.is_enough(opening))
    known = {_said(opening.changes) for opening in enough}
    missed = (o for o in found if len(o.changes) == 1 and _said(o.changes) not in known)
    return enough, tuple(opening for opening in missed if opening.difference.gains)


def _all_tried(wish: Wish, cohort: str, changes: Changes, known: Set[Said]) -> list[Opening]:
    """Try each change alone, side by side, and all together where none of them is enough."""
    singles = [(cohort, (change,)) for change in changes if _said((change,)) not in known]
    found = _side_by_side(wish, singles)
    is_settled = len(changes) < 2 or any(map(wish.is_enough, found))
    return found if is_settled else found + _side_by_side(wish, [(cohort, changes)])


def _side_by_side(wish: Wish, wanted: Sequence[tuple[str, Changes]]) -> list[Opening]:
    with ThreadPoolExecutor(wish.desk.limits.workers) as pool:
        return [found for found in pool.map(lambda each: wish.tried(*each), wanted) if found is not None]


def _said(changes: Changes) -> Said:
    """What changes say, to know them again."""
    return tuple((c.kind, c.sheet, str(c.rule.key), c.becomes.model_dump_json() if c.becomes else "") for c in changes)


# -- what is in the way -----------------------------------------------------------------------


def _in_the_way(wish: Wish, places: Sequence[Elsewhere]) -> list[tuple[str, Changes]]:
    """For each cohort the least change of every row that is in the way of putting the person there now."""
    found = ((place.cohort, _changes(wish, place)) for place in places)
    return [(cohort, changes) for cohort, changes in found if changes]


def _changes(wish: Wish, place: Elsewhere) -> Changes:
    crowded = wish.crowded(place.seat or _some_seat(wish, place.cohort))
    rules = {id(rule): rule for rule in (*place.conflict, *(found.rule for found in place.blocking))}
    loose = [rule for rule in rules.values() if not is_ground(rule) and off(rule, crowded)]
    return tuple(change for rule in loose if (change := eased(rule, crowded)) is not None)


def _some_seat(wish: Wish, cohort: str) -> Seat:
    """A seat there, with the first breakout of each block, where no allocation shows one."""
    blocks = wish.desk.programme.blocks.items()
    sessions = tuple(sorted(listed[0].code for (home, _), listed in blocks if home == cohort))
    return Seat(nominee=wish.nominee, cohort=cohort, sessions=sessions)


def _refusing(wish: Wish, elsewhere: Sequence[Elsewhere]) -> Iterator[tuple[str, Changes]]:
    """For the cohort with the fewest conditions against the person: that all of these are lifted."""
    refused = [place for place in elsewhere if place.kind == "refused"]
    lifted = ((place.cohort, tuple(_lifted(wish, found) for found in place.refusals)) for place in refused)
    whole = [(cohort, changes) for cohort, changes in lifted if all(changes)]
    if whole:
        cohort, changes = min(whole, key=lambda found: (len(found[1]), wish.claim(found[0]), found[0]))
        yield cohort, tuple(change for change in changes if change is not None)


def _lifted(wish: Wish, refusal: Violation) -> Change | None:
    """The change under which one rule no longer refuses the person."""
    rule, people = refusal.rule, (wish.nominee,)
    if "waived" in type(rule).model_fields:
        waived = (*getattr(rule, "waived", ()), wish.nominee)
        return Change(rule, rule.model_copy(update={"waived": waived}), "waive", people)
    if rule.eases == "drop":
        return Change(rule, None, "drop", people)
    return Change(rule, rule, "free", people) if wish.desk.programme.nominee[wish.nominee].unavailable else None


# -- more seats -------------------------------------------------------------------------------


def _more(wish: Wish, *nearest: tuple[str, Changes]) -> list[Opening]:
    """More seats in the nearest cohort where only seats are wanting: the fewest that reach the person."""
    cohort, changes = nearest[0] if nearest else ("", ())
    if not changes or any(change.rule.sheet != "Capacity" for change in changes):
        return []
    asked: dict[int, Opening | None] = {}

    def reached(seats: int) -> bool:
        if seats not in asked:
            asked[seats] = wish.tried(cohort, tuple(_raised(change, seats - 1) for change in changes))
        opening = asked[seats]
        return opening is not None and wish.is_enough(opening)

    told = asked.get(_first(reached, 2, MOST_SEATS))
    return [told] if told is not None else []


def _first(holds: Callable[[int], bool], least: int, most: int) -> int:
    """A number that holds while the one before does not, from doubling and halving; 0 where the most does not."""
    low, high = least - 1, least
    while not holds(high):
        if high == most:
            return 0
        low, high = high, min(2 * high, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _raised(change: Change, seats: int) -> Change:
    """The same change with some more seats."""
    rule = change.becomes
    most = getattr(rule, "at_most", None)
    if rule is None or not seats or not isinstance(most, int | Amount):
        return change
    more = most + seats if isinstance(most, int) else Amount(count=(most.count or 0) + seats)
    return Change(change.rule, _with_most(rule, more), change.kind, change.people, change.amount + seats)


def _with_most(rule: Rule, most: int | Amount) -> Rule:
    return rule.model_copy(update={"at_most": most})
