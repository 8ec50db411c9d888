import pytest
import rows
from pydantic import ValidationError
from verdict import cases, off, seated, told

from constraints.seats.balance import Balance
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.tally import Tally


def example(random, programme):
    column = random.choice(("Sex", "region", "Institution", "Level", "Topics", "Team", "English"))
    within, where = random.randint(0, 1), rows.where(random, programme)
    return Balance(column=column, within=within, where=where, **rows.urgency(random))


# Two women and four men; one of the six says nothing of the team.
PEOPLE = (
    Nominee(id="ann", sex="F", facts={"Team": "X"}),
    Nominee(id="bet", sex="F", facts={"Team": "X"}),
    Nominee(id="cid", sex="M", facts={"Team": "X"}, topics=("DAT", "APP")),
    Nominee(id="dan", sex="M", facts={"Team": "Y"}, topics=("DAT",)),
    Nominee(id="eko", sex="M", facts={"Team": "Y"}),
    Nominee(id="fay", sex="M"),
)


def programme(status="open"):
    return Programme(
        cohorts=(Cohort(code="A", seats_at_most=6, status=status), Cohort(code="B", seats_at_most=6)),
        sessions=(Session(code="A1", cohort="A", block="x"), Session(code="A2", cohort="A", block="x")),
        nominees=PEOPLE,
    )


GIVEN = programme()


def test_a_cohort_like_the_whole_is_in_balance():
    # F is a third of all: 1 of 3
    assert off(Balance(column="Sex", within=0), GIVEN, "ann A", "cid A", "dan A", "bet B", "eko B", "fay B") == 0


def test_within_says_how_many_people_do_not_matter():
    seats = ("cid A", "dan A", "eko A")
    # F is due 1 and has 0, M is due 2 and has 3
    assert off(Balance(column="Sex", within=0), GIVEN, *seats) == 1 + 1
    assert off(Balance(column="Sex", within=1), GIVEN, *seats) == 0


def test_both_neighbours_of_a_share_that_is_not_whole_are_allowed_within_one():
    # of 4 people F is due 4/3: 1 and 2 are allowed, and M is due 8/3: 2 and 3 are
    assert off(Balance(column="Sex"), GIVEN, "ann A", "cid A", "dan A", "eko A") == 0
    assert off(Balance(column="Sex"), GIVEN, "ann A", "bet A", "cid A", "dan A") == 0
    # F 0 where at least 1/3 more than 0 is wanted, M 4 where at most 3 + 2/3 is
    assert off(Balance(column="Sex"), GIVEN, "cid A", "dan A", "eko A", "fay A") == 1 + 1


def test_within_nothing_only_the_share_itself_is_in_balance():
    # of 1 person F is due 1/3 and M 2/3: nobody and one are both off
    assert off(Balance(column="Sex", within=0, weight=2), GIVEN, "cid A") == 1 + 1
    assert off(Balance(column="Sex", within=0), GIVEN, "ann A") == 1 + 1


def test_the_amount_is_in_people():
    # of 4 people F is due 4/3 and has 0, which is 2 short of a whole number not below it
    assert cases(Balance(column="Sex", within=0, where=("A",)), GIVEN, "cid A", "dan A", "eko A", "fay A") == [
        ("few", "F @ A", 2),
        ("many", "M @ A", 2),
    ]
    assert off(Balance(column="Sex", within=0), GIVEN, "cid A", "dan A", "eko A", "fay A") == 2 + 2


def test_an_empty_cohort_is_in_balance():
    assert off(Balance(column="Sex", within=0), GIVEN) == 0


def test_cohorts_can_be_counted_together():
    seats = ("ann A", "bet A", "cid B", "dan B", "eko B", "fay B")
    assert off(Balance(column="Sex", within=0, where=("all",)), GIVEN, *seats) == 0
    # A has 2 of F where 2/3 are due, and 0 of M where 4/3 are; B has 0 of F where 4/3, and 4 of M where 8/3
    assert off(Balance(column="Sex", within=0), GIVEN, *seats) == 2 + 2 + 2 + 2


def test_a_breakout_can_be_balanced():
    seats = ("ann A A1", "cid A A1", "dan A A1", "eko A A2")
    assert off(Balance(column="Sex", within=0, where=("A1",)), GIVEN, *seats) == 0
    assert off(Balance(column="Sex", within=0, where=("A2",)), GIVEN, *seats) == 2


def test_people_without_a_value_count_among_all():
    # X is 3 of 6 and Y 2 of 6; of 2 people X is due 1 and Y 2/3
    assert off(Balance(column="Team", within=0, where=("A",)), GIVEN, "ann A", "fay A") == 1
    assert off(Balance(column="Team", within=1, where=("A",)), GIVEN, "ann A", "fay A") == 0


def test_a_person_counts_for_every_topic():
    # DAT is 2 of 6 and APP 1 of 6: of 3 people DAT is due 1 and APP 1/2
    assert off(Balance(column="Topics", within=0, where=("A",)), GIVEN, "cid A", "eko A", "fay A") == 0 + 1


def test_a_column_is_named_by_its_heading_or_its_field():
    seats = ("cid A", "dan A", "eko A")
    assert off(Balance(column="sex", within=0), GIVEN, *seats) == off(Balance(column="Sex", within=0), GIVEN, *seats)


def test_it_is_a_wish_of_the_fourth_priority_unless_the_row_says_otherwise():
    assert Balance(column="Sex").priority == 4
    assert Balance(column="Sex").where == ("each",)


def test_people_with_the_same_values_are_alike():
    rule = Balance(column="Sex")
    assert rule.sees(PEOPLE[0]) == rule.sees(PEOPLE[1]) != rule.sees(PEOPLE[2])


def test_the_sentences_name_value_share_and_numbers():
    assert told(Balance(column="Sex", within=0, where=("A",)), GIVEN, "cid A", "dan A", "eko A") == [
        "A: 0 of 3 are women; 1/3 of the nominees are. At least 1 wanted.",
        "A: 3 of 3 are men; 2/3 of the nominees are. At most 2 wanted.",
    ]


def test_tallies_show_the_whole_numbers_allowed():
    found = list(Balance(column="Sex", where=("A",)).tallies(seated(GIVEN, "ann A", "cid A", "dan A", "eko A")))
    # 4/3 and 8/3, one more or fewer
    assert found == [Tally("F", "A", 1, 1, 2), Tally("M", "A", 3, 2, 3)]


def test_a_row_needs_a_column():
    with pytest.raises(ValidationError, match="at least 1 character"):
        Balance(column="")
