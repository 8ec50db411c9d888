"""Whether a model has any solution, and which rows are to blame if not.

References
----------
J.W. Chinneck (2008), Feasibility and infeasibility in optimization, Springer, doi:10.1007/978-0-387-74932-7.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.close import close, is_hopeless
from scheduler.solve.even import farkas, noise
from scheduler.solve.limits import Clock, Limits
from scheduler.solve.lp import relax, rounded
from scheduler.solve.presolve import Impossible, reach, reduced

if TYPE_CHECKING:
    from scheduler.solve.linear import Ints, LinearModel


def is_feasible(model: LinearModel, limits: Limits | None = None) -> bool | None:
    """Whether any whole values keep every row, objectives left out.

    Returns
    -------
    bool or None
        True with a solution in hand; False only if proven, by exact prices or by two configurations
        of the integer engine; None if time ran out.
    """
    clock = Clock.start(limits or Limits())
    try:
        small = reduced(replace(model, tiers=())).model
    except Impossible:
        return False
    if small.width == 0:
        return True
    relaxation = relax(small, noise(small.width), clock)
    if relaxation.status == "infeasible" and farkas(small, clock) is not None:
        return False
    if relaxation.values is not None and rounded(small, relaxation.values) is not None:
        return True
    return _settled_whole(small, clock)


def _settled_whole(model: LinearModel, clock: Clock) -> bool | None:
    found = close(model, noise(model.width), None, clock, any_will_do=True)
    if found.values is not None:
        return True
    hopeless = is_hopeless(model, clock) if found.status == "infeasible" else None
    return None if hopeless is None else not hopeless


def suspects(model: LinearModel, limits: Limits | None = None) -> Ints:
    """Rows that alone prove that no solution exists.

    Returns
    -------
    numpy.ndarray
        Numbers of rows whose weighted sum contradicts the columns' bounds (a Farkas proof, checked
        apart from the engine). All rows if only wholeness fails, or if no proof was found in time.
    """
    least, greatest = reach(model)
    crossed = model.row_lower > model.row_upper
    alone = np.flatnonzero((least > model.row_upper) | (greatest < model.row_lower) | crossed)
    if alone.size:
        return alone[:1]
    proof = farkas(replace(model, tiers=()), Clock.start(limits or Limits()))
    if proof is None:
        return np.arange(model.height)
    return np.flatnonzero(proof.duals)
