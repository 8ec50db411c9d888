"""Headings of rosters as offices write them, by what they mean."""

from __future__ import annotations

from collections.abc import Mapping

HEADS: Mapping[str, Mapping[str, str]] = {
    "id": {"no": "No.", "name": "Nama Lengkap (dengan gelar)", "id": "NIP / NI PPPK", "rank": "Pangkat/Gol-Ruang",
           "level": "Jabatan", "institution": "Instansi", "birth": "Tanggal Lahir", "sex": "L/P",
           "province": "Provinsi", "city": "Kabupaten/Kota", "ttl": "Tempat, Tanggal Lahir", "place": "Tempat Lahir",
           "pangkat": "Pangkat", "gol": "Golongan", "front": "Gelar Depan", "back": "Gelar Belakang", "nik": "NIK",
           "phone": "No HP/WA", "remark": "Keterangan"},
    "en": {"no": "No", "name": "Full name", "id": "ID number", "rank": "Rank", "level": "Level",
           "institution": "Institution", "birth": "Date of birth", "sex": "Sex", "province": "Province"},
    "ko": {"no": "번호", "name": "성명", "id": "고유 번호", "rank": "직급", "level": "직위", "institution": "기관",
           "birth": "생년월일", "sex": "성별", "province": "지역"},
    "spaced": {"no": "NO", "name": "N A M A", "id": "N I P", "rank": "PANGKAT / GOL. RUANG",
               "level": "JABATAN TERAKHIR", "institution": "INSTANSI / LEMBAGA", "ttl": "TEMPAT/TGL. LAHIR",
               "birth": "TGL. LAHIR", "sex": "JENIS KELAMIN (L/P)", "province": "PROV."},
    "dotted": {"no": "No. Urut", "name": "Nama Pegawai", "id": "NIP.", "rank": "Gol. / Ruang", "level": "Jab.",
               "institution": "Asal Instansi/Lembaga", "birth": "Tgl. Lahir", "sex": "Jns. Kelamin",
               "province": "Asal Provinsi"},
    "hinted": {"no": "#", "name": "Nama Calon Peserta (sesuai paspor)", "id": "Nomor Induk Pegawai (NIP)",
               "rank": "Golongan Ruang", "level": "Jabatan saat ini", "institution": "Kementerian / Lembaga / Pemda",
               "birth": "Tanggal/Bulan/Tahun Lahir", "sex": "Kelamin", "province": "Provinsi/Kab/Kota"},
    "hints": {"no": "No", "name": "Nama lengkap & gelar", "id": "NIP (18 digit)", "rank": "Gol",
                 "level": "Jabatan Struktural/Fungsional", "institution": "Unit Kerja/Instansi",
                 "birth": "Tgl Lahir (hh-bb-tttt)", "sex": "Jenis Kelamin (Laki-laki/Perempuan)",
                 "province": "Wilayah/Provinsi"},
    "office": {"no": "연번", "name": "성명", "id": "공무원번호", "rank": "직급", "level": "직위", "institution": "소속",
               "birth": "생년월일", "sex": "성별", "province": "시·도"},
    "bracketed": {"no": "순번", "name": "성 명(영문)", "id": "공무원 번호(NIP)", "rank": "직급(등급)",
                  "level": "직위(직책)", "institution": "소속기관명", "birth": "생년월일(YYYY-MM-DD)",
                  "sex": "성별(남/여)", "province": "출신 지역"},
    "embassy": {"no": "S/N", "name": "Name of Nominee", "id": "NIP No.", "rank": "Rank/Grade",
                "level": "Position/Title", "institution": "Ministry/Institution", "birth": "D.O.B. (dd/mm/yyyy)",
                "sex": "Gender (M/F)", "province": "Province of origin"},
    "host": {"no": "Nr.", "name": "Name (as in passport)", "id": "Civil Servant ID", "rank": "Civil Service Grade",
             "level": "Job Title", "institution": "Organization/Agency", "birth": "Birthdate", "sex": "M/F",
             "province": "Home province"},
}  # fmt: skip
