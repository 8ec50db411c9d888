"""No language leaks into another: heuristics over the whole catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from scheduler.words.catalogue import tables

ENGLISH = """
the of and is are be with for not must seat seats people person cohort cohorts session sessions nominee nominees this
that from has have had each every any all at least most found allowed row rows sheet column rule rules which where when
it its in on by to as or if yes first last choose write read empty missing priority quota
"""
NAMES = """
Excel NIP NI PPPK ID JSON CSV MB SHA angkatan allocate check Pusat Administrator Ahli Muda DAT APP III c IX A B C F M P
L en id ko TOEFL timetable cuti bersama
"""
"""Words that are the same in every language: names, codes, commands and examples."""
INDONESIAN = "dan atau yang dengan untuk tidak peserta kursi kuota paling"
IMPOLITE = re.compile(r"(?<!니)다(?:\.(?:\s|$)|$)")


def sentences(lang: str) -> Iterator[tuple[str, str]]:
    yield from _leaves(lang, {k: v for k, v in tables(lang).items() if k not in ("synonyms", "variants", "list")})  # type: ignore[arg-type]


def _leaves(path: str, found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, str):
        yield path, found
    else:
        for key, inner in found.items():
            yield from _leaves(f"{path}.{key}", inner)


def words(sentence: str) -> list[str]:
    """Latin words outside gaps."""
    return re.findall(r"[A-Za-z]+", re.sub(r"\{[^}]*\}|\"[^\"]*\"", " ", sentence))


def test_korean_holds_no_latin_words_but_names():
    leaking = {path: set(words(said)) - set(NAMES.split()) for path, said in sentences("ko")}
    assert {path: found for path, found in leaking.items() if found} == {}


def test_indonesian_holds_no_english_words():
    leaking = {path: {word.casefold() for word in words(said)} & set(ENGLISH.split()) for path, said in sentences("id")}
    assert {path: found for path, found in leaking.items() if found and path != "id.heading.No."} == {}


def test_english_holds_neither_korean_nor_indonesian():
    for path, said in sentences("en"):
        assert not re.search(r"[\uac00-\ud7a3]", said), path
        assert not {word.casefold() for word in words(said)} & set(INDONESIAN.split()), path


def test_korean_sentences_are_polite():
    assert {path: said for path, said in sentences("ko") if IMPOLITE.search(said)} == {}


@pytest.mark.parametrize("lang", ["id", "ko"])
def test_a_sentence_ends_where_its_english_does(lang):
    own = tables(lang)["text"]
    stops = (".", ":", "...")
    assert {k for k, said in tables("en")["text"].items() if said.endswith(stops) != own[k].endswith(stops)} == set()


@pytest.mark.parametrize("lang", ["en", "id", "ko"])
def test_no_space_stands_at_an_end_or_before_a_mark(lang):
    stray = re.compile(r"^\s|\s$|\s(?:\.(?!\.\.)|[,;:])")
    assert {path: said for path, said in sentences(lang) if stray.search(said)} == {}
