"""NIP and NI PPPK: the 18 digits that number an Indonesian civil servant, and what they give away.

::

    PNS    YYYYMMDD YYYYMM S NNN     birth, first appointment, sex (1 male, 2 female), serial from 001
    PPPK   YYYYMMDD YYYY 2 T S NNN   birth, year of contract, the code 2, times contracted (1-9), sex, serial

Digit 13 tells them apart: a month begins with 0 or 1. There is no check digit, so a wrong number may read well; but
Excel keeps 15 digits of a number and zeroes the rest, which is exactly the serial, and no serial is 000.

References
----------
Peraturan Kepala BKN 22/2007 and 43/2007 on the NIP of civil servants.
Microsoft, KB 269370: last digits are changed to zeroes when you type long numbers in cells of Excel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from scheduler.reference.text import key, visible

Sex = Literal["F", "M"]
Kind = Literal["PNS", "PPPK"]

DIGITS: Final = 18
SAFE_DIGITS: Final = 15
"""How many leading digits survive in a numeric Excel cell: birth, appointment and sex, but not the serial."""
AGES: Final = (17, 64)
"""Ages at appointment that are believed, in full years: wide, since refusing a real person costs more than a typo."""

_SEX_DIGIT: Final[dict[str, Sex]] = {"1": "M", "2": "F"}
_DIGIT_OF_SEX: Final = {"M": "1", "F": "2"}
_PREFIX: Final = re.compile(r"^(?:ni[\s.]*(?:pppk|p3k)|nip[\s.]*(?:pns|pppk|p3k)?|ni)\s*[.:]?\s*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\s.'\"`´‘’-]+")
_SCIENTIFIC: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_SEX_WORDS: Final[Mapping[str, Sex]] = {
    **dict.fromkeys(("l", "m", "lk", "laki", "lakilaki", "pria", "male", "man", "남", "남성", "남자"), "M"),
    **dict.fromkeys(("p", "f", "pr", "perempuan", "wanita", "female", "woman", "여", "여성", "여자"), "F"),
}


@dataclass(frozen=True, slots=True)
class Nip:
    """A number that reads well.

    Attributes
    ----------
    digits
        The 18 digits, without anything between them.
    birth
        Date of birth.
    service_start
        First day of the month of appointment; for PPPK 1 January of the year, see `is_month_known`.
    sex
        "F" or "M".
    serial
        1 to 999: counts people who share the digits before it.
    kind
        "PNS" or "PPPK".
    times
        How often contracted (PPPK, 1-9); 0 for PNS.
    """

    digits: str
    birth: date
    service_start: date
    sex: Sex
    serial: int
    kind: Kind
    times: int = 0

    @property
    def is_month_known(self) -> bool:
        """Whether `service_start` is good to the month, not only to the year."""
        return self.kind == "PNS"


@dataclass(frozen=True, slots=True)
class NipFault:
    """The first reason why a text is not a NIP.

    Attributes
    ----------
    code
        `empty`, `damaged` (went through a number), `not_digits`, `length`, `birth`, `month`, `times`, `sex`,
        `serial`, `age` (at appointment) or `future`.
    facts
        What a sentence about it needs. Never the digits: they tell birth date and sex.
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)


def read_nip(text: str, on: date | None = None) -> Nip | NipFault:
    """Read a NIP or NI PPPK as people write it: spaces, dots, `NIP.` before it, a leading apostrophe.

    Parameters
    ----------
    text
        The cell's text. A numeric cell has lost digits already: ask `is_damaged` first.
    on
        Today; if given, an appointment after it is a fault.
    """
    bare = _BETWEEN.sub("", _PREFIX.sub("", visible(text).lstrip("'=\"‘’")))
    fault = _shape_fault(bare, text)
    return fault or _read_digits(bare, on)


def _shape_fault(bare: str, text: str) -> NipFault | None:
    if not bare:
        return NipFault("empty")
    if _is_scientific(text):
        return NipFault("damaged")
    if not (bare.isascii() and bare.isdecimal()):
        return NipFault("not_digits")
    return None if len(bare) == DIGITS else NipFault("length", {"length": len(bare), "expected": DIGITS})


