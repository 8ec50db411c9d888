"""Workbooks for those outside: the host gets participants under random IDs, each institution its own people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from scheduler.allocation import Allocation
from scheduler.discretion import Discretion
from scheduler.domain import Nominee
from scheduler.errors import WorkbookError
from scheduler.findings import Place
from scheduler.pseudonyms import Draw, Key, drawn
from scheduler.report.institutional import by_institution, own_cohorts, own_people
from scheduler.report.partner import added, breakouts, intakes, participants
from scheduler.report.table import Table
from scheduler.result import Result
from scheduler.words import Language, say, text
from scheduler.words import sheet as sheet_name
from scheduler.workbook.book import Book, Places
from scheduler.workbook.facts import result_columns
from scheduler.workbook.folders import check_folder, replacing_folder
from scheduler.workbook.keysheet import key_bytes, read_key
from scheduler.workbook.paper import Paper, drafted
from scheduler.workbook.problems import problem
from scheduler.workbook.readings import tidy
from scheduler.workbook.safe import check_target, replacing
from scheduler.workbook.sheets import head, lay, section, table_sheet, widths_of

_TELLING: Final = 8
"""Marks from which an ID says something of the person, as a NIP does; shorter ones are numbers of the office."""
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "123456789¹²³")}
)
_LONGEST: Final = 80
"""Characters of a file's name, so that its whole path stays within what Windows takes ..."""
_MOST_BYTES: Final = 240
"""... and bytes of it, of which Linux takes 255."""


@dataclass(frozen=True, slots=True)
class ForPartner:
    """How participants are handed to a host.

    Parameters
    ----------
    key
        The coordinator's key of random IDs: read where it is there, and written again.
    columns
        Headings of columns beyond the minimum, in any language.
    lang
        Of headings, institutions and words.
    draw
        Gives random IDs.
    """

    key: Path
    columns: tuple[str, ...] = ()
    lang: Language = "en"
    draw: Draw = field(default=drawn, repr=False)


@dataclass(frozen=True, slots=True)
class ForInstitutions:
    """How each institution is told of its own people; `lang` is that of headings and words."""

    lang: Language = "en"


@dataclass(frozen=True, slots=True)
class Shared:
    """What was handed to a host: how many people, and the key to everybody who ever was."""

    people: int
    key: Key


def standing_in(source: Result | Book) -> Allocation:
    """Return the allocation of a result, or the one that stands in a workbook.

    Raises
    ------
    WorkbookError
        ``not_allocated``: there is none.
    """
    found = source.allocation if isinstance(source, Result) else source.standing
    if found is None or not (found.seats or found.reserves):
        raise WorkbookError(problem("not_allocated", Place(source.file if isinstance(source, Book) else ""), {}))
    return found


def reasons_in(source: Result | Book, lang: Language) -> dict[str, str]:
    """Return why people got what they got, by ID: a result's reasons said, or what stands in a workbook."""
    if isinstance(source, Result):
        return {nominee: say(reason, lang) for nominee, reason in source.reasons.items()}
    rows = source.places.rows("nominee") if isinstance(source.places, Places) else {}
    found = {}
    for nominee, row in rows.items():
        column = result_columns(row.sheet.further).get("reason")
        raw = row.raw[column] if column is not None and column < len(row.raw) else None
        found[nominee] = tidy(raw) if isinstance(raw, str) else ""
    return found


# the host


def export_partner(source: Result | Book, path: str | Path, options: ForPartner) -> Shared:
    """Write the participants for a host, and the key that says who they are for the coordinator.

    Both are written, or neither; where the last step fails the key alone may be newer, which harms nothing.

    Raises
    ------
    WorkbookError
        There is no allocation, a column cannot be handed out, a cell holds somebody's ID, the
        key cannot be read, or a target cannot be written.
    """
    allocation, path = standing_in(source), Path(path)
    check_target(path, endings=(".xlsx",))
    check_target(options.key, endings=(".xlsx",))
    if options.key.resolve() == path.resolve():
        raise WorkbookError(problem("target_twice", Place(str(path)), {"found": path.name}))
    further = added(options.columns, allocation.programme)
    seated = _seated(allocation)
    key = read_key(options.key).extended(seated, options.draw)
    people = participants(allocation, key.alias, further, options.lang)
    tables = [people, intakes(allocation), breakouts(allocation)]
    _check_ids(tables, allocation)
    content = _partner_bytes(tables, allocation.programme.name, options.lang)
    with replacing(path) as part, replacing(options.key, is_private=True) as key_part:
        part.write_bytes(content)
        key_part.write_bytes(key_bytes(key, allocation.programme.language, allocation.programme.name))
    return Shared(len(seated), key)


