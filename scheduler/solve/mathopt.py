"""Talks to OR-Tools through MathOpt's own messages, filled from arrays.

The Python classes on top of these messages are left out: they take longer to import than a small
model takes to solve, and one object a column takes longer than a large one.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from google.protobuf.message import Message
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
)
from ortools.math_opt.core.python import solver
from ortools.util.python.pybind_solve_interrupter import PySolveInterrupter

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel

HIGHS = parameters_pb2.SOLVER_TYPE_HIGHS
GLOP = parameters_pb2.SOLVER_TYPE_GLOP
CP_SAT = parameters_pb2.SOLVER_TYPE_CP_SAT

POLL = 0.05
"""Seconds between looks at the stop signal while an engine works."""

GRACE = 2.0
"""Seconds that an engine may overrun its own time limit before it is left behind."""

Hear = Callable[[list[str]], None]


class EngineFault(Exception):  # noqa: N818  # not raised to callers of the package
    """An engine gave up with an error of its own; another configuration may do better."""


@dataclass(frozen=True, eq=False)
class Call:
    """One question to an engine: the model, which engine, and how to ask."""

    model: Message
    engine: int
    parameters: parameters_pb2.SolveParametersProto
    details: model_parameters_pb2.ModelSolveParametersProto
    hear: Hear | None = None


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
    order = np.lexsort((model.columns, model.rows()))
    matrix.row_ids.extend(model.rows()[order])
    matrix.column_ids.extend(model.columns[order])
    matrix.coefficients.extend(model.factors[order])
    priced = np.flatnonzero(costs)
    proto.objective.linear_coefficients.ids.extend(priced)
    proto.objective.linear_coefficients.values.extend(costs[priced])
    return proto


def parameters(clock: Clock) -> parameters_pb2.SolveParametersProto:
    """Parameters that hold the clock's time limit."""
    chosen = parameters_pb2.SolveParametersProto()
    if math.isfinite(clock.left):
        chosen.time_limit.FromNanoseconds(int(clock.left * 1e9))
    return chosen


def ask(call: Call, clock: Clock) -> result_pb2.SolveResultProto | None:
    """Run an engine in a thread of its own; None if it was left behind at a stop or past its time.

    The thread lets the caller's thread hear signals and report progress. HiGHS heeds no interrupt:
    at a stop it is left to end by itself.

    Raises
    ------
    EngineFault
        When the engine reports an error.
    """
    if clock.is_over:
        return None
    answer: list[result_pb2.SolveResultProto] = []
    faults: list[Exception] = []
    interrupter = PySolveInterrupter()
    thread = threading.Thread(target=_run, args=(call, interrupter, answer, faults), daemon=True)
    thread.start()
    try:
        _wait(thread, interrupter, clock)
    except BaseException:
        interrupter.interrupt()
        raise
    if faults:
        raise EngineFault(str(faults[0])) from faults[0]
    return answer[0] if answer else None


def _run(call: Call, interrupter: PySolveInterrupter, answer: list[Any], faults: list[Exception]) -> None:
    try:
        answer.append(
            solver.solve(  # type: ignore[no-untyped-call]  # the binding has no types
                call.model,
                call.engine,
                parameters_pb2.SolverInitializerProto(),
                call.parameters,
                call.details,
                call.hear,
                callback_pb2.CallbackRegistrationProto(),
                None,
                interrupter,
            )
        )
    except Exception as fault:  # noqa: BLE001  # status errors come in several shapes, one of them AttributeError
        faults.append(fault)


def _wait(thread: threading.Thread, interrupter: PySolveInterrupter, clock: Clock) -> None:
    thread.join(POLL)
    asked_at: float | None = None
    while thread.is_alive():
        clock.tick()
        if asked_at is None and clock.is_over:
            interrupter.interrupt()
            asked_at = clock.elapsed
        if asked_at is not None and clock.elapsed - asked_at > GRACE:
            return
        thread.join(POLL)


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
