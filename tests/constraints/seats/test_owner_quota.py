import pytest
import rows
from pydantic import ValidationError
from verdict import cases, off, told

from constraints.seats.owner_quota import OwnerQuota
from scheduler.domain import Amount, Cohort, Nominee, Programme


def example(random, programme):
    del programme
    numbers = {name: rows.amount(random) for name in random.choice((["at_least"], ["at_most"], ["exactly"]))}
    of = random.choice(("seats filled", "seats offered", "nominees"))
    lead = random.choice((("each",), ("PANRB",), ("PANRB", "Kemendagri")))
    return OwnerQuota(lead=lead, of=of, **numbers, **rows.who(random), **rows.urgency(random))


PEOPLE = tuple(Nominee(id=name, sex=sex) for name, sex in (("ann", "F"), ("bet", "F"), ("cid", "M"), ("dan", "M")))


def programme(a="open", b="open", c="open"):
    """PANRB leads A and B, Kemendagri leads C, nobody leads D."""
    owners = (("A", "PANRB", a), ("B", "PANRB", b), ("C", "Kemendagri", c), ("D", "", "open"))
    cohorts = (Cohort(code=code, lead=lead, seats_at_most=3, status=status) for code, lead, status in owners)
    return Programme(cohorts=tuple(cohorts), nominees=PEOPLE)


GIVEN = programme()
TWO_WOMEN = {"at_least": Amount(count=2), "sex": ("F",)}


def test_the_cohorts_of_an_owner_are_counted_together():
    rule = OwnerQuota(lead=("PANRB",), **TWO_WOMEN)
    assert off(rule, GIVEN, "ann A", "bet B") == 0
    # bet sits with another owner
    assert off(rule, GIVEN, "ann A", "bet C") == 1


def test_a_most_number_holds_over_all_cohorts_of_the_owner():
    rule = OwnerQuota(lead=("PANRB",), at_most=Amount(count=1), sex=("M",), weight=2)
    assert off(rule, GIVEN, "cid A", "dan C") == 0
    assert off(rule, GIVEN, "cid A", "dan B") == 1


def test_each_owner_is_counted_alone():
    rule = OwnerQuota(at_least=Amount(count=1), sex=("F",))
    assert rule.lead == ("each",)
    assert off(rule, GIVEN, "ann A", "bet C") == 0
    assert off(rule, GIVEN, "ann A", "bet B") == 1
    assert off(rule, GIVEN) == 2


def test_several_named_owners_are_counted_alone_too():
    rule = OwnerQuota(lead=("PANRB", "Kemendagri"), at_most=Amount(count=1), sex=("F",))
    assert off(rule, GIVEN, "ann A", "bet C") == 0
    assert off(rule, GIVEN, "ann A", "bet B") == 1


def test_a_cohort_without_an_owner_is_nobody_s():
    assert off(OwnerQuota(at_most=Amount(count=0)), GIVEN, "ann D", "bet D") == 0
    assert off(OwnerQuota(lead=("Kominfo",), **TWO_WOMEN), GIVEN) == 0


def test_a_share_is_of_the_seats_filled_with_the_owner():
    rule = OwnerQuota(lead=("PANRB",), at_least=Amount(percent=50), sex=("F",))
    # half of 3 people in A and B is 1.5, so 2 are needed; dan in C does not count
    assert off(rule, GIVEN, "ann A", "bet B", "cid B", "dan C") == 0
    assert off(rule, GIVEN, "ann A", "cid B", "dan B", "bet C") == 1


def test_a_share_can_be_of_the_seats_offered_by_the_owner():
    rule = OwnerQuota(lead=("PANRB",), at_least=Amount(percent=30), of="seats offered", sex=("F",))
    # 30 % of 3 + 3 seats is 1.8, so 2 are needed
    assert off(rule, GIVEN, "ann A", "bet B") == 0
    assert off(rule, GIVEN, "ann A") == 1
    # a closed cohort offers none: 30 % of 3 is 0.9
    assert off(rule, programme(b="closed"), "ann A") == 0


def test_a_fewest_number_over_several_cohorts_is_owed_even_if_none_runs():
    assert off(OwnerQuota(lead=("PANRB",), **TWO_WOMEN), programme("may close", "may close")) == 2


def test_a_fewest_number_over_a_single_cohort_is_owed_only_if_it_runs():
    rule = OwnerQuota(lead=("Kemendagri",), **TWO_WOMEN)
    assert off(rule, programme(c="may close")) == 0
    assert off(rule, programme(c="may close"), "cid C") == 2
    assert off(rule, programme(c="closed")) == 0
    assert off(rule, GIVEN) == 2


def test_the_sentences_name_the_owner():
    assert told(OwnerQuota(lead=("PANRB",), **TWO_WOMEN), GIVEN, "ann A") == [
        "Cohorts led by PANRB: 1 seat for women; at least 2 needed."
    ]
    assert cases(OwnerQuota(at_most=Amount(count=0), sex=("M",)), GIVEN, "cid C") == [("over", "M @ Kemendagri", 1)]


def test_a_row_without_a_number_is_refused():
    with pytest.raises(ValidationError, match="a quota needs a number"):
        OwnerQuota(lead=("PANRB",))
