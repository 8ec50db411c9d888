"""Splits a model into parts that share no column and no row.

References
----------
Y. Zhang, A. Azad, Z. Hu (2020), FastSV: a distributed-memory connected component algorithm with fast
convergence, SIAM PP 2020, 46-57, doi:10.1137/1.9781611976137.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scheduler.solve.linear import Ints, LinearModel


def components(model: LinearModel) -> Ints:
    """Number of the part that each column belongs to, counted from 0 by first column.

    Labels fall to the least column number that rows connect, with pointer jumping, so that long
    chains settle in few rounds.
    """
    parent = np.arange(model.width)
    busy = np.flatnonzero(np.diff(model.starts))
    if busy.size == 0:
        return parent
    length = np.diff(model.starts)[busy]
    while True:
        before = parent
        least = np.minimum.reduceat(parent[model.columns], model.starts[busy])
        parent = parent.copy()
        offered = np.repeat(least, length)
        # Hook both the column and its present root, which is what makes chains collapse fast.
        np.minimum.at(parent, before[model.columns], offered)
        np.minimum.at(parent, model.columns, offered)
        parent = parent[parent]
        if np.array_equal(parent, before):
            return np.unique(parent, return_inverse=True)[1]


def bundles(labels: Ints, least: int) -> list[Ints]:
    """Column numbers of each part, small parts put together until they hold `least` columns."""
    order = np.argsort(labels, kind="stable")
    sizes = np.bincount(labels) if labels.size else np.empty(0, dtype=np.int64)
    ends = np.cumsum(sizes)
    found: list[Ints] = []
    begin = 0
    for end in ends:
        if end - begin >= least or end == labels.size:
            found.append(np.sort(order[begin:end]))
            begin = int(end)
    return found
