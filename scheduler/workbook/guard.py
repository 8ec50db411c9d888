"""What a file really is, and whether it is safe to open: judged by its bytes, never by its name."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Final, Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from scheduler.errors import WorkbookError
from scheduler.findings import Fact, Place
from scheduler.workbook.problems import problem

Format = Literal[".xlsx", ".xlsb", ".xls", ".ods", "CSV", "HTML", "XML", "password", "unknown"]

MOST_MEGABYTES: Final = 500
"""Most that a workbook may unpack to."""
MOST_TIMES: Final = 200
"""Most times its packed size that a workbook may unpack to, once it is large."""
_LARGE: Final = 50 * 2**20

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL: Final = (b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_PROLOG: Final = 65_536
_ASIDE: Final = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
"""Comments and instructions, in which a root element could be feigned."""
_ROOT: Final = re.compile(r"<[A-Za-z_]")
_ENCODING: Final = re.compile(r"encoding\s*=\s*[\"']([^\"']+)")
_PLAIN_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
"""Encodings in which a declaration of a document type can be seen; spreadsheet programs write no others."""


def refuse(code: str, file: str, **facts: Fact) -> WorkbookError:
    """Return the exception for a file that cannot be read."""
    return WorkbookError(problem(code, Place(file), facts))


def load(path: Path) -> bytes:
    """Read a file's bytes.

    Raises
    ------
    WorkbookError
        There is no such file, it is a folder, may not be read, or is empty.
    """
    if not path.exists():
        raise refuse("no_file", path.name, found=str(path))
    if path.is_dir():
        raise refuse("is_folder", path.name, found=str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refuse("no_access", path.name, found=str(path), reason=error.strerror or "") from error
    if not content:
        raise refuse("empty_file", path.name, found=path.name)
    return content


def format_of(content: bytes) -> Format:
    """Tell a file's format from its bytes."""
    if content.startswith(_ZIP):
        return _zipped(content)
    if content.startswith(_OLE):
        return _compound(content)
    return ".xls" if content.startswith(_OLD_EXCEL) else _text(content)


def _zipped(content: bytes) -> Format:
    try:
        with ZipFile(BytesIO(content)) as package:
            names = {info.filename.replace("\\", "/").lstrip("/") for info in package.infolist()}
            is_ods = "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype")
    except Exception:  # noqa: BLE001  damaged beyond telling; whoever opens it says how
        return ".xlsx"
    if "xl/workbook.bin" in names:
        return ".xlsb"
    is_other = "word/document.xml" in names or "ppt/presentation.xml" in names or "[Content_Types].xml" not in names
    return ".ods" if is_ods else "unknown" if is_other else ".xlsx"


def _compound(content: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "password"
    is_excel = any(name.encode("utf-16-le") in content for name in ("Workbook", "Book"))
    return ".xls" if is_excel else "unknown"


def _text(content: bytes) -> Format:
    head = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        return "HTML"
    if head.startswith(b"<?xml"):
        return "XML" if b"spreadsheet" in head else "HTML" if b"<html" in head else "unknown"
    is_text = not any(byte < 9 or 13 < byte < 27 for byte in head)
    return "CSV" if is_text and any(mark in head for mark in b",;\t") and b"\n" in content else "unknown"


def check_package(content: bytes, file: str, most_megabytes: int = MOST_MEGABYTES) -> None:
    """Look a zip package over before anything is unpacked into memory.

    Raises
    ------
    WorkbookError
        It is damaged, unpacks to too much, or has a part that declares a document type.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            _check_size(parts, len(content), file, most_megabytes)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_part(package, part, file)
    except WorkbookError:
        raise
    except BadZipFile as error:
        raise refuse("damaged", file, reason=str(error)) from error
    except Exception as error:  # a broken package breaks zipfile in many ways
        raise refuse("damaged", file, reason=type(error).__name__) from error


def _check_size(parts: list[ZipInfo], packed: int, file: str, most_megabytes: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > most_megabytes * 2**20:
        raise refuse("too_large", file, found=unpacked // 2**20, allowed=most_megabytes)
    if unpacked > max(_LARGE, MOST_TIMES * packed):
        raise refuse("too_dense", file, found=unpacked // packed, allowed=MOST_TIMES)


def _check_part(package: ZipFile, part: ZipInfo, file: str) -> None:
    """Refuse entities before an XML parser sees them: they can only be declared before the root element."""
    with package.open(part) as stream:
        head = stream.read(_PROLOG)
    coding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = head.decode(coding, "replace")
    named = _ENCODING.search(text.partition("?>")[0])
    is_plain = named is None or named[1].lower() in _PLAIN_ENCODINGS
    prolog, *root = _ROOT.split(_ASIDE.sub("", text), maxsplit=1)
    if "<!" in prolog or "\0" in prolog or not is_plain or (head and not root):
        raise refuse("unsafe", file, found=part.filename)
