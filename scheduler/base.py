"""What every model rests on: a frozen base, codes, spans of days, amounts and topics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Model(BaseModel):
    """A frozen model that refuses unknown fields; what it has worked out of them is kept, and no copy takes it over."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the fields alone: what was worked out of the old ones would be wrong of those in `update`."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Span(Model):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.last < self.first:
            msg = f"a span ends on {self.last} before it begins on {self.first}"
            raise ValueError(msg)
        return self

    def overlaps(self, other: Span, gap: int = 0) -> bool:
        """Whether the two share a day, or fewer than `gap` free days lie between them."""
        margin = timedelta(days=gap)
        return self.first <= other.last + margin and other.first <= self.last + margin

    def __str__(self) -> str:
        """Show the span as it is written in a cell."""
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


class Amount(Model):
    """A number of people: a count, or a percentage of some base."""

    count: int | None = Field(default=None, ge=0)
    percent: Decimal | None = Field(default=None, ge=0, le=100)

    @model_validator(mode="after")
    def _one_of_both(self) -> Amount:
        if (self.count is None) == (self.percent is None):
            msg = "an amount is a count or a percentage"
            raise ValueError(msg)
        return self

    @property
    def share(self) -> Fraction:
        """The percentage as a fraction of one; 0 for a count."""
        return Fraction(self.percent) / 100 if self.percent is not None else Fraction(0)

    def at_least(self, base: int) -> int:
        """People needed to reach this amount of `base`: a percentage is rounded up."""
        return self.count if self.count is not None else ceil(self.share * base)

    def at_most(self, base: int) -> int:
        """People allowed by this amount of `base`: a percentage is rounded down."""
        return self.count if self.count is not None else floor(self.share * base)

    def __str__(self) -> str:
        """Show the amount as it is written in a cell: ``5`` or ``30%``."""
        return str(self.count) if self.count is not None else f"{self.percent.normalize():f}%"  # type: ignore[union-attr]


class Topic(Model):
    """A topic of a cohort or session and how strongly it counts."""

    code: Code
    weight: int = Field(default=1, ge=1, le=100)

    def __str__(self) -> str:
        """Show the topic as it is written in a cell: ``DAT`` or ``DAT:2``."""
        return self.code if self.weight == 1 else f"{self.code}:{self.weight}"


def spared(default: Any, **column: Any) -> Any:
    """Describe a field that is left out of what is written down where it says nothing."""
    return Field(default=default, exclude_if=lambda value: value == default, **column)
