"""Relations between parts and the content types of parts: read, and edited by cuts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from scheduler.package.markup import Edit, Element, escape, with_attribute, with_child, without

CONTENT_TYPES: Final = "[Content_Types].xml"
RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
EMPTY: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
"""A list of relations with none in it yet."""
_NUMBERED: Final = re.compile(r"rId(\d+)")
_PART: Final = re.compile(r"(.*?)\d*(\.\w+)")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: `target` is a part's name or, where it leads outside, an address."""

    id: str
    kind: str
    target: str
    is_external: bool = False

    @property
    def name(self) -> str:
        """The last word of the kind: ``worksheet``, ``table``, ``drawing``."""
        return self.kind.rpartition("/")[2]


def relations_part(part: str) -> str:
    """Name the part that lists the relations of a part; of the package itself for ``""``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def free_name(part: str, taken: Collection[str]) -> str:
    """Name a part like another one, with a number at its end so that none of the taken (in small letters) is it."""
    found = _PART.fullmatch(part)
    stem, ending = (found[1], found[2]) if found else (part, "")
    number = 1
    while f"{stem}{number}{ending}".lower() in taken:
        number += 1
    return f"{stem}{number}{ending}"


def resolve(source: str, target: str) -> str:
    """Turn a target, absolute or relative to its source, into a part's name."""
    path = target.partition("#")[0].replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(source), path)
    return posixpath.normpath(joined).lstrip("/")


def read_relations(root: Element, source: str) -> tuple[Relation, ...]:
    """Read a list of relations."""
    return tuple(_relation(element, source) for element in root.all("Relationship"))


def _relation(element: Element, source: str) -> Relation:
    is_external = element.get("TargetMode") == "External"
    written = element.get("Target")
    target = written if is_external else resolve(source, written)
    return Relation(element.get("Id"), element.get("Type"), target, is_external)


def next_id(relations: Iterable[Relation]) -> str:
    """Give an identifier that no relation of a list has."""
    taken = [int(found[1]) for r in relations if (found := _NUMBERED.fullmatch(r.id))]
    return f"rId{max(taken, default=0) + 1}"


def add_relations(root: Element, source: str, relations: Iterable[Relation]) -> Edit:
    """Write relations at the end of a list."""
    return with_child(root, b"".join(_written(root.prefix, source, relation) for relation in relations))


def _written(prefix: str, source: str, relation: Relation) -> bytes:
    target = relation.target if relation.is_external else relative(source, relation.target)
    mode = ' TargetMode="External"' if relation.is_external else ""
    named = f'<{prefix}Relationship Id="{escape(relation.id)}" Type="{escape(relation.kind)}"'
    return f'{named} Target="{escape(target)}"{mode}/>'.encode()


def relative(source: str, target: str) -> str:
    """Write a part's name as seen from the part that leads to it."""
    return posixpath.relpath(f"/{target}", posixpath.join("/", posixpath.dirname(source)))


def remove_relation(root: Element, identifier: str) -> list[Edit]:
    """Take a relation out of a list."""
    return [without(element) for element in root.all("Relationship") if element.get("Id") == identifier]


def retarget(root: Element, source: str, identifier: str, target: str) -> list[Edit]:
    """Let a relation lead to another part; nothing where it does already."""
    named = (element for element in root.all("Relationship") if element.get("Id") == identifier)
    elsewhere = (element for element in named if resolve(source, element.get("Target")) != target)
    return [with_attribute(element, "Target", relative(source, target)) for element in elsewhere]


def content_type(root: Element, part: str) -> str:
    """Look up the content type of a part; empty where it has none."""
    name, ending = f"/{part}".lower(), part.rpartition(".")[2].lower()
    own = (e.get("ContentType") for e in root.all("Override") if e.get("PartName").lower() == name)
    usual = (e.get("ContentType") for e in root.all("Default") if e.get("Extension").lower() == ending)
    return next(own, "") or next(usual, "")


def add_type(root: Element, part: str, kind: str) -> list[Edit]:
    """Give a part its content type, by its own line so that it can be taken back without a trace."""
    if content_type(root, part) == kind:
        return []
    line = f'<{root.prefix}Override PartName="/{escape(part)}" ContentType="{escape(kind)}"/>'
    return [with_child(root, line.encode())]


def remove_types(root: Element, parts: Collection[str]) -> list[Edit]:
    """Take back the lines of parts."""
    gone = {f"/{part}".lower() for part in parts}
    return [without(element) for element in root.all("Override") if element.get("PartName").lower() in gone]
