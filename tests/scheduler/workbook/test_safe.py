"""Targets are checked before any work is done, and a file is replaced whole or not at all."""

import errno
import stat

import pytest

from scheduler.errors import WorkbookError
from scheduler.words import say
from scheduler.workbook import safe
from scheduler.workbook.safe import check_target, replacing


def refused(*arguments, **options) -> str:
    """The code with which a target is refused; its sentence exists in every language."""
    with pytest.raises(WorkbookError) as caught:
        check_target(*arguments, **options)
    assert all(say(caught.value.problem, lang) for lang in ("en", "id", "ko"))
    return caught.value.problem.code


def test_a_new_file_in_a_folder_is_fine(tmp_path):
    check_target(tmp_path / "out.xlsx", tmp_path / "in.xlsx")
    check_target(str(tmp_path / "OUT.XLSX"))
    check_target(tmp_path / "out.json", endings=(".json",))


def test_the_workbook_that_is_read_is_never_a_target(tmp_path):
    book = tmp_path / "in.xlsx"
    book.write_bytes(b"mine")
    (tmp_path / "link.xlsx").symlink_to(book)
    assert refused(book, book) == "target_is_source"
    assert refused(tmp_path / "link.xlsx", book) == "target_is_source"
    assert refused(tmp_path / "missing.xlsx", tmp_path / "x" / ".." / "missing.xlsx") == "target_is_source"


def test_an_empty_form_never_takes_the_place_of_a_file(tmp_path):
    (tmp_path / "filled.xlsx").write_bytes(b"mine")
    assert refused(tmp_path / "filled.xlsx", is_new=True) == "target_exists"
    check_target(tmp_path / "new.xlsx", is_new=True)


def test_other_endings_folders_and_missing_folders_are_refused(tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    assert refused(tmp_path / "out.xls") == "target_type"
    assert refused(tmp_path / "out.json", endings=(".xlsx",)) == "target_type"
    assert refused(tmp_path / "folder.xlsx") == "target_is_folder"
    assert refused(tmp_path / "nowhere" / "out.xlsx") == "target_no_folder"


@pytest.mark.parametrize("mark", ["~$out.xlsx", "~$t.xlsx", ".~lock.out.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_refused(mark, tmp_path):
    (tmp_path / mark).write_bytes(b"")
    assert refused(tmp_path / "out.xlsx") == "target_open"


def test_what_cannot_be_written_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(safe.os, "access", lambda *_: False)
    assert refused(tmp_path / "out.xlsx") == "target_read_only"


def test_the_new_file_takes_the_old_ones_place_and_mode(tmp_path):
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with replacing(target) as part:
        part.write_bytes(b"new")
        assert target.read_bytes() == b"old"
        assert part.parent == target.parent
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_new_file_gets_the_usual_mode(tmp_path):
    (tmp_path / "usual").write_bytes(b"")
    with replacing(tmp_path / "out.xlsx") as part:
        part.write_bytes(b"new")
    assert (tmp_path / "out.xlsx").stat().st_mode == (tmp_path / "usual").stat().st_mode


def write_half(target, error):
    with replacing(target) as part:
        part.write_bytes(b"half")
        raise error


@pytest.mark.parametrize("error", [ValueError("bug"), KeyboardInterrupt(), SystemExit(1)])
def test_whatever_goes_wrong_leaves_the_old_file_and_nothing_else(error, tmp_path):
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(type(error)):
        write_half(target, error)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def full(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "close"])
def test_a_full_disk_is_told_and_leaves_the_old_file(step, tmp_path, monkeypatch):
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    if step == "fsync":
        monkeypatch.setattr(safe.os, "fsync", full)
    else:
        monkeypatch.setattr(safe.tempfile, "mkstemp", full)
    with pytest.raises(WorkbookError) as caught, replacing(target) as part:
        part.write_bytes(b"new")
    monkeypatch.undo()
    assert caught.value.problem.code == "target_failed"
    assert "No space left" in caught.value.problem.facts["reason"]
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_disk_that_fills_while_writing_is_told(tmp_path):
    with pytest.raises(WorkbookError) as caught, replacing(tmp_path / "out.xlsx"):
        full()
    assert caught.value.problem.code == "target_failed"
    assert [path.name for path in tmp_path.iterdir()] == []


def test_what_a_killed_process_left_is_cleared_away_and_what_another_one_writes_is_not(tmp_path):
    fcntl = pytest.importorskip("fcntl")
    left, written = tmp_path / ".angkatan-left.xlsx", tmp_path / ".angkatan-written.xlsx"
    own = tmp_path / "angkatan-notes.xlsx"
    for path in (left, written, own):
        path.write_bytes(b"half")
    (tmp_path / ".angkatan-folder").mkdir()
    with written.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with replacing(tmp_path / "out.xlsx") as part:
            part.write_bytes(b"new")
    assert {path.name for path in tmp_path.iterdir()} == {written.name, own.name, ".angkatan-folder", "out.xlsx"}


def test_two_files_can_be_written_into_one_folder_at_once(tmp_path):
    with replacing(tmp_path / "one.xlsx") as one, replacing(tmp_path / "two.xlsx") as two:
        two.write_bytes(b"2")
        one.write_bytes(b"1")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one.xlsx": b"1", "two.xlsx": b"2"}
