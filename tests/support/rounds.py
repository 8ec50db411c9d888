"""A small round with a result, the same every time: two cohorts that run, one that does not, nine people."""

from dataclasses import replace
from datetime import date
from functools import cache

from scheduler.domain import EACH, OUT, Amount, Cohort, Nominee, Programme, Session, Topic
from scheduler.pipeline import allocate
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.rulebook import kinds

PEOPLE = (
    ("P1", "Ayu Lestari, S.Kom., M.T.", "Kementerian Dalam Negeri", "Pusat", "F", "III/d"),
    ("P2", "Bima Nugroho", "Kementerian Dalam Negeri", "Pusat", "M", "III/c"),
    ("P3", "Citra Wulandari", "Pemerintah Provinsi Jawa Barat", "Jawa Barat", "F", "IV/a"),
    ("P4", "Dedi Kurnia", "Pemerintah Provinsi Jawa Barat", "Jawa Barat", "M", "III/b"),
    ("P5", "Eka Saputra", "Pemerintah Kabupaten Banyuwangi", "Jawa Timur", "M", "III/c"),
    ("P6", "Fitri Handayani", "Pemerintah Kabupaten Banyuwangi", "Jawa Timur", "F", "III/a"),
    ("P7", "Gilang Ramadhan", "Kementerian Dalam Negeri", "Pusat", "M", "IV/b"),
    ("P8", '=HYPERLINK("x")', "Pemerintah Provinsi Jawa Barat", "Jawa Barat", "M", "III/c"),
    ("198502032010012001", "Hesti Puspita", "Kementerian Dalam Negeri", "Pusat", "F", ""),
)


def programme() -> Programme:
    """Return the round's programme."""
    days = {"start": date(2026, 9, 6), "end": date(2026, 9, 17), "city": "Seoul", "venue": "NIA"}
    return Programme(
        name="Pelatihan e-Government di Korea 2026",
        host="NIA",
        year=2026,
        language="id",
        seed=3,
        cohorts=(
            Cohort(code="A", title="Data", topics=(Topic(code="DAT", weight=2),), seats_at_most=3, reserves=2, **days),
            Cohort(code="B", title="Keamanan", topics=(Topic(code="KAM"),), seats_at_most=2, **days),
            Cohort(code="C", title="Ditunda", seats_at_most=4, status="closed"),
        ),
        sessions=(
            Session(code="A1", cohort="A", title="Satu Data", block="1", topics=(Topic(code="DAT"),), seats_at_most=2),
            Session(code="A2", cohort="A", title="Aplikasi", block="1", topics=(Topic(code="APP"),)),
        ),
        nominees=tuple(map(person, range(len(PEOPLE)), PEOPLE)),
    )


TYPES = {"Kementerian Dalam Negeri": "ministry", "Pemerintah Provinsi Jawa Barat": "province"}


def person(number, row) -> Nominee:
    code, name, institution, region, sex, rank = row
    return Nominee(
        id=code,
        name=name,
        institution=institution,
        institution_type=TYPES.get(institution, "regency"),
        region=region,
        island_group="" if region == "Pusat" else "Jawa",
        service_start=date(2010, 1, 1) if len(code) == 18 else None,
        sex=sex,
        rank=rank,
        birth=date(1985, 2, 3),
        topics=(("DAT", "APP"), ("KAM", "DAT"))[number % 2],
        choices=(("A",), ("B", "A"))[number % 2],
        order=number + 1,
        pin={"P7": OUT, "P6": "B"}.get(code, ""),
        pin_reason="Tugas lain" if code == "P7" else "",
        facts={"Passport expiry": date(2029, 1, number + 1), "Team": "XY"[number % 2], "Score": 70.5 + number},
    )


def rules() -> tuple[Rule, ...]:
    """Return its rules: a share of women, a most for each institution, and one about a further column."""
    quota = kinds()["Quotas"]
    return (
        quota.model_validate({"sex": ("F",), "where": (EACH,), "at_least": Amount(percent=30), "note": "Kesetaraan"}),
        quota.model_validate({"institution": (EACH,), "at_most": Amount(count=2), "priority": 3}),
        quota.model_validate({"others": {"Team": ("X",)}, "at_least": Amount(count=5), "priority": 4}),
    )


@cache
def result() -> Result:
    """Return the result, with no time in it."""
    return replace(allocate(programme(), rules()), seconds=0.0)
