"""Regions by name and by code: found, ambiguous, unknown."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reference.answers import Ambiguous, Unknown
from scheduler.reference.regions import (
    CENTRAL,
    Region,
    Scheme,
    find_region,
    island_groups,
    provinces,
    regencies,
    region_of_code,
)
from scheduler.reference.tables import rows, several
from scheduler.reference.text import key

REGENCIES_AND_CITIES = [
    "Bandung", "Banjar", "Bekasi", "Bima", "Blitar", "Bogor", "Cirebon", "Gorontalo", "Jayapura", "Kediri",
    "Kupang", "Madiun", "Magelang", "Malang", "Mojokerto", "Pasuruan", "Pekalongan", "Probolinggo", "Semarang",
    "Serang", "Solok", "Sorong", "Sukabumi", "Tangerang", "Tasikmalaya", "Tegal",
]  # fmt: skip
PROVINCES_AND_CITIES = ["Bengkulu", "Gorontalo", "Jambi", "Yogyakarta"]


def found(text: str, scheme: Scheme | None = "kemendagri") -> Region:
    region = find_region(text, scheme)
    assert isinstance(region, Region), region
    return region


def choice(text: str, scheme: Scheme | None = "kemendagri") -> set[str]:
    answer = find_region(text, scheme)
    assert isinstance(answer, Ambiguous), answer
    return {region.name for region in answer.candidates}


def test_the_country_has_38_provinces_416_regencies_and_98_cities() -> None:
    kinds = Counter(region.kind for region in (*provinces(), *regencies()))
    assert kinds == {"province": 38, "regency": 416, "city": 98}


def test_every_province_has_the_regencies_and_cities_that_it_should() -> None:
    counts = Counter((region.province, region.kind) for region in regencies())
    for row in rows("provinces"):
        assert counts[row["name"], "regency"] == int(row["n_kabupaten"])
        assert counts[row["name"], "city"] == int(row["n_kota"])


def test_codes_are_unique_and_tell_the_kind() -> None:
    assert len({region.code for region in regencies()}) == 514
    for region in regencies():
        province, number = region.code.split(".")
        assert region_of_code(province).name == region.province
        assert (int(number) >= 71) == (region.kind == "city")


def test_bps_codes_are_unique_in_both_tables() -> None:
    for table in ("provinces", "regencies"):
        assert len({row["bps_code"] for row in rows(table)}) == len(rows(table))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("33.25", "Kabupaten Batang"),
        ("35.10", "Kabupaten Banyuwangi"),
        ("36.74", "Kota Tangerang Selatan"),
        ("92.06", "Kabupaten Teluk Bintuni"),
        ("63.03", "Kabupaten Banjar"),
        ("32.79", "Kota Banjar"),
        ("32", "Jawa Barat"),
        ("34", "Daerah Istimewa Yogyakarta"),
        ("00", "Pusat"),
    ],
)
def test_well_known_codes_are_right(code: str, name: str) -> None:
    assert region_of_code(code).name == name


def test_a_code_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"33\.99"):
        region_of_code("33.99")


def test_a_region_knows_where_it_lies() -> None:
    assert found("Kab. Batang") == Region("33.25", "Kabupaten Batang", "regency", "Jawa Tengah", "Jawa", "WIB")
    assert found("Kota Denpasar").timezone == "WITA"
    assert found("Kab. Merauke").timezone == "WIT"
    assert found("Kab. Batang").bare_name == "Batang"


def test_there_are_seven_island_groups() -> None:
    assert island_groups() == (
        "Sumatera", "Jawa", "Bali & Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Batang", "Kabupaten Batang"),
        ("BATANG", "Kabupaten Batang"),
        ("Kab Batang", "Kabupaten Batang"),
        ("Kab. Batang", "Kabupaten Batang"),
        ("Kabupaten Batang", "Kabupaten Batang"),
        ("Pemkab Batang", "Kabupaten Batang"),
        ("Pemerintah Kabupaten Batang", "Kabupaten Batang"),
        ("Pemerintah Daerah Kabupaten Batang", "Kabupaten Batang"),
        ("Pemda Kab. Batang", "Kabupaten Batang"),
        ("Batang Regency", "Kabupaten Batang"),
        ("Kab.\u00a0Batang\u200b", "Kabupaten Batang"),
        ("Pemkot Tangerang Selatan", "Kota Tangerang Selatan"),
        ("Tangsel", "Kota Tangerang Selatan"),
        ("Bandung City", "Kota Bandung"),
        ("Jabar", "Jawa Barat"),
        ("Pemprov Jabar", "Jawa Barat"),
        ("Provinsi Jawa Barat", "Jawa Barat"),
        ("Propinsi Jawa Barat", "Jawa Barat"),
        ("West Java Province", "Jawa Barat"),
        ("ID-JB", "Jawa Barat"),
        ("Prov. Kep. Riau", "Kepulauan Riau"),
        ("NAD", "Aceh"),
        ("Pemerintah Aceh", "Aceh"),
        ("DIY", "Daerah Istimewa Yogyakarta"),
        ("D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("Pemda DI Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("Pemerintah Daerah DIY", "Daerah Istimewa Yogyakarta"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("Pemerintah Daerah Daerah Istimewa Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("Pemprov DKI Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("Jakarta Pusat", "Kota Jakarta Pusat"),
        ("Kota Administrasi Jakarta Pusat", "Kota Jakarta Pusat"),
        ("Kota Adm. Jakarta Timur", "Kota Jakarta Timur"),
        ("Kab. Adm. Kep. Seribu", "Kabupaten Kepulauan Seribu"),
        ("Palangka Raya", "Kota Palangkaraya"),
        ("Toli Toli", "Kabupaten Toli-Toli"),
        ("Pare-Pare", "Kota Parepare"),
        ("Kab. Toba Samosir", "Kabupaten Toba"),
        ("Kab. Kota Baru", "Kabupaten Kotabaru"),
        ("Kotabaru", "Kabupaten Kotabaru"),
        ("Kab. Lima Puluh Kota", "Kabupaten Lima Puluh Kota"),
        ("Pusat", "Pusat"),
        ("Pemerintah Pusat", "Pusat"),
    ],
)
def test_a_name_is_found_in_its_spellings(written: str, name: str) -> None:
    assert found(written).name == name


def test_the_26_shared_names_are_all_that_are_shared() -> None:
    kinds = Counter(region.bare_name for region in regencies())
    assert sorted(name for name, count in kinds.items() if count > 1) == REGENCIES_AND_CITIES


@pytest.mark.parametrize("name", REGENCIES_AND_CITIES)
def test_a_name_of_a_regency_and_a_city_is_ambiguous_until_its_prefix_settles_it(name: str) -> None:
    assert {f"Kabupaten {name}", f"Kota {name}"} <= choice(name)
    assert choice(f"Pemda {name}") == choice(name)
    for prefix in ("Kab. ", "Kabupaten ", "Pemkab ", "Pemerintah Kabupaten "):
        assert found(prefix + name).name == f"Kabupaten {name}"
    for prefix in ("Kota ", "Pemkot ", "Pemerintah Kota "):
        assert found(prefix + name).name == f"Kota {name}"


@pytest.mark.parametrize("name", PROVINCES_AND_CITIES)
def test_a_name_of_a_province_and_a_city_is_ambiguous_until_its_prefix_settles_it(name: str) -> None:
    assert f"Kota {name}" in choice(name)
    assert found(f"Prov. {name}").kind == "province"
    assert found(f"Pemprov {name}").kind == "province"
    assert found(f"Kota {name}").kind == "city"


def test_a_province_beside_the_name_settles_it() -> None:
    assert found("Banjar, Jawa Barat").name == "Kota Banjar"
    assert found("Banjar (Kalsel)").name == "Kabupaten Banjar"
    assert found("Kota Batu, Prov. Jawa Timur").name == "Kota Batu"
    assert choice("Bandung, Jawa Barat") == {"Kabupaten Bandung", "Kota Bandung"}


def test_a_kind_behind_the_name_settles_it() -> None:
    assert found("Bandung (Kab.)").name == "Kabupaten Bandung"
    assert found("Bandung, Kota").name == "Kota Bandung"
    assert isinstance(find_region("Denpasar (Kab.)"), Unknown)


def test_a_province_that_contradicts_the_name_is_not_overlooked() -> None:
    assert isinstance(find_region("Kab. Batang, Jawa Timur"), Unknown)
    assert isinstance(find_region("Kab. Batang, Atlantis"), Unknown)


def test_rosters_may_still_write_papua_for_the_provinces_split_off_in_2022() -> None:
    assert found("Kab. Merauke, Papua").province == "Papua Selatan"
    assert found("Kab. Raja Ampat (Papua Barat)").province == "Papua Barat Daya"


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Banyuwngi", "Kabupaten Banyuwangi"),
        ("Kab. Banyuwngi", "Kabupaten Banyuwangi"),
        ("Jawa Brat", "Jawa Barat"),
        ("Kab. Denpasar", "Kota Denpasar"),
        ("Pulau Seribu", "Kabupaten Kepulauan Seribu"),
    ],
)
def test_a_misspelling_is_unknown_with_the_right_name_nearest(written: str, first: str) -> None:
    answer = find_region(written)
    assert isinstance(answer, Unknown)
    assert answer.nearest[0] == first


@pytest.mark.parametrize("written", ["", " ", "Kota", "Kab.", "Atlantis", "Pemerintah", "-", "99", "33.99", "123456"])
def test_what_is_no_region_is_unknown(written: str) -> None:
    assert isinstance(find_region(written), Unknown)


@pytest.mark.parametrize(
    ("code", "kemendagri", "bps"),
    [
        ("91", "Papua", "Papua Barat"),
        ("92", "Papua Barat", "Papua Barat Daya"),
        ("94", "Papua Tengah", "Papua"),
        ("95", "Papua Pegunungan", "Papua Selatan"),
        ("96", "Papua Barat Daya", "Papua Tengah"),
        ("1101", "Kabupaten Aceh Selatan", "Kabupaten Simeulue"),
    ],
)
def test_a_code_means_what_its_scheme_says(code: str, kemendagri: str, bps: str) -> None:
    assert found(code).name == kemendagri
    assert found(code, "bps").name == bps
    assert choice(code, None) == {kemendagri, bps}


def test_a_code_of_unknown_scheme_is_found_where_the_schemes_agree_or_only_one_has_it() -> None:
    assert found("3325", None).name == "Kabupaten Batang"
    assert found("33", None).name == "Jawa Tengah"
    assert found("93", None).name == "Papua Selatan"
    assert found("97", None).name == "Papua Pegunungan"
    assert found("9206", None).name == "Kabupaten Teluk Bintuni"
    assert found("9104", "bps").name == "Kabupaten Teluk Bintuni"


def test_a_dot_says_kemendagri_where_the_scheme_is_unknown() -> None:
    assert found("11.01", None).name == "Kabupaten Aceh Selatan"
    assert found("11.01", "bps").name == "Kabupaten Simeulue"


def test_a_code_of_one_scheme_is_unknown_in_the_other() -> None:
    assert isinstance(find_region("93", "bps"), Unknown)
    assert isinstance(find_region("97"), Unknown)


def test_a_code_that_became_a_number_is_not_guessed() -> None:
    assert choice("35.1") == {"Kabupaten Banyuwangi", "Kabupaten Pacitan"}  # 35.10 or 35.01
    assert found("35.7").name == "Kabupaten Malang"  # there is no 35.70


def test_no_alias_repeats_a_name_or_belongs_to_two_places_unnoticed() -> None:
    for row in rows("regencies"):
        assert key(row["name"]) not in {key(alias) for alias in several(row["aliases"])}
    names = Counter(key(row["name"]) for row in (*rows("provinces"), *rows("regencies")))
    aliases = Counter(key(alias) for row in rows("regencies") for alias in several(row["aliases"]))
    assert all(count == 1 for count in aliases.values())
    assert not set(names) & set(aliases)


@given(st.sampled_from([*provinces(), *regencies(), CENTRAL]))
def test_every_region_is_found_by_its_code(region: Region) -> None:
    assert found(region.code) == region


@given(st.sampled_from(regencies()), st.sampled_from([str, str.upper, str.lower]))
def test_every_regency_is_found_by_its_full_name(region: Region, case: Callable[[str], str]) -> None:
    assert found(case(region.name)) == region


@given(st.sampled_from(provinces()))
def test_every_province_is_found_by_its_name_behind_a_prefix(region: Region) -> None:
    assert found(f"Provinsi {region.name}") == region


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(find_region(text), Region | Ambiguous | Unknown)
