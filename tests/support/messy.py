"""Rosters as offices make them, each with the truth beside it: who stands in it, and what nobody could read.

All people are invented.  A roster is put together from one list of people and a `Spec`, which says
what its makers did to it; cells that nobody could read are damaged on purpose, and named.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from messy_headings import HEADS
from old_formats import ods, xls
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from scheduler.reference.nip import make_ni_pppk, make_nip

MONTHS = ("Januari", "Pebruari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "Nopember", "Desember")  # fmt: skip
Row = list[Any]
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Person:
    """One line of the truth."""

    id: str
    name: str
    birth: date
    sex: str
    rank: str
    level: str
    province: str
    city: str
    institution: str = "Kementerian Dalam Negeri"


def people(count: int = 7) -> list[Person]:
    """The people of every roster: civil servants, contract staff, and one police officer without a NIP."""
    names = ("Budi Santoso", "Siti Aminah", "Ketut Wardana", "Maria Tumbel", "Sukarni", "Abdul Rahman", "Yohana Wenda",
             "Rizal Hasibuan", "Dewi Lestari", "Slamet Widodo")  # fmt: skip
    homes = (("Jawa Tengah", "Kab. Batang"), ("Bali", "Kota Denpasar"), ("Sulawesi Utara", "Kota Manado"))
    listed = []
    for k in range(count):
        birth, sex = date(1975 + 2 * k, 1 + (5 * k) % 12, 13 + k), "MF"[k % 2]
        start = date(birth.year + 24, 3, 1)
        pns = make_nip(birth, start, sex, k + 1)
        number = make_ni_pppk(birth, start.year, 1, sex, k + 1) if k == 3 else "78110234" if k == 5 else pns
        province, city = homes[k % 3]
        rank, level = ("IX", "Ahli Pertama") if k == 3 else ("III/c", "Ahli Muda")
        listed.append(Person(number, names[k], birth, sex, rank, level, province, city))
    return listed


@dataclass(frozen=True)
class Spec:
    """What was done to a roster; by default nothing."""

    name: str
    columns: tuple[str, ...] = ("no", "name", "id", "rank", "level", "institution", "birth", "sex", "province")
    heads: str = "id"
    day: Callable[[date], Any] = lambda day: datetime(day.year, day.month, day.day)  # noqa: DTZ001  cells have no zone
    number: Callable[[str], Any] = str
    titled: Callable[[str], str] = str
    sex: Mapping[str, str] = field(default_factory=lambda: {"F": "P", "M": "L"})
    rank: Callable[[str], str] = str
    level: Callable[[str], str] = str
    institution: str = "Kementerian Dalam Negeri"
    letterhead: Sequence[Row] = ()
    two_rows: str = ""
    numbering: bool = False
    blanks: bool = False
    sums: bool = False
    sections: bool = False
    headings_again: bool = False
    signature: bool = False
    hidden: bool = False
    sheets: int = 1
    format: str = ".xlsx"
    epoch_1904: bool = False
    damage: Mapping[tuple[int, str], tuple[Any, str]] = field(default_factory=dict)
    """Cells beyond reading, by person and column: what stands there, and the problem that names the cell."""
    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    declared: bool = False


@dataclass(frozen=True)
class Roster:
    """A roster and its truth: people by ID, and the cells that must be named with their problems."""

    file: str
    content: bytes
    truth: Mapping[str, Person]
    named: frozenset[tuple[str, str]]


def in_words(day: date) -> str:
    """12 Mei 1985."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def serial(day: date) -> int:
    """The number that Excel keeps of a day."""
    return (day - date(1899, 12, 30)).days


def slashed(day: date) -> str:
    """12/05/1985."""
    return f"{day:%d/%m/%Y}"


def dashed(day: date) -> str:
    """12-05-1985."""
    return f"{day:%d-%m-%Y}"


def spaced(number: str) -> str:
    """19850512 201001 1 003."""
    return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}" if len(number) == 18 else number


def academic(name: str) -> str:
    """With titles on both sides."""
    return f"Dr. H. {name}, S.Kom., M.T."


