"""The catalogue itself: one TOML file for each language, read when first asked for.

======================================  ==================================================================
``[heading]``, ``[sheet]``, ``[term]``  titles of columns, names of sheets, words of cells, by the English
``[variants]``, ``[synonyms]``          further words that mean a heading or a term when a workbook is read
``[description.Class]``                 comment on the column of a field; ``[about]``: what a row means
``[rule.Class]``                        sentence of each case of a rule, as its `says` has it in English
``[bars.Class]``                        why a rule refuses a seat: a clause, in which nobody is named
``[problem]``, ``[refusal]``            sentences of problems, and of validators that refuse a row
``[reason]``, ``[text]``                why people are seated or not; labels and messages
``[holiday]``                           names of days that are published in other languages only
``[spoken]``, ``[list]``                words of rule cells within sentences; how lists and days are written
======================================  ==================================================================

A new rule brings its English along; its other words go into ``id.toml`` and ``ko.toml``, and a
test names those that are missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

Language = Literal["en", "id", "ko"]

LANGUAGES: tuple[Language, ...] = ("en", "id", "ko")
"""English, Indonesian and Korean."""


@cache
def tables(lang: Language) -> Mapping[str, Any]:
    """Read a language's file: sections of words by key."""
    from importlib.resources import files  # noqa: PLC0415  only whoever asks for words pays for reading them
    from tomllib import loads  # noqa: PLC0415  the same

    return loads((files("scheduler.words") / f"{lang}.toml").read_text(encoding="utf-8"))


def entry(lang: Language, *path: str) -> str | None:
    """Return the words under a path such as ``("rule", "Quota", "over")``, None where there are none."""
    found = _at(lang, path)
    return found if isinstance(found, str) else None


def listed(lang: Language, *path: str) -> tuple[str, ...]:
    """Return the list of words under a path; empty where there is none."""
    found = _at(lang, path)
    return tuple(found) if isinstance(found, list) else ()


def _at(lang: Language, path: tuple[str, ...]) -> object:
    found: Any = tables(lang)
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found
