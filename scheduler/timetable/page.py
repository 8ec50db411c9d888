"""One self-contained HTML page: the calendar of the cohorts and the timetable of each.

It needs no network, works on a phone and prints; without scripts it still shows everything in the
language that it was written in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from scheduler.domain import Placement
from scheduler.timetable.held import Timetable
from scheduler.words import LANGUAGES, Language, text
from scheduler.words.catalogue import listed
from scheduler.words.names import term
from scheduler.words.values import day as day_in_words

COLOURS: Final[Mapping[str, str]] = {
    "lecture": "#2f6fb3",
    "workshop": "#b3642f",
    "study visit": "#2f8f5b",
    "discussion": "#7a4fb0",
    "cultural experience": "#b02f6d",
}
"""Colours by kind of session; each also stands in words."""

OTHER: Final = "#5b6777"

Words = Callable[[Language], str]


def page(timetable: Timetable, lang: Language = "en") -> str:
    """Return the page.

    Parameters
    ----------
    lang
        The language in which it opens; the other two are a choice away.
    """
    programme = timetable.programme
    name = programme.name or text("page_title", lang)
    template = Template((files("scheduler.timetable") / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        lang=lang,
        title=escape(name),
        heading=escape(name),
        filters=_filters(timetable, lang),
        calendar=_calendar(timetable, lang),
        cohorts="\n".join(_cohort(timetable, code, lang) for code in sorted(programme.cohort)),
    )


def _said(words: Words, lang: Language, tag: str = "span", more: str = "") -> str:
    """Words in all languages, of which one shows."""
    told = " ".join(f'data-{one}="{escape(words(one))}"' for one in LANGUAGES)
    return f"<{tag} {more}{told}>{escape(words(lang))}</{tag}>"


# -- filters ----------------------------------------------------------------------------------


def _filters(timetable: Timetable, lang: Language) -> str:
    programme = timetable.programme
    cohorts = {code: programme.cohort[code].title or code for code in sorted(programme.cohort)}
    who = sorted({code for one in timetable.known for code in one.lecturers})
    lecturers = {code: _lecturer(timetable, code) for code in who}
    places = {code: name for one in timetable.known for code, name in [_place(timetable, one)] if code}
    names: Mapping[str, str] = {"en": "English", "id": "Bahasa Indonesia", "ko": "한국어"}
    languages = "".join(_option(one, names[one], is_chosen=one == lang) for one in LANGUAGES)
    parts = [
        _select("cohort", lambda one: text("page_cohort", one), cohorts, lang),
        _select("lecturer", lambda one: text("page_lecturer", one), lecturers, lang),
        _select("place", lambda one: text("page_place", one), dict(sorted(places.items())), lang),
        f'<label>{_said(_language, lang)}<select name="language">{languages}</select></label>',
        _said(lambda one: text("page_print", one), lang, "button", 'type="button" name="print" '),
    ]
    return "\n".join(parts)


def _language(lang: Language) -> str:
    return text("page_language", lang)


def _select(name: str, words: Words, options: Mapping[str, str], lang: Language) -> str:
    every = _said(lambda one: text("page_all", one), lang, "option", 'value="" ')
    listed_options = "".join(_option(code, title) for code, title in options.items())
    return f'<label>{_said(words, lang)}<select name="{name}">{every}{listed_options}</select></label>'


def _option(value: str, title: str, *, is_chosen: bool = False) -> str:
    return f'<option value="{escape(value)}"{" selected" if is_chosen else ""}>{escape(title)}</option>'


# -- the calendar and the timetables ----------------------------------------------------------


def _calendar(timetable: Timetable, lang: Language) -> str:
    """The dates of every cohort."""
    rows = []
    for code, cohort in sorted(timetable.programme.cohort.items()):
        span = cohort.span
        ends = (span.first, span.last) if span else ()
        cells = "".join(f"<td>{_date(one, lang)}</td>" for one in ends) or '<td colspan="2"></td>'
        where = " ".join(filter(None, (cohort.venue, cohort.city)))
        rows.append(f"<tr><td>{escape(cohort.title or code)}</td>{cells}<td>{escape(where)}</td></tr>")
    keys: tuple[Words, ...] = (
        lambda one: text("page_cohort", one),
        lambda one: text("page_first_day", one),
        lambda one: text("page_last_day", one),
        lambda one: text("page_place", one),
    )
    heads = "".join(f"<th>{_said(words, lang)}</th>" for words in keys)
    title = _said(lambda one: text("page_calendar", one), lang, "h2")
    return f'{title}<table class="calendar"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _date(when: date, lang: Language) -> str:
    return _said(lambda one: _day(when, one), lang)


def _day(when: date, lang: Language) -> str:
    return f"{listed(lang, 'list', 'weekdays')[when.weekday()]}, {day_in_words(when, lang)}"


def _cohort(timetable: Timetable, code: str, lang: Language) -> str:
    title = timetable.programme.cohort[code].title or code
    meetings = timetable.of_cohort(code)
    days = sorted({one.day for one in meetings} | set(timetable.grid.days(code)))
    weeks = "".join(_week(timetable, week, meetings, lang) for week in _weeks(days))
    return f'<section class="cohort" data-cohort="{escape(code)}"><h2>{escape(title)}</h2>{weeks}</section>'


def _weeks(days: Sequence[date]) -> list[list[date]]:
    """Days by week, Mondays first."""
    found: dict[date, list[date]] = {}
    for one in days:
        found.setdefault(one - timedelta(days=one.weekday()), []).append(one)
    return list(found.values())


def _week(timetable: Timetable, days: Sequence[date], meetings: Iterable[Placement], lang: Language) -> str:
    listed_meetings = list(meetings)
    slots = sorted({slot for one in days for slot in timetable.grid.clock(one)})
    parts = [_column(timetable, one, [m for m in listed_meetings if m.day == one], slots, lang) for one in days]
    return f'<div class="week" style="--days:{len(days)};--hours:{len(slots)}">{"".join(parts)}</div>'


def _column(
    timetable: Timetable, when: date, meetings: Sequence[Placement], slots: Sequence[int], lang: Language
) -> str:
    """One day: its name, and below it the hours."""
    head = _said(lambda one: _day(when, one), lang, "h3")
    held = "".join(_meeting(timetable, one, slots, lang) for one in meetings)
    empty = _said(lambda one: text("page_free", one), lang, "p", 'class="free" ')
    return f'<section class="day">{head}{held or empty}</section>'


def _meeting(timetable: Timetable, one: Placement, slots: Sequence[int], lang: Language) -> str:
    session = timetable.session(one)
    hours = timetable.hours(one) or ()
    row = slots.index(one.slot) + 2 if one.slot in slots else 2
    code, place = _place(timetable, one)
    times = f"{timetable.start(one):%H:%M}-{timetable.end(one):%H:%M}"
    names = ", ".join(_lecturer(timetable, who) for who in one.lecturers)
    colour = COLOURS.get(session.kind, OTHER)
    by, style = escape(json.dumps(list(one.lecturers))), f"--kind:{colour};grid-row:{row} / span {max(1, len(hours))}"
    lines = [f"{times} ", *(f"<span>{escape(line)}</span>" for line in (place, names) if line)]
    kind = _said(lambda each: term(session.kind, each), lang)
    return (
        f'<article class="meeting" data-by="{by}" data-place="{escape(code)}" style="{style}">'
        f"<b>{escape(session.title or session.code)}</b>{''.join(lines)}{kind}</article>"
    )


def _place(timetable: Timetable, one: Placement) -> tuple[str, str]:
    """Code and name of where a meeting is held; empty where that is nowhere in particular."""
    programme = timetable.programme
    where = programme.site.get(timetable.session(one).site) or programme.room.get(one.room)
    return (where.code, where.title or where.code) if where else ("", "")


def _lecturer(timetable: Timetable, code: str) -> str:
    known = timetable.programme.lecturer.get(code)
    return (known.title if known else "") or code
