"""A coordinator's workbook in which dates are open: two cohorts, four people who are away in some weeks, a timetable.

Ramadan of 2027 is from 8 February to 8 March, and of the Mondays until 30 April five are left.  Nearest to
the start that is wished for KBJ is 29 March; but those who wish for it are away then, and those who wish for APP
a week later.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

FIRST, LAST = date(2027, 2, 1), date(2027, 4, 30)
IN_MARCH, IN_APRIL = "2027-03-29..2027-04-02", "2027-04-05..2027-04-09"

SHEETS: dict[str, tuple[tuple[object, ...], ...]] = {
    "Angkatan": (
        ("Kode", "Judul", "Kursi paling banyak", "Hari perjalanan"),
        ("KBJ", "Kebijakan digital", 2, 1),
        ("APP", "Aplikasi layanan", 2, 1),
    ),
    "Sesi": (
        ("Kode", "Angkatan", "Judul", "Jenis", "Jam pelajaran", "Perlu ruang"),
        ("K1", "KBJ", "Pembukaan", "orientasi", 1, "tidak"),
        ("K2", "KBJ", "Data terbuka", "kuliah", 2, "tidak"),
        ("A1", "APP", "Pembukaan", "orientasi", 1, "tidak"),
        ("A2", "APP", "Identitas digital", "kuliah", 2, "tidak"),
    ),
    "Calon peserta": (
        ("NIP/Nomor induk", "Nama", "Instansi", "Pilihan", "Tanggal tidak tersedia"),
        ("P1", "Ayu Lestari", "BKN", "KBJ", IN_MARCH),
        ("P2", "Budi Santoso", "LAN", "KBJ", IN_MARCH),
        ("P3", "Citra Dewi", "BPS", "APP", IN_APRIL),
        ("P4", "Dedi Kurnia", "BRIN", "APP", IN_APRIL),
    ),
    "Rentang tanggal": (
        ("Angkatan", "Mulai paling awal", "Selesai paling akhir", "Lama bepergian", "Hari berangkat",
         "Tidak bersamaan dengan", "Mulai yang diinginkan", "Ramadan"),
        ("KBJ", FIRST, LAST, 5, "Senin", "APP", date(2027, 3, 29), "hindari"),
        ("APP", FIRST, LAST, 5, "Senin", None, None, "hindari"),
    ),
    "Pengisian kursi": (("Prioritas",), (1,)),
    "Pilihan angkatan": (("Prioritas",), (2,)),
}  # fmt: skip


def open_dates(path: Path) -> Path:
    """Write the workbook."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in SHEETS.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
