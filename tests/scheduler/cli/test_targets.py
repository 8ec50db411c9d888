"""What commands do where -o names what is there: an input is never touched, a result is replaced, a form is not."""

from __future__ import annotations

import pytest

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.domain import Cohort, Nominee, Programme
from scheduler.workbook.write import write_programme

PEOPLE = tuple(Nominee(id=f"n{k}", name=f"Person {k}", institution="BKN") for k in range(4))


@pytest.fixture
def book(tmp_path):
    """A round."""
    programme = Programme(cohorts=(Cohort(code="A", seats_at_most=2),), nominees=PEOPLE)
    write_programme(programme, (), tmp_path / "round.xlsx", lang="en")
    return tmp_path / "round.xlsx"


@pytest.fixture
def allocated(book, tmp_path):
    """The round with an allocation."""
    main(["allocate", str(book), "-o", str(tmp_path / "allocated.xlsx"), "-q"])
    return tmp_path / "allocated.xlsx"


@pytest.mark.parametrize(
    "words",
    [("allocate",), ("check",), ("relax",), ("relax", "--apply", "1"), ("export", "--for", "partner")],
    ids=" ".join,
)
def test_the_workbook_that_is_read_is_never_written_over(words, allocated, capsys):
    before = allocated.read_bytes()
    command, *options = words
    assert main([command, str(allocated), *options, "-o", str(allocated)]) == Exit.NO_FILE
    assert "is the workbook that is read" in " ".join(capsys.readouterr().err.split())
    assert allocated.read_bytes() == before


def test_it_is_known_under_another_name_too(allocated, tmp_path):
    (tmp_path / "link.xlsx").hardlink_to(allocated)
    assert main(["allocate", str(allocated), "-o", str(tmp_path / "link.xlsx")]) == Exit.NO_FILE


def test_an_earlier_result_is_replaced(book, tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"an earlier result")
    assert main(["allocate", str(book), "-o", str(out), "-q"]) == Exit.DONE
    assert out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("words", [("template",), ("sample", "egcc_2019")], ids=" ".join)
def test_a_form_never_takes_the_place_of_what_is_there(words, book, capsys):
    before = book.read_bytes()
    assert main([*words, str(book)]) == Exit.NO_FILE
    assert "is there already" in " ".join(capsys.readouterr().err.split())
    assert book.read_bytes() == before


@pytest.mark.parametrize("command", ["allocate", "gather", "export", "template"])
def test_help_says_what_happens_to_a_file_that_is_there(command, capsys):
    main([command, "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "replaced" in told or "must not be there yet" in told
