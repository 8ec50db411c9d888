"""The timetable of the month of September 2015: weekdays only, without Idul Adha and without Chuseok."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from scheduler.domain import Session, Topic

SHARED: Final = (
    ("01", "Pembukaan dan orientasi", "orientation", "", 7, "09:30", 150),
    ("02", "Pemerintahan elektronik Korea: kebijakan dan hukum", "lecture", "KBJ", 7, "14:00", 150),
    ("03", "Pengantar On-Nara: proses bisnis dan manajemen kerja", "lecture", "BPS", 8, "09:30", 150),
    ("04", "Naskah elektronik dan tanda tangan digital", "lecture", "ARS", 9, "09:30", 150),
    ("05", "Transparansi dan akuntabilitas melalui catatan kerja", "lecture", "AKU", 10, "09:30", 150),
    ("06", "Praktik: menyusun kartu tugas", "workshop", "BPS", 14, "09:30", 180),
    ("07", "Kunjungan: pusat data terpadu pemerintah, Daejeon", "study visit", "INF", 16, "08:30", 480),
    ("08", "Kunjungan: arsip nasional, Seongnam", "study visit", "ARS", 17, "13:30", 180),
    ("09", "Pengukuran kinerja dengan data On-Nara", "lecture", "AKU", 21, "09:30", 150),
    ("10", "Kunjungan: Pemerintah Kota Seoul", "study visit", "PLP", 22, "13:30", 180),
    ("11", "Manajemen perubahan di kementerian", "lecture", "SDM", 23, "09:30", 150),
    ("12", "Rencana aksi: penyusunan", "workshop", "", 30, "14:00", 180),
    ("13", "Rencana aksi: penyempurnaan", "workshop", "", 31, "09:30", 180),
    ("14", "Pemaparan rencana aksi dan penutupan", "presentation", "", 32, "09:30", 180),
)
"""Number, title, kind, topic, days from 31 August, start, and minutes of the sessions that everybody attends."""

WORKSHOPS: Final = (
    ("L1", "BPS", "Lokakarya proses bisnis", 15),
    ("L1", "ARS", "Lokakarya arsip elektronik", 15),
    ("L1", "AKU", "Lokakarya kinerja dan transparansi", 15),
    ("L2", "INF", "Lokakarya infrastruktur dan komputasi awan", 30),
    ("L2", "TKL", "Lokakarya integrasi antarinstansi", 30),
    ("L2", "SDM", "Lokakarya penerimaan oleh pegawai", 30),
)
"""Block, topic, title and days from 31 August of the workshops to choose among; eight seats each."""

SEATS_EACH: Final = 8


def sessions(cohort: str) -> tuple[Session, ...]:
    """Return the month's sessions."""
    shared = (
        Session(
            code=f"S-{number}",
            cohort=cohort,
            title=title,
            topics=(Topic(code=topic),) if topic else (),
            kind=kind,
            start=_at(day, start),
            end=_at(day, start) + timedelta(minutes=minutes),
        )
        for number, title, kind, topic, day, start, minutes in SHARED
    )
    return (*shared, *(_workshop(cohort, *row) for row in WORKSHOPS))


def _workshop(cohort: str, block: str, topic: str, title: str, day: int) -> Session:
    return Session(
        code=f"{block}-{topic}",
        cohort=cohort,
        title=title,
        topics=(Topic(code=topic),),
        kind="workshop",
        block=f"Lokakarya {block[-1]}",
        seats_at_least=4,
        seats_at_most=SEATS_EACH,
        start=_at(day, "09:30"),
        end=_at(day, "09:30") + timedelta(minutes=180),
    )


def _at(day: int, clock: str) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime(2015, 8, 31, hours, minutes) + timedelta(days=day)  # noqa: DTZ001  local time in Seoul
