"""Single faults: full days, days that are the wrong ones, an order turned round, groups that have grown."""

from __future__ import annotations

from datetime import date

from faults import any_of, breaks, instead, meetings, school_days, session_of, slots_of, starts, teaching
from full_week import MONDAY

from scheduler.relax.change import remade
from scheduler.timetable.held import Timetable


@breaks("Daily load", "over")
def on_a_day_that_is_full(random, held):
    """Cohorts have five hours a day at most; breakouts of a block count once where they begin together."""

    def load(cohort: str, day: date) -> int:
        attended = [p for p in held.placements if p.day == day and cohort in session_of(held, p).cohorts]
        return sum(session_of(held, p).length for p in attended if p.session != "A-y")

    def ways():
        for one in (one for one in held.placements if not session_of(held, one).block):
            session = session_of(held, one)
            for day, slot in starts(held, session):
                if day != one.day and load(session.cohort, day) + session.length > 5:
                    yield instead(held, one, day=day, slot=slot)

    return any_of(random, ways())


@breaks("Daily load", "over")
def more_than_a_lecturer_can_teach_a_day(random, held):
    """One of them has three hours a day at most."""

    def ways():
        for one in teaching(held, "both"):
            session = session_of(held, one)
            for day, slot in starts(held, session):
                others = [p for p in teaching(held, "both") if p is not one and p.day == day]
                if sum(session_of(held, p).length for p in others) + session.length > 3:
                    yield instead(held, one, day=day, slot=slot)

    return any_of(random, ways())


@breaks("First and last", "elsewhere")
def orientation_on_another_day(random, held):
    one = random.choice([*meetings(held, "A-open"), *meetings(held, "B-open")])
    return instead(held, one, day=random.choice(school_days(held)[1:]), slot=1)


@breaks("First and last", "elsewhere")
def the_last_day_s_presentation_earlier(random, held):
    one = random.choice([*meetings(held, "A-show"), *meetings(held, "B-show")])
    return instead(held, one, day=random.choice(school_days(held)[:-1]), slot=1)


@breaks("Topic sequence", "early")
def a_visit_before_the_foundations(random, held):
    """To the first hour of the first day, while lectures are still to come."""
    one = random.choice([*meetings(held, "A-visit"), *meetings(held, "B-visit")])
    return instead(held, one, day=MONDAY, slot=1)


@breaks("Topic sequence", "early")
def the_plan_before_the_visit(random, held):
    cohort = random.choice("AB")
    (plan,), (visit,) = meetings(held, f"{cohort}-plan"), meetings(held, f"{cohort}-visit")
    return instead(held, plan, day=visit.day, slot=visit.slot)


@breaks("Order", "before")
def the_second_before_the_first(random, held):
    (law,) = meetings(held, "A-law")
    one = random.choice(meetings(held, "A-data"))
    return instead(held, one, day=law.day, slot=law.slot)


@breaks("Order", "after")
def an_hour_between_what_belongs_together(random, held):
    (one,) = meetings(held, "A-pair")
    (before,) = meetings(held, "A-x")
    free = [s for s in starts(held, session_of(held, one)) if s[0] != before.day]
    day, slot = random.choice(free)
    return instead(held, one, day=day, slot=slot)


@breaks("Order", "alone")
def on_different_days_what_belongs_on_one(random, held):
    (one,) = meetings(held, random.choice(("B-law", "B-pair")))
    days = [day for day in school_days(held) if day != one.day]
    return instead(held, one, day=random.choice(days), slot=1)


@breaks("Order", "both")
def on_one_day_what_belongs_on_two(random, held):
    (one,), (other,) = meetings(held, "B-x"), meetings(held, "B-y")
    slot = random.choice([slot for slot in slots_of(other.day) if slot != other.slot])
    return instead(held, one, day=other.day, slot=slot)


@breaks("Held at", "absent")
def away_from_where_people_put_it(random, held):
    (one,) = meetings(held, "B-open")
    return instead(held, one, slot=random.choice([slot for slot in (1, 2, 5, 6) if slot != one.slot]))


@breaks("Spread over days", "few")
def both_meetings_on_one_day(random, held):
    first, second = meetings(held, random.choice(("A-data", "B-data")))
    slot = random.choice([slot for slot in slots_of(first.day) if slot != first.slot])
    return instead(held, second, day=first.day, slot=slot)


@breaks("Unavailable", "closed")
def at_an_hour_that_a_row_closes(random, held):
    (one,) = meetings(held, random.choice(("A-open", "B-show")))
    return instead(held, one, slot=6)


@breaks("Group size", "bus")
def more_people_than_the_bus_has_seats(random, held):
    """No meeting is wrong here, but the group has grown since."""
    site = next(site for site in held.programme.sites if site.code == "near")
    return _grown(held, "near", (site.bus_seats or 0) + random.randint(1, 9))


@breaks("Group size", "site")
def more_people_than_the_site_takes(random, held):
    site = next(site for site in held.programme.sites if site.code == "far")
    return _grown(held, "far", (site.capacity or 0) + random.randint(1, 9))


def _grown(held: Timetable, site: str, people: int) -> Timetable | None:
    visits = [session.code for session in held.programme.sessions if session.site == site]
    grown = (s.model_copy(update={"expected": people}) if s.site == site else s for s in held.programme.sessions)
    programme = remade(held.programme, {"sessions": tuple(grown)})
    return Timetable(programme=programme, placements=held.placements) if visits else None
