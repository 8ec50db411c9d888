"""A workbook becomes a book: programme, rules, places and the allocation that stands in it."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import date, datetime
from random import Random

import pytest

from scheduler.allocation import Reserve, Seat
from scheduler.domain import Amount, Topic
from scheduler.errors import BadWorkbook
from scheduler.findings import Place
from scheduler.rule import GroupRule
from scheduler.workbook import open_book
from scheduler.workbook.parse import examine, parse
from scheduler.workbook.problems import A_NUMBERING_ROW, PROBLEMS
from scheduler.workbook.read import read
from scheduler.workbook.tables import Tables


@pytest.fixture
def book(examined):
    """The good workbook's book, some cells changed."""

    def book(changes=None):
        found = examined(changes or {})
        assert found.book is not None, found.problems
        return found.book

    return book


def codes(examined) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place)) for problem in examined.problems]


# -- what is read -------------------------------------------------------------------------


def test_the_programme_is_read_with_all_its_parts(book):
    programme = book().programme
    assert (programme.name, programme.year, programme.language, programme.seed) == ("Round 2026", 2026, "id", 7)
    assert programme.reference_date == date(2026, 9, 1)
    assert programme.cohort["A"].topics == (Topic(code="DAT", weight=2), Topic(code="APP"))
    assert programme.cohort["B"].status == "may close"
    assert programme.session["A1"].start == datetime(2026, 9, 8, 9)
    assert programme.session["A2"].clashes == ("A1",)
    ani, budi, cici = programme.nominees
    assert (ani.topics, ani.choices, ani.pin) == (("DAT", "APP"), ("A", "A1"), "A1")
    assert (budi.english, budi.facts) == (500.5, {"Team": "Y"})
    assert (cici.pin, cici.facts) == ("out", {})


def test_rules_are_read_each_with_its_place(book):
    share, cap = book().rules
    assert (share.where, share.sex, share.at_least, share.priority) == (
        ("each",),
        ("F",),
        Amount.model_validate({"percent": 30}),
        1,
    )
    assert (cap.where, cap.at_most, cap.others) == (("A",), Amount(count=5), {"Team": ("X", "Y")})
    assert share.place == Place("book.xlsx", "Quotas", "A2")


def test_places_name_the_cell_of_everything(book):
    places = book().places
    expected = {
        "programme:seed": "Programme!B6",
        "cohort:A": "Cohorts!A2",
        "cohort:A:seats_at_most": "Cohorts!G2",
        "session:A1:take": "Sessions!E3",
        "nominee:n3": "Nominees!A4",
        "nominee:n3:pin": "Nominees!J4",
    }
    assert {key: str(places[key]) for key in expected} == expected
    assert places.get("cohort:Z") is None
    assert places.get("cohort:A:reserves") is None, "the sheet has no such column"
    assert len(list(places)) == len(places)


def test_a_workbook_is_opened_by_its_path(save, sheets):
    assert open_book(save(sheets)).programme.name == "Round 2026"
    sheets["Cohorts"][1][6] = "x"
    with pytest.raises(BadWorkbook) as caught:
        open_book(save(sheets))
    assert [problem.code for problem in caught.value.problems] == ["not_whole"]


def test_what_the_nip_and_the_names_tell_is_filled_in_and_nothing_is_renamed(book):
    changes = {"Nominees!A2": "NIP. 19850812 201001 2 003", "Nominees!E2": None, "Nominees!F2": None}
    read = book(changes)
    person = read.programme.nominees[0]
    assert (person.id, person.sex, person.birth) == ("198508122010012003", "F", date(1985, 8, 12))
    assert person.service_start == date(2010, 1, 1)
    assert (person.institution, person.institution_type) == ("PANRB", "ministry")
    assert (person.region, person.island_group) == ("Jawa Tengah", "Jawa")
    assert [problem.code for problem in read.warnings] == ["tidied_id"]


def test_codes_are_found_in_any_case_and_spelt_as_their_own_rows_spell_them(book):
    read = book({"Nominees!I2": "a; a1", "Nominees!J2": "a1", "Quotas!A3": "a", "Sessions!B3": "a"})
    assert read.programme.nominee["n1"].choices == ("A", "A1")
    assert read.programme.nominee["n1"].pin == "A1"
    assert read.programme.session["A1"].cohort == "A"
    assert read.rules[1].where == ("A",)


