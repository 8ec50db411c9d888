"""Cells: what is shown and read again is the same, and what is doubtful or wrong is told."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain import Amount, Cohort, Nominee, Programme, Session, Span, Topic
from scheduler.resources import WEEKDAYS
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.workbook.cells import fact, reader
from scheduler.workbook.layout import Column, layout, layouts, rule_layout
from scheduler.workbook.readings import Doubt, Fault
from scheduler.workbook.show import show
from scheduler.workbook.tables import Faulty, Percent

laws = settings(max_examples=150, deadline=None, derandomize=True)
LANGUAGES = st.sampled_from(("en", "id", "ko"))

words = (
    st.text("abc XYZ-/.,'&éü가나", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text not in ("", "-"))
)
codes = st.text("ABCxyz123.", min_size=1, max_size=5)
days = st.dates(date(1906, 1, 1), date(2199, 12, 31))
moments = st.datetimes(datetime(1930, 1, 1), datetime(2150, 1, 1)).map(lambda m: m.replace(microsecond=0))
spans = st.tuples(days, days).map(sorted).map(lambda pair: Span(first=pair[0], last=pair[1]))
topics = st.builds(Topic, code=codes, weight=st.integers(1, 100))
amounts = st.one_of(
    st.builds(Amount, count=st.integers(0, 10_000)),
    st.builds(Amount, percent=st.decimals(0, 100, places=2).map(Decimal.normalize)),
)


def column(sheet: str, field: str) -> Column:
    rules = {**kinds(), **kinds(TIMETABLE)}
    return (rule_layout(rules[sheet]) if sheet in rules else layout(sheet)).column[field]


def read(sheet: str, field: str, raw: Any, *, is_1904: bool = False) -> Any:
    return reader(column(sheet, field), is_1904=is_1904)(raw)


VALUES: dict[str, tuple[str, str, st.SearchStrategy[Any]]] = {
    "text": ("Nominees", "name", words),
    "code": ("Cohorts", "code", codes),
    "whole": ("Cohorts", "seats_at_most", st.integers(0, 10**9)),
    "decimal": ("Nominees", "english", st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.12g}"))),
    "date": ("Nominees", "birth", days),
    "time": ("Sessions", "start", moments),
    "choice": ("Cohorts", "status", st.sampled_from(("open", "closed", "may close"))),
    "sex": ("Nominees", "sex", st.sampled_from("FM")),
    "priority": ("Quotas", "priority", st.one_of(st.just("must"), st.integers(1, 99))),
    "amount": ("Quotas", "at_least", amounts),
    "list": ("Nominees", "topics", st.lists(codes, min_size=1, unique=True).map(tuple)),
    "group": ("Quotas", "region", st.one_of(st.just(("each",)), st.lists(words, min_size=1, unique=True).map(tuple))),
    "where": (
        "Quotas",
        "where",
        st.one_of(st.sampled_from((("each",), ("all",))), st.lists(codes, min_size=1, unique=True).map(tuple)),
    ),
    "spans": ("Nominees", "unavailable", st.lists(spans, min_size=1).map(tuple)),
    "topics": ("Cohorts", "topics", st.lists(topics, min_size=1).map(tuple)),
    "pin": ("Nominees", "pin", st.one_of(st.just("out"), codes)),
    "flag": ("Keep together", "sessions", st.booleans()),
    "clock": ("Day grid", "start", st.times().map(lambda clock: clock.replace(microsecond=0))),
    "choices": ("Breaks", "weekdays", st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(tuple)),
    "numbers": ("Unavailable", "slots", st.lists(st.integers(1, 30), min_size=1, unique=True).map(tuple)),
    "who": ("Daily load", "who", st.one_of(st.just("each"), codes)),
}


@pytest.mark.parametrize("kind", VALUES)
def test_what_is_shown_is_read_again(kind):
    sheet, field, values = VALUES[kind]
    shape = column(sheet, field)
    assert shape.kind == kind

    @laws
    @given(value=values, lang=LANGUAGES)
    def trip(value, lang):
        cell = show(shape, value, lang)
        again = reader(shape)(datetime.combine(cell, time()) if type(cell) is date else cell)
        assert again == value
        assert type(again) is type(value)

    trip()


def test_every_kind_of_column_has_a_trip():
    used = {c.kind for sheet in layouts() for c in sheet.columns}
    assert used - VALUES.keys() <= {"id", "bound", "heading"}, "these three are text, with more that is read"


@pytest.mark.parametrize("model", [Programme, Cohort, Session, Nominee])
def test_an_empty_cell_is_nothing_and_nothing_is_an_empty_cell(model):
    for shape in (c for c in layout(f"{model.__name__}s" if model is not Programme else "Programme").columns):
        assert reader(shape)(None) is None
        assert show(shape, None) is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (date(2026, 9, 1), date(2026, 9, 1)),
        (datetime(2026, 9, 1, 8), date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("1 September 2026", date(2026, 9, 1)),
        ("Batang, 12 Mei 1985", date(1985, 5, 12)),
        ("3 Pebruari 1980", date(1980, 2, 3)),
        ("17-Agust-1945", Fault),
        ("17-Agt-1945", date(1945, 8, 17)),
        ("August 12, 1985", date(1985, 8, 12)),
        ("1985년 8월 12일", date(1985, 8, 12)),
        ("1985. 8. 12.", date(1985, 8, 12)),
        ("25/09/2026", date(2026, 9, 25)),
        ("09/09/2026", date(2026, 9, 9)),
        ("31/02/2026", Fault),
        ("12/05/85", Fault),
        (1985, Fault),
        (datetime(1905, 6, 7), Fault),
        (True, Fault),
        (Percent(0.3), Fault),
        ("", None),
        ("-", None),
    ],
)
def test_days_are_read_as_people_write_them(raw, value):
    found = read("Nominees", "birth", raw)
    assert isinstance(found, Fault) if value is Fault else found == value


def test_doubtful_days_are_read_and_told():
    guess = read("Nominees", "birth", "02/09/1985")
    assert guess == Doubt(date(1985, 9, 2), "day_first", {"found": "02/09/1985", "read": "1985-09-02"})
    assert read("Nominees", "birth", 31271).value == date(1985, 8, 12)
    assert read("Nominees", "birth", 31271 - 1462, is_1904=True).value == date(1985, 8, 12)
    assert read("Sessions", "start", 46000.375).value == datetime(2025, 12, 9, 9)
    assert read("Sessions", "start", "2026-09-08 09.30") == datetime(2026, 9, 8, 9, 30)
    assert read("Sessions", "start", "2026-09-08 25:00").code == "not_time"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (5, Amount(count=5)),
        (5.0, Amount(count=5)),
        ("30%", Amount(percent=Decimal(30))),
        ("12,5 %", Amount(percent=Decimal("12.5"))),
        ("30 persen", Amount(percent=Decimal(30))),
        (Percent(0.3), Amount(percent=Decimal(30))),
        (Percent(1 / 3), Amount(percent=Decimal("33.33333333"))),
        (Percent(30), "not_amount"),
        (0.3, "fraction"),
        (2.5, "not_amount"),
        (-1, "not_amount"),
        ("-5%", "not_amount"),
        ("some", "not_amount"),
        (True, "not_amount"),
    ],
)
def test_amounts_are_counts_or_percentages_and_never_guessed(raw, value):
    found = read("Quotas", "at_least", raw)
    assert found.code == value if isinstance(value, str) else found == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("198508122010011003", "198508122010011003"),
        ("'198508122010011003", "198508122010011003"),
        (12345, "12345"),
        (123456789012345.0, "123456789012345"),
        (1e15, None),
        (198508122010011003, None),
        ("1.98508E+17", None),
        ("198508122010011000", None),
        ("198508122010011003.0", None),
        ("NRP 123", "NRP 123"),
        ("\u200bn1\u00a0", "n1"),
    ],
)
def test_ids_keep_their_digits_or_are_refused(raw, value):
    found = read("Nominees", "id", raw)
    if value is None:
        assert found == Fault("damaged_id", {}), "no digit is ever told"
    else:
        assert (found.value if isinstance(found, Doubt) else found) == value


def test_words_are_read_in_any_language():
    assert [read("Quotas", "priority", word) for word in ("MUST", "wajib", "필수")] == ["must"] * 3
    assert [read("Quotas", "where", word) for word in ("each", "Masing-masing")] == [("each",)] * 2
    assert [read("Nominees", "sex", word) for word in ("P", "Perempuan", "여", "f")] == ["F"] * 4
    assert read("Cohorts", "status", "dibuka") == "open"
    assert read("Quotas", "region", "semua") is None
    assert read("Quotas", "sex", "L; P") == ("M", "F")


def test_what_stands_twice_in_a_list_is_told():
    assert read("Nominees", "choices", "A; B; A") == Doubt(("A", "B", "A"), "repeated", {"found": "A"})


def test_a_wish_cannot_be_a_must():
    assert read("Topic fit", "priority", "must").code == "wish_only"
    assert read("Topic fit", "priority", "2") == Doubt(2, "number_as_text", {"found": "2", "read": "2"})


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-09-02..2026-09-05; 2026-09-12", ("2026-09-02..2026-09-05", "2026-09-12")),
        ("2 September 2026 s.d. 5 September 2026", ("2026-09-02..2026-09-05",)),
        ("2026-09-02 – 2026-09-05", ("2026-09-02..2026-09-05",)),
        (datetime(2026, 9, 2), ("2026-09-02",)),
        ("2026-09-05..2026-09-02", "ends_first"),
        ("next week", "not_span"),
        ("2026-09-02..2026-09-03..2026-09-04", "not_span"),
    ],
)
def test_unavailable_days_are_spans(raw, value):
    found = read("Nominees", "unavailable", raw)
    assert found.code == value if isinstance(value, str) else tuple(map(str, found)) == value


def test_bounds_take_numbers_ranks_and_days_as_rules_compare_them():
    assert read("Eligibility", "at_least", 450.0) == "450"
    assert read("Eligibility", "at_least", "450,5") == "450.5"
    assert read("Eligibility", "at_least", "III/c; IX") == "III/c; IX"
    assert read("Eligibility", "at_least", datetime(2027, 1, 31)) == "2027-01-31"
    assert read("Eligibility", "at_least", "31 Januari 2027") == "2027-01-31"


def test_facts_keep_their_types():
    kept = ["x", 5, 2.5, True, date(2027, 1, 1), None]
    assert [fact(raw) for raw in ("x", 5, 2.5, True, datetime(2027, 1, 1), " ")] == kept
    assert fact(Percent(0.5)) == 0.5
    assert fact(datetime(2027, 1, 1, 9)) == "2027-01-01 09:00:00"


def test_faulty_cells_are_faults_whatever_their_column():
    for field in ("name", "birth", "english", "topics", "sex", "order"):
        assert read("Nominees", field, Faulty("error_value", "#REF!")) == Fault("error_value", {"found": "#REF!"})
        assert read("Nominees", field, Faulty("not_calculated")).code == "not_calculated"


def test_long_texts_are_cut_where_they_are_quoted():
    assert len(read("Nominees", "english", "x" * 5000).facts["found"]) == 80
