"""What leaves the office: the host gets nothing of a person that was not asked for, institutions their own people."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import count

import openpyxl
import packages
import pytest

from scheduler.allocation import Allocation, Reserve, Seat
from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.errors import WorkbookError
from scheduler.pipeline import allocate
from scheduler.words import LANGUAGES, heading, say, sheet, text
from scheduler.workbook import export, open_book
from scheduler.workbook.export import ForInstitutions, ForPartner, export_institutions, export_partner, file_names
from scheduler.workbook.keysheet import read_key
from scheduler.workbook.write import write_programme, write_result

in_each = pytest.mark.parametrize("lang", LANGUAGES)
BODIES = ("Kemen PANRB", "Pemkab Batang", "Kantor Uji; =1+1")
LETTERS = "abcdefghijkl"
MASK = {lang: text("somebody_else", lang) for lang in LANGUAGES}


def person(k: int) -> Nominee:
    facts = {"No HP": f"08125550{k:04}", "Email": f"orang{k}@contoh.id", "Nama di paspor": f"{'=+-@'[k % 4]}PASPOR {k}"}
    return Nominee(
        id=f"19850812201001{2 - k % 2}{k + 1:03}", name=f"Sutrisno{LETTERS[k]} Wibowo{LETTERS[k]}", sex="FM"[k % 2],
        institution=BODIES[k % 3], unit=f"Unit rahasia {k}", region="Papua", birth=date(1985, 8, 12), english=400.0 + k,
        rank="III/c", order=k // 3 + 1, facts=facts, pin="out" if k == 8 else "",
        pin_reason="Sutrisnoa Wibowoa goes instead" if k == 8 else "",
    )  # fmt: skip


PEOPLE = tuple(map(person, range(12)))
SECRETS = re.compile(
    r"Sutrisno|Wibowo|19850812|1985-08-12|31271|0812555|@contoh|PASPOR|Unit rahasia|III/c", re.IGNORECASE
)
"""What of a person may stand nowhere: name, NIP, birth date as text and as number, phone, e-mail, passport ..."""


def programme() -> Programme:
    cohorts = (
        Cohort(code="A", title="First", seats_at_most=5, reserves=2, start=date(2026, 9, 7), end=date(2026, 9, 11)),
        Cohort(code="B", title="Second", seats_at_most=3, reserves=1, start=date(2026, 9, 7), end=date(2026, 9, 11)),
    )
    sessions = tuple(Session(code=f"A{n}", cohort="A", title=f"Breakout {n}", block="x") for n in (1, 2))
    return Programme(name="Round 2026", language="id", cohorts=cohorts, sessions=sessions, nominees=PEOPLE)


@pytest.fixture(scope="module")
def allocated(tmp_path_factory):
    """A workbook with an allocation."""
    folder = tmp_path_factory.mktemp("export")
    write_programme(programme(), (), folder / "in.xlsx", lang="en")
    write_result(allocate(folder / "in.xlsx"), folder / "book.xlsx", lang="id")
    return folder / "book.xlsx"


def parts(path) -> str:
    """Every part of a package as text, document properties included."""
    return "\n".join(
        f"{name}\n{content.decode('utf-8', 'replace')}" for name, content in packages.entries(path).items()
    )


def rows(path, title) -> list[tuple]:
    return [row for row in openpyxl.load_workbook(path)[title].iter_rows(values_only=True) if any(row)]


def counting_down():
    """Draw IDs whose order is the other way round than that of the people."""
    return iter(f"X0{9000 - k}" for k in count(1)).__next__


# the host


@in_each
def test_nothing_of_a_person_is_anywhere_in_the_partners_file(allocated, tmp_path, lang):
    book = open_book(allocated)
    export_partner(book, tmp_path / "out.xlsx", ForPartner(tmp_path / "key.xlsx", lang=lang))
    found = parts(tmp_path / "out.xlsx")
    assert SECRETS.findall(found) == []
    assert "docProps/core.xml" in found
    assert not re.search(r"<dc:creator>[^<]+</dc:creator>", found)
    key = read_key(tmp_path / "key.xlsx")
    shown = rows(tmp_path / "out.xlsx", sheet("Participants", lang))
    assert sheet("Key", "id") in openpyxl.load_workbook(tmp_path / "key.xlsx").sheetnames
    listed = {row[0] for row in shown} & set(key.alias.values())
    assert listed == {key.alias[seat.nominee] for seat in book.standing.seats}
    assert packages.complaints(tmp_path / "out.xlsx") == []


@in_each
def test_a_host_reads_cohort_institution_and_breakouts_in_its_language(allocated, tmp_path, lang):
    book = open_book(allocated)
    shared = export_partner(book, tmp_path / "out.xlsx", ForPartner(tmp_path / "key.xlsx", lang=lang))
    shown = rows(tmp_path / "out.xlsx", sheet("Participants", lang))
    titles = ("Participant ID", "Cohort", "Institution", "Sessions")
    assert tuple(heading(title, lang) for title in titles) in shown
    by_alias = {row[0]: row for row in shown}
    for seat in book.standing.seats:
        _, cohort, body, sessions = by_alias[shared.key.alias[seat.nominee]]
        assert (cohort, sessions or "") == (seat.cohort, "; ".join(seat.sessions))
        known = {
            BODIES[0]: "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi" if lang == "id"
            else "Ministry of Administrative and Bureaucratic Reform",
            BODIES[1]: "Pemerintah Kabupaten Batang" if lang == "id" else "Government of Batang Regency",
        }  # fmt: skip
        own = book.programme.nominee[seat.nominee].institution
        assert body == known.get(own, own)
    about = rows(tmp_path / "out.xlsx", sheet("Cohorts", lang))
    assert {row[0]: row[-1] for row in about if row[0] in ("A", "B")} == {"A": 5, "B": 3}


def test_ids_stay_the_same_from_one_export_to_the_next_whatever_the_order_of_rows(allocated, tmp_path):
    book, options = open_book(allocated), ForPartner(tmp_path / "key.xlsx")
    one = export_partner(book, tmp_path / "one.xlsx", options)
    rows = tuple(reversed(book.standing.seats))
    turned = replace(book, standing=book.standing.model_copy(update={"seats": rows}))
    two = export_partner(turned, tmp_path / "two.xlsx", options)
    assert one == two
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    other = export_partner(book, tmp_path / "one.xlsx", ForPartner(tmp_path / "other.xlsx"))
    assert not set(other.key.alias.values()) & set(one.key.alias.values())


def test_the_order_of_participants_tells_nothing_of_the_order_in_the_workbook(allocated, tmp_path):
    book = open_book(allocated)
    export_partner(book, tmp_path / "out.xlsx", ForPartner(tmp_path / "key.xlsx", draw=counting_down()))
    shown = [row for row in rows(tmp_path / "out.xlsx", "Participants") if str(row[0]).startswith("X0")]
    assert [row[:3] for row in shown] == sorted((row[:3] for row in shown), key=lambda r: (r[1], r[2], r[0]))


def test_a_person_who_left_keeps_the_id_in_the_key_and_the_key_is_the_owners_alone(allocated, tmp_path):
    book, options = open_book(allocated), ForPartner(tmp_path / "key.xlsx")
    first = export_partner(book, tmp_path / "one.xlsx", options).key
    fewer = replace(book, standing=book.standing.model_copy(update={"seats": book.standing.seats[1:]}))
    second = export_partner(fewer, tmp_path / "two.xlsx", options)
    assert second.key == first
    assert second.people == len(book.standing.seats) - 1
    assert first.alias[book.standing.seats[0].nominee] not in parts(tmp_path / "two.xlsx")
    assert (tmp_path / "key.xlsx").stat().st_mode & 0o077 == 0


def test_columns_are_added_by_name_only_and_formulas_in_them_are_text(allocated, tmp_path):
    options = ForPartner(tmp_path / "key.xlsx", ("Jenis kelamin", "nama di paspor"))
    export_partner(open_book(allocated), tmp_path / "out.xlsx", options)
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [cell for row in workbook["Participants"].iter_rows() for cell in row if "PASPOR" in str(cell.value)]
    assert len(cells) == 8
    assert {cell.data_type for cell in cells} == {"s"}
    assert {str(cell.value)[0] for cell in cells} == set("=+-@")
    assert "<f>" not in parts(tmp_path / "out.xlsx")
    assert {row[4] for row in rows(tmp_path / "out.xlsx", "Participants")[-8:]} == {"F", "M"}


@pytest.mark.parametrize(
    ("column", "code"),
    [("NIP", "not_shared"), ("ID", "not_shared"), ("Pin", "not_shared"), ("Genders", "no_such_column")],
)
def test_a_column_that_is_never_handed_out_or_that_nobody_has_is_refused(allocated, tmp_path, column, code):
    with pytest.raises(WorkbookError) as refused:
        export_partner(open_book(allocated), tmp_path / "out.xlsx", ForPartner(tmp_path / "key.xlsx", (column,)))
    assert refused.value.problem.code == code
    assert all(say(refused.value.problem, lang) for lang in LANGUAGES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("told", [PEOPLE[3].id, "NIP.19850812 201001 1 004", "19850812.201001.1.004"])
def test_a_cell_that_holds_somebodys_number_is_not_handed_out(tmp_path, allocated, told):
    book = open_book(allocated)
    facts = {"Remark": f"pengganti {told}"}
    people = tuple(n.model_copy(update={"facts": facts}) for n in book.programme.nominees)
    telling = book.standing.model_copy(update={"programme": book.programme.model_copy(update={"nominees": people})})
    with pytest.raises(WorkbookError) as refused:
        export_partner(
            replace(book, standing=telling), tmp_path / "out.xlsx", ForPartner(tmp_path / "k.xlsx", ("Remark",))
        )
    assert refused.value.problem.code == "id_in_cell"
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_none_or_is_damaged_is_refused_with_its_cell(allocated, tmp_path):
    key, book = tmp_path / "key.xlsx", open_book(allocated)
    workbook = openpyxl.Workbook()
    workbook.active.append(["Something", "else"])
    workbook.save(key)
    with pytest.raises(WorkbookError) as refused:
        export_partner(book, tmp_path / "out.xlsx", ForPartner(key))
    assert refused.value.problem.code == "not_key"
    key.unlink()
    export_partner(book, tmp_path / "out.xlsx", ForPartner(key))
    workbook = openpyxl.load_workbook(key)
    cells = {str(cell.value): cell for row in workbook.active.iter_rows() for cell in row}
    place = cells[book.standing.seats[0].nominee]
    place.value = int(place.value)
    workbook.save(key)
    with pytest.raises(WorkbookError) as refused:
        export_partner(book, tmp_path / "out.xlsx", ForPartner(key))
    assert (refused.value.problem.code, refused.value.problem.place.cell) == ("key_damaged", place.coordinate)


def test_both_files_or_none_are_written(allocated, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "key_bytes", full)
    with pytest.raises(WorkbookError) as refused:
        export_partner(open_book(allocated), tmp_path / "out.xlsx", ForPartner(tmp_path / "key.xlsx"))
    assert refused.value.problem.code == "target_failed"
    assert list(tmp_path.iterdir()) == []


def test_a_result_is_exported_without_a_workbook_between(tmp_path):
    result = allocate(programme())
    shared = export_partner(result, tmp_path / "out.xlsx", ForPartner(tmp_path / "key.xlsx", draw=counting_down()))
    assert shared.people == 8
    assert export_institutions(result, tmp_path / "all", ForInstitutions()).keys() == set(BODIES)


# institutions


@in_each
def test_each_institution_reads_its_own_people_and_nobody_elses(allocated, tmp_path, lang):
    book = open_book(allocated)
    names = export_institutions(book, tmp_path / "all", ForInstitutions(lang))
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(names.values())
    for body, name in names.items():
        found = parts(tmp_path / "all" / name)
        own = {n.id for n in PEOPLE if n.institution == body}
        assert {n.id for n in PEOPLE if n.id in found} == own
        for nominee in PEOPLE:
            assert any(part in found for part in nominee.name.split()) == (nominee.id in own), (body, nominee.name)
        assert packages.complaints(tmp_path / "all" / name) == []


def test_the_rank_of_a_reserve_and_the_reason_stand_in_the_workbooks_words(allocated, tmp_path):
    book = open_book(allocated)
    names = export_institutions(book, tmp_path / "all", ForInstitutions("id"))
    told = {}
    for name in names.values():
        told |= {row[1]: row for row in rows(tmp_path / "all" / name, sheet("Results", "id"))}
    for reserve in book.standing.reserves:
        assert {reserve.cohort, reserve.rank} <= set(told[reserve.nominee])
    pinned = told[PEOPLE[8].id]
    assert MASK["id"] in pinned[-1]
    assert "goes instead" in pinned[-1]
    assert all(told[nominee.id][-1] for nominee in PEOPLE)


def test_people_without_an_institution_are_in_no_file(tmp_path):
    people = (*PEOPLE[:3], Nominee(id="alone", name="Tanpa Instansi"))
    result = allocate(programme().model_copy(update={"nominees": people}))
    names = export_institutions(result, tmp_path / "all", ForInstitutions())
    assert set(names) == set(BODIES)
    assert not any("Tanpa" in parts(tmp_path / "all" / name) for name in names.values())


def test_file_names_are_safe_and_unique_everywhere():
    wanted = [
        "Kemen PANRB",
        "KEMEN PANRB",
        'a/b\\c:*?"<>|',
        "CON",
        "nul.x",
        "..",
        " x. ",
        "x",
        "가" * 200,
        "😀" * 200,
        "가" * 200 + "b",
    ]
    names = file_names(wanted)
    assert list(names) == wanted
    assert len({name.casefold() for name in names.values()}) == len(wanted)
    for name in names.values():
        stem = name.removesuffix(".xlsx")
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert stem == stem.strip(" .")
        assert 0 < len(stem) <= 85
        assert len(name.encode()) <= 255
        assert stem.partition(".")[0].casefold() not in {"con", "nul"}


def test_the_folder_is_made_whole_or_not_at_all(allocated, tmp_path, monkeypatch):
    calls = iter((b"first", OSError(28, "No space left on device")))

    def failing(*_):
        if isinstance(made := next(calls), OSError):
            raise made
        return made

    monkeypatch.setattr(export, "_institution_bytes", failing)
    with pytest.raises(WorkbookError) as refused:
        export_institutions(open_book(allocated), tmp_path / "all", ForInstitutions())
    assert refused.value.problem.code == "target_failed"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_filled_and_a_full_one_or_a_file_refused(allocated, tmp_path):
    book = open_book(allocated)
    (tmp_path / "empty").mkdir()
    export_institutions(book, tmp_path / "empty", ForInstitutions())
    before = {path: path.read_bytes() for path in (tmp_path / "empty").iterdir()}
    (tmp_path / "file").write_bytes(b"")
    cases = {
        "empty": "target_not_empty",
        "file": "target_is_file",
        "out.xlsx": "target_is_file",
        "none/all": "target_no_folder",
    }
    for name, code in cases.items():
        with pytest.raises(WorkbookError) as refused:
            export_institutions(book, tmp_path / name, ForInstitutions())
        assert refused.value.problem.code == code
        assert all(say(refused.value.problem, lang) for lang in LANGUAGES)
    assert {path: path.read_bytes() for path in (tmp_path / "empty").iterdir()} == before


# the command


@in_each
def test_the_command_says_what_it_wrote(allocated, tmp_path, lang, capsys):
    out, key = tmp_path / "out.xlsx", tmp_path / "key.xlsx"
    asked = ["export", str(allocated), "--lang", lang]
    assert main([*asked, "--for", "partner", "-o", str(out), "--key", str(key), "--with", "Sex"]) == Exit.DONE
    assert main([*asked, "--for", "institution", "-o", str(tmp_path / "all")]) == Exit.DONE
    told = capsys.readouterr().out
    assert all(str(path) in told for path in (out, key, tmp_path / "all"))
    assert heading("Sex", lang) in told
    assert "{" not in told


def test_the_key_stands_beside_the_workbook_and_the_host_reads_english_where_nothing_is_said(allocated, tmp_path):
    book = tmp_path / "round.xlsx"
    book.write_bytes(allocated.read_bytes())
    (tmp_path / "sent").mkdir()
    assert main(["export", str(book), "--for", "partner", "-o", str(tmp_path / "sent" / "out.xlsx")]) == Exit.DONE
    assert len(read_key(tmp_path / "round-key.xlsx").entries) == 8
    assert "Participants" in openpyxl.load_workbook(tmp_path / "sent" / "out.xlsx").sheetnames
    assert [path.name for path in (tmp_path / "sent").iterdir()] == ["out.xlsx"]


@in_each
@pytest.mark.parametrize("whom", ["partner", "institution"])
def test_a_workbook_that_was_not_allocated_is_answered(tmp_path, whom, lang, capsys):
    write_programme(programme(), (), tmp_path / "in.xlsx", lang="en")
    asked = ["export", str(tmp_path / "in.xlsx"), "--for", whom, "-o", str(tmp_path / "out.xlsx"), "--lang", lang]
    assert main(asked) == Exit.BAD_WORKBOOK
    assert "angkatan allocate" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in.xlsx"]


@in_each
def test_what_is_asked_wrongly_is_answered(allocated, tmp_path, lang, capsys):
    asked = ["export", str(allocated), "-o", str(tmp_path / "out.xlsx"), "--lang", lang, "--for"]
    assert main([*asked, "host"]) == Exit.USAGE
    told = capsys.readouterr().err
    assert all(word in told for word in ("host", "partner", "institution"))
    assert main([*asked, "institution", "--with", "Sex"]) == Exit.USAGE
    assert main([*asked, "partner", "--with", "NIP"]) == Exit.USAGE
    assert main([*asked, "partner", "--key", str(tmp_path / "out.xlsx")]) == Exit.NO_FILE
    assert main(["export", str(allocated), "--for", "partner", "-o", str(allocated)]) == Exit.NO_FILE
    assert list(tmp_path.iterdir()) == []


def test_seats_made_by_hand_are_exported_too(tmp_path):
    book = tmp_path / "book.xlsx"
    write_programme(programme(), (), book, lang="en")
    found = open_book(book)
    seats = (Seat(nominee=PEOPLE[0].id, cohort="B"),)
    by_hand = Allocation(
        programme=found.programme, seats=seats, reserves=(Reserve(nominee=PEOPLE[1].id, cohort="B", rank=1),)
    )
    shared = export_partner(replace(found, standing=by_hand), tmp_path / "out.xlsx", ForPartner(tmp_path / "key.xlsx"))
    assert shared.people == 1
    assert len(export_institutions(replace(found, standing=by_hand), tmp_path / "all", ForInstitutions())) == 3


def test_the_library_refuses_by_code_what_cannot_be_exported(allocated, tmp_path):
    write_programme(programme(), (), tmp_path / "in.xlsx", lang="en")
    out, key = tmp_path / "out.xlsx", tmp_path / "key.xlsx"
    with pytest.raises(WorkbookError) as none:
        export_partner(open_book(tmp_path / "in.xlsx"), out, ForPartner(key=key, lang="en"))
    with pytest.raises(WorkbookError) as twice:
        export_partner(open_book(allocated), out, ForPartner(key=out, lang="en"))
    assert (none.value.problem.code, twice.value.problem.code) == ("not_allocated", "target_twice")
    assert not out.exists()
