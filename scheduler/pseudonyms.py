"""Random IDs for people whose data leave the office, and the key that leads back from them.

A NIP tells birth date, sex and start of service, and whatever is computed from it (a hash, a
cipher under the seed of the lots) can be found again by trying every NIP there can be.  So the
IDs are drawn from the operating system's randomness and depend on nothing: not on the person,
not on the order of rows, not on the seed.  What makes them stable is the key alone, a sheet that
stays with the coordinator, is read again at the next export and grows with it.  A secret from
which IDs are computed would be as safe, but a letter that speaks of a participant by such an ID
could only be answered with the program at hand, a corrected NIP would change the ID, and a lost
secret could not be written down from what was printed.  IDs of people who have left are kept and
never given again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

LETTERS: Final = "CDFGHJKMNPQRTVWXY"
"""Capitals that look like no digit; without vowels, so that neither words, months nor exponents (1E5) arise."""
MARKS: Final = f"{LETTERS}34679"
LENGTH: Final = 6
"""Marks of an ID: 88 million of them, against a few thousand people."""

Draw = Callable[[], str]


def drawn() -> str:
    """Draw an ID from the operating system's randomness; it begins with a letter."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(MARKS) for _ in range(LENGTH - 1))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a key.

    Parameters
    ----------
    alias
        The random ID.
    person
        The nominee's own ID, such as a NIP.
    name
        For whoever looks the person up by hand; nothing depends on it.
    """

    alias: str
    person: str
    name: str = ""


@dataclass(frozen=True)
class Key:
    """Which random ID means whom."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def alias(self) -> Mapping[str, str]:
        """Random IDs by the nominee's own."""
        return {entry.person: entry.alias for entry in self.entries}

    def extended(self, people: Mapping[str, str] | Iterable[tuple[str, str]], draw: Draw = drawn) -> Key:
        """Return the key with an ID for everybody: known people keep theirs, others get new ones.

        Parameters
        ----------
        people
            Names by the nominees' own IDs; names of known people are brought up to date.
        draw
            Gives a random ID; asked again where the ID is taken.
        """
        names = dict(people)
        kept = [replace(entry, name=names.get(entry.person, entry.name)) for entry in self.entries]
        taken = {entry.alias for entry in kept}
        for person, name in names.items():
            if person not in self.alias:
                kept.append(Entry(_free(draw, taken), person, name))
                taken.add(kept[-1].alias)
        return Key(tuple(kept))


def _free(draw: Draw, taken: Iterable[str]) -> str:
    while (alias := draw()) in taken:
        pass
    return alias
