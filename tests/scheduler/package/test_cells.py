"""One cell: its address and its value as XML."""
# ruff: noqa: DTZ001  cells hold no time zones

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.package.cells import area_of, cell, letters_of, meet, number_of, plain, ref_of, serial, split, text_of
from scheduler.package.markup import unescape
from scheduler.package.refusal import Refusal


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_columns_count_as_excel_counts_them(letters, number):
    assert number_of(letters) == number
    assert letters_of(number) == letters


@pytest.mark.parametrize("ref", ["A0", "a1", "XFE1", "A1048577", "A1:B2", "", "1", "$A$1"])
def test_what_is_no_address_is_not_taken_for_one(ref):
    with pytest.raises(ValueError, match="no address"):
        split(ref)


def test_ranges_are_read_and_written_and_know_whether_they_meet():
    assert area_of("$B$2:D7") == (2, 2, 7, 4)
    assert ref_of(area_of("B2:D7")) == "B2:D7"
    assert ref_of(area_of("B2")) == "B2"
    assert meet(area_of("A1:B2"), area_of("B2:C3"))
    assert not meet(area_of("A1:B2"), area_of("C1:C9"))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("x", b'<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">x</t></is></c>'),
        ("", b'<c r="B2" s="3"/>'),
        (None, b'<c r="B2" s="3"/>'),
        (7, b'<c r="B2" s="3"><v>7</v></c>'),
        (0.1, b'<c r="B2" s="3"><v>0.1</v></c>'),
        (5.0, b'<c r="B2" s="3"><v>5</v></c>'),
        (True, b'<c r="B2" s="3" t="b"><v>1</v></c>'),
        (date(2026, 8, 17), b'<c r="B2" s="3"><v>46251</v></c>'),
        (datetime(2026, 8, 17, 12), b'<c r="B2" s="3"><v>46251.5</v></c>'),
    ],
)
def test_a_value_is_written_as_its_kind(value, written):
    assert cell("", "B2", 3, value) == written


def test_the_prefix_of_a_sheet_is_used_throughout():
    assert cell("x:", "A1", 0, "a") == b'<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">a</x:t></x:is></x:c>'


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(1900, 1, 1), 1), (date(1900, 2, 28), 59), (date(1900, 3, 1), 61), (date(2000, 1, 1), 36526)],
)
def test_days_are_counted_with_the_leap_day_that_never_was(day, number):
    assert serial(day) == number


def test_days_are_counted_from_1904_where_the_workbook_does():
    assert serial(date(1904, 1, 2), is_1904=True) == 1
    assert serial(date(2026, 8, 17), is_1904=True) == serial(date(2026, 8, 17)) - 1462


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (198508122010011003, "number_too_long"),
        (-(10**15), "number_too_long"),
        (float("nan"), "not_finite"),
        (float("inf"), "not_finite"),
        (date(1899, 12, 31), "date_range"),
        ("x" * 32_768, "text_too_long"),
        ("\U0001f600" * 16_384, "text_too_long"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(value, code):
    with pytest.raises(Refusal) as refused:
        cell("", "C7", 0, value)
    assert refused.value.code == code
    assert refused.value.facts["cell"] == "C7"


@pytest.mark.parametrize("value", [10**15 - 1, "x" * 32_767, "\U0001f600" * 16_383])
def test_what_a_cell_just_holds_is_taken(value):
    assert cell("", "A1", 0, value)


@pytest.mark.parametrize("value", [object(), b"x", datetime(2026, 1, 1, tzinfo=UTC)])
def test_what_is_no_value_is_an_error(value):
    with pytest.raises(TypeError):
        cell("", "A1", 0, value)


def test_control_characters_and_lookalikes_are_escaped_as_excel_does():
    assert text_of("a\x01b\r\n") == "a_x0001_b_x000D_\n"
    assert text_of("_x0041_") == "_x005F_x0041_"
    assert text_of("_xyz_ & <b>") == "_xyz_ &amp; &lt;b&gt;"


@given(st.text(max_size=50))
def test_escaped_text_is_read_back_as_it_was(text):
    assert plain(unescape(text_of(text))) == text


def test_whole_columns_and_rows_are_ranges_too():
    assert area_of("A:C") == (1, 1, 1_048_576, 3)
    assert area_of("$2:$7") == (2, 1, 7, 16_384)
