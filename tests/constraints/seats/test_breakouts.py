from datetime import datetime

import rows
from verdict import best, cases, off, seated, told

from constraints.seats.breakouts import Breakouts
from constraints.seats.topic_fit import TopicFit
from scheduler.board import Board
from scheduler.domain import Cohort, Nominee, Programme, Session, Topic
from scheduler.rulebook import complete
from scheduler.seating import fixed_to, model_of
from scheduler.solve import solve


def example(random, programme):
    implied = tuple(Breakouts.implied(programme, ()))
    return implied[0] if implied and random.random() < 0.3 else Breakouts(**rows.urgency(random))


def session(code, block="x", *, cohort="A", hours=None, **more):
    start, end = (datetime(2026, 9, 7, hour) for hour in hours) if hours else (None, None)  # noqa: DTZ001  local time
    return Session(code=code, cohort=cohort, block=block, start=start, end=end, **more)


def programme(*sessions, people=3, seats_each=1):
    return Programme(
        cohorts=(Cohort(code="A", seats_at_most=9), Cohort(code="B", seats_at_most=9)),
        sessions=sessions,
        nominees=tuple(Nominee(id=f"n{number}") for number in range(people)),
        seats_each=seats_each,
    )


def implied(given):
    return [rule for rule in complete(given, ()) if isinstance(rule, Breakouts)]


ONE_OF_TWO = programme(session("A1"), session("A2"))
TWO_OF_THREE = programme(session("A1", take=2), session("A2", take=2), session("A3", take=2))


def test_one_session_of_a_block_is_taken():
    assert off(Breakouts(), ONE_OF_TWO, "n0 A A1", "n1 A A2") == 0


def test_a_person_who_takes_none_lacks_one():
    assert off(Breakouts(weight=3), ONE_OF_TWO, "n0 A", "n1 A A2") == 1


def test_a_person_who_takes_one_more_is_off_by_one():
    assert off(Breakouts(), ONE_OF_TWO, "n0 A A1 A2") == 1


def test_one_too_many_does_not_make_up_for_one_too_few():
    assert off(Breakouts(), ONE_OF_TWO, "n0 A A1 A2", "n1 A") == 1 + 1


def test_a_block_can_ask_for_two_sessions():
    assert off(Breakouts(), TWO_OF_THREE, "n0 A A1 A3") == 0
    assert off(Breakouts(), TWO_OF_THREE, "n0 A A2") == 2 - 1
    assert off(Breakouts(), TWO_OF_THREE, "n0 A A1 A2 A3") == 3 - 2
    assert off(Breakouts(), TWO_OF_THREE, "n0 A") == 2 - 0


def test_the_first_session_by_code_says_how_many_are_taken():
    mixed = programme(session("A2", take=1), session("A1", take=2))
    assert off(Breakouts(), mixed, "n0 A A1 A2") == 0


def test_every_block_is_taken_for_itself():
    two_blocks = programme(session("A1"), session("A2"), session("A3", "y"), session("A4", "y"))
    assert off(Breakouts(), two_blocks, "n0 A A1 A4") == 0
    # one too many in block x, one too few in block y
    assert off(Breakouts(), two_blocks, "n0 A A1 A2") == 1 + 1


def test_a_cohort_without_blocks_asks_for_nothing():
    assert off(Breakouts(), ONE_OF_TWO, "n0 B") == 0


def test_a_session_without_a_seat_in_its_cohort_is_impossible_even_where_breakouts_are_a_wish():
    stray = seated(ONE_OF_TWO, "n0 B A1")
    for rule in (Breakouts(), Breakouts(priority=1)):
        assert cases(rule, ONE_OF_TWO, "n0 B A1") == [("takes", "n0", 1)]
        board = Board(ONE_OF_TWO, [rule], by_class=False)
        assert solve(fixed_to(board, model_of(board, 1), stray.seats)).values is None


def test_sessions_that_clash_cannot_both_be_taken():
    clashing = programme(session("A1"), session("A2"), session("A3", "y", clashes=("A1",)), session("A4", "y"))
    assert off(Breakouts(), clashing, "n0 A A1 A3") == 1
    assert off(Breakouts(), clashing, "n0 A A1 A4", "n1 A A2 A3") == 0


def test_sessions_held_at_the_same_time_clash():
    later = (session("A2", "y", hours=(10, 12)), session("A3", "y", hours=(11, 12)))
    timed = programme(session("A1", hours=(9, 11)), *later)
    assert off(Breakouts(), timed, "n0 A A1 A2") == 1
    assert off(Breakouts(), timed, "n0 A A1 A3") == 0


