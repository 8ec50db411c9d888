"""NIP and NI PPPK: read, refused, made, and recognised as damaged. All numbers are invented."""

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reference.nip import Nip, NipFault, age_on, is_damaged, make_ni_pppk, make_nip, read_nip, read_sex

PNS = "198505122010012003"
PPPK = "199009132024212014"

births = st.dates(date(1950, 1, 1), date(2000, 12, 31))
sexes: st.SearchStrategy[Literal["F", "M"]] = st.sampled_from(["F", "M"])
serials = st.integers(1, 999)


def test_a_pns_number_tells_birth_appointment_sex_and_serial() -> None:
    assert read_nip(PNS) == Nip(PNS, date(1985, 5, 12), date(2010, 1, 1), "F", 3, "PNS")
    assert read_nip("198505122010011003") == Nip(
        "198505122010011003", date(1985, 5, 12), date(2010, 1, 1), "M", 3, "PNS"
    )


def test_a_pppk_number_tells_the_year_of_contract_and_how_many_there_were() -> None:
    assert read_nip(PPPK) == Nip(PPPK, date(1990, 9, 13), date(2024, 1, 1), "F", 14, "PPPK", 1)


def test_only_a_pns_number_knows_its_month() -> None:
    pns, pppk = read_nip(PNS), read_nip(PPPK)
    assert isinstance(pns, Nip)
    assert pns.is_month_known
    assert isinstance(pppk, Nip)
    assert not pppk.is_month_known


@pytest.mark.parametrize(
    "written",
    [
        "19850512 201001 2 003",
        "1985.0512.2010.01.2.003",
        "NIP. 198505122010012003",
        "NIP 198505122010012003",
        "nip:198505122010012003",
        "NIP. 19850512 201001 2 003",
        "'198505122010012003",
        "’198505122010012003",
        '="198505122010012003"',
        "1985\u00a00512\u200b201001\u00a02003",
        "１９８５０５１２２０１００１２００３",
        " 198505122010012003\n",
    ],
)
def test_a_number_is_read_however_people_space_it(written: str) -> None:
    nip = read_nip(written)
    assert isinstance(nip, Nip)
    assert nip.digits == PNS


