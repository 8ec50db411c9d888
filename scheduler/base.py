"""What every model rests on: a frozen base, codes, and spans of days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Model(BaseModel):
    """A frozen model that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
