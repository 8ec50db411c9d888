"""What can be measured of a person, by both readings: one nominee in plain Python, all rows as arrays."""

from datetime import date
from math import inf, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain import Cohort, Nominee, Programme
from scheduler.measures.cells import Days, Point, bounds, cell, is_dated, named, token
from scheduler.measures.people import measure, shown, words
from scheduler.measures.rows import Rows
from scheduler.traits import Traits

SEPTEMBER = date(2026, 9, 7)
ON_SEPTEMBER = Days(SEPTEMBER, SEPTEMBER)


def both(nominee, column, days=ON_SEPTEMBER):
    """Measure by both readings, which must agree, and return the size; None where nothing can be told."""
    point = measure(nominee, column, days)
    arrays = Rows(Traits([nominee]), column).sizes(days)
    found = {scale: float(array[0]) for scale, array in arrays.items() if not isnan(array[0])}
    assert found == ({} if point is None else {point.scale: point.size})
    return None if point is None else point.size


def person(**columns):
    return Nominee(id="ann", **columns)


# -- days --------------------------------------------------------------------------------


def test_years_are_counted_on_the_reference_date_and_months_from_the_cohort_s_start():
    cohort = Cohort(code="A", start=SEPTEMBER, end=SEPTEMBER, seats_at_most=1)
    assert Days.of(cohort, Programme()) == (SEPTEMBER, SEPTEMBER)
    assert Days.of(cohort, Programme(reference_date=date(2026, 1, 1))) == (date(2026, 1, 1), SEPTEMBER)


def test_a_cohort_without_a_start_is_judged_by_the_reference_date_alone():
    cohort = Cohort(code="A", seats_at_most=1)
    assert Days.of(cohort, Programme(reference_date=SEPTEMBER)) == (SEPTEMBER, SEPTEMBER)
    assert Days.of(cohort, Programme()) == (None, None)


# -- columns -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Age", "age"),
        ("SERVICE  YEARS", "service years"),
        ("Years since training", "years since training"),
        ("Nomination order", "order"),
        ("Trained in Korea", "trained"),
        ("english", "english"),
        ("Topic", "topics"),
        ("Passport expiry", "Passport expiry"),
        ("months of Passport expiry", "months of Passport expiry"),
        ("Months of Birth date", "months of birth"),
    ],
)
def test_a_column_is_known_by_its_heading_or_its_name(heading, name):
    assert named(heading) == name == named(name)


def test_only_years_and_months_depend_on_a_cohort_s_days():
    assert all(map(is_dated, ("Age", "Service years", "Years since training", "Months of Passport expiry")))
    assert not any(map(is_dated, ("English", "Rank", "Birth date", "Passport expiry", "Aged")))


def test_a_dated_measure_is_counted_from_a_cell():
    ann = person(birth=date(1980, 1, 2), trained=2020, facts={"Passport expiry": date(2027, 1, 1)})
    assert cell(ann, "Age") == date(1980, 1, 2)
    assert cell(ann, "Years since training") == 2020
    assert cell(ann, "Months of Passport expiry") == date(2027, 1, 1)
    assert cell(ann, "Team") is None


# -- years and months --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (date(1986, 9, 6), 40),
        (date(1986, 9, 7), 40),  # on the birthday itself
        (date(1986, 9, 8), 39),  # a day short
        (date(1986, 10, 1), 39),
        (date(2026, 9, 8), -1),
        (None, None),
    ],
)
def test_age_is_in_full_years(birth, age):
    assert both(person(birth=birth), "Age") == age


def test_a_birthday_of_29_february_falls_on_1_march_in_other_years():
    leap = person(birth=date(1988, 2, 29))
    assert both(leap, "Age", Days(date(2026, 2, 28))) == 37
    assert both(leap, "Age", Days(date(2026, 3, 1))) == 38
    assert both(leap, "Age", Days(date(2028, 2, 29))) == 40


def test_service_years_count_from_the_start_of_service():
    assert both(person(service_start=date(2020, 10, 1)), "Service years") == 5
    assert both(person(), "Service years") is None


