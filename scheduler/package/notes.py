"""Notes (the comments of old) on cells, set and taken back; those of other makers stay as they are.

A note of ours is known by its last line, which survives a save by Excel and by LibreOffice.  Somebody
who writes on below that line makes the note his or her own: it is then neither changed nor taken
away.  A cell that has a comment already, threaded ones included, keeps it and gets no note of ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from scheduler.package import drawing
from scheduler.package.anchors import anchor, sizes
from scheduler.package.cells import plain, split, text_of
from scheduler.package.grid import Grid
from scheduler.package.markup import Edit, Element, without
from scheduler.package.markup import with_child as inside
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.relations import free_name

AUTHOR: Final = "angkatan"
LAST_LINE: Final = "— angkatan check"
"""How every note of ours ends."""
LONGEST: Final = 1_500
"""Characters of a note; what is longer than a screen can show is cut."""
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_NEW: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<authors></authors><commentList></commentList></comments>"
)
_WIDE: Final = 300
_LINE: Final = 15
_EDGE: Final = 12
_LETTER: Final = 6.3
"""Pixels of a note: its width, a line of it, its two edges, and a letter of the usual width."""


class Line(NamedTuple):
    """One line of a note: what is bold in it, and what follows."""

    bold: str
    words: str


Note = Sequence[Line]


def set_notes(package: Package, title: str, notes: Mapping[str, Note]) -> tuple[str, ...]:
    """Let exactly these cells of a sheet have a note of ours; done twice it gives what it gave once.

    Parameters
    ----------
    package
        The workbook; left as it was where this is refused.
    title
        The sheet's name.
    notes
        Lines by address.

    Returns
    -------
    tuple
        Addresses of the cells that have a comment of their own and so got none.

    Raises
    ------
    Refusal
        ``no_sheet``, ``strict``, or the markup of a part cannot be trusted.
    """
    part = package.sheet(title).part
    with package.undone_if_refused():
        _take_back(package, part)
        return _put(package, part, notes, LAST_LINE)


def add_notes(package: Package, title: str, notes: Mapping[str, Note], signed: str) -> tuple[str, ...]:
    """Give cells of a sheet a note that ends in another line, and that no later `set_notes` takes back.

    Returns
    -------
    tuple
        Addresses of the cells that have a comment already and so got none.

    Raises
    ------
    Refusal
        As for `set_notes`.
    """
    part = package.sheet(title).part
    with package.undone_if_refused():
        return _put(package, part, notes, signed)


def _put(package: Package, part: str, notes: Mapping[str, Note], signed: str) -> tuple[str, ...]:
    taken = _commented(package, part)
    wanted = {ref: note for ref, note in notes.items() if ref not in taken}
    if wanted:
        _check(package)
        _write_comments(package, part, wanted, signed)
        drawing.add_boxes(package, part, _boxes(package, part, wanted))
    return tuple(ref for ref in notes if ref in taken)


def remove_notes(package: Package) -> None:
    """Take back every note of ours; sheets whose markup cannot be trusted have none, and stay."""
    for sheet in package.sheets:
        with suppress(Refusal), package.undone_if_refused():
            _take_back(package, sheet.part)


def _check(package: Package) -> None:
    if package.is_strict:
        raise Refusal("strict")


# what stands there


def _comments_part(package: Package, part: str) -> str:
    return next(iter(package.related(part, "comments")), "")


def _listed(package: Package, part: str) -> Iterator[Element]:
    """Go through the comments of a sheet."""
    named = _comments_part(package, part)
    listed = package.element(named).child("commentList") if named else None
    yield from listed.all("comment") if listed else ()


def _is_ours(comment: Element) -> bool:
    text = comment.child("text")
    said = "".join(piece.text for piece in _texts(text)) if text else ""
    return plain(said).rstrip().endswith(LAST_LINE)


def _texts(element: Element) -> Iterator[Element]:
    """Go through the texts of a comment, without what tells how they are read aloud."""
    for child in element.children:
        if child.local == "t":
            yield child
        elif child.local == "r":
            yield from _texts(child)


def _commented(package: Package, part: str) -> frozenset[str]:
    """Collect the cells that have a comment, of the old kind or threaded."""
    old = {comment.get("ref") for comment in _listed(package, part)}
    threads = (package.element(named) for named in package.related(part, "threadedComment"))
    return frozenset(old.union(one.get("ref") for root in threads for one in root.all("threadedComment")))


# taking back


def _take_back(package: Package, part: str) -> None:
    """Take our notes off a sheet; parts that then hold nothing go too."""
    ours = [comment for comment in _listed(package, part) if _is_ours(comment)]
    if not ours:
        return
    cells = {split(comment.get("ref")) for comment in ours}
    named = _comments_part(package, part)
    package.edit(named, [*(without(comment) for comment in ours), *_author_gone(package.element(named), ours)])
    if next(_listed(package, part), None) is None:
        drawing.drop(package, part, named)
    drawing.remove_boxes(package, part, cells)


def _author_gone(root: Element, ours: Collection[Element]) -> Iterator[Edit]:
    """Take back the last author, where that is ours and nobody else's number is behind it."""
    listed, comments = root.child("authors"), root.child("commentList")
    authors = list(listed.all("author")) if listed else []
    starts = {comment.start for comment in ours}
    others = (one for one in (comments.all("comment") if comments else ()) if one.start not in starts)
    is_used = any(one.get("authorId") == str(len(authors) - 1) for one in others)
    if authors and authors[-1].text == AUTHOR and not is_used:
        yield without(authors[-1])


