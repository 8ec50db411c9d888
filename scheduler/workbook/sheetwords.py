"""In which language a sheet of the coordinator's is headed, and columns that it lacks, added in that language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scheduler.package.parts import Package
from scheduler.words import LANGUAGES, Language, heading
from scheduler.workbook.beside import add_headings, free_columns
from scheduler.workbook.sheetrows import Sheet


def language_of(sheet: Sheet, lang: Language) -> Language:
    """Return the language of most headings of a sheet; `lang` where none is said in any more than in it."""
    said = {one.text for one in sheet.table.headings}
    titles = [sheet.layout.column[field].title for field in sheet.where]
    counts = {each: sum(heading(title, each) in said for title in titles) for each in (lang, *LANGUAGES)}
    return max(counts, key=lambda each: counts[each])


def with_columns(package: Package, sheet: Sheet, words: Sequence[str]) -> Mapping[str, int]:
    """Add columns to a sheet, right of all its headings; give each column, counted from 1."""
    if not words:
        return {}
    first = free_columns(package, sheet, len(words))
    add_headings(package, sheet, first, words)
    return {word: first + at for at, word in enumerate(words)}
