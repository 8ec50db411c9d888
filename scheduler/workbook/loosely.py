"""Headings of rosters as offices write them: spaced out, with dots, with hints in brackets, joined by slashes.

Only rosters of people are read so.  A heading is understood where all that it says means one
column: ``N I P``, ``Gol. / Ruang``, ``Tgl. Lahir (hh-bb-tttt)``, ``Nomor Induk Pegawai (NIP)``, ``Ministry/Agency``.
One whose parts mean two columns, such as ``Nama/NIP``, is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from scheduler.reference.text import fold, key, visible
from scheduler.workbook.layout import Layout
from scheduler.workbook.names import fields_by_heading

LONGEST: Final = 60
"""Letters of a heading; longer texts are sentences."""
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_JOINTS: Final = re.compile(r"\s*[/&,;|·]\s*|\s+(?:dan|atau|and|or)\s+", re.IGNORECASE)
_HINTS: Final = frozenset(
    {
        "l", "p", "m", "f", "lk", "pr", "laki", "perempuan", "pria", "wanita", "male", "female", "남", "여", "남여",
        "d", "dd", "mm", "yy", "yyyy", "hh", "bb", "tt", "tttt", "tgl", "bln", "thn", "년", "월", "일", "연월일",
        "digit", "digits", "angka", "gelar", "dengan", "tanpa", "sesuai", "paspor", "passport", "ktp", "lengkap", "as",
        "in", "on", "with", "without", "the", "full", "영문", "한글", "국문", "wajib", "required", "필수",
    }
)  # fmt: skip
"""Words in brackets that say how a cell is filled in, not what it holds."""


class Loose:
    """The headings of one sheet, to be understood however they are written.

    Parameters
    ----------
    fields
        Field by folded heading.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        met: dict[str, set[str]] = {}
        for words, field in fields.items():
            met.setdefault(key(words), set()).add(field)
        self._keys = {tight: found.pop() for tight, found in met.items() if len(found) == 1}

    def field(self, text: str) -> str | None:
        """Return the field that a heading means; None where it may mean several, or none is known."""
        text = visible(text)
        return self._said(text) or self._bracketed(text) or self._joined(text) if len(text) <= LONGEST else None

    def _said(self, text: str) -> str | None:
        return self._fields.get(fold(text)) or self._keys.get(key(text))

    def _bracketed(self, text: str) -> str | None:
        """Understand a heading without its brackets, where these hold hints or the same in other words."""
        hints, bare = _BRACKETS.findall(text), _BRACKETS.sub(" ", text)
        field = (self._said(bare) or self._joined(bare)) if hints else None
        return field if field and all(_is_hint(hint) or self._means(hint, field) for hint in hints) else None

    def _means(self, text: str, field: str) -> bool:
        return (self._said(text) or self._joined(text)) == field

    def _joined(self, text: str) -> str | None:
        """Understand several headings in one cell, where all mean one column."""
        parts = [part for part in _JOINTS.split(text) if part.strip()]
        fields = {self._said(part) for part in parts}
        return fields.pop() if len(parts) > 1 and len(fields) == 1 else None


def _is_hint(text: str) -> bool:
    return all(word in _HINTS or word.isdigit() for word in fold(text).split())


@cache
def loose(layout: Layout) -> Loose:
    """Return the headings of a sheet, to be understood however they are written."""
    return Loose(fields_by_heading(layout))


def meant(text: str, layout: Layout) -> str | None:
    """Return the field that a heading means; those of rosters loosely, all others as they are listed."""
    if layout.role == "nominees":
        return loose(layout).field(text)
    return fields_by_heading(layout).get(fold(text))