def _read_digits(digits: str, on: date | None) -> Nip | NipFault:
    birth = _day(digits[:8])
    if birth is None:
        return NipFault("birth")
    start = _service_start(digits)
    if isinstance(start, NipFault):
        return start
    sex, serial = _SEX_DIGIT.get(digits[14]), int(digits[15:])
    if sex is None:
        return NipFault("sex", {"digit": digits[14]})
    if serial == 0:
        return NipFault("serial")
    kind: Kind = "PPPK" if digits[12] == "2" else "PNS"
    times = int(digits[13]) if kind == "PPPK" else 0
    nip = Nip(digits, birth, start, sex, serial, kind, times)
    return _unlikely(nip, on) or nip


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _service_start(digits: str) -> date | NipFault:
    if digits[12] == "2":
        if digits[13] == "0":
            return NipFault("times")
        return _day(digits[8:12] + "0101") or NipFault("month", {"month": digits[12:14]})
    return _day(digits[8:14] + "01") or NipFault("month", {"month": digits[12:14]})


def _unlikely(nip: Nip, on: date | None) -> NipFault | None:
    age = age_on(nip.birth, nip.service_start)
    # A contract known only by its year may have begun after the birthday in that year.
    oldest_reading = age if nip.is_month_known else nip.service_start.year - nip.birth.year
    if oldest_reading < AGES[0] or age > AGES[1]:
        return NipFault("age", {"age": age, "least": AGES[0], "most": AGES[1]})
    if on is not None and nip.service_start > on:
        return NipFault("future", {"year": nip.service_start.year})
    return None


def age_on(birth: date, day: date) -> int:
    """Full years between a birth and a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_damaged(cell: object) -> bool:
    """Tell whether a NIP in this cell has lost digits by being a number once.

    True for numbers longer than Excel keeps, for such numbers as text ("1,98001E+17", "198001012005011008.0"), and
    for 18 digits that end in the impossible serial 000. Doubles near 2e17 are 32 apart, so a wrong serial need not
    be 000: every long numeric cell counts as damaged.
    """
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return abs(cell) >= 10**SAFE_DIGITS
    return isinstance(cell, str) and _is_damaged_text(cell)


def _is_damaged_text(text: str) -> bool:
    bare = visible(text).lstrip("'")
    number, _, tail = bare.partition(".")
    if number.isdecimal() and len(number) > SAFE_DIGITS and tail and not tail.strip("0"):
        return True
    digits = _BETWEEN.sub("", _PREFIX.sub("", bare))
    return _is_scientific(bare) or (digits.isdecimal() and len(digits) == DIGITS and digits.endswith("000"))


def _is_scientific(text: str) -> bool:
    return _SCIENTIFIC.fullmatch(visible(text).lstrip("'")) is not None


def make_nip(birth: date, service_start: date, sex: Sex, serial: int) -> str:
    """Write the NIP of a PNS, 18 digits.

    Raises
    ------
    ValueError
        If the sex or the serial (1 to 999) does not exist.
    """
    return f"{birth:%Y%m%d}{service_start:%Y%m}" + _tail(sex, serial)


def make_ni_pppk(birth: date, year: int, times: int, sex: Sex, serial: int) -> str:
    """Write the NI of a PPPK contracted in a year, for the first to ninth time; 18 digits.

    Raises
    ------
    ValueError
        If times (1 to 9), the sex or the serial (1 to 999) does not exist.
    """
    if not 1 <= times <= 9:
        raise ValueError(f"times contracted must be 1 to 9, not {times}")
    return f"{birth:%Y%m%d}{year:04d}2{times}" + _tail(sex, serial)


def _tail(sex: Sex, serial: int) -> str:
    if sex not in _DIGIT_OF_SEX:
        raise ValueError(f'sex must be "F" or "M", not {sex!r}')
    if not 1 <= serial <= 999:
        raise ValueError(f"serial must be 1 to 999, not {serial}")
    return f"{_DIGIT_OF_SEX[sex]}{serial:03d}"


def read_sex(text: str) -> Sex | None:
    """Read "M" or "F" from L/P, Laki-laki/Perempuan, Pria/Wanita, M/F, male/female or 남/여; None if it is neither."""
    return _SEX_WORDS.get(key(text))
