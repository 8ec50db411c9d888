import pytest
import rows
from pydantic import ValidationError
from verdict import cases, off, seated, told

from constraints.seats.quota import Quota
from scheduler.domain import Amount, Cohort, Nominee, Programme, Session
from scheduler.tally import Tally


def example(random, programme):
    numbers = {name: rows.amount(random) for name in random.choice((["at_least"], ["at_most"], ["exactly"]))}
    of = random.choice(("seats filled", "seats offered", "nominees"))
    where = rows.where(random, programme)
    return Quota(where=where, of=of, **numbers, **rows.who(random), **rows.urgency(random))


def count(number):
    return Amount(count=number)


def percent(number):
    return Amount(percent=number)


PEOPLE = (
    Nominee(id="ann", sex="F", region="Papua", topics=("DAT", "APP")),
    Nominee(id="bet", sex="F", region="Jawa Tengah", topics=("DAT",)),
    Nominee(id="cid", sex="M", region="Papua"),
    Nominee(id="dan", sex="M", region="Jawa Tengah", facts={"Team": "X"}),
    Nominee(id="eko", sex="M"),
)


def programme(status="open", seats_each=1):
    return Programme(
        cohorts=(Cohort(code="A", seats_at_most=3, status=status), Cohort(code="B", seats_at_most=4)),
        sessions=(
            Session(code="A1", cohort="A", block="x", seats_at_most=2),
            Session(code="A2", cohort="A", block="x"),
        ),
        nominees=PEOPLE,
        seats_each=seats_each,
    )


GIVEN = programme()
WOMEN = {"sex": ("F",)}


def test_a_fewest_number_holds_exactly_at_its_count():
    rule = Quota(at_least=count(2), **WOMEN)
    assert off(rule, GIVEN, "ann A", "bet B", "cid A") == 0
    assert off(rule, GIVEN, "ann A", "cid A") == 1
    assert off(rule, GIVEN) == 2


def test_a_most_number_holds_exactly_at_its_count():
    rule = Quota(at_most=count(1), weight=3, **WOMEN)
    assert off(rule, GIVEN, "ann A", "cid A") == 0
    assert off(rule, GIVEN, "ann A", "bet B") == 1


def test_exactly_is_both_at_least_and_at_most():
    rule = Quota(exactly=count(1), **WOMEN)
    assert [off(rule, GIVEN, *seats) for seats in ((), ("ann A",), ("ann A", "bet A"))] == [1, 0, 1]


def test_at_least_and_at_most_can_stand_together():
    rule = Quota(at_least=count(1), at_most=count(2), sex=("M",))
    assert [
        off(rule, GIVEN, *seats) for seats in ((), ("cid A",), ("cid A", "dan B"), ("cid A", "dan B", "eko B"))
    ] == [
        1,
        0,
        0,
        1,
    ]


def test_a_share_of_seats_filled_is_rounded_up_for_the_fewest():
    rule = Quota(at_least=percent(40), **WOMEN)
    # 40 % of 3 people is 1.2, so 2 are needed
    assert off(rule, GIVEN, "ann A", "bet A", "cid A") == 0
    assert off(rule, GIVEN, "ann A", "cid A", "dan A") == 1
    # 40 % of 2 people is 0.8, so 1 is enough
    assert off(rule, GIVEN, "ann A", "cid A") == 0
    assert off(rule, GIVEN) == 0


def test_a_share_of_seats_filled_is_rounded_down_for_the_most():
    rule = Quota(at_most=percent(40), sex=("M",))
    # 40 % of 3 people is 1.2, so 1 is allowed
    assert off(rule, GIVEN, "ann A", "bet A", "cid A") == 0
    assert off(rule, GIVEN, "ann A", "dan A", "cid A") == 1
    # 40 % of 2 people is 0.8, so nobody is
    assert off(rule, GIVEN, "ann A", "cid A") == 1


def test_a_share_of_seats_offered_does_not_depend_on_who_goes():
    rule = Quota(at_least=percent(50), of="seats offered", where=("A",), **WOMEN)
    # half of 3 seats is 1.5, so 2 are needed
    assert off(rule, GIVEN, "ann A", "bet A") == 0
    assert off(rule, GIVEN, "ann A") == 1


def test_a_share_of_nominees_is_of_the_group_s_own():
    # half of 3 men is 1.5: at least 2, at most 1
    assert off(Quota(at_least=percent(50), of="nominees", sex=("M",)), GIVEN, "cid A", "dan B") == 0
    assert off(Quota(at_least=percent(50), of="nominees", sex=("M",)), GIVEN, "cid A") == 1
    assert off(Quota(at_most=percent(50), of="nominees", sex=("M",)), GIVEN, "cid A") == 0
    assert off(Quota(at_most=percent(50), of="nominees", sex=("M",)), GIVEN, "cid A", "dan B") == 1


