"""Ranks and levels, in all the spellings that rosters use."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reference.ranks import Level, Rank, levels, ranks, read_level, read_rank
from scheduler.reference.tables import rows, several
from scheduler.reference.text import key

PNS = [rank for rank in ranks() if rank.scheme == "PNS"]
PPPK = [rank for rank in ranks() if rank.scheme == "PPPK"]


def code_of(text: str) -> str | None:
    rank = read_rank(text)
    return rank and f"{rank.scheme} {rank.code}"


def test_both_schemes_have_17_ranks_in_rising_order() -> None:
    assert [rank.order for rank in PNS] == list(range(1, 18))
    assert [rank.order for rank in PPPK] == list(range(1, 18))
    assert (PNS[0].code, PNS[-1].code, PPPK[0].code, PPPK[-1].code) == ("I/a", "IV/e", "I", "XVII")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("III/c", "PNS III/c"),
        ("IIIc", "PNS III/c"),
        ("III.c", "PNS III/c"),
        ("III c", "PNS III/c"),
        ("iii/c", "PNS III/c"),
        ("III/C", "PNS III/c"),
        ("3c", "PNS III/c"),
        ("3/c", "PNS III/c"),
        ("Ⅲ/c", "PNS III/c"),
        ("IVd", "PNS IV/d"),
        ("Penata (III/c)", "PNS III/c"),
        ("Pembina/IV.a", "PNS IV/a"),
        ("Penata", "PNS III/c"),
        ("Penata Tk. I", "PNS III/d"),
        ("Penata Tk. 1", "PNS III/d"),
        ("Penata Tk.I (III/d)", "PNS III/d"),
        ("Penata Tingkat I", "PNS III/d"),
        ("Penata Muda Tkt. I / III.b", "PNS III/b"),
        ("PENATA MUDA TINGKAT 1, III/b", "PNS III/b"),
        ("Pembina Utama Madya", "PNS IV/d"),
        ("Juru Muda", "PNS I/a"),
        ("Gol. III/a", "PNS III/a"),
        ("Golongan/Ruang: II/c", "PNS II/c"),
        ("PNS III/a", "PNS III/a"),
        ("Ahli Muda / III/d", "PNS III/d"),
        ("IX", "PPPK IX"),
        ("ix", "PPPK IX"),
        ("V", "PPPK V"),
        ("XVII", "PPPK XVII"),
        ("Golongan IX", "PPPK IX"),
        ("PPPK IX", "PPPK IX"),
        ("P3K Gol. VII", "PPPK VII"),
        ("PPPK III", "PPPK III"),
        ("Golongan I (PPPK)", "PPPK I"),
        ("PPPK 9", "PPPK IX"),
        ("PPPK Paruh Waktu V", "PPPK V"),
        ("Ahli Pertama / IX", "PPPK IX"),
    ],
)
def test_a_rank_is_read_in_its_spellings(written: str, expected: str) -> None:
    assert code_of(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "III",  # a PNS group without its ruang, or a PPPK grade
        "Gol. IV",
        "I",
        "9",
        "III/e",  # only IV has an e
        "IV/f",
        "V/a",
        "XVIII",
        "PPPK XVIII",
        "PPPK 18",
        "PPPK",
        "PPPK III/c",
        "Penata (III/d)",  # the pangkat says III/c
        "III/c IV/a",
        "Lantai 3 b",
        "Penata Utama",
        "Sersan",
        "c",
    ],
)
def test_what_is_no_rank_or_two_is_not_guessed(written: str) -> None:
    assert read_rank(written) is None


@given(
    st.sampled_from(PNS),
    st.sampled_from(
        [
            "{0}/{1}",
            "{0}{1}",
            "{0}.{1}",
            "{0} {1}",
            " {0}/{1} ",
            "({0}/{1})",
            "Gol. {0}/{1}",
            "{2} ({0}/{1})",
            "{2} / {0}{1}",
            "{2}",
            "{2}, {0}.{1}",
        ]
    ),
    st.sampled_from([str, str.lower, str.upper, str.title]),
)
def test_every_pns_rank_reads_in_every_frame_and_case(rank: Rank, frame: str, case: Callable[[str], str]) -> None:
    group, ruang = rank.code.split("/")
    assert read_rank(case(frame.format(group, ruang, rank.name))) == rank


@given(st.sampled_from(PNS), st.sampled_from(["Tk. I", "Tk. 1", "Tk.I", "Tkt I", "TINGKAT I", "Tingkat 1"]))
def test_the_first_grade_is_read_in_its_spellings(rank: Rank, grade: str) -> None:
    assert read_rank(rank.name.replace("Tingkat I", grade)) == rank


@given(st.sampled_from(PPPK), st.sampled_from(["PPPK {}", "{} PPPK", "PPPK Gol. {}", "P3K/{}", "PPPK golongan {}"]))
def test_every_grade_reads_where_the_text_says_pppk(rank: Rank, frame: str) -> None:
    assert read_rank(frame.format(rank.code)) == rank


@given(st.sampled_from(PPPK))
def test_a_grade_alone_reads_from_the_fifth_on(rank: Rank) -> None:
    assert read_rank(rank.code) == (rank if rank.order >= 5 else None)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert read_rank(text) is None or isinstance(read_rank(text), Rank)
    assert read_level(text) is None or isinstance(read_level(text), Level)


def level_of(text: str) -> str | None:
    level = read_level(text)
    return level and level.code


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("JPT Madya", "JPT-M"),
        ("Jabatan Pimpinan Tinggi Pratama", "JPT-P"),
        ("Pejabat Administrator", "ADM"),
        ("pengawas", "PGW"),
        ("Staf", "PLK"),
        ("Ahli Muda", "AHL-D"),
        ("Pranata Komputer Ahli Muda", "AHL-D"),
        ("Pengawas Sekolah Ahli Madya", "AHL-M"),
        ("Administrator Database Ahli Pertama", "AHL-P"),
        ("Terampil", "TRM-T"),
        ("Keterampilan", "TRM"),
        ("Eselon I", "JPT-M"),
        ("Eselon I.a", "JPT-M"),
        ("Eselon II.b", "JPT-P"),
        ("eselon IIIA", "ADM"),
        ("Es. IV", "PGW"),
        ("Eselon 4", "PGW"),
        ("Eselon V", "PLK"),
        ("Kepala Bidang Aplikasi Informatika", "ADM"),
        ("Plt. Kepala Dinas Komunikasi", "JPT-P"),
        ("Kepala Sub Bagian Umum", "PGW"),
        ("Kasubbag Perencanaan", "PGW"),
        ("Sekretaris Jenderal", "JPT-M"),
        ("과장급", "ADM"),
        ("Expert (senior)", "AHL-M"),
    ],
)
def test_a_level_is_read_from_names_echelons_and_titles(written: str, expected: str) -> None:
    assert level_of(written) == expected


@pytest.mark.parametrize(
    "written", ["", "Direktur", "III", "Eselon", "Eselon VI", "Kepala", "Kepala Biro/Kepala Bagian", "Madya", "Muda"]
)
def test_a_title_that_does_not_give_its_level_away_is_not_guessed(written: str) -> None:
    assert read_level(written) is None


def test_every_label_reads_as_its_own_level() -> None:
    for level in levels():
        for name in (level.code, level.label.id, level.label.en, level.label.ko):
            assert read_level(name) == level


def test_parallel_tracks_compare() -> None:
    order = {level.code: level.order for level in levels()}
    assert order["ADM"] == order["AHL-M"] > order["PGW"] == order["AHL-D"] > order["AHL-P"] > order["PLK"]
    assert order["JPT-U"] > order["JPT-M"] > order["JPT-P"] == order["AHL-U"] > order["ADM"]


def test_no_spelling_belongs_to_two_levels() -> None:
    spellings = [
        key(name)
        for row in rows("levels")
        for name in (row["code"], row["id"], row["en"], row["ko"], *several(row["aliases"]))
    ]
    assert len(spellings) == len(set(spellings))