def _seated(allocation: Allocation) -> dict[str, str]:
    return {n.id: n.name for n in allocation.programme.nominees if allocation.is_seated(n.id)}


def _check_ids(tables: Iterable[Table], allocation: Allocation) -> None:
    """Refuse to hand out a cell in which somebody's ID stands: a note, or a column of numbers."""
    telling = {n.id.casefold() for n in allocation.programme.nominees if len(n.id) >= _TELLING}
    for table in tables:
        for row in table.in_words("en"):
            for column, cell in zip(table.columns, row, strict=True):
                if telling.intersection(_words(str(cell))):
                    raise WorkbookError(problem("id_in_cell", Place(), {"column": column.title}))


def _words(said: str) -> Iterable[str]:
    """Words and numbers of a cell; numbers also put together, as in ``19850812 201001 2 003``."""
    plain = said.casefold()
    return [*re.findall(r"\w+", plain), *re.findall(r"\d+", re.sub(r"(?<=\d)[\s.-]+(?=\d)", "", plain))]


def _partner_bytes(tables: Sequence[Table], title: str, lang: Language) -> bytes:
    made = BytesIO()
    with drafted(made, lang, title) as paper:
        people, *others = tables
        table_sheet(paper, "Participants", people, [title, text("partner_about", lang)], frozen=1)
        _tables_sheet(paper, sheet_name("Cohorts", lang), title, [table for table in others if table.rows])
    return made.getvalue()


def _tables_sheet(paper: Paper, name: str, title: str, tables: Sequence[Table], told: Sequence[str] = ()) -> None:
    """Write tables below each other."""
    said = [table.said(paper.lang) for table in tables]
    sheet = paper.sheet(name, "ours")
    widths = widths_of(said, paper)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    row = head(paper, sheet, widths, title or name, told)
    for table in said:
        row = lay(paper, sheet, table, section(paper, sheet, row, table.title.spoken(paper.lang)), widths) + 1


# institutions


def export_institutions(source: Result | Book, folder: str | Path, options: ForInstitutions) -> Mapping[str, str]:
    """Write one workbook for each institution, with its own people and nobody else's.

    The folder is made whole, or not at all.

    Returns
    -------
    Mapping
        Names of the files by institution.  People whose row names no institution are in none of them.

    Raises
    ------
    WorkbookError
        There is no allocation, or the folder cannot be written: it must be new, or empty.
    """
    check_folder(folder)
    allocation, lang = standing_in(source), options.lang
    groups = by_institution(allocation.programme.nominees)
    groups.pop("", None)
    names, reasons, hiding = file_names(groups), reasons_in(source, lang), Discretion(allocation.programme)
    with replacing_folder(folder) as part:
        for institution, people in groups.items():
            listed = own_people(allocation, people, reasons, hiding, lang)
            tables = (listed, own_cohorts(allocation, people))
            content = _institution_bytes(tables, institution, allocation.programme.name, lang)
            (part / names[institution]).write_bytes(content)
    return names


def _institution_bytes(tables: tuple[Table, Table], institution: str, title: str, lang: Language) -> bytes:
    made = BytesIO()
    with drafted(made, lang, title) as paper:
        people, cohorts = tables
        told = [line for line in (title, text("institution_about", lang)) if line]
        _tables_sheet(paper, sheet_name("Results", lang), institution, [people], told)
        if cohorts.rows:
            _tables_sheet(paper, sheet_name("Cohorts", lang), institution, [cohorts])
    return made.getvalue()


def without_institution(people: Iterable[Nominee]) -> int:
    """Count the people whose institution nobody knows."""
    return sum(not nominee.counted("institution") for nominee in people)


def file_names(names: Iterable[str]) -> dict[str, str]:
    """Return a name of a workbook for each institution, which every file system takes and no two share.

    Letter case does not tell names apart, nor do different codings of one letter; devices of
    Windows such as CON, marks that it forbids, and ends in dots or spaces are avoided.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain, number = _plain(name), 1
        stem = plain
        while stem.casefold() in taken:
            number += 1
            stem = f"{plain[: _LONGEST - 4]} ({number})"
        taken.add(stem.casefold())
        found[name] = f"{stem}.xlsx"
    return found


def _plain(name: str) -> str:
    shown = "".join(mark if mark.isprintable() else " " for mark in unicodedata.normalize("NFC", name))
    cut = " ".join(_FORBIDDEN.sub("-", shown).split())[:_LONGEST].encode()[:_MOST_BYTES].decode(errors="ignore")
    stem = cut.strip(". ") or "-"
    return f"_{stem}" if stem.partition(".")[0].strip().casefold() in _DEVICES else stem
