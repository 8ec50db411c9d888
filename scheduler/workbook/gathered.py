"""People gathered from rosters put below the nominees of a round's own workbook; every other byte of it stays.

Columns that the sheet lacks are added right of all its headings, but only where what they hold
would be lost otherwise: a birth date, say, is read from the NIP as well.  Before anything is
handed out the workbook is read again: unless it says the round with these people, it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from scheduler.domain import Nominee, Programme
from scheduler.errors import WorkbookError
from scheduler.gather import Gathered
from scheduler.package.refusal import Refusal
from scheduler.words import Language
from scheduler.workbook.appended import NomineeList
from scheduler.workbook.book import Book
from scheduler.workbook.inputs import given
from scheduler.workbook.parse import parse
from scheduler.workbook.read import read_bytes
from scheduler.workbook.safe import check_target, replacing
from scheduler.workbook.write import write_programme
from scheduler.workbook.writeback import Unfit, Written, ending, further_kinds, is_own_book, left

FOLLOWING: Final = frozenset({"birth", "sex", "service_start", "institution_type", "island_group"})
"""What may follow from a NIP, an institution or a region: lost only where it still is when these are there."""


def write_gathered(
    found: Gathered, into: Book | None, path: str | Path, *, lang: Language, as_new: bool = False
) -> Written:
    """Write the people who were gathered: into a copy of a round's workbook, or as a new one.

    Parameters
    ----------
    into
        The round that they were gathered into, as it was read.

    Returns
    -------
    Written
        What was written, and why it is a new workbook, where it is one.

    Raises
    ------
    WorkbookError
        The target cannot be written; ``target_type`` where a workbook with macros is to get a name without.
    """
    path = Path(path)
    if as_new or into is None or not is_own_book(into):
        return _new(found, Written(path), lang)
    if path.suffix.lower() != ending(into.tables):
        check_target(path, endings=(ending(into.tables),))
    try:
        content = _kept(found, into, lang)
    except Refusal as refusal:
        return _new(found, left(path.with_suffix(".xlsx"), refusal.code, refusal.facts), lang)
    with replacing(path) as part:
        part.write_bytes(content)
    return Written(path, is_kept=True, kept="kept_gathered")


def _new(found: Gathered, written: Written, lang: Language) -> Written:
    write_programme(found.programme, given(found.rules, found.programme), written.path, lang=lang)
    return written


def _kept(found: Gathered, into: Book, lang: Language) -> bytes:
    """Return the round's workbook with the people in it.

    Raises
    ------
    Refusal
        They cannot be added without moving or breaking something, or would be read as something else.
    """
    if not into.tables.content or sha256(into.tables.content).hexdigest() != into.digest:
        raise Unfit("format", found=into.tables.format)
    people = [nominee for nominee in found.programme.nominees if nominee.id not in into.programme.nominee]
    if not people:
        return into.tables.content
    added: tuple[str, ...] = ()
    for _ in range(3):
        content = NomineeList.of(into, lang).with_people(people, added)
        again = _read(content, into)
        lost = _lost(again.programme, people)
        if not lost:
            _check(again, found, into)
            return content
        added += tuple(name for name in lost if name not in FOLLOWING) or lost
    raise Unfit("reading")


# reading it again


def _read(content: bytes, into: Book) -> Book:
    try:
        return parse(read_bytes(content, into.file), tuple(further_kinds(into.rules)))
    except WorkbookError as error:
        raise Unfit("reading") from error


def _lost(programme: Programme, people: Sequence[Nominee]) -> tuple[str, ...]:
    """Name the fields of which something is not read again."""
    pairs = [(nominee, programme.nominee.get(nominee.id)) for nominee in people]
    if any(again is None for _, again in pairs):
        raise Unfit("reading")
    names = (name for name in Nominee.model_fields if name not in ("facts", "meant"))
    return tuple(name for name in names if any(_differs(one, again, name) for one, again in pairs))


def _differs(one: Nominee, again: Nominee | None, name: str) -> bool:
    """Whether something is lost; what a roster's cell did not tell may follow from the NIP now."""
    said = getattr(one, name)
    return said not in (None, "", ()) and said != getattr(again, name)


def _check(again: Book, found: Gathered, into: Book) -> None:
    """Refuse a workbook that says anything but the round with these people."""
    rows, own = again.programme.nominee, into.programme.nominee
    is_same_round = _round(again.programme) == _round(found.programme)
    are_same_people = rows.keys() == found.programme.nominee.keys() and all(
        _said(rows[i]) == _said(person) if i in own else rows[i].facts == person.facts
        for i, person in found.programme.nominee.items()
    )
    are_same_rules = sorted(map(_key, again.rules)) == sorted(map(_key, into.rules))
    if not (is_same_round and are_same_people and are_same_rules):
        raise Unfit("reading")


def _key(rule: Any) -> str:
    return str(rule.key)


def _said(nominee: Nominee) -> Nominee:
    """What a person's cells say: as whom he or she counts depends on everybody's."""
    return nominee.model_copy(update={"meant": {}})


def _round(programme: Programme) -> dict[str, Any]:
    return {name: getattr(programme, name) for name in Programme.model_fields if name != "nominees"}
