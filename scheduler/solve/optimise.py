"""Solves a linear model: parts one after another, tiers in strict order, proof wherever time allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.limits import Clock, Limits, Progress, Stop
from scheduler.solve.linear import LinearModel, Tier, value_of
from scheduler.solve.outcome import Outcome, Status, StoppedBy, TierOutcome, joined, not_reached
from scheduler.solve.parts import bundles, components
from scheduler.solve.presolve import Impossible, Reduced, extract, reduced
from scheduler.solve.tiers import Served, serve

if TYPE_CHECKING:
    from scheduler.solve.linear import Floats, Ints

LEAST_LEFT = 0.1
"""Seconds left from which on a search that ended had time to go on: engines keep their limits less exactly."""

SMALLEST_PART = 1000
"""Parts with fewer columns are solved together: one engine call costs more than they do."""


def solve(
    model: LinearModel,
    limits: Limits | None = None,
    *,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Serve the tiers of a model in strict order, and prove it.

    Parameters
    ----------
    model
        Columns, rows and tiers; the order of columns and rows should be canonical, since it decides
        which of several equally good solutions is found.
    limits
        Time, seed and workers; none by default.
    progress
        Called at most ten times a second, in the caller's thread.
    stop
        Looked at several times a second; once set, the best solution so far is handed back.

    Returns
    -------
    Outcome
        Its values keep every row exactly, whatever the status.
    """
    clock = Clock.start(limits or Limits(), progress, stop)
    if not model.tiers:
        outcome = _solved(replace(model, tiers=(Tier("any", np.zeros(model.width)),)), clock)
        return replace(outcome, tiers=())
    return _solved(model, clock)


def _solved(model: LinearModel, clock: Clock) -> Outcome:
    clock.set_scene(tiers=len(model.tiers), tier=model.tiers[0].name, number=1)
    try:
        small = reduced(model)
    except Impossible:
        return _without_values(model, "infeasible", "proof", 0)
    labels = components(small.model)
    parts = int(labels.max(initial=-1)) + 1
    groups = bundles(labels, SMALLEST_PART)
    served, stopped_by = _serve_all(small.model, groups, clock)
    if any(part.is_infeasible for part in served):
        return _without_values(model, "infeasible", "proof", parts)
    if any(part.values is None for part in served):
        return _without_values(model, "unknown", stopped_by, parts)
    return _joined(model, small, list(zip(groups, served, strict=True)), stopped_by, parts)


def _serve_all(model: LinearModel, groups: list[Ints], clock: Clock) -> tuple[list[Served], StoppedBy]:
    """Each part in turn, with a share of the time left that goes with its size; and what ended the whole."""
    rows_of = _row_parts(model, groups)
    served: list[Served] = []
    ended: StoppedBy = "proof"
    waiting = float(model.width)
    for number, columns in enumerate(groups):
        clock.set_scene(part=number + 1, parts=len(groups))
        part = extract(model, columns, rows_of[number])
        share = clock.narrowed(columns.size / waiting)
        served.append(serve(part, share))
        ended = ended if served[-1].is_optimal else _stopped_by(share)
        waiting -= columns.size
        if served[-1].is_infeasible:
            break
    return served, ended


def _row_parts(model: LinearModel, groups: list[Ints]) -> list[Ints]:
    """Row numbers of each part."""
    group = np.zeros(model.width, dtype=np.int64)
    for number, columns in enumerate(groups):
        group[columns] = number
    first = group[model.columns[model.starts[:-1]]] if model.height else np.empty(0, dtype=np.int64)
    return [np.flatnonzero(first == number) for number in range(len(groups))]


def _joined(
    model: LinearModel, small: Reduced, parts: list[tuple[Ints, Served]], stopped_by: StoppedBy, count: int
) -> Outcome:
    inner = np.zeros(small.model.width)
    for columns, part in parts:
        assert part.values is not None  # noqa: S101  # the caller looked
        inner[columns] = part.values
    values = small.restored(inner)
    if not model.holds(values):
        raise AssertionError("the parts' solutions do not keep the rows of the whole")
    served = [part for _, part in parts]
    is_optimal = all(part.is_optimal for part in served)
    return Outcome(
        "optimal" if is_optimal else "feasible",
        "proof" if is_optimal else stopped_by,
        values,
        _tiers(model, served, values),
        is_optimal and all(part.is_unique for part in served),
        count,
    )


def _tiers(model: LinearModel, served: list[Served], values: Floats) -> tuple[TierOutcome, ...]:
    """Each tier over all parts: what the parts lack against their bounds is what the whole lacks."""
    found: list[TierOutcome] = []
    for place, tier in enumerate(model.tiers):
        parts = [part.tiers[place] for part in served]
        gaps = [part.gap for part in parts]
        value = value_of(tier, values)
        # A bound rests on the values of the tiers before, so it stands only while those are proven.
        is_known = all(gap is not None for gap in gaps) and all(earlier.is_proven for earlier in found)
        bound = value - sum(gap for gap in gaps if gap is not None) if is_known else None
        seconds = sum(part.seconds for part in parts)
        found.append(
            TierOutcome(tier.name, value, bound, bound == value, seconds, joined(*(part.engine for part in parts)))
        )
    return tuple(found)


def _stopped_by(clock: Clock) -> StoppedBy:
    """Say what ended a search without proof: it uses all of its time, unless an engine gives up."""
    if clock.is_stopped:
        return "interrupt"
    return "time" if clock.left < LEAST_LEFT else "engine"


def _without_values(model: LinearModel, status: Status, stopped_by: StoppedBy, parts: int) -> Outcome:
    tiers = tuple(not_reached(tier) for tier in model.tiers)
    return Outcome(status, stopped_by, None, tiers, is_unique=False, parts=parts)
