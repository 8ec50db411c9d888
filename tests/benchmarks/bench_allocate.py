"""angkatan against CP-SAT with one Boolean for each pair and against HiGHS MIP, on the same programme.

All three are timed from the programme in memory to a proven optimum of its priorities, each in a
process of its own, in turns, in one run; angkatan draws the lots besides.  The others get one
objective with the priorities folded by exact weights.  A rival is given up after so many times
angkatan's own time, and at least a minute; "not proven" then stands beside its gap.

Run it as ``python tests/benchmarks/bench_allocate.py [--times 25] [SIZE ...]`` with sizes such as
``300x5``; without sizes it takes 300x5, 2000x40 and 10000x100.

References
----------
The first rival is built as in OR-Tools' guide, "Solving an Assignment Problem": one Boolean a pair,
rows made one by one.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

import numpy as np

from scheduler.board import Board
from scheduler.rulebook import complete
from scheduler.sample import samples
from scheduler.seating import model_of
from scheduler.solve import Limits, solve
from scheduler.solve.linear import LinearModel

SIZES = ("300x5", "2000x40", "10000x100")
LEAST_SECONDS = 60.0


def board_of(size: str) -> tuple[Board, int]:
    """Make the national sample of a size, and the board of it."""
    nominees, cohorts = map(int, size.split("x"))
    made = samples()["national"](nominees=nominees, cohorts=cohorts)
    return Board(made.programme, complete(made.programme, made.rules), by_class=False), made.programme.seed


def folded(model: LinearModel, priorities: int) -> tuple[np.ndarray, float]:
    """Fold the priorities into one objective: a unit of each outweighs all that follow."""
    costs, constant = np.zeros(model.width), 0.0
    for tier in model.tiers[:priorities]:
        spread = float(np.abs(tier.costs) @ model.upper) + 1
        costs, constant = costs * spread + tier.costs, constant * spread + tier.constant
    return costs, constant


def ours(size: str, seconds: float) -> dict[str, object]:
    """Solve with angkatan."""
    began = time.perf_counter()
    board, seed = board_of(size)
    made = time.perf_counter()
    outcome = solve(model_of(board, seed), Limits(seconds=seconds))
    spent = time.perf_counter() - began
    values = [tier.value for tier in outcome.tiers if tier.name.isdigit()]
    return {"seconds": spent, "making": made - began, "is_proven": outcome.status == "optimal", "value": values}


def unfolded(model: LinearModel, values: np.ndarray, priorities: int) -> list[float]:
    """The value of every priority."""
    return [float(tier.costs @ values) + tier.constant for tier in model.tiers[:priorities]]


def by_cp_sat(size: str, seconds: float) -> dict[str, object]:
    """Solve with one Boolean a pair, as the assignment guide does."""
    from ortools.sat.python import cp_model

    began = time.perf_counter()
    board, seed = board_of(size)
    model, count = model_of(board, seed), len(board.rows.priorities)
    costs, _ = folded(model, count)
    sat = cp_model.CpModel()
    columns = [sat.new_int_var(int(low), int(high), "") for low, high in zip(model.lower, model.upper, strict=True)]
    for row in range(model.height):
        part = slice(model.starts[row], model.starts[row + 1])
        terms = sum(int(f) * columns[c] for c, f in zip(model.columns[part], model.factors[part], strict=True))
        low, high = model.row_lower[row], model.row_upper[row]
        if np.isfinite(low):
            sat.add(terms >= int(low))
        if np.isfinite(high):
            sat.add(terms <= int(high))
    sat.minimize(sum(int(cost) * column for cost, column in zip(costs, columns, strict=True) if cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(sat)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    values = np.array([solver.value(column) for column in columns], dtype=float) if found else None
    told = None if values is None else unfolded(model, values, count)
    spent = time.perf_counter() - began
    return {"seconds": spent, "is_proven": status == cp_model.OPTIMAL, "value": told}


def by_highs(size: str, seconds: float) -> dict[str, object]:
    """Solve with HiGHS MIP through MathOpt, the same rows filled from arrays."""
    from ortools.math_opt import parameters_pb2
    from ortools.math_opt.core.python import solver

    from scheduler.solve.mathopt import HIGHS, message, plain, primal, reason

    began = time.perf_counter()
    board, seed = board_of(size)
    model, count = model_of(board, seed), len(board.rows.priorities)
    costs, _ = folded(model, count)
    chosen = parameters_pb2.SolveParametersProto(absolute_gap_tolerance=0.99, relative_gap_tolerance=0.0)
    chosen.time_limit.seconds = int(seconds)
    answer = solver.solve(
        message(model, costs, is_integral=True),
        HIGHS,
        _initializer(),
        chosen,
        plain(),
        None,
        _registration(),
        None,
        None,
    )
    values = primal(answer, model.width)
    spent = time.perf_counter() - began
    told = None if values is None else unfolded(model, np.rint(values), count)
    return {"seconds": spent, "is_proven": reason(answer) == "optimal", "value": told}


def _initializer() -> object:
    from ortools.math_opt import parameters_pb2

    return parameters_pb2.SolverInitializerProto()


def _registration() -> object:
    from ortools.math_opt import callback_pb2

    return callback_pb2.CallbackRegistrationProto()


CONTENDERS = {"angkatan": ours, "CP-SAT, a Boolean a pair": by_cp_sat, "HiGHS MIP": by_highs}


def apart(name: str, size: str, seconds: float) -> dict[str, object]:
    """Run one contender in a process of its own."""
    command = [sys.executable, __file__, "--child", name, "--seconds", str(seconds), size]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"seconds": seconds, "is_proven": False, "value": None, "memory": 0, "fault": done.stderr[-300:]}
    return json.loads(done.stdout.splitlines()[-1])


def compare(size: str, times: float) -> None:
    """Measure all on one size, and print their ratios to angkatan."""
    best = apart("angkatan", size, 3600.0)
    print(f"\n{size}: making the programme and its rows takes {best['making']:.1f} s of each time below")
    for name in CONTENDERS:
        found = best if name == "angkatan" else apart(name, size, max(LEAST_SECONDS, times * float(best["seconds"])))
        ratio = float(found["seconds"]) / float(best["seconds"])
        proof = "proven" if found["is_proven"] else "not proven"
        same = "same optimum" if found["value"] == best["value"] else f"value {found['value']} against {best['value']}"
        print(
            f"  {name:<26}{found['seconds']:8.1f} s {ratio:6.1f} times {found['memory']:6.0f} MB  {proof}, {same}",
            flush=True,
        )


def main() -> None:
    """Compare on the sizes asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--times", type=float, default=25.0)
    parser.add_argument("--child", choices=CONTENDERS)
    parser.add_argument("--seconds", type=float, default=3600.0)
    asked = parser.parse_args()
    if asked.child:
        found = CONTENDERS[asked.child](asked.sizes[0], asked.seconds)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**found, "memory": memory}))
        return
    for size in asked.sizes:
        compare(size, asked.times)


if __name__ == "__main__":
    main()
