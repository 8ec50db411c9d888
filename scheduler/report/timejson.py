"""Timetables and plans as JSON: the same bytes for the same result; times and file names are left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scheduler.report.timetables import in_order
from scheduler.result import digest

if TYPE_CHECKING:
    from scheduler.timetable.joint import Joint
    from scheduler.timetable.planning import Plan
    from scheduler.timetable.run import TimeResult


def timetable_json(result: TimeResult) -> str:
    """Return a timetable as JSON: what is proven of it, its meetings, and every rule's verdict."""
    return _text(_facts(result))


def plan_json(plan: Plan) -> str:
    """Return a plan as JSON: dates, seats as `Result.to_json` has them, and the timetable."""
    dates = {
        "cohorts": _dates(plan.times),
        "short": plan.dates.short,
        "is_proven": plan.dates.is_proven,
        "together": _together(plan.joint),
    }
    return _text({"dates": dates, "seats": json.loads(plan.seats.to_json()), "timetable": _facts(plan.times)})


def _together(joint: Joint) -> dict[str, Any]:
    """Return what is known of dates and people together; bounds are None where they are not known."""
    bounds = joint.bound or (None,) * len(joint.value)
    listed = zip(joint.priorities, joint.value, bounds, strict=True)
    return {
        "is_proven": joint.is_proven,
        "tried": joint.tried,
        "possible": joint.possible,
        "is_all": joint.is_all,
        "priorities": [{"priority": number, "value": value, "bound": bound} for number, value, bound in listed],
        "gap": dict(zip(("priority", "amount"), joint.gap, strict=True)) if joint.gap else None,
    }


def _text(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _facts(result: TimeResult) -> dict[str, Any]:
    tiers = [
        {"priority": int(t.name), "value": t.value, "bound": t.bound, "is_proven": t.is_proven}
        for t in result.outcome.tiers
    ]
    return {
        "programme": result.programme.name,
        "digest": digest(result.programme, result.rules),
        "seed": result.limits.seed,
        "status": result.outcome.status,
        "stopped_by": result.outcome.stopped_by,
        "is_settled": result.outcome.is_settled,
        "priorities": tiers,
        "cohorts": _dates(result),
        "meetings": [_meeting(result, one) for one in in_order(result.timetable)],
        "rules": [_rule(rule, result) for rule in result.rules],
    }


def _dates(result: TimeResult) -> dict[str, dict[str, str | None]]:
    cohorts = sorted(result.programme.cohorts, key=lambda cohort: cohort.code)
    days = {c.code: {"start": c.start, "end": c.end} for c in cohorts}
    return {code: {name: day.isoformat() if day else None for name, day in ends.items()} for code, ends in days.items()}


def _meeting(result: TimeResult, one: Any) -> dict[str, Any]:
    start, end = result.timetable.times(one)
    return {**one.model_dump(mode="json"), "starts": start.isoformat(), "ends": end.isoformat()}


def _rule(rule: Any, result: TimeResult) -> dict[str, Any]:
    off = [{"case": v.case, "subject": v.subject, "amount": v.amount} for v in result.audit.of(rule)]
    return {"sheet": rule.sheet, "row": rule.model_dump(mode="json", exclude_defaults=True), "off": off}
