"""Puts questions to engines and waits for answers, hearing stop signals and reporting meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2, result_pb2, rpc_pb2
from ortools.math_opt.core.python import solver
from ortools.util.python.pybind_solve_interrupter import PySolveInterrupter

from scheduler.solve.mathopt import reason

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock

POLL = 0.05
"""Seconds between looks at the stop signal while engines work."""

GRACE = 2.0
"""Seconds past its time limit that an engine may take to hand over what it has."""

Hear = Callable[[list[str]], None]


class EngineFault(Exception):  # noqa: N818  # not raised to callers of the package
    """An engine gave up with an error of its own; another configuration may do better."""


@dataclass(frozen=True, eq=False)
class Call:
    """One question to an engine.

    Attributes
    ----------
    model, engine, parameters, details
        MathOpt's messages: what to solve, by which engine, and how.
    hear
        Called with lines of the engine's log, in the engine's thread; not with `is_apart`.
    is_apart
        Ask in a process of its own. HiGHS heeds no interrupt, but a process can be ended at once. It costs
        a third of a second, so small questions are asked inside.
    """

    model: model_pb2.ModelProto
    engine: parameters_pb2.SolverTypeProto.ValueType
    parameters: parameters_pb2.SolveParametersProto
    details: model_parameters_pb2.ModelSolveParametersProto
    hear: Hear | None = None
    is_apart: bool = False


class Job(threading.Thread):
    """A call under way in a thread, so that the caller's thread stays free to hear signals."""

    def __init__(self, call: Call) -> None:
        super().__init__(daemon=True)
        self.call = call
        self.interrupter = PySolveInterrupter()
        self.process = _start_child() if call.is_apart else None
        self.answer: result_pb2.SolveResultProto | None = None
        self.fault: Exception | None = None

    def run(self) -> None:
        """Ask, and keep the answer or the fault."""
        try:
            self.answer = self._inside() if self.process is None else _apart(self.call, self.process)
        except Exception as fault:  # noqa: BLE001  # status errors come in several shapes, one of them AttributeError
            self.fault = fault

    def _inside(self) -> result_pb2.SolveResultProto:
        call = self.call
        answer: result_pb2.SolveResultProto = solver.solve(  # type: ignore[no-untyped-call]  # the binding has no types
            call.model,
            call.engine,
            parameters_pb2.SolverInitializerProto(),
            call.parameters,
            call.details,
            call.hear,
            callback_pb2.CallbackRegistrationProto(),
            None,
            self.interrupter,
        )
        return answer

    def interrupt(self) -> None:
        """Ask the engine to end; a process is ended."""
        self.interrupter.interrupt()
        if self.process is not None:
            self.process.kill()

    @property
    def is_conclusive(self) -> bool:
        """Whether the answer settles the question."""
        if self.answer is None:
            return False
        has_enough = self.call.parameters.solution_limit > 0 and len(self.answer.solutions) > 0
        return has_enough or reason(self.answer) in ("optimal", "infeasible")


def _start_child() -> subprocess.Popen[bytes]:
    # The child may be a bare interpreter: it gets this one's search path.
    found = os.pathsep.join(place for place in sys.path if place)
    return subprocess.Popen(  # noqa: S603  # this interpreter and our own file
        [sys.executable, "-P", str(Path(__file__).with_name("child.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": found},
    )


def _apart(call: Call, process: subprocess.Popen[bytes]) -> result_pb2.SolveResultProto:
    request = rpc_pb2.SolveRequest(
        model=call.model, parameters=call.parameters, model_parameters=call.details, solver_type=call.engine
    )
    written, _ = process.communicate(request.SerializeToString())  # type: ignore[no-untyped-call]
    if process.returncode != 0:
        raise EngineFault(f"the engine's process ended with code {process.returncode}")
    response = rpc_pb2.SolveResponse()
    response.MergeFromString(written)  # type: ignore[no-untyped-call]
    return response.result


def ask(call: Call, clock: Clock) -> result_pb2.SolveResultProto | None:
    """One engine's answer; None if it was left behind at a stop or past its time.

    Raises
    ------
    EngineFault
        When the engine reports an error.
    """
    if clock.is_over:
        return None
    job = race([call], clock)[0]
    if job.fault is not None:
        raise EngineFault(str(job.fault)) from job.fault
    return job.answer


def race(calls: list[Call], clock: Clock) -> list[Job]:
    """Ask several engines at once; the first conclusive answer ends the others."""
    jobs = [Job(call) for call in calls]
    try:
        for job in jobs:
            job.start()
        _wait(jobs, clock)
    finally:
        for job in jobs:
            if job.is_alive():
                job.interrupt()
        # No engine is left behind in this process: one still at work at exit would abort it.
        for job in jobs:
            job.join()
    return jobs


def _wait(jobs: list[Job], clock: Clock) -> None:
    """Until all are done, one is conclusive, or the clock says stop."""
    while not any(job.is_conclusive for job in jobs):
        alive = [job for job in jobs if job.is_alive()]
        if not alive:
            return
        alive[0].join(POLL)
        clock.tick()
        # An engine keeps its own time limit; it gets a moment to hand over what it has.
        if clock.is_stopped or clock.overdue > GRACE:
            return