@pytest.mark.parametrize("prefix", ["NI PPPK ", "NI PPPK. ", "NIPPPK: ", "NIP PPPK ", "NI. PPPK "])
def test_the_prefix_of_a_pppk_number_is_read_over(prefix: str) -> None:
    nip = read_nip(prefix + PPPK)
    assert isinstance(nip, Nip)
    assert nip.digits == PPPK


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("NIP. -", "empty"),
        ("19850512201001200O", "not_digits"),
        ("tidak ada", "not_digits"),
        ("19850512201001200²3", "length"),
        ("19850512201001200", "length"),
        ("1985051220100120031", "length"),
        ("131234567", "length"),  # nine digits: the numbers of before 2008
        ("198513122010012003", "birth"),
        ("198502302010012003", "birth"),
        ("198505122010002003", "month"),
        ("198505122010132003", "month"),
        ("198505122010312003", "month"),
        ("198505120000012003", "month"),
        ("199009132024202014", "times"),
        ("198505122010010003", "sex"),
        ("198505122010013003", "sex"),
        ("198505122010012000", "serial"),
        ("200505122010012003", "age"),
        ("193005122010012003", "age"),
        ("201009132024212014", "age"),
        ("1,98505E+17", "damaged"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(written: str, code: str) -> None:
    fault = read_nip(written)
    assert isinstance(fault, NipFault)
    assert fault.code == code


def test_a_fault_of_length_says_both_lengths() -> None:
    assert read_nip("131234567") == NipFault("length", {"length": 9, "expected": 18})


def test_a_fault_never_repeats_the_number() -> None:
    for written in ("198505122010132003", "200505122010012003", "198505122010013003"):
        fault = read_nip(written)
        assert isinstance(fault, NipFault)
        assert all(len(str(fact)) <= 4 for fact in fault.facts.values())


def test_an_appointment_after_today_is_a_fault_only_if_today_is_given() -> None:
    assert isinstance(read_nip(PNS), Nip)
    assert isinstance(read_nip(PNS, on=date(2010, 1, 1)), Nip)
    fault = read_nip(PNS, on=date(2009, 12, 31))
    assert isinstance(fault, NipFault)
    assert fault.code == "future"


def test_an_age_counts_full_years() -> None:
    assert age_on(date(1985, 5, 12), date(2003, 5, 11)) == 17
    assert age_on(date(1985, 5, 12), date(2003, 5, 12)) == 18


def test_a_contract_known_by_its_year_is_judged_in_favour_of_the_person() -> None:
    # Born in December 2007 and contracted in 2024: 16 on 1 January, 17 before the year's end.
    assert isinstance(read_nip(make_ni_pppk(date(2007, 12, 1), 2024, 1, "F", 1)), Nip)


@given(births, st.integers(18, 40), st.integers(1, 12), sexes, serials)
def test_a_made_nip_reads_back(birth: date, years: int, month: int, sex: Literal["F", "M"], serial: int) -> None:
    start = date(birth.year + years, month, 1)
    nip = read_nip(make_nip(birth, start, sex, serial))
    assert nip == Nip(make_nip(birth, start, sex, serial), birth, start, sex, serial, "PNS")


@given(births, st.integers(18, 40), st.integers(1, 9), sexes, serials)
def test_a_made_ni_pppk_reads_back(birth: date, years: int, times: int, sex: Literal["F", "M"], serial: int) -> None:
    digits = make_ni_pppk(birth, birth.year + years, times, sex, serial)
    assert read_nip(digits) == Nip(digits, birth, date(birth.year + years, 1, 1), sex, serial, "PPPK", times)


@given(births, st.integers(18, 40), sexes, serials, st.integers(0, 17), st.sampled_from([" ", ".", "-", "\u00a0"]))
def test_a_mark_anywhere_between_digits_changes_nothing(
    birth: date, years: int, sex: Literal["F", "M"], serial: int, place: int, mark: str
) -> None:
    digits = make_nip(birth, date(birth.year + years, 2, 1), sex, serial)
    assert read_nip(digits[:place] + mark + digits[place:]) == read_nip(digits)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(read_nip(text), Nip | NipFault)


@given(st.text(alphabet="0123456789", min_size=18, max_size=18))
def test_whatever_reads_well_can_be_made_again(digits: str) -> None:
    nip = read_nip(digits)
    if isinstance(nip, Nip) and nip.kind == "PNS":
        assert make_nip(nip.birth, nip.service_start, nip.sex, nip.serial) == digits
    elif isinstance(nip, Nip):
        assert make_ni_pppk(nip.birth, nip.service_start.year, nip.times, nip.sex, nip.serial) == digits
    else:
        assert nip.code in {"birth", "month", "times", "sex", "serial", "age"}


@pytest.mark.parametrize(
    "cell",
    [
        198505122010012003,
        198505122010012003.0,
        198505122010012000,
        1.98505e17,
        "1,98505E+17",
        "1.98505E+17",
        "1.98505e17",
        "'1,98505E+17",
        "198505122010012003.0",
        "198505122010012000",
        "NIP. 19850512 201001 2 000",
    ],
)
def test_a_number_too_long_for_a_cell_is_damaged(cell: object) -> None:
    assert is_damaged(cell)


@pytest.mark.parametrize(
    "cell", [PNS, PPPK, f"NIP. {PNS}", 131234567, 0, True, None, "", "A1", "1.5", "198505122010012", date(1985, 5, 12)]
)
def test_text_and_short_numbers_are_not_damaged(cell: object) -> None:
    assert not is_damaged(cell)


@given(births, sexes, serials)
def test_excel_always_damages_a_nip_into_something_recognised(birth: date, sex: Literal["F", "M"], serial: int) -> None:
    digits = make_nip(birth, date(birth.year + 25, 3, 1), sex, serial)
    assert not is_damaged(digits)
    assert is_damaged(float(digits))
    assert is_damaged(digits[:15] + "000")


def test_no_number_is_made_with_an_impossible_part() -> None:
    birth, start = date(1985, 5, 12), date(2010, 1, 1)
    for serial in (0, 1000):
        with pytest.raises(ValueError, match="serial"):
            make_nip(birth, start, "F", serial)
    with pytest.raises(ValueError, match="'X'"):
        make_nip(birth, start, "X", 1)  # type: ignore[arg-type]
    for times in (0, 10):
        with pytest.raises(ValueError, match="times"):
            make_ni_pppk(birth, 2024, times, "F", 1)


@pytest.mark.parametrize("word", ["L", "l", "Laki-laki", "LAKI - LAKI", "Pria", "M", "male", "남", "남성", " L. "])
def test_words_for_men_are_read(word: str) -> None:
    assert read_sex(word) == "M"


@pytest.mark.parametrize("word", ["P", "p", "Perempuan", "Wanita", "F", "Female", "여", "여성"])
def test_words_for_women_are_read(word: str) -> None:
    assert read_sex(word) == "F"


@pytest.mark.parametrize("word", ["", "L/P", "X", "1", "tidak diisi", "W"])
def test_other_words_say_no_sex(word: str) -> None:
    assert read_sex(word) is None
