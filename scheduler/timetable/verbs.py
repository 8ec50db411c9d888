"""The verbs with which rules state themselves, and sums that need columns of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.domain import Programme
from scheduler.rule import Rule
from scheduler.timetable.choice import Choice
from scheduler.timetable.columns import NOTHING, Columns
from scheduler.timetable.model import UNBOUNDED
from scheduler.timetable.sums import Sum


class Verbs(Columns):
    """Columns with rows and costs over them; the board, not the rule, makes a row hard or soft.

    Parameters
    ----------
    rules
        All rules that hold, implied ones included.
    """

    def __init__(self, programme: Programme, rules: Sequence[Rule], choice: Choice, *, has_rooms: bool) -> None:
        super().__init__(programme, choice, has_rooms=has_rooms)
        self.rules = tuple(rules)
        self._known: dict[object, Sum] = {}

    def at_most(self, terms: Sum, bound: int, *, by: Rule) -> None:
        """Keep ``terms <= bound``; the amount off is what is above."""
        if by.is_must:
            self.model.keep(terms, most=bound)
        else:
            self._cost(self.above(terms, bound), by)

    def at_least(self, terms: Sum, bound: int, *, by: Rule) -> None:
        """Keep ``terms >= bound``; the amount off is what is missing."""
        self.at_most(terms * -1, -bound, by=by)

    def exactly(self, terms: Sum, bound: int, *, by: Rule) -> None:
        """Keep ``terms == bound``; the amount off is the distance."""
        self.at_most(terms, bound, by=by)
        self.at_least(terms, bound, by=by)

    def minimise(self, terms: Sum, *, by: Rule) -> None:
        """Make the value of `terms`, never below 0, the amount by which `by` is off."""
        if by.is_must:
            self.model.keep(terms, most=0)
        else:
            self._cost(terms, by)

    def above(self, terms: Sum, bound: int) -> Sum:
        """Return a column that is at least how far `terms` is above `bound`, and at least 0."""
        _, high = self.model.range(terms.merged())
        if high <= bound:
            return NOTHING
        if terms.is_fixed:
            return Sum.fixed(max(0, terms.constant - bound))
        slack = self.model.column(0, high - bound)
        self.model.keep(terms - slack, most=bound)
        return slack

    def level(self, least: int, most: int) -> Sum:
        """Return a new whole number, to be tied to others by `link`."""
        return self.model.column(least, most)

    def link(self, terms: Sum, *, least: int | None = None, most: int | None = None) -> None:
        """Define columns: a row that holds whatever the priority of its rule."""
        self.model.keep(terms, -UNBOUNDED if least is None else least, UNBOUNDED if most is None else most)

    def _cost(self, terms: Sum, by: Rule) -> None:
        tier = int(by.priority)
        self.model.costs[tier] = self.model.costs.get(tier, NOTHING) + terms * by.weight

    def any_of(self, counts: Sequence[Sum], key: object) -> Sum:
        """Return 1 where any of `counts` is above 0, else 0; one column for each `key`."""
        if key not in self._known:
            self._known[key] = self._any(counts)
        return self._known[key]

    def _any(self, counts: Sequence[Sum]) -> Sum:
        parts = [one for one in counts if one.columns or one.constant]
        if not parts or (len(parts) == 1 and self.model.range(parts[0]) in ((0, 1), (0, 0), (1, 1))):
            return parts[0] if parts else NOTHING
        flag = self.model.column(0, 1)
        for part in parts:
            for unit in _units(part):
                self.link(flag - unit, least=0)
            if part.constant:
                self.link(flag, least=1)
        self.link(Sum.total(parts) - flag, least=0)
        return flag

    def is_firm(self, sheet: str) -> bool:
        """Whether a rule of this sheet must hold, and for everything that it can speak of."""
        plain = {name: found.default for name, found in Rule.model_fields.items()}
        firm = (rule for rule in self.rules if rule.sheet == sheet and rule.is_must)
        return any(rule.model_dump(exclude_defaults=True).keys() <= plain.keys() for rule in firm)


def _units(part: Sum) -> Iterable[Sum]:
    return (Sum.column(column) for column in part.columns)
