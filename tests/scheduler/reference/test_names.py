"""Names without titles, as keys, and masked. All names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reference.invent import Inventor
from scheduler.reference.names import mask, name_key, strip_titles


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Dr. Ir. H. Bagas Nurcahyo, S.Kom., M.T.", "Bagas Nurcahyo"),
        ("Dr.Ir.Bagas Nurcahyo,M.Sc.", "Bagas Nurcahyo"),
        ("Bagas Nurcahyo S.Kom M.T.", "Bagas Nurcahyo"),
        ("Bagas Nurcahyo S. Kom.", "Bagas Nurcahyo"),
        ("BAGAS NURCAHYO SE, MM", "BAGAS NURCAHYO"),
        ("Bagas Nurcahyo MSi", "Bagas Nurcahyo"),
        ("Hj. Laras Pertiwi, S.Pd.I", "Laras Pertiwi"),
        ("Dra. Laras, M.Si (Han)", "Laras"),
        ("Drs Bagas", "Bagas"),
        ("Prof. Dr. dr. Debora Tampubolon, Sp.PD., Ph.D.", "Debora Tampubolon"),
        ("K.H. Bagas", "Bagas"),
        ("Dr. (H.C.) Laras", "Laras"),
        ("Laras, A.Md.", "Laras"),
        ("Laras, S.Kep., Ns.", "Laras"),
        ("Ibu Laras", "Laras"),
        ("  Laras\u00a0Pertiwi ", "Laras Pertiwi"),
    ],
)
def test_titles_on_either_side_are_stripped(written: str, bare: str) -> None:
    assert strip_titles(written) == bare


@pytest.mark.parametrize(
    "name",
    [
        "Sutarni",
        "Irwanto",  # begins like Ir.
        "Hari",  # begins like H.
        "Drajat",
        "M. Bagas",
        "A. Bagas",
        "R. Bagas S.",  # nobility and an initial
        "Bagas K. Korwa",
        "Andi Takdir",
        "I Made Sudarma",
        "Teuku Zamzami",
        "Liem Ma",  # a name, unless in capitals
        "Lumbantobing, Debora",
        "Dr",  # nothing would be left
        "S.Kom.",
        "",
    ],
)
def test_what_belongs_to_a_name_stays(name: str) -> None:
    assert strip_titles(name) == name


def test_spellings_of_one_name_share_a_key() -> None:
    keys = {
        name_key(name) for name in ("Moh. Bagas, S.T.", "MUHAMMAD BAGAS", "Mochamad  Bagas", "H. M. Bagas", "M.Bagas")
    }
    assert keys == {"muhammad bagas"}
    assert name_key("Abd. Takdir") == name_key("Abdul Takdir")
    assert name_key("Ma'ruf") == name_key("Maruf")


def test_different_names_have_different_keys() -> None:
    assert name_key("Bagas Nurcahyo") != name_key("Bagas Nurcahya")
    assert name_key("Muhammad") == "muhammad"
    assert name_key("M") == "m"


def test_a_mask_keeps_initials_and_hides_lengths_and_titles() -> None:
    assert mask("Dr. Bagas Nurcahyo, M.T.") == "B*** N***"
    assert mask("Ani") == mask("Anggraini") == "A***"
    assert mask("") == ""


@pytest.mark.parametrize("seed", range(3))
def test_an_invented_name_survives_its_titles(seed: int) -> None:
    for person in Inventor(seed).people(2000):
        assert strip_titles(person.full_name) == person.name


@given(st.text())
def test_stripping_twice_is_stripping_once(name: str) -> None:
    assert strip_titles(strip_titles(name)) == strip_titles(name)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Zs"])))
def test_a_mask_shows_no_second_letter(name: str) -> None:
    assert all(len(word) <= 5 and word.endswith("***") for word in mask(name).split())
