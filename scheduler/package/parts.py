"""A workbook as what it is: a zip of parts, held together by relations and content types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Final
from urllib.parse import unquote

from scheduler.package import relations as rel
from scheduler.package.markup import Edit, Element, edited, parse
from scheduler.package.refusal import Refusal
from scheduler.package.relations import CONTENT_TYPES, Relation, relations_part
from scheduler.package.sheets import Sheet, read_sheet
from scheduler.package.zipped import MOST_MEGABYTES, Archive

STRICT: Final = "http://purl.oclc.org/ooxml/"
"""How namespaces and kinds of relations begin in workbooks stored as Strict Open XML."""
DOCUMENTS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""The namespaces of identifiers of relations: ordinary and Strict."""


class Package:
    """An .xlsx or .xlsm in memory; nothing is unpacked before it is asked for.

    Parameters
    ----------
    content
        The file's bytes.
    most_megabytes
        Most that it may unpack to.

    Raises
    ------
    Refusal
        The file is damaged, hostile, signed, or no workbook.
    """

    def __init__(self, content: bytes, most_megabytes: int = MOST_MEGABYTES) -> None:
        self._archive = Archive(content, most_megabytes)
        self._names = list(self._archive.names)
        self._changed: dict[str, bytes] = {}
        self._parsed: dict[str, Element] = {}
        self._check()

    @classmethod
    def open(cls, path: str | Path, most_megabytes: int = MOST_MEGABYTES) -> Package:
        """Read a file; no handle to it stays open."""
        return cls(Path(path).read_bytes(), most_megabytes)

    def _check(self) -> None:
        if not self.has(CONTENT_TYPES):
            raise Refusal("not_workbook", reason=f"it has no {CONTENT_TYPES}")
        if any(relation.name == "origin" for relation in self.relations("")):
            raise Refusal("signed")
        kind = self.content_type(self.workbook)
        if "sheet" not in kind or not kind.endswith("main+xml"):
            raise Refusal("not_workbook", reason=f"its document is {kind or 'unknown'}")

    # entries

    @property
    def names(self) -> tuple[str, ...]:
        """The entries of the zip, in its order; new ones at the end."""
        return tuple(self._names)

    @property
    def changed(self) -> tuple[str, ...]:
        """Entries that are new, gone or have other content than in the file."""
        gone = set(self._archive.names).difference(self._names)
        return tuple(sorted(gone.union(self._changed)))

    def _entry(self, part: str) -> str:
        """Find an entry by a part's name: letter case, slashes and escapes differ between writers."""
        if part in self._names:
            return part
        folded = unquote(part).lower()
        return next((n for n in self._names if n.replace("\\", "/").lstrip("/").lower() == folded), "")

    def has(self, part: str) -> bool:
        """Tell whether the package holds a part."""
        return bool(self._entry(part))

    def read(self, part: str) -> bytes:
        """Give the content of a part.

        Raises
        ------
        Refusal
            ``part_missing`` or ``damaged``.
        """
        entry = self._entry(part)
        if not entry:
            raise Refusal("part_missing", part=part)
        return self._changed[entry] if entry in self._changed else self._archive.read(entry)

    def stream(self, part: str) -> IO[bytes]:
        """Open a part, to be unpacked piece by piece.

        Raises
        ------
        Refusal
            ``part_missing``; a damaged part breaks in ways of its own where it is read.
        """
        entry = self._entry(part)
        if not entry:
            raise Refusal("part_missing", part=part)
        return BytesIO(self._changed[entry]) if entry in self._changed else self._archive.stream(entry)

    def element(self, part: str) -> Element:
        """Give the root of a small XML part."""
        entry = self._entry(part) or part
        if entry not in self._parsed:
            self._parsed[entry] = parse(self.read(part), part)
        return self._parsed[entry]

    def write(self, part: str, content: bytes) -> None:
        """Give a part other content; content equal to the file's leaves it untouched."""
        entry = self._entry(part)
        if not entry:
            entry = part
            self._names.append(part)
        self._parsed.pop(entry, None)
        self._changed[entry] = content
        if self._archive.is_same(entry, content):
            del self._changed[entry]

    def edit(self, part: str, edits: Iterable[Edit]) -> None:
        """Cut and paste in a part; the places are those of `element`."""
        found = list(edits)
        if found:
            self.write(part, edited(self.read(part), found))

    def add(self, part: str, content: bytes, kind: str) -> None:
        """Add a part of a content type."""
        self.write(part, content)
        self.edit(CONTENT_TYPES, rel.add_type(self.element(CONTENT_TYPES), part, kind))

    def remove(self, parts: Iterable[str]) -> None:
        """Take parts out, with their lists of relations and their content types."""
        gone = {name for part in parts for name in (part, relations_part(part))}
        entries = {self._entry(name) for name in gone}
        self._names = [name for name in self._names if name not in entries]
        for name in entries:
            self._changed.pop(name, None)
            self._parsed.pop(name, None)
        self.edit(CONTENT_TYPES, rel.remove_types(self.element(CONTENT_TYPES), gone))

    @contextmanager
    def undone_if_refused(self) -> Iterator[None]:
        """Leave the package as it was where the work inside ends in an exception."""
        names, changed = list(self._names), dict(self._changed)
        try:
            yield
        except BaseException:
            self._names, self._changed, self._parsed = names, changed, {}
            raise

    def save(self, path: str | Path) -> None:
        """Write the package to a file of its own; replacing the user's file safely is the caller's.

        Untouched entries keep content, order, time, mode and packing; equal packages give equal bytes.
        """
        self._archive.write(Path(path), self._names, self._changed)

    def to_bytes(self) -> bytes:
        """Return what `save` would write."""
        made = BytesIO()
        self._archive.write(made, self._names, self._changed)
        return made.getvalue()

    # relations and content types

    def relations(self, part: str) -> tuple[Relation, ...]:
        """List the relations of a part; of the package itself for ``""``."""
        listed = relations_part(part)
        return rel.read_relations(self.element(listed), part) if self.has(listed) else ()

    def related(self, part: str, *names: str) -> tuple[str, ...]:
        """List the parts that a part leads to by relations of the given names."""
        return tuple(r.target for r in self.relations(part) if r.name in names and not r.is_external)

    def add_relations(self, part: str, added: Sequence[Relation]) -> None:
        """Let a part lead to others."""
        listed = relations_part(part)
        if added and not self.has(listed):
            self.write(listed, rel.EMPTY)
        self.edit(listed, [rel.add_relations(self.element(listed), part, added)] if added else [])

    def remove_relation(self, part: str, identifier: str) -> None:
        """Take back a relation."""
        listed = relations_part(part)
        self.edit(listed, rel.remove_relation(self.element(listed), identifier))

    def retarget(self, part: str, identifier: str, target: str) -> None:
        """Let a relation lead to another part."""
        listed = relations_part(part)
        self.edit(listed, rel.retarget(self.element(listed), part, identifier, target))

    def content_type(self, part: str) -> str:
        """Give the content type of a part; empty where it has none."""
        return rel.content_type(self.element(CONTENT_TYPES), part)

    def reachable(self) -> frozenset[str]:
        """Collect every part that relations lead to, letter case folded."""
        seen: set[str] = set()
        waiting = [""]
        while waiting:
            for relation in self.relations(waiting.pop()):
                if not relation.is_external and relation.target.lower() not in seen and self.has(relation.target):
                    seen.add(relation.target.lower())
                    waiting.append(relation.target)
        return frozenset(seen)

    # the workbook

    @property
    def workbook(self) -> str:
        """The part that lists the sheets."""
        found = self.related("", "officeDocument")
        if not found or not self.has(found[0]):
            raise Refusal("not_workbook", reason="it has no document")
        return found[0]

    @property
    def book(self) -> Element:
        """The root of the workbook's own part."""
        return self.element(self.workbook)

    @property
    def is_strict(self) -> bool:
        """Whether the workbook is stored as Strict Open XML."""
        return any(value.startswith(STRICT) for value in self.book.attributes.values())

    @property
    def is_1904(self) -> bool:
        """Whether days are counted from 1904, as on old Macintoshes."""
        properties = self.book.child("workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true", "on")

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in their order."""
        listed = self.book.child("sheets")
        routes = {relation.id: relation for relation in self.relations(self.workbook)}
        return tuple(read_sheet(element, routes) for element in (listed.all("sheet") if listed else ()))

    def sheet(self, title: str) -> Sheet:
        """Give a sheet by its name, in any letter case.

        Raises
        ------
        Refusal
            ``no_sheet``.
        """
        for sheet in self.sheets:
            if sheet.title.lower() == title.lower():
                return sheet
        raise Refusal("no_sheet", sheet=title)
