"""Text folded for matching, and the nearest names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reference.text import fold, key, nearest, visible


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Kemen\u00a0PANRB ", "kemen panrb"),
        ("Ke\u200bmen\ufeffkeu", "kemenkeu"),
        ("ＫＯＭＤＩＧＩ", "komdigi"),
        ("PPN/Bappenas", "ppn bappenas"),
        ("Jum'at", "jumat"),
        ("Jum’at", "jumat"),
        ("D.I.  Yogyakarta", "d i yogyakarta"),
        ("(...)", ""),
        ("한국 NIA", "한국 nia"),
    ],
)
def test_fold_removes_what_does_not_distinguish_names(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_fold_keeps_words_apart() -> None:
    assert fold("Kota Baru") != fold("Kotabaru")
    assert fold("Kab. Solok") != fold("Kota Solok")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_fold_does_not_see_the_normal_form_of_its_text(text: str) -> None:
    assert fold(unicodedata.normalize("NFKC", text)) == fold(text)


def test_key_ignores_spaces_and_and() -> None:
    assert key("Pare-Pare") == key("Parepare")
    assert key("Komunikasi & Digital") == key("Komunikasi dan Digital") == key("komunikasi digital")


def test_key_keeps_dan_inside_a_word() -> None:
    assert key("Medan") == "medan"


def test_visible_keeps_case_and_punctuation() -> None:
    assert visible("\u200bNIP. 19\u00a0") == "NIP. 19"


def test_nearest_gives_the_likest_word_first() -> None:
    assert nearest("Banyuwngi", ["Bandung", "Banyuwangi", "Batang"])[0] == "Banyuwangi"


def test_nearest_gives_nothing_for_what_is_unlike() -> None:
    assert nearest("Atlantis", ["Banyuwangi", "Batang"]) == ()


def test_nearest_obeys_its_limits() -> None:
    assert nearest("abcd", ["abcde", "abcdf", "abcdg"], most=2) == ("abcde", "abcdf")
    assert nearest("abcd", ["abce"], least=75) == ("abce",)  # 2 * 3 / 8 = 75 %
    assert nearest("abcd", ["abce"], least=76) == ()


@given(st.permutations(["abcde", "abcdf", "abcdg", "abcde"]))
def test_nearest_does_not_depend_on_the_order_of_the_known(known: list[str]) -> None:
    assert nearest("abcd", known) == ("abcde", "abcdf", "abcdg")
