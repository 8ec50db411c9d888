"""One self-contained HTML page: the calendar of the cohorts and the timetable of each.

It needs no network, works on a phone and prints; without scripts it still shows everything in the
language that it was written in.  Nobody who takes part is on it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from importlib.resources import files
from string import Template

from scheduler.domain import Cohort, Placement
from scheduler.report.timetables import dated, place, reason, teachers
from scheduler.timetable.colours import colour, tint
from scheduler.timetable.held import Timetable
from scheduler.timetable.weeks import Block, Line, Week, weeks
from scheduler.words import LANGUAGES, Language, text
from scheduler.words.names import term

Words = Callable[[Language], str]

NAMES: Mapping[Language, str] = {"en": "English", "id": "Bahasa Indonesia", "ko": "한국어"}


def page(timetable: Timetable, lang: Language = "en") -> str:
    """Return the page.

    Parameters
    ----------
    lang
        The language in which it opens; the other two are a choice away.
    """
    made = _Page(timetable, lang)
    name = escape(timetable.programme.name) or text("page_title", lang)
    heading = escape(timetable.programme.name) or made.said(lambda one: text("page_title", one))
    template = Template((files("scheduler.timetable") / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        lang=lang,
        title=name,
        heading=heading,
        filters=made.filters(),
        nothing=made.said(lambda one: text("page_nothing", one), "p", 'class="nothing" role="status" hidden '),
        calendar=made.calendar(),
        cohorts="\n".join(made.cohort(cohort) for cohort in _by_date(timetable)),
    )


def _by_date(timetable: Timetable) -> list[Cohort]:
    return sorted(timetable.programme.cohorts, key=lambda cohort: (cohort.start or date.max, cohort.code))


class _Page:
    """Writes the parts of one page."""

    def __init__(self, timetable: Timetable, lang: Language) -> None:
        self.timetable, self.lang = timetable, lang

    def said(self, words: Words, tag: str = "span", more: str = "") -> str:
        """Words in all languages, of which one shows."""
        told = " ".join(f'data-{one}="{escape(words(one))}"' for one in LANGUAGES)
        return f"<{tag} {more}{told}>{escape(words(self.lang))}</{tag}>"

    # -- filters --------------------------------------------------------------------------

    def filters(self) -> str:
        """Choices of cohort, lecturer, place and language, and a button to print."""
        held, timetable = self.timetable.known, self.timetable
        cohorts = {cohort.code: _title(cohort) for cohort in _by_date(timetable)}
        lecturers = {
            code: who for one in held for code, who in zip(one.lecturers, teachers(timetable, one), strict=True)
        }
        places = {_place(timetable, one): place(timetable, one) for one in held if _place(timetable, one)}
        languages = "".join(_option(one, NAMES[one], is_chosen=one == self.lang) for one in LANGUAGES)
        language = self.said(lambda one: text("page_language", one))
        parts = [
            self._select("cohort", lambda one: text("page_cohort", one), cohorts),
            self._select("lecturer", lambda one: text("page_lecturer", one), _by_name(lecturers)),
            self._select("place", lambda one: text("page_place", one), _by_name(places)),
            f'<label>{language}<select name="language">{languages}</select></label>',
            self.said(lambda one: text("page_print", one), "button", 'type="button" name="print" '),
        ]
        return "\n".join(parts)

    def _select(self, name: str, words: Words, options: Mapping[str, str]) -> str:
        if not options:
            return ""
        every = self.said(lambda one: text("page_all", one), "option", 'value="" ')
        others = "".join(_option(code, title) for code, title in options.items())
        return f'<label>{self.said(words)}<select name="{name}">{every}{others}</select></label>'

    # -- the calendar ---------------------------------------------------------------------

    def calendar(self) -> str:
        """The dates of every cohort, the first to leave first."""
        keys: tuple[Words, ...] = (
            lambda one: text("page_cohort", one),
            lambda one: text("page_first_day", one),
            lambda one: text("page_last_day", one),
            lambda one: text("page_place", one),
        )
        heads = "".join(self.said(words, "th", 'scope="col" ') for words in keys)
        rows = "".join(self._dates(cohort) for cohort in _by_date(self.timetable))
        title = self.said(lambda one: text("page_calendar", one), "h2")
        return f'{title}<table class="calendar"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

    def _dates(self, cohort: Cohort) -> str:
        ends = [f"<td>{self._date(one)}</td>" if one else "<td></td>" for one in (cohort.start, cohort.end)]
        where = ", ".join(filter(None, (cohort.venue, cohort.city)))
        name = f'<th scope="row">{escape(_title(cohort))}</th>'
        return f'<tr data-cohort="{escape(cohort.code)}">{name}{"".join(ends)}<td>{escape(where)}</td></tr>'

    def _date(self, when: date, tag: str = "span") -> str:
        return self.said(lambda one: dated(when, one), tag)

    # -- the timetables -------------------------------------------------------------------

    def cohort(self, cohort: Cohort) -> str:
        """The weeks of a cohort."""
        found = weeks(self.timetable, cohort.code)
        weekdays = sorted({day.date.weekday() for week in found for day in week.days})
        grids = "".join(self._week(cohort.code, week, weekdays) for week in found)
        shown = grids or self.said(lambda one: text("page_free", one), "p")
        head = f"<h2>{escape(_title(cohort))}</h2>"
        return f'<section class="cohort" data-cohort="{escape(cohort.code)}">{head}{shown}</section>'

    def _week(self, cohort: str, week: Week, weekdays: Sequence[int]) -> str:
        hours = "".join(_hour(number, line) for number, line in enumerate(week.lines))
        days = "".join(
            self._column(cohort, week, number, weekdays.index(day.date.weekday()))
            for number, day in enumerate(week.days)
        )
        style = f"--days:{len(weekdays)};--lines:{len(week.lines)}"
        return f'<div class="week" style="{style}"><div class="hours" aria-hidden="true">{hours}</div>{days}</div>'

    def _column(self, cohort: str, week: Week, number: int, column: int) -> str:
        """One day: its name, and below it what is held."""
        day, style = week.days[number], f'style="--column:{column + 2}"'
        head = self._date(day.date, "h3")
        if day.state != "taught":
            why = self.said(lambda one: reason(day, one), "p", 'class="off" ')
            return f'<section class="day" {style}>{head}{why}</section>'
        blocks = [block for block in week.blocks if block.day == number]
        held = "".join(self._block(cohort, block) for block in blocks)
        none = (
            ""
            if any(block.meetings for block in blocks)
            else self.said(lambda one: text("page_free", one), "p", 'class="off" ')
        )
        return f'<section class="day" {style}>{head}{held}{none}</section>'

    def _block(self, cohort: str, block: Block) -> str:
        rows = f'style="--row:{block.first + 2};--span:{block.last - block.first + 1}"'
        if not block.meetings:
            return f'<p class="pause" {rows}>{_clock(*block.times)} {escape(block.title)}</p>'
        return f'<div class="block" {rows}>{"".join(self._meeting(cohort, one) for one in block.meetings)}</div>'

    def _meeting(self, cohort: str, one: Placement) -> str:
        timetable, session = self.timetable, self.timetable.session(one)
        start, end = timetable.times(one)
        others = tuple(code for code in session.cohorts if code != cohort)
        facts = [escape(place(timetable, one)), escape(", ".join(teachers(timetable, one)))]
        lines = [f"<span>{fact}</span>" for fact in facts if fact]
        if others:
            lines.append(self.said(lambda each: text("together_with", each, cohorts=others)))
        lines.append(self.said(lambda each: term(session.kind, each), more='class="kind" '))
        by, style = (
            escape(json.dumps(list(one.lecturers))),
            f"--kind:{colour(session.kind)};--tint:{tint(session.kind)}",
        )
        return (
            f'<article class="meeting" data-by="{by}" data-place="{escape(_place(timetable, one))}" style="{style}">'
            f"<b>{escape(session.title or session.code)}</b><time>{_clock(start, end)}</time>{''.join(lines)}</article>"
        )


def _hour(number: int, line: Line) -> str:
    return f'<span style="--row:{number + 2}">{_clock(line.start, line.end)}</span>'


def _clock(start: object, end: object) -> str:
    return f"{start:%H:%M}-{end:%H:%M}"


def _title(cohort: Cohort) -> str:
    return f"{cohort.code}: {cohort.title}" if cohort.title and cohort.title != cohort.code else cohort.code


def _place(timetable: Timetable, one: Placement) -> str:
    """Code of where a meeting is held; empty where that is nowhere in particular."""
    return timetable.session(one).site or one.room


def _by_name(options: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(options.items(), key=lambda option: (option[1].casefold(), option[0])))


def _option(value: str, title: str, *, is_chosen: bool = False) -> str:
    return f'<option value="{escape(value)}"{" selected" if is_chosen else ""}>{escape(title)}</option>'
