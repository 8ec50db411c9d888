"""Sentences with named gaps, filled so that data stay data.

A gap is ``{name}``.  ``{name|term}``, ``{name|column}`` and ``{name|sheet}`` say that the fact is a
word of the catalogue, to be shown in the reader's language; in Korean ``{name|은/는}`` appends
the particle that fits.  Marks can stand together: ``{name|column 이/가}``.  Words in ``[ ]`` with
gaps are left out where all of those gaps are empty.

Only the template is read for these marks: braces, brackets or an equals sign in a fact stay.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scheduler.words.catalogue import Language, tables
from scheduler.words.particles import with_particle
from scheduler.words.values import GROUPS, PLACES, spelt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.findings import Fact

GAP = re.compile(r"\{(\w+)(?:\|([^{}|]+))?\}")
_OPTION = re.compile(r"\[([^\[\]]*)\]")


def gaps(template: str) -> frozenset[str]:
    """Return the names of a sentence's gaps."""
    return frozenset(found[1] for found in GAP.finditer(template))


def fill(template: str, facts: Mapping[str, Fact], lang: Language) -> str:
    """Fill a sentence's gaps; a gap without a fact stays visible as ``{name}``."""
    chosen = _OPTION.sub(lambda found: _option(found, facts), template)
    if lang == "en":
        chosen = _counted_nouns().sub(lambda found: _singular(found, facts), chosen)
    said = GAP.sub(lambda found: _gap(found, facts, lang), chosen)
    first = GAP.match(chosen)
    return said[:1].upper() + said[1:] if first and _is_reworded(first, facts, lang) else said


def _option(found: re.Match[str], facts: Mapping[str, Fact]) -> str:
    names = gaps(found[1])
    is_empty = bool(names) and all(facts.get(name) in (None, "", ()) for name in names)
    return "" if is_empty else found[1] if names else found[0]


@cache
def _counted_nouns() -> re.Pattern[str]:
    """A gap, at most one adjective and a noun: what English may have to put into the singular."""
    return re.compile(r"\{(\w+)\}((?: [\w-]+)?? )(" + "|".join(tables("en")["singular"]) + r")\b")


def _singular(found: re.Match[str], facts: Mapping[str, Fact]) -> str:
    name, between, noun = found.groups()
    return f"{{{name}}}{between}{tables('en')['singular'][noun]}" if facts.get(name) == 1 else found[0]


def _gap(found: re.Match[str], facts: Mapping[str, Fact], lang: Language) -> str:
    name, marks = found[1], (found[2] or "").split()
    if name not in facts:
        return found[0]
    kind = next((mark for mark in marks if "/" not in mark), "")
    forms = next((mark for mark in marks if "/" in mark), "")
    word = spelt(name, facts[name], lang, kind)
    return with_particle(word, forms) if forms else word


def _is_reworded(first: re.Match[str], facts: Mapping[str, Fact], lang: Language) -> bool:
    """Whether the first word is the catalogue's own, and so takes a capital, rather than data."""
    value = facts.get(first[1])
    return first[1] in GROUPS | PLACES and value is not None and spelt(first[1], value, lang) != value
