"""Facts as a reader of each language writes them: numbers, days, lists, and the words of cells."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from scheduler.words.catalogue import Language, entry, listed
from scheduler.words.names import heading, sheet, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.findings import Fact

GROUPS = frozenset({"about", "group", "value"})
"""Gaps that name a group of people, or one value of it, as a rule does, with or without places."""

PLACES = frozenset({"largest_at", "place", "places", "smallest_at", "where"})
"""Gaps that name places as a rule does."""

WHOLE = frozenset({"all", "each"})
"""Words for many places at once."""

ALTERNATIVES = frozenset({"allowed", "nearest"})
"""Gaps whose lists are joined by "or"."""

UNGROUPED = frozenset({"order", "row", "seed", "year"})
"""Gaps whose numbers count nothing and take no thousands separator."""

_MONTHS = "months of "
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")
_MOST_LISTED = 12
_GROUPED_FROM = 10_000


def spelt(name: str, value: Fact, lang: Language, mark: str = "") -> str:
    """Write one fact out.

    Parameters
    ----------
    name
        Name of the gap, which says what kind of word the fact is.
    value
        The fact; data stay exactly as they are.
    mark
        What kind of word it is, where the name does not say it: ``term``, ``column`` or ``sheet``.
    """
    if isinstance(value, tuple):
        joint = "or" if name in ALTERNATIVES else "and"
        return joined([_word(name, part, lang, mark) for part in value], lang, joint)
    if value is None:
        return entry(lang, "spoken", "nothing") or ""
    if isinstance(value, int | float):
        return number(value, lang, is_grouped=name not in UNGROUPED)
    return _word(name, value, lang, mark)


def column_name(title: str, lang: Language) -> str:
    """Name a column in a sentence, however its words are cased; a measure such as months of a date, or a sheet, too."""
    if title.casefold().startswith(_MONTHS):
        return (entry(lang, "spoken", "months") or "").format(column=column_name(title[len(_MONTHS) :], lang))
    names = ((name, heading(name, lang)) for name in (title, title.capitalize()))
    return next((said for name, said in names if said != name), sheet(title, lang))


def _word(name: str, value: str, lang: Language, mark: str) -> str:
    if name in GROUPS:
        return spoken(value, lang)
    if name in PLACES:
        return spoken_places(value, lang)
    if name == "dates":
        return days(value, lang)
    kind = _KINDS.get(mark) or _KINDS.get(name)
    return kind(value, lang) if kind else value


def holiday(title: str, lang: Language) -> str:
    """Name a holiday in a language; one that the catalogue does not know keeps its title."""
    return entry(lang, "holiday", title) or title


_KINDS = {
    "term": term,
    "column": column_name,
    "columns": column_name,
    "sheet": sheet,
    "sheets": sheet,
    "holiday": holiday,
}


def spoken(words: str, lang: Language) -> str:
    """Say a group, or a group and places (``F, Papua @ A``), as in a sentence: women, Papua (A)."""
    group, at, places = words.partition(" @ ")
    said = _group(group, lang)
    return f"{said} ({spoken_places(places, lang)})" if at else said


def spoken_places(places: str, lang: Language) -> str:
    """Say places: their codes as they are, whatever letters these are, and ``all`` as all cohorts."""
    return entry(lang, "spoken", places) or places if places in WHOLE else places


def _group(words: str, lang: Language) -> str:
    if not words:
        return entry(lang, "spoken", "everyone") or ""
    return ", ".join("/".join(_part(word, lang) for word in part.split("/")) for part in words.split(", "))


def _part(word: str, lang: Language) -> str:
    kind = _institution_types(lang).get(word)
    return entry(lang, "spoken", word) or kind or word


@cache
def _institution_types(lang: Language) -> dict[str, str]:
    from scheduler.reference.tables import rows  # noqa: PLC0415  read when a group is first spoken of

    return {row["code"]: row[lang][:1].lower() + row[lang][1:] for row in rows("institution_types")}


def joined(words: Sequence[str], lang: Language, joint: str = "and") -> str:
    """Join words as a list is said: ``A, B and C``; of a long list the first few and how many more."""
    if len(words) > _MOST_LISTED:
        shown = ", ".join(words[: _MOST_LISTED - 1])
        return (entry(lang, "list", "more") or "").format(shown=shown, count=len(words) - _MOST_LISTED + 1)
    if len(words) < 2:
        return "".join(words)
    between = entry(lang, "list", joint if len(words) == 2 else f"{joint}_last") or ", "
    return ", ".join(words[:-1]) + between + words[-1]


def number(value: float, lang: Language, *, is_grouped: bool = True) -> str:
    """Write a number with the language's marks; two decimals at most, thousands parted from 10,000 on.

    Examples
    --------
    >>> number(12500.5, "en"), number(12500.5, "id")
    ('12,500.5', '12.500,5')
    """
    if isinstance(value, float) and not value.is_integer():
        plain = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= _GROUPED_FROM else f"{value:.2f}".rstrip("0")
    else:
        plain = f"{value:,.0f}" if is_grouped and abs(value) >= _GROUPED_FROM else f"{value:.0f}"
    return plain.translate(str.maketrans(",.", ".,")) if lang == "id" else plain


def day(value: date, lang: Language) -> str:
    """Write a day out: 2 September 2019, 2019년 9월 2일."""
    months = listed(lang, "list", "months")
    pattern = entry(lang, "list", "day") or ""
    return pattern.format(day=value.day, month=months[value.month - 1], year=value.year)


def days(value: str, lang: Language) -> str:
    """Write out a day, or a span of days as cells hold it; anything else stays as it is.

    Examples
    --------
    >>> days("2026-09-01..2026-09-19", "en")
    '1 September 2026 to 19 September 2026'
    """
    found = _SPAN.fullmatch(value)
    if found is None:
        return value
    first, *last = (day(date.fromisoformat(each), lang) for each in found.groups() if each)
    return (entry(lang, "list", "span") or "").format(first=first, last=last[0]) if last else first