def test_two_of_a_block_that_clash_are_off_where_two_are_taken():
    clashing = programme(session("A1", take=2, clashes=("A2",)), session("A2", take=2), session("A3", take=2))
    assert off(Breakouts(), clashing, "n0 A A1 A2") == 1
    assert off(Breakouts(), clashing, "n0 A A1 A3") == 0


def test_parallel_sessions_of_a_block_count_once_where_one_is_taken():
    # held at the same time, but a second one is already one too many
    parallel = programme(session("A1", hours=(9, 10)), session("A2", hours=(9, 10)))
    assert off(Breakouts(), parallel, "n0 A A1 A2") == 1
    assert off(Breakouts(), parallel, "n0 A A1") == 0


def test_a_breakout_during_a_session_for_everyone_can_be_taken_by_nobody():
    blocked = programme(session("A1", hours=(9, 10)), session("A2", hours=(10, 11)), session("A0", "", hours=(9, 10)))
    assert off(Breakouts(), blocked, "n0 A A1") == 1
    assert off(Breakouts(), blocked, "n0 A A2") == 0


def test_sessions_of_two_cohorts_clash_for_a_person_in_both():
    both = programme(session("A1", hours=(9, 10)), session("B1", cohort="B", hours=(9, 10)), seats_each=2)
    assert off(Breakouts(), both, "n0 A A1", "n0 B B1") == 1
    assert off(Breakouts(), both, "n0 A A1", "n1 B B1") == 0


def test_the_programme_implies_the_rule_where_it_has_blocks():
    (rule,) = implied(ONE_OF_TWO)
    assert rule.is_must
    assert implied(programme(session("A0", ""))) == []


def test_a_row_takes_the_place_of_what_the_programme_implies():
    rules = complete(ONE_OF_TWO, [Breakouts(priority=3)])
    assert [rule.priority for rule in rules if isinstance(rule, Breakouts)] == [3]


def test_people_are_alike_only_where_one_session_of_each_block_is_all_there_is_to_say():
    def is_alike(given):
        (rule,) = implied(given)
        return rule.sees(given.nominees[0]) == rule.sees(given.nominees[1])

    assert is_alike(ONE_OF_TWO)
    assert not is_alike(TWO_OF_THREE)
    assert not is_alike(programme(session("A1"), session("A2", "y", clashes=("A1",))))
    assert is_alike(programme(session("A1", hours=(9, 10)), session("A2", hours=(9, 10))))


def test_the_solver_deals_sessions_to_people_counted_together():
    given = programme(session("A1", seats_at_most=1), session("A2", seats_at_most=4), people=5)
    allocation = best(given.model_copy(update={"cohorts": given.cohorts[:1]}))
    # five people in A, of whom one fits in A1
    assert (len(allocation.present("A1")), len(allocation.present("A2"))) == (1, 4)
    assert list(Breakouts().check(allocation)) == []


def test_the_solver_finds_two_sessions_each_that_do_not_clash():
    fit = tuple(Topic(code=code) for code in ("DAT", "APP"))
    given = programme(
        session("A1", take=2, topics=fit[:1], clashes=("A2",)),
        session("A2", take=2, topics=fit[:1]),
        session("A3", take=2, topics=fit[1:]),
    )
    people = tuple(person.model_copy(update={"topics": ("DAT", "APP")}) for person in given.nominees)
    allocation = best(given.model_copy(update={"nominees": people, "cohorts": given.cohorts[:1]}), TopicFit(depth=2))
    # A1 and A2 would be worth 2 + 2 points, but clash; either with A3 is worth 2 + 1
    assert all(len({"A1", "A2"} & set(seat.sessions)) == 1 for seat in allocation.seats)
    assert len(allocation.present("A3")) == 3


def test_a_room_that_is_too_small_costs_a_wish_and_empties_seats_for_a_must():
    given = programme(session("A1", seats_at_most=2))
    given = given.model_copy(update={"cohorts": given.cohorts[:1]})
    # two of three fit in the only session: one seat stays empty, or one person goes without a session
    assert best(given).count() == 2
    wished = best(given, Breakouts(priority=3))
    assert wished.count() == 3
    assert [v.amount for v in Breakouts(priority=3).check(wished)] == [1]


def test_the_sentences_name_the_person_the_block_and_the_sessions():
    clashing = programme(session("A1"), session("A2", "y", clashes=("A1",)), session("A3", "y"))
    assert told(Breakouts(), clashing, "n0 A A1 A2 A3") == [
        "n0 takes 2 instead of 1 of the sessions in block y of A.",
        "n0 is in A1 and A2, which clash.",
    ]