# writing


def _write_comments(package: Package, part: str, notes: Mapping[str, Note], signed: str) -> None:
    named = _comments_part(package, part)
    if not named:
        named = free_name("xl/comments1.xml", {name.lower() for name in package.names})
        package.add(named, _NEW, _KIND)
        drawing.lead(package, part, "comments", named)
    root = package.element(named)
    authors, listed = root.child("authors"), root.child("commentList")
    if authors is None or listed is None:
        raise Refusal("unexpected", part=named, where=root.local)
    names = [author.text for author in authors.all("author")]
    at, edits = root.prefix, list[Edit]()
    if AUTHOR not in names:
        edits.append(inside(authors, f"<{at}author>{AUTHOR}</{at}author>".encode()))
        names.append(AUTHOR)
    number = names.index(AUTHOR)
    written = (_comment(at, ref, number, note, signed) for ref, note in sorted(notes.items(), key=_by_place))
    package.edit(named, [*edits, inside(listed, b"".join(written))])


def _by_place(item: tuple[str, Note]) -> tuple[int, int]:
    return split(item[0])


def _comment(at: str, ref: str, author: int, note: Note, signed: str) -> bytes:
    runs = "".join(_runs(at, note, signed))
    return f'<{at}comment ref="{ref}" authorId="{author}"><{at}text>{runs}</{at}text></{at}comment>'.encode()


def _runs(at: str, note: Note, signed: str) -> Iterator[str]:
    for bold, words in _cut(note):
        yield _run(at, bold, "<{0}b/>", 9)
        yield _run(at, f"{words}\n", "", 9)
    yield _run(at, signed, "", 8)


def _run(at: str, words: str, look: str, points: int) -> str:
    font = f'{look.format(at)}<{at}sz val="{points}"/><{at}color indexed="81"/><{at}rFont val="Tahoma"/>'
    text = f'<{at}t xml:space="preserve">{text_of(words)}</{at}t>'
    return f'<{at}r><{at}rPr>{font}<{at}family val="2"/></{at}rPr>{text}</{at}r>' if words else ""


def _cut(note: Note) -> Iterator[Line]:
    """Go through the lines until the note is as long as may be."""
    room = LONGEST
    for bold, words in note:
        if room <= 0:
            return
        yield Line(bold, words if len(words) <= room else f"{words[:room].rstrip()} …")
        room -= len(words)


def _boxes(package: Package, part: str, notes: Mapping[str, Note]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Reckon where the box of each note stands."""
    known = sizes(Grid(package.read(part), part))
    cells = sorted((split(ref), note) for ref, note in notes.items())
    return {cell: anchor(known, *cell, _WIDE, _tall(note)) for cell, note in cells}


def _tall(note: Note) -> int:
    """Reckon how tall a note has to be, in pixels."""
    lines = sum(_lines(f"{bold}{words}") for bold, words in _cut(note))
    return _LINE * (lines + 1) + _EDGE


def _lines(words: str) -> int:
    """Count the lines that a text takes in a note, a little too many rather than too few."""
    count, used, room = 1, 0.0, float(_WIDE - _EDGE)
    for word in words.split():
        wide = sum(2 * _LETTER if east_asian_width(letter) in "WF" else _LETTER for letter in f"{word} ")
        if used and used + wide > room:
            count, used = count + 1, 0.0
        over, rest = divmod(used + wide, room)
        count, used = count + int(over), rest
    return count
