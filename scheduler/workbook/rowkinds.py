"""Which rows under the headings of a roster are people, and why the others are not.

Rosters made by hand number their columns, divide people by unit, add them up, and end in a
signature.  Such rows are skipped, each with its reason; a row that may be a person is never.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from scheduler.findings import Fact
from scheduler.reference.text import fold
from scheduler.workbook.headers import is_numbering, is_running_number
from scheduler.workbook.names import result_headings
from scheduler.workbook.notes import Notes
from scheduler.workbook.problems import A_HEADING_AGAIN, A_NUMBERING_ROW, A_SECTION, A_SIGNATURE, A_SUBTOTAL
from scheduler.workbook.tables import Raw, Table

_SUM: Final = re.compile(r"(?:sub ?)?(?:jumlah|total|jml)\b.*|(?:합계|소계|총계).*")
_CLOSING: Final = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|hormat kami|a n|an|plt|plh|ttd|tembusan|catatan|keterangan|note|notes"
    r"|kepala|sekretaris|direktur|deputi|menteri|bupati|wali kota|walikota|gubernur|pembina|penata|nip)\b.*"
    r"|[a-z .]+ \d{1,2} [a-z]+ \d{4}|[a-z .]+ (?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober"
    r"|november|desember) \d{4}"
)
"""How the lines under a list begin: who signs, where and when, and remarks."""
_DIGITS: Final = frozenset("0123456789")
_ID: Final = re.compile(r"[0-9]{4}")
_MOST_IN_SIGNATURE: Final = 3
_FEW: Final = 2

Rows = Sequence[tuple[int, list[Raw]]]


def people_rows(table: Table, where: Mapping[str, int], notes: Notes) -> Iterator[tuple[int, list[Raw]]]:
    """Yield the rows that are people, or may be; the others are noted, once for each reason."""
    rows = list(table.rows)
    tail = _tail(table, rows, where)
    skipped: list[tuple[int, str]] = []
    for position, (number, values) in enumerate(rows):
        reason = A_SIGNATURE if position >= tail else _reason(table, position, values, where)
        if reason:
            skipped.append((number, reason))
        else:
            yield number, values
    _note(table, skipped, len(rows), notes)


def _note(table: Table, skipped: list[tuple[int, str]], total: int, notes: Notes) -> None:
    for reason in dict.fromkeys(reason for _, reason in skipped):
        numbers = [number for number, why in skipped if why == reason]
        facts: dict[str, Fact] = {"kind": reason, "read": total - len(skipped), "found": total}
        notes.add("rows_skipped", table.place(numbers[0], 0), count=len(numbers), **facts)


def _reason(table: Table, position: int, values: Sequence[Raw], where: Mapping[str, int]) -> str:
    """Say why a row among the people is none of them; empty where it is one, or may be."""
    filled = [(column, raw) for column, raw in enumerate(values) if raw is not None]
    first = filled[0][1]
    if not position and is_numbering(values, _numbered_columns(table)):
        return A_NUMBERING_ROW
    if isinstance(first, str) and _is_sum(first):
        return A_SUBTOTAL
    if len(filled) > _FEW and _is_heading(table, filled):
        return A_HEADING_AGAIN
    if len(filled) == 1 and isinstance(first, str) and _is_section(table, first, filled[0][0], where):
        return A_SECTION
    return ""


def _numbered_columns(table: Table) -> int:
    """Count the columns that whoever numbered them saw: results were put beside them later."""
    return sum(fold(heading.text) not in result_headings() for heading in table.headings)


def _is_section(table: Table, text: str, column: int, where: Mapping[str, int]) -> bool:
    """Whether the only text of a row heads a part of the list: it stands where no person has anything alone.

    In the column of the IDs that is a text of several words with no number in it that could be an ID.
    """
    if column == where.get("name") or is_numbered(table, [None] * column + [text]):
        return False
    is_words = " " in text.strip() and _ID.search(text) is None
    return is_words if column == where.get("id") else column < min(_person_columns(where), default=0)


def _person_columns(where: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(where[name] for name in ("id", "name") if name in where)


def is_numbered(table: Table, values: Sequence[Raw]) -> bool:
    """Whether a row has a running number, as each person of a numbered list has."""
    columns = [heading.column for heading in table.headings if is_running_number(heading.text)]
    cells = [values[column] for column in columns if column < len(values)]
    return any(isinstance(raw, int) or (isinstance(raw, str) and raw.strip(" .)").isdigit()) for raw in cells)


def _is_heading(table: Table, filled: Sequence[tuple[int, Raw]]) -> bool:
    ends = (filled[0], filled[-1])
    if not any(isinstance(raw, str) and table.words.get(column) == raw.strip() for column, raw in ends):
        return False
    same = sum(isinstance(raw, str) and table.words.get(column) == raw.strip() for column, raw in filled)
    return same * 2 > len(filled)


def _tail(table: Table, rows: Rows, where: Mapping[str, int]) -> int:
    """Return the position from which the rows are the lines under the list; their number where there are none."""
    last = next((at for at in reversed(range(len(rows))) if _is_person(table, rows[at][1], where)), -1)
    after = range(last + 1, len(rows))
    for at in after:
        number, values = rows[at]
        gap = number - (rows[at - 1][0] if at else table.header_row) > 1
        if last >= 0 and (gap or _is_closing(values)) and not _sums(values):
            are_short = all(_is_short(table, rows[later][1]) for later in range(at, len(rows)))
            return at if are_short else len(rows)
    return len(rows)


def _sums(values: Sequence[Raw]) -> bool:
    first = next((raw for raw in values if raw is not None), None)
    return isinstance(first, str) and _is_sum(first)


def _is_sum(text: str) -> bool:
    return text[:1] not in _DIGITS and _SUM.fullmatch(fold(text)) is not None


def _is_short(table: Table, values: Sequence[Raw]) -> bool:
    filled = sum(raw is not None for raw in values)
    return filled <= _MOST_IN_SIGNATURE and not is_numbered(table, values)


def _is_closing(values: Sequence[Raw]) -> bool:
    texts = (fold(raw) for raw in values if isinstance(raw, str))
    return any(_CLOSING.fullmatch(text) for text in texts)


def _is_person(table: Table, values: Sequence[Raw], where: Mapping[str, int]) -> bool:
    """Whether a row is surely a person: an ID in its column beside a name, or a running number beside either."""
    both = [column < len(values) and values[column] is not None for column in _person_columns(where)]
    is_listed = is_numbered(table, values) and sum(raw is not None for raw in values) > 1
    return (len(both) > 1 and all(both)) or (is_listed and any(both))