def cell(spec: Spec, column: str, number: int, person: Person) -> Any:
    """What stands in a cell."""
    given = {
        "no": number, "name": spec.titled(person.name), "id": spec.number(person.id), "rank": spec.rank(person.rank),
        "level": spec.level(person.level), "institution": spec.institution, "birth": spec.day(person.birth),
        "sex": spec.sex[person.sex], "province": person.province, "city": person.city,
        "ttl": f"{person.city}, {in_words(person.birth)}", "place": person.city, "front": "Dr.", "back": "M.T.",
        "pangkat": "Penata" if person.rank == "III/c" else "-", "gol": spec.rank(person.rank),
        "nik": "3325011205850001", "phone": 8123456789, "remark": "baru",
    }  # fmt: skip
    return given[column]


def body(spec: Spec, listed: Sequence[Person], first_row: int) -> tuple[list[Row], frozenset[tuple[str, str]]]:
    """The rows under the headings, and the cells that must be named."""
    rows: list[Row] = []
    named = set()
    width = len(spec.columns)
    for number, person in enumerate(listed, 1):
        if spec.sections and number in (1, 4):
            rows.append(["I. BIRO ORGANISASI" if number == 1 else "II. PUSAT DATA"])
        if spec.headings_again and number == 4:
            rows.append([HEADS[spec.heads][column] for column in spec.columns])
        row = [cell(spec, column, number, person) for column in spec.columns]
        for (who, column), (value, code) in spec.damage.items():
            if who == number:
                row[spec.columns.index(column)] = value
                named.add((code, f"{chr(65 + spec.columns.index(column))}{first_row + len(rows)}"))
        rows.append(row)
        if spec.sums and number in (3, len(listed)):
            rows.append(["Jumlah" if number == 3 else "TOTAL", None, number, *[None] * (width - 3)])
        if spec.blanks and number == 2:
            rows.append([])
    if spec.signature:
        rows += [[], [None, None, None, None, "Jakarta, 3 Maret 2026"], [None, None, None, None, "Kepala Biro SDM,"],
                 [], [None, None, None, None, "Drs. Harun Wibisono, M.Si."],
                 [None, None, None, None, "NIP. 19690908 199803 1 003"]]  # fmt: skip
    return rows, frozenset(named)


def head(spec: Spec) -> tuple[list[Row], list[tuple[int, int, int, int]]]:
    """The rows of headings, and their merges: first row, first column, last row, last column, all from 0."""
    titles = [HEADS[spec.heads][column] for column in spec.columns]
    if not spec.two_rows:
        return [titles], []
    at = spec.columns.index("place")
    top: Row = [*titles[:at], "Tempat, Tanggal Lahir", None, *titles[at + 2 :]]
    below: Row = [None] * len(titles)
    if spec.two_rows == "wide":
        return [top], [(0, at, 0, at + 1)]
    below[at : at + 2] = ["Tempat", "Tanggal"]
    tall = [(0, column, 1, column) for column in range(len(titles)) if column not in (at, at + 1)]
    return [top, below], [(0, at, 0, at + 1), *tall] if spec.two_rows == "merged" else []


