"""What has to be said about the names in a column: several spellings, new names, slips, and what is unclear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scheduler.domain import EACH, Alias
from scheduler.reference.regions import CENTRAL
from scheduler.reference.text import fold
from scheduler.rule import GroupRule, Rule
from scheduler.workbook.identities import NAMED, Identities
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row
from scheduler.workbook.spellings import Spellings

UNCLEAR: Mapping[str, str] = {"region": "unclear_region", "institution": "unclear_institution"}


def note_meanings(column: str, spellings: Spellings, rows: Mapping[str, Row], notes: Notes) -> None:
    """Note, once for each spelling, what is counted otherwise than as it is written.

    Parameters
    ----------
    rows
        The first row that has each spelling.
    """
    for meant, texts in spellings.spelt_apart(column).items():
        row = rows[sorted(texts, key=lambda text: (rows[text].place(column).sheet, rows[text].number))[1]]
        row.note(notes, "spelt_apart", column, found=tuple(texts), meant=meant)
    for text in spellings.written(column):
        _note_text(column, text, spellings.identities, rows[text], notes)


def _note_text(column: str, text: str, identities: Identities, row: Row, notes: Notes) -> None:
    meant = identities.meaning(column, text)
    if isinstance(meant, tuple):
        row.note(notes, UNCLEAR[column], column, found=text, nearest=meant)
    elif identities.is_close(column, text):
        row.note(notes, "close_name", column, found=text, nearest=meant)
    elif column == "institution" and (now := identities.renamed(text)):
        row.note(notes, "renamed", column, found=text, meant=now, date=str(identities.on))


def note_unclear_counts(rules: Iterable[Rule], spellings: Spellings, rows: Sequence[Row], notes: Notes) -> None:
    """Note the unclear names that a rule would have to count: an error, as any count could be wrong."""
    groups = [rule for rule in rules if isinstance(rule, GroupRule)]
    for column in NAMED:
        unclear = {text: meant for text in spellings.written(column) if (meant := _several(column, text, spellings))}
        for text, candidates in unclear.items():
            rule = next((rule for rule in groups if _asks(rule, column, candidates, spellings)), None)
            if rule is not None:
                row = next(row for row in rows if row.values.get(column) == text)
                other = str(rule.place or rule.sheet)
                notes.drop(UNCLEAR[column], row.place(column))
                row.note(notes, "unclear_counts", column, found=text, nearest=candidates, other=other)


def _several(column: str, text: str, spellings: Spellings) -> tuple[str, ...]:
    meant = spellings.identities.meaning(column, text)
    return meant if isinstance(meant, tuple) else ()


def _asks(rule: GroupRule, column: str, candidates: Sequence[str], spellings: Spellings) -> bool:
    """Whether a rule counts people under one of the candidates."""
    values = getattr(rule, column)
    asked = spellings.values(column) if values == (EACH,) else values
    meanings = (spellings.identities.meaning(column, value) for value in asked)
    return any(meant in candidates for meant in meanings if isinstance(meant, str) and meant != CENTRAL.name)


def is_alias_clear(row: Row, alias: Alias, taken: dict[str, Row], notes: Notes) -> bool:
    """Whether what the coordinator declares means one thing, and is declared once; note it where not."""
    first = taken.setdefault(fold(alias.written), row)
    if first is not row:
        if fold(first.values["means"]) != fold(alias.means):
            notes.add("alias_twice", row.place("written"), found=alias.written, other=first.place("written").cell)
        return False
    plain = Identities()
    meanings = [plain.known(column, alias.means) for column in NAMED]
    several = [meant for meant in meanings if isinstance(meant, tuple)]
    if several and not any(isinstance(meant, str) for meant in meanings):
        row.note(notes, "alias_unclear", "means", found=alias.means, nearest=several[0])
        return False
    return True