def test_without_a_day_to_count_on_nothing_dated_can_be_told():
    ann = person(birth=date(1980, 1, 1), trained=2020, facts={"Passport expiry": date(2027, 1, 1)})
    for column in ("Age", "Service years", "Years since training", "Months of Passport expiry"):
        assert both(ann, column, Days()) is None


def test_years_since_training_are_calendar_years_and_endless_for_the_untrained():
    assert both(person(trained=2024), "Years since training") == 2
    assert both(person(), "Years since training") == inf
    assert both(person(), "Years since training", Days()) == inf
    assert shown(person(), "Years since training", ON_SEPTEMBER) == "never"


@pytest.mark.parametrize(
    ("start", "expiry", "months"),
    [
        (date(2026, 9, 7), date(2027, 3, 7), 6),
        (date(2026, 9, 7), date(2027, 3, 6), 5),
        (date(2026, 8, 31), date(2027, 2, 28), 6),  # the last day of a shorter month
        (date(2026, 8, 31), date(2027, 2, 27), 5),
        (date(2027, 8, 31), date(2028, 2, 28), 5),  # a leap year's February has one more day
        (date(2026, 9, 7), date(2026, 9, 7), 0),
        (date(2026, 9, 7), date(2026, 9, 6), -1),  # run out the day before
    ],
)
def test_months_of_validity_are_full_months_from_the_cohort_s_start(start, expiry, months):
    ann = person(facts={"Passport expiry": expiry})
    # the reference date plays no part
    assert both(ann, "Months of Passport expiry", Days(date(2020, 1, 1), start)) == months


def test_a_passport_without_a_readable_date_has_no_months():
    assert both(person(), "Months of Passport expiry") is None
    assert both(person(facts={"Passport expiry": "soon"}), "Months of Passport expiry") is None
    assert both(person(facts={"Passport expiry": "2027-02-30"}), "Months of Passport expiry") is None
    assert both(person(facts={"Passport expiry": "2027-03-07"}), "Months of Passport expiry") == 6


