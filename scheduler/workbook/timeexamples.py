"""What the template shows of a timetable: one of everything, none of it in the way of the others."""

from __future__ import annotations

from datetime import date, time

from scheduler.base import Span
from scheduler.domain import Programme, Session, Topic
from scheduler.resources import Break, Lecturer, Room, Site, SpecialDay
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.timetable.hours import STANDARD_BREAKS, STANDARD_SLOTS
from scheduler.words import Language, term, text

_CLOSED = date(2027, 9, 13)


def with_timetable(programme: Programme, lang: Language) -> Programme:
    """Return the example programme with lesson hours, breaks, rooms, lecturers, a site and a visit to it."""
    mark, feature = text("example_row", lang), text("example_feature", lang)
    taught = [
        session.model_copy(update={"length": 2, "lecturers": (f"L{number}",), "features": (feature,)})
        for number, session in enumerate(programme.sessions, 1)
    ]
    kept = {name: getattr(programme, name) for name in Programme.model_fields}
    more = {
        "sessions": (*taught, _visit(lang)),
        "slots": STANDARD_SLOTS,
        "breaks": _breaks(lang),
        "rooms": tuple(Room(code=f"R{n}", title=mark, capacity=20 * n, features=(feature,)) for n in (1, 2)),
        "lecturers": tuple(_lecturer(n, topic, lang) for n, topic in enumerate(("DAT", "APP"), 1)),
        "sites": (Site(code="S1", title=mark, capacity=40, minutes=30, bus_seats=25),),
        "special_days": (SpecialDay(days=(Span(first=_CLOSED, last=_CLOSED),), title=mark),),
    }
    return Programme(**{**kept, **more})


def _visit(lang: Language) -> Session:
    told = {"title": text("example_row", lang), "kind": term("study visit", lang)}
    return Session(code="A3", cohort="A", topics=(Topic(code="DAT"),), length=3, site="S1", **told)


def _breaks(lang: Language) -> tuple[Break, ...]:
    """Lunch, and the Friday prayer, which whoever wants it turns on."""
    lunch = STANDARD_BREAKS[0].model_copy(update={"title": text("example_lunch", lang)})
    start, end = time(12, 30), time(14)
    return lunch, Break(title=text("example_friday", lang), start=start, end=end, weekdays=("Fri",), is_on=False)


def _lecturer(number: int, topic: str, lang: Language) -> Lecturer:
    name = f"{text('example_person', lang)} {number}"
    return Lecturer(code=f"L{number}", title=name, skills=(topic,), most_a_day=6)


def time_rules(lang: Language) -> tuple[Rule, ...]:
    """Return example rows: workshops before the visit, and no lesson hour that stands alone."""
    note, known = text("example_row", lang), kinds(TIMETABLE)
    order = known["Order"].model_validate({"first": "A1", "second": "A3", "days": 1, "note": note})
    return order, known["Compact days"].model_validate({"note": note})


def wanted_kinds() -> list[type[Rule]]:
    """Return the kinds of rule that people write rows of; those that hold for everything anyway are left out."""
    from scheduler.workbook.template import examples  # noqa: PLC0415  the one shows what the other makes

    shown = with_timetable(examples("en"), "en")
    return [kind for kind in kinds(TIMETABLE).values() if all(rule.stems for rule in kind.implied(shown, ()))]
