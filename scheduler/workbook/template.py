"""The template: every sheet with its guidance and a few examples, generated from the models."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from scheduler.domain import EACH, Amount, Cohort, Nominee, Programme, Session, Topic
from scheduler.rule import Rule
from scheduler.rulebook import kinds
from scheduler.words import Language, heading, term, text
from scheduler.words import sheet as sheet_name
from scheduler.workbook.inputs import (
    LISTED,
    cohort_sheets,
    names_sheet,
    nominees_sheet,
    programme_sheet,
    rule_sheets,
    timetable_sheets,
)
from scheduler.workbook.instructions import instructions_sheet
from scheduler.workbook.paper import Paper, paper, quoted
from scheduler.workbook.styles import fitted

SESSION_KINDS: Final = ("lecture", "workshop", "discussion", "study visit", "cultural experience")
_YEAR: Final = 2027
_EXAMPLE: Final = ("example",)


def write_template(
    path: str | Path, *, lang: Language, with_examples: bool = True, with_timetable: bool = False
) -> None:
    """Write an empty workbook with guidance: comments, drop-downs, lists, instructions, and examples to be deleted.

    Parameters
    ----------
    with_examples
        Whether rows show what could stand in the sheets; they are marked, and can be deleted.
    with_timetable
        Whether the sheets and columns of the timetable are there too; any workbook can do without.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    programme, rules = _shown(lang, with_timetable=with_timetable) if with_examples else (Programme(language=lang), ())
    with paper(path, lang, sheet_name("Instructions", lang)) as made:
        made.lists |= set(lists(lang))
        made.is_timed = with_timetable
        made.lists |= set(LISTED.values()) if with_timetable else set()
        instructions_sheet(made, with_columns=True)
        programme_sheet(made, programme)
        cohort_sheets(made, programme, _EXAMPLE)
        nominees_sheet(made, programme, looks=_EXAMPLE)
        names_sheet(made, programme, with_empty=True)
        if with_timetable:
            timetable_sheets(made, programme, _EXAMPLE, with_empty=True)
        rule_sheets(made, rules, _EXAMPLE, empty=_kinds(with_timetable=with_timetable))
        _lists_sheet(made)


def _shown(lang: Language, *, with_timetable: bool) -> tuple[Programme, tuple[Rule, ...]]:
    """Return the programme and the rows of rules that the template shows."""
    programme = examples(lang)
    rules = (*_quotas(lang), *usual_wishes(programme, lang))
    if not with_timetable:
        return programme, rules
    from scheduler.workbook import timeexamples  # noqa: PLC0415  only for those who ask for a timetable

    return timeexamples.with_timetable(programme, lang), (*rules, *timeexamples.time_rules(lang))


def _kinds(*, with_timetable: bool) -> list[type[Rule]]:
    """Return the kinds of rule that have a sheet: of the timetable those that do not hold anyway."""
    if not with_timetable:
        return [*kinds().values()]
    from scheduler.workbook import timeexamples  # noqa: PLC0415  only for those who ask for a timetable

    return [*kinds().values(), *timeexamples.wanted_kinds()]


def examples(lang: Language) -> Programme:
    """Return a small programme that shows what each sheet holds; nobody in it exists."""
    mark = text("example_row", lang)
    start, end = date(_YEAR, 9, 6), date(_YEAR, 9, 17)
    first = Cohort(
        code="A",
        title=mark,
        topics=(Topic(code="DAT", weight=2), Topic(code="APP")),
        start=start,
        end=end,
        city="Seoul",
        seats_at_least=1,
        seats_at_most=2,
        reserves=1,
    )
    parallel = [_session(code, topic, mark, term("workshop", lang)) for code, topic in (("A1", "DAT"), ("A2", "APP"))]
    return Programme(language=lang, cohorts=(first,), sessions=tuple(parallel), nominees=_people(lang))


def _session(code: str, topic: str, mark: str, kind: str) -> Session:
    taught = (Topic(code=topic),)
    return Session(code=code, cohort="A", title=mark, topics=taught, block="1", seats_at_most=2, kind=kind)


def _people(lang: Language) -> tuple[Nominee, ...]:
    name = text("example_person", lang)
    listed = (("EX-1", "Kemen PANRB", "Pusat", "F", 1), ("EX-2", "Pemprov Jabar", "Jawa Barat", "M", 1))
    return tuple(
        Nominee(
            id=code,
            name=f"{name} {number}",
            institution=institution,
            region=region,
            sex=sex,
            birth=date(1988, number, 15),
            rank="III/c",
            topics=("DAT", "APP"),
            order=order,
        )
        for number, (code, institution, region, sex, order) in enumerate(listed, 1)
    )


def _quotas(lang: Language) -> tuple[Rule, ...]:
    told = {"priority": 3, "note": text("example_row", lang)}
    women = {"sex": ("F",), "where": (EACH,), "at_least": Amount(percent=Decimal(30))}
    fair = {"institution": (EACH,), "at_most": Amount(count=2)}
    return tuple(kinds()["Quotas"].model_validate({**row, **told}) for row in (women, fair))


def usual_wishes(programme: Programme, lang: Language) -> tuple[Rule, ...]:
    """Return the wishes that hold unless rows say otherwise, as rows whose priorities can be changed."""
    implied = [rule for kind in kinds().values() for rule in kind.implied(programme, ())]
    wishes = [rule for rule in implied if not rule.stems and not rule.is_must]
    return tuple(rule.model_copy(update={"note": text("usual_row", lang)}) for rule in wishes)


def lists(lang: Language) -> dict[str, tuple[str, Sequence[str]]]:
    """Return the lists that drop-downs draw from, by defined name: an English heading and the values."""
    from scheduler.reference.ranks import levels, ranks  # noqa: PLC0415  only templates need the tables
    from scheduler.reference.regions import island_groups, provinces  # noqa: PLC0415  the same
    from scheduler.reference.topics import topics  # noqa: PLC0415  the same

    return {
        "list_topics": ("Topics", [topic.code for topic in topics()]),
        "topic_labels": ("Topic", [getattr(topic.label, lang) for topic in topics()]),
        "list_regions": ("Region", ["Pusat", *(province.name for province in provinces())]),
        "list_island_groups": ("Island group", list(island_groups())),
        "list_levels": ("Level", [level.label.id for level in levels()]),
        "list_ranks": ("Rank", [rank.code for rank in ranks()]),
        "list_kinds": ("Kind", [term(kind, lang) for kind in SESSION_KINDS]),
    }


def _lists_sheet(made: Paper) -> None:
    """Write the lists beside each other, each under a defined name; people can add to them."""
    sheet = made.sheet(sheet_name("Lists", made.lang), "help", is_wide=False)
    for column, (name, (title, values)) in enumerate(lists(made.lang).items()):
        sheet.set_column(column, column, fitted([*values, heading(title, made.lang)], 10, 46))
        sheet.write_string(0, column, heading(title, made.lang), made.styles.of("yours"))
        for row, value in enumerate(values, 1):
            sheet.write_string(row, column, value, made.styles.of("cell"))
        letter = chr(ord("A") + column)
        made.book.define_name(name, f"={quoted(sheet)}!${letter}$2:${letter}${len(values) + 1}")
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
