"""What differs between two workbooks, entry by entry and by content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scheduler.package.parts import Package


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that was added, removed or changed."""

    part: str
    how: Literal["added", "removed", "changed"]


def differences(before: Package, after: Package) -> tuple[Difference, ...]:
    """List the entries whose content differs, in the order of their names."""
    old, new = set(before.names), set(after.names)
    found = [Difference(name, "added") for name in new - old] + [Difference(name, "removed") for name in old - new]
    both = (name for name in old & new if before.read(name) != after.read(name))
    return tuple(sorted([*found, *(Difference(name, "changed") for name in both)], key=lambda each: each.part))
