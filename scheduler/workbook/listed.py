"""What a check found as JSON, for other programs: codes and facts, and the sentence that people read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scheduler.findings import Fact, Place, Problem
from scheduler.words import Language, say

if TYPE_CHECKING:
    from scheduler.preflight import Shortage


def to_json(problems: Sequence[Problem], shortages: Sequence[Shortage] = (), *, lang: Language) -> str:
    """Return what a check found as JSON; the same findings give the same bytes.

    Every problem has the keys code, severity, file, sheet, cell, found, allowed, nearest, facts and
    sentence; what a problem does not have is null.  `nearest` is a list, `facts` holds every gap of the sentence.

    Parameters
    ----------
    problems
        In the order in which they are listed.
    shortages
        Counts that settle that nothing fits; their rows are under ``at``.
    lang
        Language of the sentences; codes and facts are the same in all.
    """
    errors = sum(problem.severity == "error" for problem in problems)
    told = {
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [_problem(problem, lang) for problem in problems],
        "shortages": [_shortage(shortage, lang) for shortage in shortages],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _problem(problem: Problem, lang: Language) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        **_place(problem.place),
        **{name: problem.facts.get(name) for name in ("found", "allowed")},
        "nearest": _several(problem.facts.get("nearest")),
        "facts": dict(problem.facts),
        "sentence": say(problem, lang),
    }


def _several(fact: Fact) -> list[Any] | None:
    """Turn one suggestion or several into a list."""
    if not fact:
        return None
    return list(fact) if isinstance(fact, tuple) else [fact]


def _place(place: Place | None) -> dict[str, str | None]:
    place = place or Place()
    return {"file": place.file or None, "sheet": place.sheet or None, "cell": place.cell or None}


def _shortage(shortage: Shortage, lang: Language) -> dict[str, Any]:
    places = [_place(rule.place) for rule in shortage.rules]
    return {"code": shortage.code, "at": places, "facts": dict(shortage.facts), "sentence": say(shortage, lang)}
