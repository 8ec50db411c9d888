"""Answers one question to an engine in a process of its own, which can be ended at any moment.

Run as a script: a MathOpt request comes in on standard input, the response goes out on standard
output, which is kept clear of what engines print. Nothing of the package is imported.
"""

from __future__ import annotations

import os
import sys

from ortools.math_opt import callback_pb2, parameters_pb2, rpc_pb2
from ortools.math_opt.core.python import solver


def main() -> None:
    """Read, solve, write."""
    out = os.dup(1)
    os.dup2(2, 1)
    request = rpc_pb2.SolveRequest()
    request.MergeFromString(sys.stdin.buffer.read())  # type: ignore[no-untyped-call]
    result = solver.solve(  # type: ignore[no-untyped-call]  # the binding has no types
        request.model,
        request.solver_type,
        parameters_pb2.SolverInitializerProto(),
        request.parameters,
        request.model_parameters,
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )
    with os.fdopen(out, "wb") as stream:
        stream.write(rpc_pb2.SolveResponse(result=result).SerializeToString())  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
