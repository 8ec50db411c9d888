"""What is taught in the month of September 2015: lectures, practice, visits, culture, and the action plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from scheduler.domain import Session
from scheduler.sample.school import read, session

TAUGHT: Final = (
    "S-01 | Pembukaan dan orientasi                                       | orientation  |     | 3 | 1 | KOICA-1",
    "S-02 | Pemerintahan elektronik Korea: kebijakan dan hukum            | lecture      | KBJ | 3 | 1 | MOGAHA-1",
    "S-03 | Pengantar On-Nara: proses bisnis dan manajemen kerja          | lecture      | BPS | 3 | 2 | MOGAHA-2",
    "S-04 | Naskah elektronik dan tanda tangan digital                    | lecture      | ARS | 3 | 1 | NAK-1/NAK-2",
    "S-05 | Transparansi dan akuntabilitas melalui catatan kerja          | lecture      | AKU | 3 | 1 | MOGAHA-1",
    "S-09 | Pengukuran kinerja dengan data On-Nara                        | lecture      | AKU | 3 | 1 | KIPA-1",
    "S-11 | Manajemen perubahan di kementerian                            | lecture      | SDM | 3 | 1 | KIPA-1/KIPA-2",
    "S-15 | Arsitektur dan integrasi sistem antarinstansi                 | lecture      | TKL | 3 | 1 | NIA-1",
)
"""Code, title, kind, topic, lesson hours, meetings and lecturers."""

PRACTICE: Final = (
    "S-06 | Praktik: menyusun kartu tugas                             | workshop     | BPS | 3 | 3 | MOGAHA-2/MOGAHA-3",
    "S-17 | Praktik: naskah dan persetujuan elektronik                | workshop     | ARS | 3 | 2 | NAK-1/NAK-2",
)
"""What is done at the computers."""

GROUPS: Final = (
    "S-19 | Rencana aksi: bimbingan kelompok                              | discussion   |     | 2 | 1 | KIPA-1;KIPA-2",
)

LANGUAGE: Final = "S-18 | Bahasa Korea untuk sehari-hari | cultural experience | | 2 | 3 | KOICA-2"
REPORTS: Final = "S-16 | Laporan negara: sistem kerja di enam instansi | discussion | | 3 | 1 | KIPA-2"
"""Both belong to the first weeks."""

VISITS: Final = (
    ("S-07", "Kunjungan: pusat data terpadu pemerintah, Daejeon", "INF", 6, "DAEJEON"),
    ("S-08", "Kunjungan: arsip nasional, Seongnam", "ARS", 3, "ARSIP"),
    ("S-10", "Kunjungan: Pemerintah Kota Seoul", "PLP", 3, "SEOUL"),
    ("S-20", "Istana Gyeongbok dan museum alfabet Hangeul", "", 3, "ISTANA"),
)
"""Code, title, topic, lesson hours and site."""

PLAN: Final = (
    "S-12 | Rencana aksi: penyusunan                                  | workshop     |     | 3 | 2 | KIPA-1/KIPA-2",
    "S-13 | Rencana aksi: penyempurnaan                               | workshop     |     | 3 | 1 | KIPA-1/KIPA-2",
    "S-14 | Pemaparan rencana aksi dan penutupan                      | presentation |     | 3 | 1 | KOICA-1;MOGAHA-1",
)

WORKSHOPS: Final = (
    ("L1", "BPS", "Lokakarya proses bisnis", "MOGAHA-2"),
    ("L1", "ARS", "Lokakarya arsip elektronik", "NAK-1/NAK-2"),
    ("L1", "AKU", "Lokakarya kinerja dan transparansi", "KIPA-1"),
    ("L2", "INF", "Lokakarya infrastruktur dan komputasi awan", "NIA-2"),
    ("L2", "TKL", "Lokakarya integrasi antarinstansi", "NIA-1"),
    ("L2", "SDM", "Lokakarya penerimaan oleh pegawai", "KIPA-2"),
)
"""Block, topic, title and lecturers of the workshops to choose among; eight seats each."""

SEATS_EACH: Final = 8


def sessions(cohort: str) -> tuple[Session, ...]:
    """Return the month's sessions."""
    everybody, beam = {"cohort": cohort}, ("proyektor",)
    return (
        *read((*TAUGHT, *PLAN), **everybody, features=beam),
        *read(PRACTICE, **everybody, features=("komputer",)),
        *read(GROUPS, **everybody),
        session(LANGUAGE, **everybody, latest=date(2015, 9, 23)),
        session(REPORTS, **everybody, features=beam, latest=date(2015, 9, 11)),
        *_visits(cohort),
        *(_workshop(cohort, *row) for row in WORKSHOPS),
    )


def _visits(cohort: str) -> Iterator[Session]:
    for code, title, topic, hours, site in VISITS:
        kind = "study visit" if topic else "cultural experience"
        row = f"{code} | {title} | {kind} | {topic} | {hours} | 1 |"
        yield session(row, cohort=cohort, site=site, spans_breaks=hours > 4)


def _workshop(cohort: str, block: str, topic: str, title: str, by: str) -> Session:
    row = f"{block}-{topic} | {title} | workshop | {topic} | 3 | 1 | {by}"
    seats = {"seats_at_least": 4, "seats_at_most": SEATS_EACH}
    return session(row, cohort=cohort, block=f"Lokakarya {block[-1]}", **seats)
