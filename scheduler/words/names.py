"""Names of columns, sheets and terms in each language, and all the names that a cell may use for them.

English names are the keys: a title of a field, a sheet of a rule, a word that a cell may hold.
A name that the catalogue does not know (a further column, a user's own rule) is its own name
in every language.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scheduler.words.catalogue import LANGUAGES, Language, entry, listed

if TYPE_CHECKING:
    from pydantic import BaseModel


def heading(title: str, lang: Language) -> str:
    """Return the heading of a column by its English title."""
    return title if lang == "en" else entry(lang, "heading", title) or title


@cache
def known_headings(title: str) -> frozenset[str]:
    """Return every heading that means a column, usual variants of all languages included, each folded."""
    return _folded([title, *(heading(title, lang) for lang in LANGUAGES), *_all("variants", title)])


def sheet(name: str, lang: Language) -> str:
    """Return the name of a sheet by its English name; at most 31 characters."""
    return name if lang == "en" else entry(lang, "sheet", name) or name


@cache
def known_sheets(name: str) -> frozenset[str]:
    """Return every name that means a sheet, in all languages, each folded."""
    return _folded([name, *(sheet(name, lang) for lang in LANGUAGES), *_all("sheet_variants", name)])


def term(word: str, lang: Language) -> str:
    """Return a word that cells hold (must, each, open, F ...) as it is written in `lang`.

    The kinds of institutions are those of :mod:`scheduler.reference`.
    """
    return entry(lang, "term", word) or _institution_types().get(word, {}).get(lang) or word


@cache
def known_terms(word: str) -> frozenset[str]:
    """Return everything that a cell may hold to mean a word, in all languages, each folded."""
    return _folded([word, *(term(word, lang) for lang in LANGUAGES), *_all("synonyms", word)])


def description(owner: type[BaseModel], field: str, lang: Language) -> str:
    """Return the comment on a column: what the field of a model or rule means.

    A field that a class inherits unchanged is described where it was first described so.
    """
    english = owner.model_fields[field].description or ""
    return english if lang == "en" else entry(lang, "description", describer(owner, field), field) or english


def describer(owner: type[BaseModel], field: str) -> str:
    """Return the name of the class whose description of the field `owner` inherits."""
    english = owner.model_fields[field].description
    fields = {kind.__name__: getattr(kind, "model_fields", {}) for kind in owner.__mro__}
    return [name for name, known in fields.items() if field in known and known[field].description == english][-1]


def _all(section: str, key: str) -> list[str]:
    return [word for lang in LANGUAGES for word in listed(lang, section, key)]


def _folded(words: list[str]) -> frozenset[str]:
    from scheduler.reference.text import fold  # noqa: PLC0415  only readers of workbooks need it

    return frozenset(fold(word) for word in words)


@cache
def _institution_types() -> dict[str, dict[str, str]]:
    from scheduler.reference.tables import rows  # noqa: PLC0415  read when a term is first asked for

    return {row["code"]: row for row in rows("institution_types")}
