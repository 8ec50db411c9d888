"""Rooms, lecturers and sites of September 2015, and the rules of its timetable.  Everybody is invented."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.first_last import FirstLast
from constraints.timetable.held_at import HeldAt
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.order import Order
from constraints.timetable.rather_not import RatherNot
from constraints.timetable.spread_days import SpreadDays
from constraints.timetable.topic_sequence import TopicSequence
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Lecturer, Room, Route, Site
from scheduler.rule import MUST, Rule
from scheduler.sample.school import days

MONDAY: Final = date(2015, 9, 7)


def parts() -> dict[str, Any]:
    """Return what the timetable is made of, by field of the programme."""
    return {"rooms": _rooms(), "lecturers": _lecturers(), "sites": _sites(), "routes": _routes()}


def _rooms() -> tuple[Room, ...]:
    return (
        Room(code="AULA", title="Aula", capacity=60, features=("proyektor",), rather_not=days("2015-09-16")),
        Room(code="R-1", title="Ruang kelas 1", capacity=24, features=("proyektor",)),
        Room(code="R-2", title="Ruang kelas 2", capacity=12),
        Room(code="R-3", title="Ruang kelas 3", capacity=12),
        Room(code="LAB", title="Ruang komputer", capacity=24, features=("komputer", "proyektor")),
    )


def _lecturers() -> tuple[Lecturer, ...]:
    rows = (
        ("KOICA-1", "Manajer program Yoo (KOICA)", "", None, (), ()),
        ("KOICA-2", "Pengajar bahasa Seo (KOICA)", "", 4, (), ("2015-09-11",)),
        ("MOGAHA-1", "Direktur Ha (MOGAHA)", "KBJ;AKU", 6, ("2015-09-14..2015-09-15",), ()),
        ("MOGAHA-2", "Kepala bagian Jin (MOGAHA)", "BPS", 6, ("2015-09-21..2015-09-22",), ()),
        ("MOGAHA-3", "Analis Pyo (MOGAHA)", "BPS", 6, (), ("2015-09-30",)),
        ("NAK-1", "Arsiparis Min (Arsip Nasional Korea)", "ARS", 6, ("2015-09-09..2015-09-11",), ()),
        ("NAK-2", "Arsiparis Bang (Arsip Nasional Korea)", "ARS", 6, ("2015-09-16",), ()),
        ("NIA-1", "Peneliti utama Gong (NIA)", "TKL", 6, ("2015-09-07..2015-09-08",), ()),
        ("NIA-2", "Peneliti Pi (NIA)", "INF", 6, ("2015-09-07..2015-09-11",), ()),
        ("KIPA-1", "Profesor Tak (KIPA)", "AKU;SDM", 6, ("2015-09-22",), ()),
        ("KIPA-2", "Profesor Gam (KIPA)", "SDM", 6, ("2015-09-17..2015-09-18",), ("2015-09-10",)),
    )
    return tuple(
        Lecturer(
            code=code,
            title=title,
            skills=tuple(filter(None, skills.split(";"))),
            most_a_day=most,
            unavailable=days(*away),
            rather_not=days(*rather),
        )
        for code, title, skills, most, away, rather in rows
    )


def _sites() -> tuple[Site, ...]:
    return (
        Site(code="DAEJEON", title="Pusat data terpadu, Daejeon", minutes=120, bus_seats=40, capacity=25),
        Site(code="ARSIP", title="Arsip nasional, Seongnam", minutes=25, bus_seats=40),
        Site(
            code="SEOUL", title="Balai Kota Seoul", minutes=50, bus_seats=40, unavailable=days("2015-09-14..2015-09-18")
        ),
        Site(code="ISTANA", title="Istana Gyeongbok", minutes=60, bus_seats=40, unavailable=_tuesdays()),
    )


def _tuesdays() -> Any:
    """The palace is closed on Tuesdays."""
    return days("2015-09-08", "2015-09-15", "2015-09-22", "2015-09-29")


def _routes() -> tuple[Route, ...]:
    return (Route(first="SEOUL", second="ISTANA", minutes=15),)


BEFORE_PLAN: Final = ("S-07", "S-08", "S-10", "L2-INF")
"""What is seen and tried before plans are made."""


def rules() -> tuple[Rule, ...]:
    """Return the rows of the timetable's rule sheets; clashes, skills, rooms and travel hold without rows."""
    return (
        HeldAt(session="S-01", day=MONDAY, slot=2, reason="Dibuka oleh Duta Besar"),
        FirstLast(kinds=("orientation",), note="Orientasi pada hari pertama"),
        FirstLast(kinds=("presentation",), which="last day", note="Rencana aksi menutup pelatihan"),
        TopicSequence(stages=("orientation", "KBJ", "BPS"), note="Dasar lebih dahulu"),
        Order(first="S-03", second="S-06", days=1, note="Praktik setelah pengantar"),
        Order(first="S-04", second="S-17", note="Praktik setelah pengantar"),
        Order(first="S-04", second="S-08", note="Kunjungan setelah pengantar"),
        Order(first="S-06", second="L1-BPS", note="Lokakarya setelah praktik"),
        Order(first="L1-BPS", second="L2-INF", note="Lokakarya 1 sebelum Lokakarya 2"),
        Order(first="S-15", second="L2-TKL", note="Lokakarya setelah kuliah"),
        Order(first="S-15", second="S-07", note="Kunjungan setelah kuliah"),
        Order(first="S-11", second="L2-SDM", note="Lokakarya setelah kuliah"),
        *(
            Order(first=code, second="S-12", note="Rencana aksi setelah lokakarya dan kunjungan")
            for code in BEFORE_PLAN
        ),
        Order(first="S-12", second="S-19", note="Bimbingan setelah penyusunan"),
        Order(first="S-19", second="S-13", note="Penyempurnaan setelah bimbingan"),
        Order(first="S-13", second="S-14", days=1, note="Satu malam untuk persiapan"),
        Order(first="S-10", relation="same day", second="S-20", priority=3, note="Satu perjalanan ke Seoul"),
        SpreadDays(sessions=("S-06", "S-17", "S-12"), at_least=2, priority=MUST, note="Tidak pada satu hari"),
        SpreadDays(sessions=("S-18",), at_least=3, priority=MUST, note="Sekali sehari"),
        DailyLoad(at_most=7, note="Paling banyak tujuh jam pelajaran"),
        DailyLoad(at_least=3, priority=3, note="Tidak ada hari yang kosong"),
        Unavailable(who="KIPA-1", weekdays=("Mon",), slots=(1, 2, 3, 4), note="Mengajar di kampus"),
        Unavailable(who="ONNARA", days=days("2015-09-18"), slots=(5, 6, 7, 8), note="Pemeriksaan kesehatan"),
        CompactDays(measure="gaps", priority=4, note="Tanpa menunggu"),
        RatherNot(who="ONNARA", slots=(8,), priority=4, note="Sore untuk tugas"),
        HomeRoom(sessions=("S-03", "S-06", "S-12"), priority=5, note="Tetap di satu ruang"),
    )