def test_a_rule_means_all_spellings_of_one_region_that_nominees_have(book):
    read = book({"Nominees!D3": "Prov. Jawa Tengah", "Nominees!D4": "Jateng", "Quotas!C3": "jawa tengah"})
    (region,) = read.rules[1].region
    assert {person.region for person in read.programme.nominees} == {"Jawa Tengah", "Prov. Jawa Tengah", "Jateng"}
    assert {person.counted("region") for person in read.programme.nominees} == {region}
    assert [problem.code for problem in read.warnings] == ["spelt_apart"]


def test_an_ambiguous_name_is_asked_about_and_never_picked(book):
    read = book({"Nominees!D3": "Kota Bandung", "Quotas!C3": "Bandung"})
    assert read.rules[1].region == ("Bandung",)
    (warning,) = read.warnings
    assert (warning.code, warning.facts["nearest"]) == ("unclear_name", ("Kabupaten Bandung", "Kota Bandung"))


# -- how sheets are made ------------------------------------------------------------------


INDONESIAN = {
    "Angkatan": [["Kode", "Topik", "Kursi paling banyak", "Status"], ["A", "DAT", 5, "dibuka"]],
    "Calon peserta": [
        ["LAMPIRAN SURAT USULAN"],
        ["Nomor 12/2026"],
        [],
        ["No", "NIP", "Nama lengkap (dengan gelar)", "Instansi", "Provinsi", "L/P", "Tempat, tanggal lahir",
         "Masa berlaku paspor"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [],
        [1, "n1", "Ani", "PANRB", "Jawa Tengah", "P", "Batang, 12 Agustus 1985", date(2030, 1, 1)],
        [],
        [2, "n2", "Budi", "PANRB", "Papua", "L", "3 Pebruari 1990", None],
    ],
    "Kuota": [["Tempat berlaku", "Jenis kelamin", "Paling sedikit", "Prioritas"], ["tiap", "P", "30%", "wajib"]],
}  # fmt: skip


def test_letterheads_numbering_rows_and_indonesian_headings_are_read(save):
    found = examine(read(save(INDONESIAN)))
    assert [(p.code, str(p.place), dict(p.facts)) for p in found.problems] == [
        ("rows_skipped", "Calon peserta!A5", {"kind": A_NUMBERING_ROW, "count": 1, "read": 2, "found": 3})
    ]
    assert found.book is not None
    people = found.book.programme.nominees
    assert [(p.id, p.sex, p.birth) for p in people] == [("n1", "F", date(1985, 8, 12)), ("n2", "M", date(1990, 2, 3))]
    assert people[0].facts == {"Masa berlaku paspor": date(2030, 1, 1)}
    assert str(found.book.places["nominee:n2:name"]) == "Calon peserta!C9"
    (rule,) = found.book.rules
    assert (rule.sex, rule.priority, rule.at_least) == (("F",), "must", Amount.model_validate({"percent": 30}))


def test_the_order_of_columns_and_rows_changes_nothing_but_the_order(book, sheets, save):
    random = Random(3)
    for name in ("Cohorts", "Sessions", "Nominees", "Quotas"):
        columns = random.sample(range(len(sheets[name][0])), len(sheets[name][0]))
        body = random.sample(sheets[name][1:], len(sheets[name]) - 1)
        sheets[name] = [[row[column] for column in columns] for row in (sheets[name][0], *body)]
    shuffled, plain = open_book(save(sheets)), book()
    assert shuffled.programme.nominee == plain.programme.nominee
    assert shuffled.programme.cohort == plain.programme.cohort
    assert set(shuffled.rules[0].model_dump_json()) == set(plain.rules[0].model_dump_json())
    assert {rule.model_dump_json() for rule in shuffled.rules} == {rule.model_dump_json() for rule in plain.rules}


def test_missing_double_and_misspelt_sheets_are_told(save, sheets):
    """What cannot be known without them is not told as unknown on top."""
    del sheets["Cohorts"]
    sheets["Nomines"] = sheets.pop("Nominees")
    sheets["Kuota"] = sheets["Quotas"]
    sheets["My notes"] = [["anything"]]
    found = examine(read(save(sheets)))
    assert [(p.code, p.facts.get("sheet"), p.facts.get("nearest")) for p in found.problems] == [
        ("missing_sheet", "Cohorts", ()),
        ("read_as_nominees", "Nominees", None),
        ("sheet_twice", "Quotas", None),
    ]


def test_empty_sheets_and_sheets_without_headings_are_told(save, sheets):
    sheets["Nominees"] = []
    sheets["Cohorts"] = [["Kohort satu", 3], ["x", 4]]
    sheets["Quotas"] = []
    sheets["Sessions"] = []
    assert codes(examine(read(save(sheets)))) == [("no_header", "Cohorts"), ("empty_sheet", "Nominees")]
    sheets["Nominees"] = [["ID", "Name"]]
    sheets["Cohorts"] = [["Code", "Seats at most"]]
    assert codes(examine(read(save(sheets)))) == [("empty_sheet", "Cohorts"), ("empty_sheet", "Nominees")]


def test_own_sheets_are_passed_over_in_silence(save, sheets):
    sheets |= {name: [["x"]] for name in ("Instructions", "Lists", "Audit", "Roster A", "Ringkasan")}
    assert codes(examine(read(save(sheets)))) == []


def test_no_row_with_content_is_lost_in_silence(save, sheets):
    sheets["Nominees"] += [[None] * 10 + ["Team Z"], [None, None, "PANRB"], [None, "Dedi"]]
    assert codes(examine(read(save(sheets)))) == [
        ("row_ignored", "Nominees!A5"),
        ("row_ignored", "Nominees!A6"),
        ("no_id", "Nominees!A7"),
    ]


def test_an_error_in_a_further_column_matters_only_if_a_rule_reads_it(examined):
    heading = {"Nominees!L1": "Remark", "Nominees!L2": "#N/A", "Nominees!K3": "#N/A"}
    found = examined(heading)
    assert [(p.code, str(p.place), p.severity) for p in found.problems] == [
        ("fact_unread", "Nominees!L2", "warning"),
        ("error_value", "Nominees!K3", "error"),
    ]


def test_every_problem_of_a_workbook_is_told_at_once_in_its_order(examined):
    found = examined(
        {
            "Programme!B6": "x",
            "Cohorts!G2": "x",
            "Sessions!E3": 0,
            "Nominees!F2": "x",
            "Nominees!G2": "x",
            "Quotas!I2": "x",
        }
    )
    assert codes(found) == [
        ("not_whole", "Programme!B6"),
        ("not_whole", "Cohorts!G2"),
        ("below", "Sessions!E3"),
        ("not_date", "Nominees!F2"),
        ("not_number", "Nominees!G2"),
        ("not_priority", "Quotas!I2"),
    ]
    assert found.book is None


def test_columns_that_are_not_there_are_not_missed_row_by_row(save, sheets):
    sheets["Nominees"] = [["ID", "Topics"], ["n1", "DAT"], ["n2", None]]
    sheets["Quotas"] = [["Where", "At most"], ["each", 5]]
    assert codes(examine(read(save(sheets)))) == []


# -- people and rules ---------------------------------------------------------------------


def test_a_pin_that_a_rule_refuses_is_an_error_that_names_the_rule(save, sheets):
    sheets["Eligibility"] = [["Column", "At least", "One of"], ["English", 460, None], ["Sex", None, "L"]]
    sheets["Nominees"][2][9] = "A"
    found = examine(read(save(sheets)))
    assert [(p.code, str(p.place), p.facts["other"], p.facts["case"]) for p in found.problems] == [
        ("pin_refused", "Nominees!J2", "Eligibility!A2", "low"),
        ("pin_refused", "Nominees!J2", "Eligibility!A3", "other"),
    ]


def test_a_pin_on_unavailable_days_is_an_error(save, sheets):
    sheets["Nominees"][0].append("Unavailable")
    sheets["Nominees"][1].append("2026-09-11")
    (problem,) = examine(read(save(sheets))).problems
    assert (problem.code, problem.facts["sheet"], problem.facts["case"]) == ("pin_refused", "Date clash", "unavailable")


def test_columns_of_conditions_are_found_in_any_language(save, sheets):
    sheets["Nominees"][0][10] = "Passport expiry"
    for row, day in zip(sheets["Nominees"][1:], (datetime(2030, 1, 1), None, datetime(2027, 1, 1)), strict=True):
        row[10] = day
    sheets["Quotas"][0][9] = sheets["Quotas"][2][9] = None
    asked = ["passport EXPIRY", "Instansi", "Age", "Months of passport expiry", "Paspor"]
    sheets["Eligibility"] = [["Column", "At least", "One of", "Missing"]]
    sheets["Eligibility"] += [[name, None if name == "Instansi" else 1, "PANRB", "accept"] for name in asked]
    sheets["Nominees"][1][9] = None
    sheets["Eligibility"][1][1] = datetime(2026, 1, 1)
    found = examine(read(save(sheets)))
    assert codes(found) == [("unknown_nominee_column", "Eligibility!A6")]
    sheets["Eligibility"].pop()
    rules = [rule for rule in parse(read(save(sheets))).rules if rule.sheet == "Eligibility"]
    assert [rule.column for rule in rules] == ["Passport expiry", "Institution", "Age", "Months of Passport expiry"]
    assert rules[0].at_least == "2026-01-01"


def test_rules_that_name_people_find_them(save, sheets):
    sheets["Keep together"] = [["Nominees", "Priority"], ["n1; N2", "must"], ["n1; n9", "must"]]
    sheets["Pins"] = [["Nominee", "To"], ["n2", "out"]]
    found = examine(read(save(sheets)))
    assert codes(found) == [("unknown_nominee", "Keep together!A3")]
    sheets["Keep together"].pop()
    rules = {rule.sheet: rule for rule in parse(read(save(sheets))).rules}
    assert rules["Keep together"].nominees == ("n1", "n2")
    assert (rules["Pins"].nominee, rules["Pins"].to) == ("n2", "out")


def test_a_rule_of_the_users_own_has_a_sheet_too(save, sheets):
    class Cap(GroupRule):
        """A rule that no module of ours knows."""

        sheet = "Caps"
        says = {"over": "{found}"}  # noqa: RUF012  as in every rule
        most: int

    sheets["Caps"] = [["Sex", "most"], ["F", 3]]
    rule = parse(read(save(sheets)), kinds=[Cap]).rules[-1]
    assert isinstance(rule, Cap)
    assert (rule.sex, rule.most) == (("F",), 3)


# -- the standing allocation --------------------------------------------------------------


def standing(save, sheets, rows):
    sheets["Nominees"][0] += ["Allocated cohort", "Result", "Reserve rank", "Allocated sessions"]
    for row, more in zip(sheets["Nominees"][1:], rows, strict=True):
        row.extend(more)
    return examine(read(save(sheets)))


def test_the_allocation_in_the_result_columns_is_read(save, sheets):
    rows = [["A", "seated", None, "A1"], ["A", "cadangan", 2, None], [None, "not seated", None, None]]
    found = standing(save, sheets, rows)
    assert found.problems == ()
    assert found.book.standing.seats == (Seat(nominee="n1", cohort="A", sessions=("A1",)),)
    assert found.book.standing.reserves == (Reserve(nominee="n2", cohort="A", rank=2),)


def test_an_allocation_made_by_hand_needs_only_the_cohort(save, sheets):
    found = standing(save, sheets, [["b", None, None, None], ["A; B", None, None, "A0; A2"], [None] * 4])
    assert found.book.standing.seats == (
        Seat(nominee="n1", cohort="B"),
        Seat(nominee="n2", cohort="A", sessions=("A2",)),
        Seat(nominee="n2", cohort="B"),
    )


def test_empty_result_columns_hold_no_allocation(save, sheets):
    assert standing(save, sheets, [[None] * 4] * 3).book.standing is None


def test_what_an_allocation_names_wrongly_is_told(save, sheets):
    rows = [["Q", "seated", None, None], ["B", "maybe", None, "A1"], ["A", "reserve", None, None]]
    found = standing(save, sheets, rows)
    assert codes(found) == [
        ("standing_unknown", "Nominees!L2"),
        ("standing_unclear", "Nominees!M3"),
        ("standing_elsewhere", "Nominees!O3"),
        ("standing_no_rank", "Nominees!N4"),
    ]


# -- the codes ----------------------------------------------------------------------------


def test_an_empty_file_of_no_sheets_is_told_what_it_lacks():
    assert [problem.facts["sheet"] for problem in examine(Tables("x")).problems] == ["Cohorts", "Nominees"]


def test_every_sentence_has_its_facts_and_every_kind_a_severity():
    for code, kind in PROBLEMS.items():
        assert kind.severity in ("error", "warning"), code
        assert kind.sentence.endswith((".", "]")), code
