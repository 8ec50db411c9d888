"""A condition on one column of a person: bounds and lists, read for one person and for a board."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from operator import gt, lt
from typing import Literal

import numpy as np
from pydantic import Field, field_validator, model_validator

from scheduler.domain import Nominee, Value
from scheduler.measures.cells import Days, Point, bounds, named, plain, token
from scheduler.measures.people import measure, words
from scheduler.measures.rows import Rows
from scheduler.rule import Rule
from scheduler.traits import Mask


class Condition(Rule):
    """What a person's column must hold: at least, at most, one of, none of.

    A bound that a cell cannot be compared with (a PPPK grade with ``III/c``) makes the cell
    count as missing; for ranks the bound may name one for each scheme: ``III/c; IX``.
    """

    column: str = Field(
        min_length=1,
        title="Column",
        description="Age; Service years; Years since training; Months of Passport expiry; or any nominee heading.",
    )
    at_least: Value = Field(default=None, title="At least", description="Number, date, rank or level.")
    at_most: Value = Field(default=None, title="At most", description="Number, date, rank or level.")
    one_of: tuple[str, ...] = Field(default=(), title="One of", description="Values allowed: A; B. Empty: any.")
    none_of: tuple[str, ...] = Field(default=(), title="None of", description="Values refused: A; B.")
    missing: Literal["refuse", "accept"] = Field(
        default="refuse", title="Missing", description="What becomes of people whose cell is empty or not comparable."
    )

    @field_validator("at_least", "at_most", mode="before")
    @classmethod
    def _as_text(cls, bound: object) -> object:
        """Keep numbers and dates as the text that they are written as."""
        return None if bound in (None, "") else str(plain(bound))

    @model_validator(mode="after")
    def _is_a_condition(self) -> Condition:
        if self.at_least is None and self.at_most is None and not self.one_of and not self.none_of:
            raise ValueError("a condition needs something in At least, At most, One of or None of")
        for low, high in product(self._bounds(self.at_least), self._bounds(self.at_most)):
            if low.scale == high.scale and low.size > high.size:
                msg = f"nobody is at least {self.at_least} and at most {self.at_most}"
                raise ValueError(msg)
        return self

    @property
    def wanted(self) -> str:
        """The whole condition in signs: ``≥ 25; ≤ 45``."""
        bounded = [f"{sign} {text}" for sign, text in (("≥", self.at_least), ("≤", self.at_most)) if text is not None]
        listed = [f"{sign} {', '.join(values)}" for sign, values in (("=", self.one_of), ("≠", self.none_of)) if values]
        return "; ".join([*bounded, *listed])

    def _bounds(self, text: Value) -> tuple[Point, ...]:
        return () if text is None else bounds(self.column, str(text))

    # -- one person, for the audit --------------------------------------------------------

    def fault(self, nominee: Nominee, days: Days) -> tuple[str, str] | None:
        """Return the case in which a person fails the condition, and what is allowed; None where it is met."""
        spoken, strict = set(words(nominee, self.column, days)), self.missing == "refuse"
        if not spoken:
            return ("missing", self.wanted) if strict else None
        point = measure(nominee, self.column, days)
        for case, text, is_off in (("low", self.at_least, lt), ("high", self.at_most, gt)):
            limits = [limit for limit in self._bounds(text) if point and limit.scale == point.scale]
            if text is not None and not limits and strict:
                return "missing", self.wanted
            if text is not None and any(point and is_off(point.size, limit.size) for limit in limits):
                return case, str(text)
        return self._misnamed(spoken)

    def _misnamed(self, spoken: set[str]) -> tuple[str, str] | None:
        if self.one_of and spoken.isdisjoint(self._tokens(self.one_of)):
            return "other", ", ".join(self.one_of)
        if self.none_of and not spoken.isdisjoint(self._tokens(self.none_of)):
            return "refused", ", ".join(self.none_of)
        return None

    def _tokens(self, values: Sequence[str]) -> set[str]:
        return {token(named(self.column), value) for value in values}

    # -- all rows, for the board ----------------------------------------------------------

    def faults(self, rows: Rows, days: Days) -> Mask:
        """Return which rows of the board fail the condition."""
        is_blank, strict = rows.blank(days), self.missing == "refuse"
        off = is_blank & strict
        for text, sign in ((self.at_least, 1), (self.at_most, -1)):
            if text is not None:
                missed, compared = self._missed(rows, text, sign, days)
                off |= missed | (~compared & strict)
        if self.one_of:
            off |= ~is_blank & ~rows.among(self.one_of, days)
        return off | rows.among(self.none_of, days) if self.none_of else off

    def _missed(self, rows: Rows, text: Value, sign: int, days: Days) -> tuple[Mask, Mask]:
        """Return which rows miss a bound, and which are on one of its scales at all."""
        measured = rows.sizes(days)
        gaps = [sign * (measured[p.scale] - p.size) for p in self._bounds(text) if p.scale in measured]
        stacked = np.asarray(gaps, dtype=np.float64).reshape(len(gaps), len(rows.contents))
        return np.any(stacked < 0, axis=0), np.any(~np.isnan(stacked), axis=0)