def test_places_are_counted_together_unless_the_row_says_each():
    seats = ("ann A", "bet B")
    assert off(Quota(at_most=count(1), where=("all",), **WOMEN), GIVEN, *seats) == 1
    assert off(Quota(at_most=count(1), where=("A", "B"), **WOMEN), GIVEN, *seats) == 1
    assert off(Quota(at_most=count(1), where=("each",), **WOMEN), GIVEN, *seats) == 0
    assert off(Quota(at_least=count(1), where=("each",), **WOMEN), GIVEN, "ann A", "bet A") == 1


def test_a_session_has_quotas_like_a_cohort():
    rule = Quota(at_most=count(1), where=("A1",), **WOMEN)
    assert off(rule, GIVEN, "ann A A1", "bet A A2") == 0
    assert off(rule, GIVEN, "ann A A1", "bet A A1") == 1


def test_several_columns_mean_all_of_them_and_several_values_any():
    assert off(Quota(at_most=count(0), sex=("F",), region=("Papua",)), GIVEN, "bet A", "cid A") == 0
    assert off(Quota(at_most=count(0), sex=("F",), region=("Papua",)), GIVEN, "ann A") == 1
    assert off(Quota(at_most=count(0), region=("Papua", "Jawa Tengah")), GIVEN, "ann A", "bet A", "eko A") == 2


def test_a_further_column_makes_a_group():
    assert off(Quota(at_least=count(1), others={"Team": ("X",)}), GIVEN, "ann A") == 1
    assert off(Quota(at_least=count(1), others={"Team": ("X",)}), GIVEN, "dan A") == 0


def test_each_value_makes_a_quota_of_its_own():
    rule = Quota(at_least=count(1), region=("each",), sex=("each",))
    # the four pairs met among the nominees with a region; bet's and dan's are missing
    assert off(rule, GIVEN, "ann A", "cid A", "eko A") == 2


def test_a_person_counts_for_every_topic_wished_for():
    # ann counts for DAT and APP
    assert off(Quota(at_least=count(1), topic=("each",)), GIVEN, "ann A") == 0
    assert off(Quota(at_least=count(1), topic=("each",)), GIVEN, "bet A") == 1


def test_a_person_with_two_seats_counts_twice():
    assert off(Quota(at_most=count(1), **WOMEN), programme(seats_each=2), "ann A", "ann B") == 1


def test_a_fewest_number_is_not_owed_where_the_one_cohort_does_not_run():
    rule = Quota(at_least=count(1), where=("A",), **WOMEN)
    assert off(rule, programme("may close")) == 0
    assert off(rule, programme("may close"), "cid A") == 1
    assert off(rule, programme("closed")) == 0
    assert off(rule, programme("open")) == 1


def test_a_fewest_number_over_several_cohorts_is_owed_whichever_run():
    assert off(Quota(at_least=count(1), where=("A", "B"), **WOMEN), programme("may close"), "cid B") == 1


def test_the_sentences_name_group_place_and_numbers():
    assert told(Quota(at_least=count(2), where=("A",), **WOMEN), GIVEN, "ann A") == [
        "A: 1 seat for women; at least 2 needed."
    ]
    assert told(Quota(at_most=percent(50), sex=("M",)), GIVEN, "cid A") == [
        "All cohorts: 1 seat for men; at most 0 allowed (50%)."
    ]
    assert cases(Quota(exactly=count(0), where=("each",), **WOMEN), GIVEN, "ann A") == [("over", "F @ A", 1)]


def test_tallies_show_the_numbers_that_percentages_come_to():
    rule = Quota(at_least=percent(40), where=("each",), **WOMEN)
    found = list(rule.tallies(seated(programme("may close"), "ann B", "bet B", "cid B")))
    assert found == [Tally("F", "A", 0, None, None), Tally("F", "B", 2, 2, None)]


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ({}, "a quota needs a number"),
        ({"at_least": count(3), "at_most": count(2)}, "nothing is at least 3 and at most 2"),
        ({"at_least": percent(60), "at_most": percent(50)}, "nothing is at least 60% and at most 50%"),
        ({"exactly": count(3), "at_most": count(2)}, "leave those two empty"),
    ],
)
def test_a_row_without_sense_is_refused(numbers, why):
    with pytest.raises(ValidationError, match=why):
        Quota(**numbers)


def test_a_count_and_a_percentage_can_only_be_compared_by_their_people():
    assert off(Quota(at_least=count(2), at_most=percent(100), **WOMEN), GIVEN, "ann A", "bet A") == 0