def roster(spec: Spec) -> Roster:
    """Make a roster and its truth."""
    everyone, share = people(), -(-7 // spec.sheets)
    sheets, merges, named = {}, {}, set()
    for number in range(spec.sheets):
        sheet = "CSV" if spec.format == ".csv" else "Usulan" if spec.sheets == 1 else f"Biro {number + 1}"
        heading, merged = head(spec)
        top = [*spec.letterhead, *heading]
        if spec.numbering:
            top.append([f"({n})" for n in range(1, len(spec.columns) + 1)])
        # A line that declares the delimiter is the first row of a text file.
        shift = 1 + spec.declared
        rows, cells = body(spec, everyone[number * share : (number + 1) * share], len(top) + shift)
        sheets[sheet] = [*top, *rows]
        down = len(spec.letterhead)
        merges[sheet] = [(a + down, b, c + down, d) for a, b, c, d in merged]
        named |= {(code, f"{sheet}!{where}") for code, where in cells}
    lost = {everyone[who - 1].id for who, column in spec.damage if column == "id"}
    truth = {person.id: person for person in everyone if person.id not in lost}
    return Roster(f"{spec.name}{spec.format}", content(spec, sheets, merges), truth, frozenset(named))


def content(spec: Spec, sheets: Mapping[str, list[Row]], merges: Mapping[str, list[Area]]) -> bytes:
    """The bytes of the file."""
    plain = {name: [list(map(_plain, row)) for row in rows] for name, rows in sheets.items()}
    hidden = [len(spec.letterhead) + 3] if spec.hidden else []
    if spec.format == ".xls":
        return xls(plain, hidden)
    if spec.format == ".ods":
        return ods(plain, hidden)
    return _text(spec, plain) if spec.format == ".csv" else _workbook(spec, sheets, merges, hidden)


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def _text(spec: Spec, sheets: Mapping[str, list[Row]]) -> bytes:
    target = StringIO()
    if spec.declared:
        target.write(f"sep={spec.delimiter}\r\n")
    writer = csv.writer(target, delimiter=spec.delimiter)
    for rows in sheets.values():
        width = max(map(len, rows))
        writer.writerows([*row, *[None] * (width - len(row))] for row in rows)
    return target.getvalue().encode(spec.encoding)


def _workbook(
    spec: Spec,
    sheets: Mapping[str, list[Row]],
    merges: Mapping[str, list[Area]],
    hidden: Sequence[int],
) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    if spec.epoch_1904:
        workbook.epoch = CALENDAR_MAC_1904
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                _put(sheet.cell(number, column), value)
        for top, left, bottom, right in merges[name]:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for number in hidden:
            sheet.row_dimensions[number].hidden = True
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def _put(target: Any, value: Any) -> None:
    target.value = value
    if isinstance(value, str):
        target.data_type = "e" if value.startswith("#") else "f" if value.startswith("=") else "s"


LETTERHEAD: tuple[Row, ...] = (
    ["KEMENTERIAN DALAM NEGERI"], ["SEKRETARIAT JENDERAL"], ["Jalan Contoh Nomor 7, Jakarta"], [],
    ["LAMPIRAN SURAT USULAN PESERTA PELATIHAN"], ["Nomor", ": 800/12/SJ"], ["Tanggal", ": 3 Maret 2026"], [],
)  # fmt: skip
BASIC = ("no", "name", "id", "rank", "level", "institution")
TWO = (*BASIC, "place", "birth", "sex", "province")
WITH_TTL = (*BASIC, "ttl", "sex", "province")
BARE = ("no", "name", "id", "rank", "level", "birth", "sex", "province")
NUMBER = 198508122010012000.0

SPECS: tuple[Spec, ...] = (
    Spec("plain"),
    Spec("letterhead", letterhead=LETTERHEAD),
    Spec("numbering row", letterhead=LETTERHEAD, numbering=True),
    Spec("two rows merged", two_rows="merged", columns=TWO, letterhead=LETTERHEAD),
    Spec("two rows not merged", two_rows="plain", columns=TWO),
    Spec("one heading over two columns", two_rows="wide", columns=TWO),
    Spec("two rows and numbering", two_rows="merged", columns=TWO, numbering=True, signature=True),
    Spec("ttl in one cell", columns=WITH_TTL),
    Spec("dates in words", day=in_words),
    Spec("dates as serials", day=serial),
    Spec("dates with slashes", day=slashed),
    Spec("dates of 1904", epoch_1904=True),
    Spec("dates in iso text", day=str),
    Spec("nip with spaces", number=spaced),
    Spec("nip with dots", number=lambda number: spaced(number).replace(" ", ".")),
    Spec("nip with its word", number=lambda number: f"NIP. {number}" if len(number) == 18 else number),
    Spec("nip after an apostrophe", number=lambda number: f"'{number}" if len(number) == 18 else number),
    Spec("titles in names", titled=academic),
    Spec("titles in columns", columns=("no", "front", "name", "back", "id", "institution", "birth", "sex")),
    Spec("names in capitals", titled=str.upper),
    Spec("sums and blanks", sums=True, blanks=True),
    Spec("sections", sections=True, sums=True),
    Spec("headings again", headings_again=True),
    Spec("signature", letterhead=LETTERHEAD, signature=True, sums=True),
    Spec("one sheet a unit", sheets=3, letterhead=LETTERHEAD),
    Spec("pangkat and golongan", columns=("no", "name", "id", "pangkat", "gol", "institution", "birth", "sex")),
    Spec("ranks in words", rank=lambda rank: f"Penata ({rank})" if rank == "III/c" else f"PPPK {rank}"),
    Spec("levels in titles", level=lambda level: f"Pranata Komputer {level}"),
    Spec("province and city", columns=(*BASIC, "birth", "sex", "province", "city")),
    Spec("sex in words", sex={"F": "Perempuan", "M": "Laki-laki"}),
    Spec("english", heads="en", sex={"F": "female", "M": "male"}),
    Spec("korean", heads="ko", sex={"F": "여", "M": "남"}),
    Spec("spaced headings", heads="spaced", letterhead=LETTERHEAD, numbering=True, day=dashed),
    Spec("spaced headings and ttl", heads="spaced", columns=WITH_TTL, signature=True),
    Spec("dotted headings", heads="dotted", day=lambda day: f"{day:%d.%m.%Y}", rank=lambda rank: rank.replace("/", "")),
    Spec("hinted headings", heads="hinted", day=lambda day: in_words(day).upper(), titled=str.upper,
         sex={"F": "Wanita", "M": "Pria"}),
    Spec("korean office", heads="office", sex={"F": "여", "M": "남"},
         day=lambda day: f"{day.year}. {day.month}. {day.day}."),
    Spec("korean brackets", heads="bracketed", sex={"F": "여자", "M": "남자"},
         day=lambda day: f"{day.year}년 {day.month}월 {day.day}일"),
    Spec("korean encoding", heads="office", sex={"F": "여", "M": "남"}, format=".csv", delimiter=",", encoding="cp949",
         day=str),
    Spec("embassy", heads="embassy", sex={"F": "Female", "M": "Male"}, day=slashed),
    Spec("host's form", heads="host", sex={"F": "F", "M": "M"}, day=lambda day: f"{day:%d %B %Y}"),
    Spec("brackets on every heading", heads="hints", columns=BARE, day=dashed,
         rank=lambda rank: f"({rank})", letterhead=LETTERHEAD),
    Spec("hidden row and private columns", columns=(*BASIC, "nik", "birth", "sex", "phone", "remark"), hidden=True),
    Spec("institution in the letterhead", columns=BARE, letterhead=LETTERHEAD),
    Spec("old excel", format=".xls", letterhead=LETTERHEAD, sums=True, signature=True, hidden=True),
    Spec("open document", format=".ods", letterhead=LETTERHEAD, blanks=True, signature=True),
    Spec("semicolons", format=".csv", day=in_words, letterhead=LETTERHEAD),
    Spec("commas declared", format=".csv", delimiter=",", declared=True, day=str,
         number=lambda number: f'="{number}"'),
    Spec("tabs in utf-16", format=".csv", delimiter="\t", encoding="utf-16", day=slashed, numbering=True),
    Spec("western encoding", format=".csv", encoding="cp1252", day=in_words, titled=lambda name: f"{name} Zoë"),
    Spec("nip as numbers", damage={(2, "id"): (NUMBER, "damaged_id"), (3, "id"): ("1,98E+17", "damaged_id"),
                                   (7, "id"): ("198508122010012000", "damaged_id")}),
    Spec("cells in error", damage={(1, "birth"): ("#N/A", "error_value"), (2, "birth"): ("=1+1", "not_calculated"),
                                   (3, "sex"): ("X", "not_choice")}),
    Spec("days that are none", damage={(2, "birth"): ("31 Februari 1980", "impossible_date"),
                                       (4, "birth"): ("02/25/1981", "month_first")}),
    Spec("nobody's number", damage={(2, "id"): (None, "no_id"), (5, "id"): ("-", "no_id")}, signature=True),
    Spec("old excel with errors", format=".xls", damage={(2, "birth"): ("#N/A", "error_value"),
                                                         (3, "id"): (NUMBER, "damaged_id")}),
    Spec("open document with errors", format=".ods", damage={(2, "id"): ("#REF!", "error_value"),
                                                             (3, "id"): (NUMBER, "damaged_id")}),
    Spec("text through a number", format=".csv", day=str, damage={(2, "id"): ("1.98508E+17", "damaged_id"),
                                                                  (4, "id"): ("198508122010012000", "damaged_id")}),
)  # fmt: skip
"""What was done to each of them."""
