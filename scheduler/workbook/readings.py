"""What reading a cell comes to: a value, a value with a doubt, or a fault; and cells as plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from scheduler.findings import Fact
from scheduler.reference.nip import SAFE_DIGITS
from scheduler.reference.text import visible
from scheduler.workbook.problems import A_TEXT
from scheduler.workbook.tables import Percent, Raw

_LONGEST_SHOWN: Final = 80
_SPACES: Final = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read: a code of :mod:`scheduler.workbook.problems` and its facts."""

    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was read, and what has to be said about it."""

    value: Any
    code: str
    facts: Mapping[str, Fact]


Reading = Any
"""A value, a `Doubt` or a `Fault`; None where the cell holds nothing but space."""


def fault(code: str, raw: Raw | None = None, **facts: Fact) -> Fault:
    """Make a fault; a raw value becomes the fact `found`."""
    return Fault(code, facts if raw is None else {"found": shown(raw), **facts})


def doubt(value: Any, code: str, raw: Raw, **facts: Fact) -> Doubt:
    """Make a doubt about a value."""
    return Doubt(value, code, {"found": shown(raw), **facts})


def shown(raw: Raw) -> str:
    """Show a raw value as a sentence quotes it: as short as it can be, and never endless."""
    if isinstance(raw, datetime):
        return str(raw).removesuffix(" 00:00:00")
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, Percent):
        return f"{raw * 100:.10g}%"
    text = f"{raw:.15g}" if isinstance(raw, int | float) else visible(str(raw))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def tidy(text: str) -> str:
    """Drop what cannot be seen: invisible characters, outer and repeated spaces; full-width letters become plain."""
    return _SPACES.sub(" ", text.strip() if text.isascii() else visible(text))


def as_text(raw: Raw) -> str | Fault:
    """Read a cell as text; whole numbers that Excel keeps exactly are taken as they were typed."""
    if isinstance(raw, str):
        return tidy(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return tidy(shown(raw)) if isinstance(raw, bool) else fault("not_text", raw, allowed=A_TEXT)
    if abs(raw) >= 10**SAFE_DIGITS:
        return Fault("damaged_id", {})
    return shown(raw)
