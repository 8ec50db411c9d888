"""Merge the rosters that institutions sent into one list of nominees, and remember where each came from.

All files are read before anything is said, so that one answer can go to every institution.  The
institution of a person is that of his or her row; where the row says none, that which the
letterhead, the sheet's name or the file's name gives away without doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from scheduler.domain import Nominee, Programme
from scheduler.errors import WorkbookError
from scheduler.findings import Place, Problem
from scheduler.reference.text import fold
from scheduler.rule import Rule
from scheduler.words import LANGUAGES, Language, heading, text
from scheduler.workbook.book import Book
from scheduler.workbook.codes import Codes
from scheduler.workbook.guard import refuse
from scheduler.workbook.headers import find_rosters
from scheduler.workbook.identities import Identities
from scheduler.workbook.layout import layout
from scheduler.workbook.names import nominee_headings
from scheduler.workbook.notes import Notes, errors
from scheduler.workbook.people import Beside, People
from scheduler.workbook.read import ALLOWED, read
from scheduler.workbook.sheetrows import Row, Sheet, sheet_of
from scheduler.workbook.tables import Table, Tables
from scheduler.workbook.timetable import Timetable

_TEMPORARY: Final = ("~$", ".", "._")
"""How the names of files begin that programs keep beside open ones, or hide."""
_NOISE: Final = frozenset({
    "usulan", "daftar", "calon", "peserta", "nominasi", "roster", "nominee", "nominees", "list", "data", "lampiran",
    "surat", "final", "revisi", "rev", "fix", "template", "form", "formulir", "pelatihan", "diklat", "korea", "koica",
    "egcc", "file", "salinan", "copy", "of", "nama", "sheet", "lembar", "csv", "dari", "nomor", "angkatan",
})  # fmt: skip
"""Words of files and sheets that name no institution."""


@dataclass(frozen=True)
class Gathered:
    """What a folder of rosters comes to.

    Parameters
    ----------
    programme, rules
        Those of the round into which people were gathered, with everyone who could be read.
    problems
        Of all files, in order of file, sheet, row and column.
    files
        People read from each file, by its path within the folder.
    """

    programme: Programme
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    files: Mapping[str, int]

    @property
    def is_whole(self) -> bool:
        """Whether every row of every file could be used."""
        return not errors(self.problems)


def gather(folder: str | Path, into: Book | None = None, *, lang: Language | None = None) -> Gathered:
    """Read every roster of a folder and merge them.

    Parameters
    ----------
    folder
        Its files of any format that is read, and those of the folders in it, are taken in order of name.
    into
        The round that they are gathered into; its own nominees stay first and as they are.
    lang
        Language of the two headings that tell where a person comes from; that of the round if not given.

    Raises
    ------
    WorkbookError
        There is no such folder, or nothing in it that could be a roster.
    """
    round_ = into.programme if into else Programme()
    work = _Gathering(round_, lang or round_.language)
    for path in rosters_in(folder):
        work.take(path, path.relative_to(folder).as_posix())
    return work.done(into.rules if into else ())


def rosters_in(folder: str | Path) -> list[Path]:
    """List the files of a folder that may be rosters, in order of name.

    Raises
    ------
    WorkbookError
        There is no such folder, or nothing in it that could be a roster.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise refuse("no_folder", folder.name, found=str(folder))
    found = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in (*ALLOWED, ".txt") and path.is_file()]
    kept = [path for path in found if not path.name.startswith(_TEMPORARY)]
    if not kept:
        raise refuse("no_rosters", folder.name, found=str(folder), allowed=ALLOWED)
    return kept


class _AnyCodes(Codes):
    """Codes of a round whose cohorts are not known yet: every text may be one."""

    def find(self, text: str) -> str:
        return text


