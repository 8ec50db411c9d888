"""Solves the relaxation of a huge model over few of its columns at a time.

A person takes one or two of hundreds of possible seats, so almost every column stays at its lower
bound. The relaxation is solved over promising columns; its prices charge all the others at once with
plain array arithmetic; those that would pay are let in, until none would. The prices are then proven
for the whole model, like any others.

References
----------
R.E. Bixby, J.W. Gregory, I.J. Lustig, R.E. Marsten, D.F. Shanno (1992), Very large-scale linear
programming: a case study in combining interior point and simplex methods, Operations Research 40(5),
885-897, doi:10.1287/opre.40.5.885.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.bound import Certificate, certified, whole_bound
from scheduler.solve.even import steadied
from scheduler.solve.lp import Relaxation
from scheduler.solve.presolve import extract

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Flags, Floats, Ints, LinearModel

LARGEST_WHOLE = 400_000
"""Columns up to which the relaxation is quicker in one piece."""

PROMISING = 12
"""Cheapest columns of each row to begin with, at least."""

ROUNDS = 40
"""More rounds than any model has needed; the whole model is relaxed after them."""


def relaxed(model: LinearModel, costs: Floats, clock: Clock) -> Relaxation:
    """The relaxation, by sifting if the model is huge."""
    if model.width <= LARGEST_WHOLE:
        return steadied(model, costs, clock)
    return sifted(model, costs, clock)


def sifted(model: LinearModel, costs: Floats, clock: Clock) -> Relaxation:
    """The relaxation by rounds over a growing choice of columns."""
    chosen = promising(model, costs)
    for _ in range(ROUNDS):
        kept = np.flatnonzero(chosen)
        found = steadied(extract(model, kept, np.arange(model.height)), costs[kept], clock)
        if found.status == "unknown" or clock.is_over:
            return Relaxation("unknown")
        if found.certificate is None or found.values is None:
            break
        certificate = certified(model, costs, found.certificate.duals)
        values = model.lower.copy()
        values[kept] = found.values
        worth = paying(model, certificate, ~chosen)
        if worth.size == 0 or whole_bound(certificate.bound) >= float(costs @ values) - 1e-6:
            return Relaxation("optimal", values, certificate)
        chosen[worth] = True
    return steadied(model, costs, clock)


def promising(model: LinearModel, costs: Floats) -> Flags:
    """The cheapest columns of every row that takes few or needs some, and all columns of no such row.

    Equal costs are ranked by a fixed shuffle, since in the order of columns all rows would take the same.
    """
    # Rows that take few (a person's) offer some to choose from; rows that need many get twice as many.
    takes_few = (model.row_upper >= 0) & (model.row_upper <= PROMISING / 3)
    needs = np.where(np.isfinite(model.row_lower), np.maximum(2 * model.row_lower, 0.0), 0.0)
    wanted = np.maximum(np.where(takes_few, PROMISING, 0.0), needs)
    offered = np.zeros(model.width, dtype=np.bool_)
    offered[model.columns[takes_few[model.rows()]]] = True
    return ~offered | _cheapest(model, costs, wanted)


def _cheapest(model: LinearModel, costs: Floats, wanted: Floats) -> Flags:
    """So many of the cheapest columns of each row."""
    shuffle = np.random.default_rng(0).random(model.width)
    rank = np.empty(model.width)
    rank[np.lexsort((shuffle, costs))] = np.arange(model.width)
    places = np.flatnonzero(wanted[model.rows()] > 0)
    rows = model.rows()[places]
    order = np.lexsort((rank[model.columns[places]], rows))
    begins = np.concatenate([[True], rows[1:] != rows[:-1]])
    nth = np.arange(rows.size) - np.maximum.accumulate(np.where(begins, np.arange(rows.size), 0))
    chosen = np.zeros(model.width, dtype=np.bool_)
    chosen[model.columns[places[order[nth < wanted[rows]]]]] = True
    return chosen


def paying(model: LinearModel, certificate: Certificate, is_out: Flags) -> Ints:
    """Columns left out that would lower the cost at these prices, the most useful tenth."""
    out = np.flatnonzero(is_out & (certificate.reduced < -1e-7))
    most = model.width // 10
    if out.size <= most:
        return out
    return np.sort(out[np.argsort(certificate.reduced[out], kind="stable")[:most]])
