from datetime import date

import pytest
import rows
from pydantic import ValidationError
from verdict import cases, off, told

from constraints.seats.eligibility import Eligibility
from scheduler.classes import Sights
from scheduler.domain import Cohort, Nominee, Programme, Session

CONDITIONS = (
    {"column": "Age", "at_least": "30"},
    {"column": "Age", "at_least": "30", "at_most": "45"},
    {"column": "Service years", "at_least": "5"},
    {"column": "Years since training", "at_least": "3"},
    {"column": "Years since training", "one_of": ("2", "never")},
    {"column": "English", "at_least": "450"},
    {"column": "English", "one_of": ("400", "500")},
    {"column": "Rank", "at_least": "III/c; IX"},
    {"column": "Rank", "at_most": "III/c"},
    {"column": "Rank", "none_of": ("IIIc",)},
    {"column": "Level", "at_least": "Pengawas"},
    {"column": "Birth date", "at_least": "1980-01-01"},
    {"column": "Months of Passport expiry", "at_least": "6"},
    {"column": "Passport expiry", "none_of": ("2028-01-01",)},
    {"column": "Topics", "one_of": ("DAT", "APP")},
    {"column": "Team", "none_of": ("x",)},
)


def example(random, programme):
    missing = random.choice(("refuse", "accept"))
    where = rows.where(random, programme)
    condition = random.choice(CONDITIONS)
    return Eligibility(where=where, missing=missing, **condition, **rows.who(random), **rows.urgency(random))


START = date(2026, 9, 7)
PEOPLE = (
    Nominee(
        id="ann", birth=date(1986, 9, 7), rank="III/c", level="Administrator", english=450.0, sex="F"
    ),  # 40 that day
    Nominee(
        id="bob", birth=date(1981, 9, 8), rank="IX", level="Pelaksana", english=500.0, trained=2024
    ),  # 44, 45 next day
    Nominee(id="cid", sex="F"),
)


def programme(nominees=PEOPLE, **more):
    cohorts = (
        Cohort(code="A", start=START, end=START, seats_at_most=9),
        Cohort(code="B", start=date(2026, 9, 8), end=date(2026, 9, 8), seats_at_most=9),
    )
    sessions = (
        Session(code="A1", cohort="A", block="x"),
        Session(code="A2", cohort="A", block="x"),
        Session(code="A0", cohort="A"),
    )
    return Programme(cohorts=cohorts, sessions=sessions, nominees=nominees, **more)


GIVEN = programme()


def test_age_at_least_holds_on_the_birthday_itself():
    assert off(Eligibility(column="Age", at_least=40), GIVEN, "ann A") == 0
    assert off(Eligibility(column="Age", at_least=41), GIVEN, "ann A") == 1


def test_age_is_counted_on_the_first_day_of_each_cohort():
    # bob turns 45 between A and B
    rule = Eligibility(column="Age", at_most=44)
    assert off(rule, GIVEN, "bob A") == 0
    assert off(rule, GIVEN, "bob B") == 1


def test_a_reference_date_holds_for_all_cohorts():
    dated = programme(reference_date=date(2026, 9, 8))
    assert off(Eligibility(column="Age", at_most=44), dated, "bob A") == 1


def test_every_seat_of_somebody_ineligible_counts():
    rule = Eligibility(column="English", at_least="451", weight=2)
    assert off(rule, programme(seats_each=2), "ann A", "ann B", "bob A", "cid B") == 2 + 0 + 1


def test_a_condition_concerns_its_group_alone():
    rule = Eligibility(column="English", at_least=600, sex=("F",))
    assert off(rule, GIVEN, "bob A") == 0
    assert off(rule, GIVEN, "ann A") == 1


def test_each_in_a_column_of_the_group_means_whoever_has_a_value():
    rule = Eligibility(column="English", at_least=600, sex=("each",))
    assert off(rule, GIVEN, "ann A", "bob A", "cid A") == 2


def test_a_condition_holds_where_it_says():
    assert off(Eligibility(column="English", at_least=600, where=("B",)), GIVEN, "ann A") == 0
    assert off(Eligibility(column="English", at_least=600, where=("B",)), GIVEN, "ann B") == 1


@pytest.mark.parametrize("where", [("each",), ("all",), ("A", "B"), ()])
def test_each_and_all_mean_every_cohort(where):
    assert off(Eligibility(column="English", at_least=600, where=where), GIVEN, "ann A", "bob B") == 2


def test_a_breakout_can_have_a_condition_of_its_own():
    rule = Eligibility(column="English", at_least=500, where=("A1",))
    assert off(rule, GIVEN, "ann A A2", "bob A A1") == 0
    assert off(rule, GIVEN, "ann A A1") == 1


def test_a_session_that_everyone_attends_is_its_cohort():
    assert off(Eligibility(column="English", at_least=500, where=("A", "A0")), GIVEN, "ann A", "ann B") == 1


def test_an_empty_cell_is_refused_unless_the_row_accepts_it():
    assert off(Eligibility(column="Age", at_least=18), GIVEN, "cid A") == 1
    assert off(Eligibility(column="Age", at_least=18, missing="accept"), GIVEN, "cid A") == 0


def test_whoever_was_never_trained_passes_years_since_training():
    rule = Eligibility(column="Years since training", at_least=3)
    assert off(rule, GIVEN, "ann A") == 0
    # 2026 less 2024 is 2
    assert off(rule, GIVEN, "bob A") == 1


def test_a_contract_grade_is_no_pns_rank():
    rule = Eligibility(column="Rank", at_least="III/a")
    assert off(rule, GIVEN, "ann A") == 0
    assert cases(rule, GIVEN, "bob A") == [("missing", "bob", 1)]
    assert off(Eligibility(column="Rank", at_least="III/a", missing="accept"), GIVEN, "bob A") == 0


