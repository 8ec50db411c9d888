"""One model in which every rule that must hold can be held, let go, or broken at a price.

Each rule gets a priority of its own, so that the board softens it by itself: what it costs is
how far it is off, in people.  A rule is held by one row that keeps its cost at 0.

References
----------
J.W. Chinneck (2008), Feasibility and infeasibility in optimization, Springer, doi:10.1007/978-0-387-74932-7
(elastic programming).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from scheduler.board import Board
from scheduler.classes import Sights
from scheduler.rule import Rule
from scheduler.rulebook import IMPLIED
from scheduler.solve import LinearModel, Tier, suspects
from scheduler.terms import Floats


def is_ground(rule: Rule) -> bool:
    """Whether the programme as a whole implies the rule, and no cell of a list could change it.

    So are one seat for each person, date clashes and breakouts, unless a row speaks of them.
    """
    return rule.stems == "programme:seats_each" or rule.stems.startswith(IMPLIED)


class Elastic:
    """The linear model of some rules, most of which can be let go.

    Parameters
    ----------
    sights
        The programme, and what rules can tell of its people.
    firm
        Rules that hold whatever is chosen.
    loose
        Rules that can be held or let go; they go by their place in this list.
    """

    def __init__(self, sights: Sights, firm: Sequence[Rule], loose: Sequence[Rule]) -> None:
        self.programme, self.loose = sights.programme, tuple(loose)
        softened = [rule.model_copy(update={"priority": k, "weight": 1}) for k, rule in enumerate(loose, 1)]
        self.board = Board(self.programme, [*firm, *softened], by_class=sights.classes([*firm, *loose]))
        plain = self.board.rows.model()
        self.tiers = {int(tier.name) - 1: tier for tier in plain.tiers}
        """What each rule that can be off costs, by its place among the loose ones."""
        self._plain = replace(plain, tiers=())

    @cached_property
    def _whole(self) -> LinearModel:
        """The model with one more row for each loose rule, which bounds its cost."""
        columns = [np.flatnonzero(tier.costs) for tier in self.tiers.values()]
        factors = [tier.costs[found] for tier, found in zip(self.tiers.values(), columns, strict=True)]
        ends = self._plain.starts[-1] + np.cumsum([found.size for found in columns], dtype=np.int64)
        free = np.full(len(columns), np.inf)
        return replace(
            self._plain,
            starts=np.concatenate([self._plain.starts, ends]),
            columns=np.concatenate([self._plain.columns, *columns]),
            factors=np.concatenate([self._plain.factors, *factors]),
            row_lower=np.concatenate([self._plain.row_lower, -free]),
            row_upper=np.concatenate([self._plain.row_upper, free]),
        )

    def held(self, kept: Collection[int], most: Mapping[int, int] | None = None) -> LinearModel:
        """Return the model in which the loose rules `kept` hold, and no other.

        Parameters
        ----------
        most
            People by whom other rules may be off at most, where that is bounded.
        """
        bounds = {**(most or {}), **dict.fromkeys(kept, 0)}
        upper = self._whole.row_upper.copy()
        for row, (number, tier) in enumerate(self.tiers.items(), self._plain.height):
            if number in bounds:
                upper[row] = bounds[number] - tier.constant
        return replace(self._whole, row_upper=upper)

    def blamed(self, kept: Collection[int]) -> list[int]:
        """Return rules among `kept` that carry a proof that they cannot all hold; all where there is no short one."""
        rows = {int(row) - self._plain.height for row in suspects(self.held(kept))}
        return [number for row, number in enumerate(self.tiers) if row in rows and number in kept]

    def priced(
        self, kept: Collection[int], prices: Iterable[Sequence[float]], most: Mapping[int, int] | None = None
    ) -> LinearModel:
        """Return the model that holds `kept` and minimises what the other rules are off.

        Parameters
        ----------
        prices
            For each tier the price of one person off, for every loose rule.
        most
            People by whom other rules may be off at most, where that is bounded.
        """
        tiers = tuple(Tier(str(number), *self._cost(each)) for number, each in enumerate(prices, 1))
        return replace(self.held(kept, most), tiers=tiers)

    def _cost(self, prices: Sequence[float]) -> tuple[Floats, float]:
        costs, constant = np.zeros(self._plain.width), 0.0
        for number, tier in self.tiers.items():
            costs += tier.costs * prices[number]
            constant += tier.constant * prices[number]
        return costs, constant
