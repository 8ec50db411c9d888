"""Numbers, amounts and priorities in cells, typed or stored as text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from scheduler.domain import Amount
from scheduler.reference.text import fold, visible
from scheduler.rule import MUST
from scheduler.words import known_terms
from scheduler.workbook.layout import Column
from scheduler.workbook.problems import (
    A_NUMBER,
    A_PERCENTAGE,
    A_PRIORITY,
    A_WHOLE_NUMBER,
    A_WISH,
    AN_AMOUNT,
)
from scheduler.workbook.readings import Fault, Reading, doubt, fault, shown
from scheduler.workbook.tables import Percent, Raw

_WHOLE: Final = re.compile(r"[+-]?\d{1,15}")
_FRACTION: Final = re.compile(r"[+-]?\d{1,12}[.,]\d{1,12}")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})")
_BOTH_MARKS: Final = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+,\d{1,12}|(?:,\d{3})+\.\d{1,12})")
_PERCENT: Final = re.compile(r"(.+?)\s*(?:%|persen|percent|퍼센트|프로)", re.IGNORECASE)


def number_in(text: str) -> int | float | Fault | None:
    """Read a number that is stored as text; None where the text is none.

    A comma is a decimal mark like a point.  One mark before three digits could part
    thousands as well, so that is a fault and never a guess.

    Examples
    --------
    >>> number_in("450,5")
    450.5
    """
    plain = visible(text).replace(" ", "")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    if _GROUPED.fullmatch(plain):
        joined, point = re.sub("[.,]", "", plain), plain.replace(",", ".")
        return Fault("unclear_number", {"found": text, "one": point.rstrip("0").rstrip("."), "other": joined})
    if _BOTH_MARKS.fullmatch(plain):
        decimal = max(plain.rfind(","), plain.rfind("."))
        return float(re.sub("[.,]", "", plain[:decimal]) + "." + plain[decimal + 1 :])
    return float(plain.replace(",", ".")) if _FRACTION.fullmatch(plain) else None


def read_whole(raw: Raw, column: Column) -> Reading:
    """Read a whole number within the column's bounds."""
    found = _number(raw)
    if isinstance(found, Fault):
        return found
    if found is None or found != int(found):
        return fault("not_whole", raw, allowed=A_WHOLE_NUMBER)
    return _told(raw, int(found), column)


def read_decimal(raw: Raw, column: Column) -> Reading:
    """Read a number within the column's bounds."""
    found = _number(raw)
    if isinstance(found, Fault):
        return found
    return fault("not_number", raw, allowed=A_NUMBER) if found is None else _told(raw, float(found), column)


def _number(raw: Raw) -> int | float | Fault | None:
    if isinstance(raw, str):
        return number_in(raw)
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    return raw if is_number else None  # type: ignore[return-value]  # just checked


def _told(raw: Raw, number: float, column: Column) -> Reading:
    """Check the bounds, and say where a number was text."""
    if column.least is not None and number < column.least:
        return fault("below", raw, allowed=column.least)
    if column.most is not None and number > column.most:
        return fault("above", raw, allowed=column.most)
    return doubt(number, "number_as_text", raw, read=shown(number)) if isinstance(raw, str) else number


def read_amount(raw: Raw, column: Column) -> Reading:
    """Read a count or a percentage: 5, "30%", or 0.3 in a cell that shows it as 30%."""
    del column
    if isinstance(raw, str):
        return _amount_in(raw)
    if isinstance(raw, Percent):
        return _percentage(Decimal(f"{raw * 100:.10g}"), raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return fault("not_amount", raw, allowed=AN_AMOUNT)
    return _count(raw, raw)


def _amount_in(text: str) -> Reading:
    share = _PERCENT.fullmatch(visible(text))
    found = number_in(share[1] if share else text)
    if found is None:
        return fault("not_amount", text, allowed=AN_AMOUNT)
    if isinstance(found, Fault):
        return found
    if share:
        return _percentage(Decimal(str(found)), text)
    read = _count(found, text)
    return read if isinstance(read, Fault) else doubt(read, "number_as_text", text, read=shown(found))


def _count(number: float, raw: Raw) -> Amount | Fault:
    if 0 < number < 1:
        return fault("fraction", raw, meant=f"{number * 100:.10g}%")
    if number < 0 or number != int(number):
        return fault("not_amount", raw, allowed=AN_AMOUNT)
    return Amount(count=int(number))


def _percentage(percent: Decimal, raw: Raw) -> Amount | Fault:
    if not 0 <= percent <= 100:
        return fault("not_amount", raw, allowed=A_PERCENTAGE)
    return Amount(percent=percent)


def read_priority(raw: Raw, column: Column) -> Reading:
    """Read must, in any language and where the rule is no mere wish, or 1, 2, 3 ..."""
    is_must = isinstance(raw, str) and fold(raw) in known_terms(MUST)
    if is_must and MUST not in column.choices:
        return fault("wish_only", raw, allowed=A_WISH)
    if is_must:
        return MUST
    found: Any = _number(raw)
    if isinstance(found, int | float) and found == int(found) and found >= 1:
        return _told(raw, int(found), column)
    return fault("not_priority", raw, allowed=A_PRIORITY if MUST in column.choices else A_WISH)