def test_a_rank_bound_can_name_one_for_each_scheme():
    assert off(Eligibility(column="Rank", at_least="III/c; IX"), GIVEN, "ann A", "bob A") == 0
    assert off(Eligibility(column="Rank", at_least="III/d; X"), GIVEN, "ann A", "bob A") == 2


def test_levels_are_compared_by_their_order():
    assert off(Eligibility(column="Level", at_least="Pengawas"), GIVEN, "ann A") == 0
    assert off(Eligibility(column="Level", at_least="Pengawas"), GIVEN, "bob A") == 1


def test_passports_are_valid_for_months_from_the_start():
    people = tuple(
        Nominee(id=name, facts={"Passport expiry": expiry})
        for name, expiry in (("late", date(2027, 3, 7)), ("soon", date(2027, 3, 6)))
    )
    given = programme(nominees=people)
    rule = Eligibility(column="Months of Passport expiry", at_least=6)
    assert off(rule, given, "late A") == 0
    assert off(rule, given, "soon A") == 1
    # B starts a day later
    assert off(rule, given, "late B") == 1


def test_a_date_cell_is_a_bound_for_a_date_column():
    rule = Eligibility(column="Birth date", at_least=date(1986, 9, 7))
    assert rule.at_least == "1986-09-07"
    assert off(rule, GIVEN, "ann A") == 0
    assert off(rule, GIVEN, "bob A") == 1


def test_lists_allow_or_refuse_values():
    assert off(Eligibility(column="Rank", one_of=("IIIc", "IV/a")), GIVEN, "ann A") == 0
    assert off(Eligibility(column="Rank", one_of=("IIIc", "IV/a")), GIVEN, "bob A") == 1
    assert off(Eligibility(column="Rank", none_of=("IIIc",)), GIVEN, "ann A") == 1
    assert off(Eligibility(column="Rank", none_of=("IIIc",)), GIVEN, "bob A") == 0


def test_the_sentences_name_person_place_column_and_what_is_needed():
    assert told(Eligibility(column="Age", at_least=41), GIVEN, "ann A") == [
        "ann does not meet a condition of A: Age 40; at least 41 needed."
    ]
    assert told(Eligibility(column="Age", at_most=39), GIVEN, "ann A") == [
        "ann does not meet a condition of A: Age 40; at most 39 allowed."
    ]
    assert told(Eligibility(column="Rank", one_of=("IV/a", "IV/b")), GIVEN, "ann A") == [
        "ann does not meet a condition of A: Rank III/c; one of IV/a, IV/b needed."
    ]
    assert told(Eligibility(column="Rank", none_of=("III/c",)), GIVEN, "ann A") == [
        "ann does not meet a condition of A: Rank III/c; not allowed: III/c."
    ]
    assert told(Eligibility(column="English", at_least=450, at_most=600), GIVEN, "cid A") == [
        "cid does not meet a condition of A: English is missing or cannot be compared; needed: ≥ 450; ≤ 600."
    ]


def test_people_on_one_side_of_a_bound_are_alike():
    ann, bob, cid = PEOPLE
    low = Eligibility(column="English", at_least=450)
    assert low.sees(ann) == low.sees(bob) != low.sees(cid)
    # the cohort's day decides on age, so that without any birth dates tell people apart
    assert Eligibility(column="Age", at_least=18).sees(ann) != Eligibility(column="Age", at_least=18).sees(bob)


def test_people_who_meet_a_bound_on_the_same_days_are_alike():
    born = {"ann": date(1990, 5, 1), "bob": date(1990, 8, 1), "cid": date(1991, 1, 1)}
    people = tuple(Nominee(id=name, birth=day) for name, day in born.items())
    spring, autumn = date(2025, 4, 1), date(2025, 7, 1)
    given = Programme(
        cohorts=tuple(Cohort(code=f"{day:%b}", seats_at_most=1, start=day) for day in (spring, autumn)),
        nominees=people,
    )
    sees = Eligibility(column="Age", at_least=35).sees_in(given)
    assert sees(people[0]) != sees(people[1]) == sees(people[2])
    waived = Eligibility(column="Age", at_least=35, waived=("cid",)).sees_in(given)
    assert waived(people[1]) != waived(people[2])
    once = given.model_copy(update={"reference_date": spring})
    assert len({Eligibility(column="Age", at_least=35).sees_in(once)(person) for person in people}) == 1
    assert Sights(given).serves(given)
    assert not Sights(given).serves(once)


@pytest.mark.parametrize(
    ("row", "told_why"),
    [
        ({"column": "Age"}, "a condition needs something"),
        ({"column": "Age", "at_least": ""}, "a condition needs something"),
        ({"column": "Age", "at_least": "old"}, "old is not a number"),
        ({"column": "Rank", "at_most": "III"}, "III is not a rank"),
        ({"column": "Age", "at_least": 45, "at_most": 30}, "nobody is at least 45 and at most 30"),
        ({"column": "", "at_least": 45}, "at least 1 character"),
    ],
)
def test_a_row_that_says_nothing_or_nonsense_is_refused(row, told_why):
    with pytest.raises(ValidationError, match=told_why):
        Eligibility(**row)


def test_a_condition_is_waived_for_the_people_named():
    rule = Eligibility(column="English", at_least="450", waived=("bob", "nobody"))
    given = Programme(
        cohorts=(Cohort(code="A", seats_at_most=3),),
        nominees=tuple(Nominee(id=name, english=400.0) for name in ("ann", "bob")),
    )
    assert off(rule, given, "bob A") == 0
    assert off(rule, given, "ann A") == 1
    assert rule.sees(given.nominees[0]) != rule.sees(given.nominees[1])
