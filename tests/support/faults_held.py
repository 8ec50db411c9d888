"""Single faults: meetings that cannot be held as they stand."""

from __future__ import annotations

from datetime import timedelta

from faults import any_of, breaks, days_off, instead, session_of, starts
from full_week import MONDAY


@breaks("Every meeting", "no_hours")
def into_a_break(random, held):
    """On Friday the slots 3 and 4 are prayed away."""
    one = random.choice(held.placements)
    return instead(held, one, day=MONDAY + timedelta(days=4), slot=random.choice((3, 4)))


@breaks("Every meeting", "no_hours")
def into_the_night(random, held):
    return instead(held, random.choice(held.placements), slot=random.randint(7, 20))


@breaks("Every meeting", "no_hours")
def onto_a_day_off(random, held):
    return instead(held, random.choice(held.placements), day=random.choice(sorted(days_off(held))))


@breaks("Every meeting", "no_hours")
def onto_a_weekend(random, held):
    return instead(held, random.choice(held.placements), day=MONDAY + timedelta(days=random.choice((5, 6))))


@breaks("Every meeting", "no_hours")
def after_the_cohort_has_left(random, held):
    weeks = timedelta(days=7 * random.choice((-2, -1, 1, 2, 52)))
    one = random.choice(held.placements)
    return instead(held, one, day=one.day + weeks)


@breaks("Every meeting", "no_hours")
def over_lunch(random, held):
    long = [one for one in held.placements if session_of(held, one).length == 2]
    return any_of(random, (instead(held, one, slot=3) for one in long if not session_of(held, one).spans_breaks))


@breaks("Every meeting", "meetings")
def left_out(random, held):
    one = random.choice(held.placements)
    return tuple(other for other in held.placements if other is not one)


@breaks("Every meeting", "twice")
def doubled(random, held):
    return (*held.placements, random.choice(held.placements))


@breaks("Every meeting", "meetings")
def held_once_more(random, held):
    one = random.choice(held.placements)
    free = [s for s in starts(held, session_of(held, one)) if s != (one.day, one.slot)]
    day, slot = random.choice(free)
    return (*held.placements, one.model_copy(update={"day": day, "slot": slot}))


@breaks("Every meeting", "unknown")
def of_an_unknown_session(random, held):
    return instead(held, random.choice(held.placements), session="nothing")


@breaks("Every meeting", "room")
def in_an_unknown_room(random, held):
    return instead(held, random.choice(held.placements), room="cellar")


@breaks("Every meeting", "room")
def in_no_room(random, held):
    roomed = [one for one in held.placements if not session_of(held, one).site]
    return instead(held, random.choice(roomed), room="")


@breaks("Every meeting", "room")
def a_visit_in_a_room(random, held):
    visits = [one for one in held.placements if session_of(held, one).site]
    return instead(held, random.choice(visits), room="hall")


@breaks("Every meeting", "lecturers")
def with_nobody_to_teach(random, held):
    taught = [one for one in held.placements if one.lecturers]
    return instead(held, random.choice(taught), lecturers=())


@breaks("Every meeting", "lecturers")
def with_one_lecturer_too_many(random, held):
    alone = [one for one in held.placements if len(one.lecturers) == 1]
    one = random.choice(alone)
    return instead(held, one, lecturers=(*one.lecturers, "law" if one.lecturers != ("law",) else "data"))


@breaks("Every meeting", "lecturers")
def with_one_lecturer_too_few(random, held):
    pairs = [one for one in held.placements if len(one.lecturers) == 2]
    return instead(held, random.choice(pairs), lecturers=(random.choice(("both", "data")),))


@breaks("Every meeting", "lecturers")
def by_a_stranger(random, held):
    taught = [one for one in held.placements if one.lecturers]
    one = random.choice(taught)
    return instead(held, one, lecturers=("nobody", *one.lecturers[1:]))
