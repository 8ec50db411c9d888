"""Text made comparable. What comes out is for matching only: a cell is never rewritten with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
"""Soft hyphen, zero-width characters, direction and byte-order marks: they print nothing and break equality."""

APOSTROPHES = dict.fromkeys(map(ord, "'`´ʼ‘’"))
"""Dropped rather than replaced by a space, so that Jum'at and Jumat are one word."""

_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {ord("'"): "", ord("`"): ""}
"""The folding of ASCII letter by letter: most cells of a large roster hold nothing else."""

FILLERS = frozenset({"dan", "and"})
"""Words that come and go in official names, also written as an ampersand."""


def visible(text: str) -> str:
    """Normalise to NFKC (full-width letters, no-break spaces), without invisible characters and outer space."""
    return unicodedata.normalize("NFKC", text).translate(INVISIBLE).strip()


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Casefold, with every run of punctuation and space as one space.

    Examples
    --------
    >>> fold("  KemenPAN-RB,  R.I. ")
    'kemenpan rb r i'
    """
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    # NFKC turns the spacing acute into a space and an accent, so apostrophes go before it.
    plain = visible(text.translate(APOSTROPHES)).casefold().translate(APOSTROPHES)
    # Casefolding can undo the normal form (a Greek iota under a letter), hence once more.
    plain = unicodedata.normalize("NFKC", plain)
    return " ".join("".join(mark if mark.isalnum() else " " for mark in plain).split())


def key(text: str) -> str:
    """Fold further, to one word without spaces and fillers: Pare-Pare, Pare Pare and Parepare are one key."""
    return "".join(word for word in fold(text).split() if word not in FILLERS)


def nearest(word: str, known: Iterable[str], least: float = 75.0, most: int = 3) -> tuple[str, ...]:
    """Find the known words that look most like a word, best first.

    Parameters
    ----------
    word
        What was written.
    known
        What could have been meant; repeated words count once.
    least
        Likeness that is still worth showing, from 0 to 100: twice the length of the longest common subsequence
        over the sum of the lengths (`rapidfuzz.fuzz.ratio`), of the folded texts.
    most
        How many to give at most.

    Returns
    -------
    tuple of str
        Known words as they were given; equally good ones in alphabetical order, whatever the order of `known`.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a misspelling pays for it

    pool = sorted(set(known))
    close = process.extract(word, pool, scorer=fuzz.ratio, processor=fold, score_cutoff=least, limit=None)
    best = sorted(close, key=lambda hit: (-hit[1], hit[0]))
    return tuple(name for name, _, _ in best[:most])
