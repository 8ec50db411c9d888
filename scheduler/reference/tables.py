"""The CSV files beside this module as rows, and the labels that several of them carry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

LANGUAGES = ("id", "en", "ko")
"""Indonesian, English, Korean: the languages every label is written in."""


@dataclass(frozen=True, slots=True)
class Label:
    """One thing's name in Indonesian (`id`), English (`en`) and Korean (`ko`)."""

    id: str
    en: str
    ko: str

    def in_language(self, language: str) -> str:
        """Give the name in one of `LANGUAGES`.

        Raises
        ------
        KeyError
            If the language is not one of them.
        """
        return dict(zip(LANGUAGES, (self.id, self.en, self.ko), strict=True))[language]


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Read `<table>.csv` of this package: one dictionary a line, in the file's order."""
    from csv import DictReader  # noqa: PLC0415 - only whoever asks for a table pays for it
    from importlib.resources import files  # noqa: PLC0415 - the same

    text = (files("scheduler.reference") / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(DictReader(text.splitlines()))


def several(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values, parted by semicolons; an empty cell holds none."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