@dataclass
class _Gathering:
    """The work of one call: sheets and problems found so far."""

    round_: Programme
    lang: Language
    notes: Notes = field(default_factory=Notes)
    tables: list[Tables] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    def take(self, path: Path, name: str) -> None:
        """Read a file; what it cannot be read for is a problem like others."""
        try:
            tables = read(path)
        except WorkbookError as error:
            self.notes.found.append(_moved(error.problem, name))
            return
        found = Tables(name, tables.digest, tables.grids, tables.format)
        self.tables.append(found)
        rosters = find_rosters(found, layout("Nominees"), self.notes)
        if not rosters:
            self.notes.add("no_roster", Place(name))
        self.sheets += [sheet_of(table, layout("Nominees"), self.notes) for table in rosters]

    def done(self, rules: Sequence[Rule]) -> Gathered:
        """Read the people of all sheets together, and return everything."""
        identities = Identities(_day(self.round_), self.round_.aliases)
        timetable = Timetable((), (), self.notes)
        timetable.place_codes = _codes(self.round_)
        bodies = {(s.table.file, s.table.sheet): _institution(s, identities, self.notes) for s in self.sheets}
        known = frozenset(nominee.id for nominee in self.round_.nominees)
        people = People(self.sheets, timetable, self.notes, Beside(identities, bodies=bodies, known=known))
        lang = _headed_in(self.round_, self.lang)
        new = [_sourced(nominee, people.rows[nominee.id], lang) for nominee in people.nominees.values()]
        programme = self.round_.model_copy(update={"nominees": (*self.round_.nominees, *new)})
        problems = self.notes.sorted_by_file([(t.file, grid.sheet) for t in self.tables for grid in t.grids])
        counts = {tables.file: 0 for tables in self.tables}
        for nominee in people.nominees:
            counts[people.rows[nominee].sheet.table.file] += 1
        return Gathered(programme, tuple(rules), problems, counts)


def _day(programme: Programme) -> date | None:
    starts = [cohort.start for cohort in programme.cohorts if cohort.start]
    first = date(programme.year, 1, 1) if programme.year else None
    return programme.reference_date or min(starts, default=first)


def _codes(programme: Programme) -> Codes:
    known = (*programme.cohort, *programme.session)
    return Codes(known) if known else _AnyCodes(())


def _moved(problem: Problem, name: str) -> Problem:
    return Problem(problem.code, Place(name), problem.facts, problem.severity)


def _headed_in(round_: Programme, lang: Language) -> Language:
    """Return the language in which an earlier gathering headed the sources of a round's people, else `lang`."""
    told = {key for nominee in round_.nominees for key in nominee.facts}
    return next((each for each in LANGUAGES if heading("Source file", each) in told), lang)


def _sourced(nominee: Nominee, row: Row, lang: Language) -> Nominee:
    """Add to a nominee where he or she comes from, and leave aside what only this reading compares."""
    place = row.place("id")
    source = {heading("Source file", lang): place.file, heading("Source cell", lang): f"{place.sheet}!{place.cell}"}
    facts = {_apart(key, lang): value for key, value in nominee.facts.items()}
    return nominee.model_copy(update={"facts": {**facts, **source}, "meant": {}})


def _apart(key: str, lang: Language) -> str:
    """Name a further column so that it is not taken for the one that was read instead of it.

    A roster with both Pangkat and Golongan gives one rank; side by side with the column Rank the
    other one would be read as a second rank.
    """
    return text("as_sent", lang, heading=key) if fold(key) in nominee_headings() else key


def _institution(sheet: Sheet, identities: Identities, notes: Notes) -> str:
    """Return the institution that a sheet gives away where its rows name none; empty where none or several are."""
    if not _lacks_institution(sheet):
        return ""
    found = next((name for text in _titles(sheet.table) if (name := _named(text, identities))), "")
    place = sheet.table.place()
    if found:
        notes.add("institution_taken", place, found=found)
    else:
        notes.add("institution_unknown", place)
    return found


def _lacks_institution(sheet: Sheet) -> bool:
    column = sheet.where.get("institution")
    if column is None:
        return True
    people = [raw for _, raw in sheet.table.rows if all(_has(raw, sheet.where.get(name)) for name in ("id", "name"))]
    return any(not _has(raw, column) for raw in people)


def _has(raw: Sequence[object], column: int | None) -> bool:
    return column is not None and column < len(raw) and raw[column] is not None


def _titles(table: Table) -> Iterator[str]:
    """Yield what may name the institution: each line of the letterhead, the sheet, the file, the folders."""
    for number, values in table.grid.rows.items():
        if number < table.header_row:
            yield from (raw for raw in values if isinstance(raw, str))
    yield table.sheet
    path = Path(table.file)
    yield path.stem
    yield from (part.name for part in path.parents)


def _named(text: str, identities: Identities) -> str:
    """Return the institution that a line or a name is, without words that name none."""
    words = [word for word in re.split(r"[\s_]+", text.replace("-", " ")) if fold(word) not in _NOISE]
    kept = " ".join(word for word in words if not re.fullmatch(r"[\d.,()/:]+", word))
    for reading in (text, kept):
        meant = identities.known("institution", identities.declared(reading)) if reading.strip() else None
        if isinstance(meant, str):
            return meant
    return ""
