"""Rows and costs as they are posted, and the linear model made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scheduler.pairs import Pairs
from scheduler.rule import Rule
from scheduler.solve.linear import LinearModel, Tier
from scheduler.terms import Floats, Ints, Terms

DEFINITION = -1
"""Owner of a row that defines an auxiliary column, and so belongs to no rule."""


@dataclass
class Rows:
    """Collects rows, auxiliary columns and costs.

    `owners` and `subjects` say for every row which rule (an index) posted it, and about what.
    `slack_of` holds the column that softens a row, -1 where it is hard.  `totals` lists the
    auxiliary columns that count pairs, with the pairs counted.
    """

    pairs: Pairs
    rules: Sequence[Rule]
    owners: list[int] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    slack_of: list[int] = field(default_factory=list)
    totals: list[tuple[int, Ints]] = field(default_factory=list)
    _terms: list[Terms] = field(default_factory=list)
    _bounds: list[tuple[float, float]] = field(default_factory=list)
    _columns: list[tuple[float, float]] = field(default_factory=list)
    _costs: dict[int, list[Terms]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._index = {id(rule): index for index, rule in enumerate(self.rules)}

    def column(self, lower: float, upper: float) -> Terms:
        """Add an auxiliary whole-number column."""
        self._columns.append((lower, upper))
        return Terms.of([self.pairs.size + len(self._columns) - 1])

    def total(self, held: Terms) -> Terms:
        """Add an auxiliary column that equals the sum of some pairs."""
        column = self.column(0, float(self.pairs.upper[held.columns].sum()))
        self.link(held - column, 0, 0)
        self.totals.append((int(column.columns[0]), held.columns))
        return column

    def link(self, terms: Terms, least: float, most: float) -> None:
        """Add a row that belongs to no rule."""
        self._add(terms, least, most, DEFINITION, "", -1)

    def limit(self, terms: Terms, bound: int, by: Rule, about: str, unit: int) -> None:
        """Add ``terms <= bound``, softened by a slack where the rule is no "must"."""
        if by.is_must:
            self._add(terms, -np.inf, bound, self._index[id(by)], about, -1)
            return
        worst = self._highest(terms) - bound
        if worst > 0:
            slack = self.column(0, float(-(-worst // unit)))
            self._add(terms - slack * unit, -np.inf, bound, self._index[id(by)], about, int(slack.columns[0]))
            self.cost(slack, by)

    def equal(self, terms: Terms, bound: int, by: Rule, about: str) -> None:
        """Add ``terms == bound`` for a "must"."""
        self._add(terms, bound, bound, self._index[id(by)], about, -1)

    def cost(self, terms: Terms, by: Rule) -> None:
        """Add `terms`, times the rule's weight, to what the rule's tier minimises."""
        self._costs.setdefault(int(by.priority), []).append(terms * by.weight)

    def _add(self, terms: Terms, least: float, most: float, owner: int, about: str, slack: int) -> None:
        self._terms.append(terms)
        self._bounds.append((least - terms.constant, most - terms.constant))
        self.owners.append(owner)
        self.subjects.append(about)
        self.slack_of.append(slack)

    def _highest(self, terms: Terms) -> float:
        """Return the largest value of `terms` within the bounds of its columns."""
        is_pair = terms.columns < self.pairs.size
        gain = np.maximum(terms.factors[is_pair], 0) @ self.pairs.upper[terms.columns[is_pair]]
        for column, factor in zip(terms.columns[~is_pair], terms.factors[~is_pair], strict=True):
            gain += max(factor * bound for bound in self._columns[column - self.pairs.size])
        return float(gain) + terms.constant

    def _column_bounds(self) -> tuple[Floats, Floats]:
        extra = np.asarray(self._columns, dtype=np.float64).reshape(-1, 2)
        low = np.concatenate([np.zeros(self.pairs.size), extra[:, 0]])
        return low, np.concatenate([self.pairs.upper, extra[:, 1]])

    @property
    def priorities(self) -> tuple[int, ...]:
        """The tiers that any rule has a cost in, in the order in which they are served."""
        return tuple(sorted(self._costs))

    def model(self, lots: Sequence[Floats] = ()) -> LinearModel:
        """Return the model: a tier for each priority, then one for each array of `lots`.

        Parameters
        ----------
        lots
            Costs of the pairs alone, shape (pairs,), that settle what the rules leave open.
        """
        low, high = self._column_bounds()
        bounds = np.asarray(self._bounds, dtype=np.float64).reshape(-1, 2)
        tiers = [self._tier(priority, low.size) for priority in self.priorities]
        tiers += [_lot_tier(number, costs, low.size) for number, costs in enumerate(lots, 1)]
        return LinearModel(
            lower=low,
            upper=high,
            integral=np.ones(low.size, dtype=np.bool_),
            starts=np.cumsum([0, *(t.columns.size for t in self._terms)], dtype=np.int64),
            columns=np.concatenate([np.empty(0, np.int64), *(t.columns for t in self._terms)]),
            factors=np.concatenate([np.empty(0), *(t.factors for t in self._terms)]),
            row_lower=bounds[:, 0],
            row_upper=bounds[:, 1],
            tiers=tuple(tiers),
        )

    def _tier(self, priority: int, size: int) -> Tier:
        terms = self._costs[priority]
        columns = np.concatenate([t.columns for t in terms])
        costs = np.zeros(size)
        np.add.at(costs, columns, np.concatenate([t.factors for t in terms]))
        return Tier(str(priority), costs, float(sum(t.constant for t in terms)))


def _lot_tier(number: int, costs: Floats, size: int) -> Tier:
    full = np.zeros(size)
    full[: costs.size] = costs
    return Tier("lot" if number == 1 else f"lot {number}", full)
