"""Number formats: which of them show dates."""

from __future__ import annotations

import re
from typing import Final

BUILT_IN_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Numbers of Excel's own formats that show dates or times (ECMA-376 part 1, 18.8.30)."""
FIRST_CUSTOM: Final = 164
"""Formats below this number are Excel's own."""
_NO_CODE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS: Final = re.compile(r"[ymdhsg]", re.IGNORECASE)


def shows_date(number: int, code: str | None) -> bool:
    """Tell whether a format shows a date or a time.

    Parameters
    ----------
    number
        The format's number.
    code
        Its code where it is a custom one.
    """
    if code is None:
        return number in BUILT_IN_DATES
    bare = _NO_CODE.sub("", code.partition(";")[0])
    return "general" not in bare.lower() and bool(_DATE_LETTERS.search(bare))
