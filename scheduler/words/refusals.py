"""Why a row was refused: the sentences of validators, recognised again and told in other languages.

A rule's validator raises ``ValueError`` with one English sentence, in which data may stand.
Section ``[refusal]`` has those sentences with numbered gaps in the place of the data.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scheduler.words.catalogue import Language, tables
from scheduler.words.fill import GAP, fill

if TYPE_CHECKING:
    from collections.abc import Mapping


def refusal(sentence: str, lang: Language) -> str:
    """Tell a validator's sentence in another language; one that the catalogue does not know stays as it is."""
    plain = sentence.removeprefix("Value error, ")
    for pattern, template in _known(lang).items():
        found = pattern.fullmatch(plain)
        if found:
            return fill(template, {str(n): word for n, word in enumerate(found.groups(), 1)}, lang)
    return plain


@cache
def _known(lang: Language) -> Mapping[re.Pattern[str], str]:
    return {_pattern(english): own for english, own in tables(lang).get("refusal", {}).items()}


def _pattern(english: str) -> re.Pattern[str]:
    """Turn a sentence with gaps into a pattern that finds what stands in them."""
    return re.compile("(.+?)".join(re.escape(part) for part in GAP.sub("\0", english).split("\0")), re.DOTALL)
