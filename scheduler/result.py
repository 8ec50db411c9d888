"""What an allocation run hands back, and its JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from scheduler.allocation import Allocation
from scheduler.audit import Audit
from scheduler.domain import Programme
from scheduler.rule import Rule
from scheduler.solve.limits import Limits
from scheduler.solve.outcome import Outcome, TierOutcome

if TYPE_CHECKING:
    from scheduler.explain import Reason
    from scheduler.prices import Price
    from scheduler.workbook.book import Book

PACKAGES = ("angkatan", "ortools", "numpy", "pydantic", "openpyxl", "xlsxwriter")
"""Whose versions the run record names."""


@dataclass(frozen=True)
class Result:
    """An allocation, what is proven of it, and why everybody got what they got.

    Parameters
    ----------
    rules
        Every rule that held, implied ones included.
    outcome
        Status, and value, bound and gap of every priority.
    audit
        The second witness's verdict.
    reasons
        By nominee ID.
    seconds
        Wall time from building the model to the reasons.
    book
        What was read, where the source was a workbook.
    prices
        What the numbers that bind are worth, where that was asked for (:func:`scheduler.prices.prices`).
    kept
        Rules of the timetable that were given too; they decide nothing here.
    """

    programme: Programme
    rules: tuple[Rule, ...]
    allocation: Allocation
    outcome: Outcome
    audit: Audit
    reasons: Mapping[str, Reason]
    limits: Limits
    seconds: float
    book: Book | None = None
    prices: tuple[Price, ...] = ()
    kept: tuple[Rule, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether no allocation is better in any priority without being worse in an earlier one."""
        return self.outcome.status == "optimal"

    @property
    def tiers(self) -> tuple[TierOutcome, ...]:
        """The outcome of each priority; the lots that break ties are left out."""
        return tuple(tier for tier in self.outcome.tiers if tier.name.isdigit())

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the programme and its rules, whatever the order of rows in the workbook."""
        return digest(self.programme, self.rules)

    def to_json(self) -> str:
        """Return the result as JSON: the same bytes for the same programme, rules and seed.

        Times and file names are left out; they stand in the workbook's run record.
        """
        return json.dumps(self._facts(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def _facts(self) -> dict[str, Any]:
        return {
            "programme": self.programme.name,
            "digest": self.digest,
            "seed": self.limits.seed,
            "status": self.outcome.status,
            "stopped_by": self.outcome.stopped_by,
            "is_unique": self.outcome.is_unique,
            "tiers": [{"priority": int(t.name), "value": t.value, "bound": t.bound, "gap": t.gap} for t in self.tiers],
            "seats": [seat.model_dump() for seat in self.allocation.seats],
            "reserves": [reserve.model_dump() for reserve in self.allocation.reserves],
            "reasons": {i: _reason(reason) for i, reason in self.reasons.items()},
            "rules": [_verdict(rule, self.audit) for rule in self.rules],
        }


def _reason(reason: Reason) -> dict[str, Any]:
    told: dict[str, Any] = {"code": reason.code, **reason.facts}
    if reason.because is not None:
        told["because"] = {"case": reason.because.case, **reason.because.facts}
    return told


def _verdict(rule: Rule, audit: Audit) -> dict[str, Any]:
    off = [{"case": v.case, "subject": v.subject, "amount": v.amount} for v in audit.of(rule)]
    return {"sheet": rule.sheet, "row": rule.model_dump(mode="json", exclude_defaults=True), "off": off}


def digest(programme: Programme, rules: tuple[Rule, ...]) -> str:
    """Return a SHA-256 that depends on what is to be solved, not on the order it is written in."""
    lists = {name: value for name, value in programme if isinstance(value, tuple)}
    said = [programme.model_copy(update=dict.fromkeys(lists, ())).model_dump_json()]
    for name, rows in lists.items():
        said += [name, *sorted(row.model_dump_json() for row in rows)]
    said += [f"{rule.sheet} {rule.model_dump_json()}" for rule in rules]
    return sha256("\n".join(said).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of angkatan and of what it rests on."""
    return {package: _version(package) for package in PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
