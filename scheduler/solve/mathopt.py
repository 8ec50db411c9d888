"""Talks to OR-Tools through MathOpt's own messages, filled from arrays.

The Python classes on top of these messages are left out: they take longer to import than a small
model takes to solve, and one object a column takes longer than a large one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.math_opt import model_parameters_pb2, model_pb2, parameters_pb2, result_pb2, solution_pb2

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, Ints, LinearModel

HIGHS = parameters_pb2.SOLVER_TYPE_HIGHS
GLOP = parameters_pb2.SOLVER_TYPE_GLOP
CP_SAT = parameters_pb2.SOLVER_TYPE_CP_SAT


def message(model: LinearModel, costs: Floats, *, is_integral: bool) -> model_pb2.ModelProto:
    """The model with one objective, minimised, as MathOpt's message."""
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(np.arange(model.width))
    proto.variables.lower_bounds.extend(model.lower)
    proto.variables.upper_bounds.extend(model.upper)
    proto.variables.integers.extend(np.full(model.width, is_integral))
    rows = proto.linear_constraints
    rows.ids.extend(np.arange(model.height))
    rows.lower_bounds.extend(model.row_lower)
    rows.upper_bounds.extend(model.row_upper)
    matrix = proto.linear_constraint_matrix
    order = _sorted(model)
    matrix.row_ids.extend(model.rows()[order])
    matrix.column_ids.extend(model.columns[order])
    matrix.coefficients.extend(model.factors[order])
    priced = np.flatnonzero(costs)
    proto.objective.linear_coefficients.ids.extend(priced)
    proto.objective.linear_coefficients.values.extend(costs[priced])
    return proto


def _sorted(model: LinearModel) -> Ints | slice:
    """Order of the stored factors by row and column, which MathOpt insists on."""
    steps = np.diff(model.columns) > 0
    steps[model.starts[1:-1][(model.starts[1:-1] > 0) & (model.starts[1:-1] < model.columns.size)] - 1] = True
    return slice(None) if steps.all() else np.lexsort((model.columns, model.rows()))


def parameters(clock: Clock) -> parameters_pb2.SolveParametersProto:
    """Parameters that hold the clock's time limit."""
    chosen = parameters_pb2.SolveParametersProto()
    if math.isfinite(clock.left):
        chosen.time_limit.FromNanoseconds(int(clock.left * 1e9))
    return chosen


def primal(result: result_pb2.SolveResultProto, width: int) -> Floats | None:
    """Values of the best feasible solution, or None."""
    for found in result.solutions:
        if found.primal_solution.feasibility_status == solution_pb2.SOLUTION_STATUS_FEASIBLE:
            return dense(found.primal_solution.variable_values, width)
    return None


def dense(vector: Any, width: int) -> Floats:
    """A sparse message as an array."""
    full = np.zeros(width)
    full[np.fromiter(vector.ids, dtype=np.int64)] = np.fromiter(vector.values, dtype=np.float64)
    return full


def reason(result: result_pb2.SolveResultProto) -> str:
    """Why the engine ended: "optimal", "infeasible", "limit" or "fault"."""
    ended = result.termination.reason
    if ended == result_pb2.TERMINATION_REASON_OPTIMAL:
        return "optimal"
    if ended in (
        result_pb2.TERMINATION_REASON_INFEASIBLE,
        # Every column is bounded, so no model is unbounded.
        result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
    ):
        return "infeasible"
    if ended in (result_pb2.TERMINATION_REASON_FEASIBLE, result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND):
        return "limit"
    return "fault"


def hint(values: Floats) -> model_parameters_pb2.ModelSolveParametersProto:
    """Details that suggest a starting solution."""
    details = model_parameters_pb2.ModelSolveParametersProto()
    suggested = details.solution_hints.add().variable_values
    suggested.ids.extend(np.arange(values.size))
    suggested.values.extend(values)
    return details


def plain() -> model_parameters_pb2.ModelSolveParametersProto:
    """Details that say nothing."""
    return model_parameters_pb2.ModelSolveParametersProto()
