"""What a look-up says when it can not name exactly one thing. Both answers are values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[T]):
    """Several things are written like this; only the writer can say which was meant.

    Attributes
    ----------
    text
        The text as it was given.
    candidates
        Two or more, in a fixed order.
    """

    text: str
    candidates: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is written like this.

    Attributes
    ----------
    text
        The text as it was given.
    nearest
        Names that look alike, best first; a hint for a person, never a decision.
    """

    text: str
    nearest: tuple[str, ...] = ()


def one_of(text: str, candidates: tuple[T, ...]) -> T | Ambiguous[T] | None:
    """Answer with the only candidate, with all of several, or with nothing for none."""
    if len(candidates) > 1:
        return Ambiguous(text, candidates)
    return candidates[0] if candidates else None
