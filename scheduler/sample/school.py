"""A school day as the samples have it: lesson hours of 45 minutes, lunch with the noon prayer, the Friday prayer.

Times are those of Seoul from spring to autumn: noon prayer after 12:15, afternoon prayer about 16:00.  On Fridays
there is time to go to the mosque.  In Ramadan there is no lunch, and the day ends before the fast is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any, Final

from scheduler.domain import Break, Programme, Session, Slot, Span, Topic

CLOCK: Final = (
    ("09:00", "09:45"), ("09:50", "10:35"), ("10:40", "11:25"), ("11:30", "12:15"),
    ("13:30", "14:15"), ("14:20", "15:05"), ("15:10", "15:55"), ("16:10", "16:55"),
)  # fmt: skip

TITLES: Final = {
    "en": ("Lunch and noon prayer", "Noon prayer", "Friday prayer", "Afternoon prayer"),
    "id": ("Makan siang dan salat Zuhur", "Salat Zuhur", "Salat Jumat", "Salat Asar"),
}


def slots() -> tuple[Slot, ...]:
    """Return the lesson hours of a day."""
    times = ((time.fromisoformat(first), time.fromisoformat(last)) for first, last in CLOCK)
    return tuple(Slot(number=number, start=start, end=end) for number, (start, end) in enumerate(times, 1))


def breaks(lang: str) -> tuple[Break, ...]:
    """Return lunch and prayers, with titles in a language of the samples."""
    lunch, noon, friday, afternoon = TITLES[lang]
    return (
        Break(title=lunch, start=time(12, 15), end=time(13, 30), season="not ramadan"),
        Break(title=noon, start=time(12, 15), end=time(12, 45), season="ramadan"),
        Break(title=friday, start=time(12), end=time(14), weekdays=("Fri",)),
        Break(title=afternoon, start=time(15, 55), end=time(16, 10)),
    )


def topics(codes: str) -> tuple[Topic, ...]:
    """Read topic codes such as ``DAT;APP``."""
    return tuple(Topic(code=code) for code in codes.split(";") if code)


def days(*texts: str) -> tuple[Span, ...]:
    """Read days such as ``2019-09-23`` and ``2019-09-23..2019-09-25``."""
    ends = ((text.partition("..")[0], text.rpartition("..")[2]) for text in texts)
    return tuple(Span(first=date.fromisoformat(first), last=date.fromisoformat(last)) for first, last in ends)


def session(row: str, **more: Any) -> Session:
    """Read a session: code, title, kind, topics, lesson hours, meetings and lecturers, divided by ``|``.

    A lecturer list ``A;B`` means both; ``A/B`` means either.
    """
    code, title, kind, topic, length, meetings, by = (part.strip() for part in row.split("|"))
    is_either = "/" in by
    told = {"code": code, "title": title, "kind": kind, "topics": topics(topic)}
    taught = {"lecturers": tuple(filter(None, by.replace("/", ";").split(";")))}
    if is_either:
        more = {"lecturers_at_once": 1, **more}
    return Session(**told, **taught, length=int(length), meetings=int(meetings), **more)


def read(rows: Iterable[str], **more: Any) -> Iterator[Session]:
    """Read sessions that share what `more` says."""
    return (session(row, **more) for row in rows)


def with_school(programme: Programme, lang: str, **parts: Any) -> Programme:
    """Return a programme with the school day, and with rooms, lecturers, sites and what else there is."""
    return programme.model_copy(update={"slots": slots(), "breaks": breaks(lang), **parts})
