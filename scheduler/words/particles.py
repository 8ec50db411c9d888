"""Korean particles: which of two forms follows a word depends on how the word ends when read aloud."""

from __future__ import annotations

_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
"""Hangul syllables stand in the order of their final consonants, 28 to a vowel; the eighth is rieul."""

_DIGITS = frozenset("013678")
"""Digits whose Sino-Korean names (yeong, il, sam, yuk, chil, pal) end in a consonant."""

_LETTERS = frozenset("LMNR")
"""Capital letters whose Korean names end in a consonant: el, em, en, al."""

_ENDINGS = frozenset("lmnptk")
"""Small letters that end a foreign word in a consonant when it is written in Hangul."""

_WITH_RIEUL = frozenset("178LRl")
"""Ends in rieul, after which the short form of -(eu)ro stands."""


def with_particle(word: str, forms: str) -> str:
    """Append the fitting form to a word.

    Parameters
    ----------
    word
        As it is shown; brackets, quotes and signs at its end are passed over when it is read.
    forms
        After a consonant / after a vowel: ``은/는``, ``이/가``, ``을/를``, ``과/와``, ``으로/로``.

    Examples
    --------
    >>> with_particle("정원", "은/는"), with_particle("기수", "은/는")
    ('정원은', '기수는')
    """
    closed, opened = forms.split("/")
    last = next((mark for mark in reversed(word) if mark.isalnum() or mark == "%"), "")
    if opened == "로" and _ends_in_rieul(last):
        return word + opened
    return word + (closed if _ends_closed(last, word) else opened)


def _ends_in_rieul(last: str) -> bool:
    return last in _WITH_RIEUL or (_is_hangul(last) and (ord(last) - _FIRST) % _FINALS == _RIEUL)


def _ends_closed(last: str, word: str) -> bool:
    if _is_hangul(last):
        return (ord(last) - _FIRST) % _FINALS != 0
    return last in _DIGITS | _LETTERS | _ENDINGS or word.rstrip().endswith("ng")


def _is_hangul(mark: str) -> bool:
    return bool(mark) and _FIRST <= ord(mark) <= _LAST