@given(first=st.dates(date(1900, 1, 1), date(2100, 1, 1)), last=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_both_readings_of_years_and_months_agree_on_any_two_days(first, last):
    ann = person(birth=first, service_start=first, facts={"Passport expiry": last})
    years = both(ann, "Age", Days(last, first))
    assert years == both(ann, "Service years", Days(last, first))
    assert (years >= 0) == (first <= last)
    months = both(ann, "Months of Passport expiry", Days(None, first))
    assert years in (months // 12, months // 12 - 1)


# -- numbers, ranks, levels, words -------------------------------------------------------


def test_numbers_are_read_from_numbers_and_from_texts_that_show_one():
    assert both(person(english=450.5), "English") == 450.5
    assert both(person(facts={"Score": " 6,5 "}), "Score") == 6.5
    assert both(person(facts={"Score": "B1"}), "Score") is None
    assert both(person(), "English") is None


def test_dates_are_a_scale_of_their_own():
    assert measure(person(birth=SEPTEMBER), "Birth date", Days()) == Point("date", SEPTEMBER.toordinal())
    assert both(person(facts={"Signed": "2026-09-07"}), "Signed") == SEPTEMBER.toordinal()


def test_ranks_of_pns_and_pppk_are_two_scales():
    assert measure(person(rank="Penata (III/c)"), "Rank", Days()) == Point("PNS", 11)
    assert measure(person(rank="PPPK IX"), "Rank", Days()) == Point("PPPK", 9)
    assert both(person(rank="III/c"), "Rank") == 11
    assert both(person(rank="IX"), "Rank") == 9
    assert both(person(rank="Kapten"), "Rank") is None


def test_rows_are_measured_each_on_its_own_scale():
    people = [Nominee(id="ann", rank="III/c"), Nominee(id="bob", rank="IX"), Nominee(id="cid")]
    found = Rows(Traits(people), "Rank").sizes(Days())
    assert sorted(found) == ["PNS", "PPPK"]
    np.testing.assert_array_equal(found["PNS"], [11, np.nan, np.nan])
    np.testing.assert_array_equal(found["PPPK"], [np.nan, 9, np.nan])


def test_levels_have_one_order_over_both_tracks():
    assert both(person(level="Administrator"), "Level") == both(person(level="Ahli Madya"), "Level")
    assert both(person(level="Pelaksana"), "Level") < both(person(level="Pengawas"), "Level")
    assert both(person(level="Wizard"), "Level") is None


def test_words_compare_without_case_and_ranks_by_their_code():
    assert words(person(rank="IIIc"), "Rank", Days()) == ("III/c",) == (token("rank", "Penata (III/c)"),)
    assert words(person(english=450.0), "English", Days()) == ("450",)
    assert words(person(topics=("DAT", "App")), "Topics", Days()) == ("dat", "app")
    assert words(person(facts={"Ready": True}), "Ready", Days()) == ("true",)
    assert words(person(facts={"Signed": SEPTEMBER}), "Signed", Days()) == ("2026-09-07",)
    assert words(person(), "Unit", Days()) == ()
    assert words(person(birth=date(1980, 1, 1)), "Age", ON_SEPTEMBER) == ("46",)


@pytest.mark.parametrize(
    ("column", "value", "is_met"),
    [
        ("Topics", "dat", True),
        ("Topics", "SDM", False),
        ("Rank", "III.c", True),
        ("Rank", "III/d", False),
        ("English", "450", True),
        ("Age", "46", True),
        ("Age", "046", False),
        ("Age", "forty-six", False),
        ("Years since training", "Never", True),
        ("Years since training", "2", False),
        ("Unit", "", False),
    ],
)
def test_rows_hold_a_value_just_when_the_person_does(column, value, is_met):
    ann = person(birth=date(1980, 1, 1), rank="III/c", english=450.0, topics=("DAT", "APP"))
    assert list(Rows(Traits([ann]), column).among((value,), ON_SEPTEMBER)) == [is_met]
    assert (token(named(column), value) in words(ann, column, ON_SEPTEMBER)) == is_met


@pytest.mark.parametrize("column", ["Unit", "Topics", "Age", "Passport expiry", "Months of Passport expiry"])
def test_rows_are_blank_just_where_the_person_has_no_words(column):
    full = person(unit="A", topics=("DAT",), birth=SEPTEMBER, facts={"Passport expiry": SEPTEMBER})
    assert list(Rows(Traits([person(), full]), column).blank(ON_SEPTEMBER)) == [True, False]
    assert words(person(), column, ON_SEPTEMBER) == ()
    assert words(full, column, ON_SEPTEMBER) != ()


def test_what_is_shown_is_the_cell_or_the_years_counted():
    ann = person(birth=date(1980, 1, 1), rank="IIIc", english=450.0, topics=("DAT",), facts={"Signed": SEPTEMBER})
    shows = {
        column: shown(ann, column, ON_SEPTEMBER) for column in ("Age", "Rank", "English", "Topics", "Signed", "Unit")
    }
    assert shows == {
        "Age": 46,
        "Rank": "IIIc",
        "English": 450,
        "Topics": ("DAT",),
        "Signed": "2026-09-07",
        "Unit": None,
    }


# -- bounds ------------------------------------------------------------------------------


def test_a_bound_is_read_on_the_scale_of_its_column():
    assert bounds("Age", "45") == (Point("number", 45),)
    assert bounds("Birth date", "1980-01-01") == (Point("date", date(1980, 1, 1).toordinal()),)
    assert bounds("Rank", "III/c") == (Point("PNS", 11),)
    assert bounds("Rank", "III/c; IX") == (Point("PNS", 11), Point("PPPK", 9))
    assert bounds("Level", "Pengawas") == (Point("level", 40),)
    assert bounds("Score", "6,5") == (Point("number", 6.5),)


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        ("Age", "old", "old is not a number"),
        ("Age", "1980-01-01", "1980-01-01 is not a number, which Age is compared with"),
        ("Score", "B1", "B1 is not a number or a date"),
        ("Rank", "III", "III is not a rank such as III/c or IX"),
        ("Rank", "III/a; III/c", "two bounds on one scale"),
        ("Level", "7", "7 is not a level of position"),
    ],
)
def test_a_bound_that_cannot_be_compared_with_is_refused(column, text, told):
    with pytest.raises(ValueError, match=told):
        bounds(column, text)
