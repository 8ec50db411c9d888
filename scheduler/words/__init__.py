"""Words: findings, headings, sheet names and terms in English, Indonesian and Korean, from one catalogue.

``en.toml``, ``id.toml`` and ``ko.toml`` beside this module hold them; a file is read when its
language is first asked for.  What English already says in the code (field titles, field
descriptions, sheet names, the sentences of rules and problems) is not said again in ``en.toml``.
"""

from scheduler.words.catalogue import LANGUAGES, Language
from scheduler.words.names import description, heading, known_headings, known_sheets, known_terms, sheet, term
from scheduler.words.sentences import say, text
from scheduler.words.values import day, number

__all__ = [
    "LANGUAGES",
    "Language",
    "day",
    "description",
    "heading",
    "known_headings",
    "known_sheets",
    "known_terms",
    "number",
    "say",
    "sheet",
    "term",
    "text",
]
