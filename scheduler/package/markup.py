"""Small XML parts as elements that know where they stand, so that edits are cuts in the bytes.

Parsing and writing a part again would rename prefixes (which breaks ``mc:Ignorable``), reorder
attributes and drop what the parser does not know.  Here a part is only ever looked at; what
changes is a list of `Edit`, and every other byte stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from xml.parsers import expat

from scheduler.package.refusal import Refusal

Edit = tuple[int, int, bytes]
"""Replace the bytes from the first place up to the second by the third."""

_TOKEN: Final = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
    rb"|<(/?)([^\s/>]+)((?:\s+[^\s=>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(rb"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARED: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
_REFERENCE: Final = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#(\d+)|(amp|lt|gt|quot|apos));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UTF8: Final = frozenset({"utf-8", "us-ascii", "ascii"})


@dataclass(slots=True)
class Element:
    """One element: its name and attributes as written, and its place in the document.

    `start` and `end` enclose the whole element, `inner` and `outer` what stands between its tags;
    for an element closed in itself ``inner == outer == end``.
    """

    document: bytes
    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    outer: int
    end: int
    is_empty: bool
    children: list[Element] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        head, colon, _ = self.name.rpartition(":")
        return head + colon

    @property
    def raw(self) -> bytes:
        """The bytes of the whole element."""
        return self.document[self.start : self.end]

    @property
    def text(self) -> str:
        """The text between the tags, entities resolved; for elements without children."""
        return unescape(self.document[self.inner : self.outer].decode())

    def all(self, local: str) -> Iterator[Element]:
        """Give the children of a name, whatever their prefix."""
        return (child for child in self.children if child.local == local)

    def child(self, local: str) -> Element | None:
        """Give the first child of a name."""
        return next(self.all(local), None)

    def get(self, name: str, default: str = "") -> str:
        """Give an attribute."""
        return self.attributes.get(name, default)


def check(xml: bytes, part: str) -> None:
    """Refuse a part that is not well-formed UTF-8 XML without a document type.

    Raises
    ------
    Refusal
        ``encoding``, ``doctype`` or ``damaged``.
    """
    check_encoding(xml, part)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = partial(_refuse_doctype, part)
    try:
        parser.Parse(xml, True)  # noqa: FBT003  expat takes it by place only
    except expat.ExpatError as error:
        raise Refusal("damaged", part=part, reason=str(error)) from error


def _refuse_doctype(part: str, *_: object) -> None:
    raise Refusal("doctype", part=part)


def check_encoding(xml: bytes, part: str) -> None:
    """Refuse a part that is not written in UTF-8."""
    declared = _DECLARED.match(xml.removeprefix(b"\xef\xbb\xbf"))
    found = declared[1].decode("latin-1") if declared else "utf-8"
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:64]:
        found = "utf-16"
    if found.lower() not in _UTF8:
        raise Refusal("encoding", part=part, found=found)


def parse(xml: bytes, part: str) -> Element:
    """Read a small part; gives its root.

    Raises
    ------
    Refusal
        See `check`.
    """
    check(xml, part)
    return fragment(xml)


def fragment(xml: bytes) -> Element:
    """Read markup that is known to be well-formed, its prefixes declared or not."""
    top = Element(xml, "", {}, 0, 0, len(xml), len(xml), is_empty=False)
    stack = [top]
    for token in _TOKEN.finditer(xml):
        if token[2] is None:
            continue
        if token[1]:
            _close(stack.pop(), token)
        else:
            _open(stack, token)
    return top.children[0]


def _open(stack: list[Element], token: re.Match[bytes]) -> None:
    element = Element(
        token.string, token[2].decode(), _attributes(token[3]), token.start(), token.end(), token.end(), token.end(),
        is_empty=bool(token[4]),
    )  # fmt: skip
    stack[-1].children.append(element)
    if not element.is_empty:
        stack.append(element)


def _close(element: Element, token: re.Match[bytes]) -> None:
    element.outer, element.end = token.span()


def _attributes(raw: bytes) -> dict[str, str]:
    return {m[1].decode(): unescape((m[2] if m[2] is not None else m[3]).decode()) for m in _ATTRIBUTE.finditer(raw)}


def unescape(text: str) -> str:
    """Resolve the references that XML knows."""
    return _REFERENCE.sub(_resolved, text) if "&" in text else text


def _resolved(reference: re.Match[str]) -> str:
    if reference[3]:
        return _NAMED[reference[3]]
    return chr(int(reference[1], 16) if reference[1] else int(reference[2]))


def escape(text: str) -> str:
    """Write text so that it may stand between tags and, in double quotes, in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def edited(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Make the edits, which must not overlap; those at one place in the order given."""
    pieces, place = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[place:start], new]
        place = end
    return b"".join([*pieces, xml[place:]])


def with_attribute(element: Element, name: str, value: str) -> Edit:
    """Set an attribute, where it stands or else behind the element's name."""
    new = f'{name}="{escape(value)}"'.encode()
    found = _attribute(element, name)
    head = element.start + 1 + len(element.name.encode())
    return (*found.span(), new) if found else (head, head, b" " + new)


def without_attribute(element: Element, name: str) -> Edit | None:
    """Take an attribute away, with the space before it."""
    found = _attribute(element, name)
    return (found.start(1) - 1, found.end(), b"") if found else None


def _attribute(element: Element, name: str) -> re.Match[bytes] | None:
    head = element.start + 1 + len(element.name.encode())
    found = _ATTRIBUTE.finditer(element.document, head, element.inner)
    return next((match for match in found if match[1] == name.encode()), None)


def with_child(element: Element, content: bytes) -> Edit:
    """Add content as the last in an element, opening it where it was closed in itself."""
    if not element.is_empty:
        return element.outer, element.outer, content
    return element.end - 2, element.end, b">" + content + f"</{element.name}>".encode()


def without(element: Element) -> Edit:
    """Cut an element out."""
    return element.start, element.end, b""
