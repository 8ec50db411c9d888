"""Sentences about one institution's people, without the names and IDs of anybody else's.

A reason can name other people: a rule that keeps two nominees together, or a note that somebody
typed ("in place of Budi").  The sentences stand in the workbook as text, so they are searched as
text: whole names and IDs, and single words of names as well, unless the word means something
else here.  Where it is not certain that a word is no name it is hidden.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from scheduler.domain import Nominee, Programme
from scheduler.reference.names import strip_titles
from scheduler.words import LANGUAGES, Language, text
from scheduler.words.catalogue import tables

_TOKEN: Final = re.compile(r"[^\W_가-힣]+|[가-힣]+")
"""Words; Hangul by itself, as Korean puts its particles right behind a name."""
_HANGUL: Final = re.compile(r"[가-힣]{2,}")
_LONGEST_PARTICLE: Final = 2
_SHORTEST_PART: Final = 3
"""Letters from which a single word of a name is looked for."""
_LITTLE: Final = re.compile(r"[0-9]{1,3}")
"""A number that is also somebody's ID; it is one only where a sentence points to the row of a rule."""
_JOINING: Final = re.compile(r"[\s,;.&-]*")
_SPEAKING: Final = ("reason", "bars", "rule", "term", "spoken", "heading", "sheet", "list")
"""Sections of the catalogue that reasons draw their words from."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Discretion:
    """Hides in sentences whoever is not of the institution that reads them.

    Parameters
    ----------
    programme
        Whose nominees are known by name and ID.
    """

    programme: Programme

    def told(self, sentence: str, institution: str, lang: Language) -> str:
        """Return a sentence as an institution may read it.

        Parameters
        ----------
        institution
            As its people are counted (`Nominee.counted`).
        lang
            Of the words that stand for a person who is hidden.
        """
        found = list(_TOKEN.finditer(sentence))
        hidden = self._hidden(sentence, [match[0].casefold() for match in found], institution)
        spans = [found[at].span() for at in sorted(hidden)]
        return _masked(sentence, spans, text("somebody_else", lang))

    def _hidden(self, sentence: str, words: Sequence[str], institution: str) -> set[int]:
        """Return the positions of words that mean somebody of another institution; of names the longest counts."""
        settled, hidden = set[int](), set[int]()
        for name, at in sorted(self._whole(words), key=lambda found: (-len(found[0]), found[1])):
            covered = set(range(at, at + len(name)))
            if not covered & settled and ("!" in sentence or not _LITTLE.fullmatch(" ".join(name))):
                settled |= covered
                hidden |= set() if institution in self._names[name] else covered
        parts = {at for at, word in enumerate(words) if self._is_foreign(word, institution)}
        return hidden | (parts - settled)

    def _whole(self, words: Sequence[str]) -> Iterator[tuple[Words, int]]:
        """Find whole names and IDs, each with the position of its first word."""
        for at, word in enumerate(words):
            for start in _forms(word):
                for name in self._starting.get(start, ()):
                    beside = words[at : at + len(name)]
                    pairs = zip(name, beside, strict=False)
                    if len(beside) == len(name) and all(part in _forms(met) for part, met in pairs):
                        yield name, at

    def _is_foreign(self, word: str, institution: str) -> bool:
        homes = [self._parts[form] for form in _forms(word) if form in self._parts]
        return any(institution not in home for home in homes) and word not in self._meaningful

    @cached_property
    def _names(self) -> Mapping[Words, frozenset[str]]:
        """The institutions of people with a name or an ID, by the words of it."""
        homes: dict[Words, set[str]] = defaultdict(set)
        for person in self.programme.nominees:
            for name in (person.id, person.name, strip_titles(person.name)):
                if (words := _words(name)) and not (len(words) == 1 and words[0] in self._meaningful):
                    homes[words].add(person.counted("institution"))
        return {words: frozenset(found) for words, found in homes.items()}

    @cached_property
    def _starting(self) -> Mapping[str, list[Words]]:
        found: dict[str, list[Words]] = defaultdict(list)
        for name in self._names:
            found[name[0]].append(name)
        return found

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[str]]:
        """The institutions of people by each longer word of their names."""
        homes: dict[str, set[str]] = defaultdict(set)
        for person in self.programme.nominees:
            for word in _parts_of(person):
                homes[word].add(person.counted("institution"))
        return {word: frozenset(found) for word, found in homes.items()}

    @cached_property
    def _meaningful(self) -> frozenset[str]:
        """Words that mean something else: of the catalogue, of cohorts, institutions, regions and topics."""
        said = (*_catalogue(), *_things(self.programme))
        return frozenset(word for each in said for word in _words(each) if not word.isdecimal())


def _masked(sentence: str, spans: Sequence[tuple[int, int]], mask: str) -> str:
    """Put one mask for each run of hidden words."""
    kept, place = list[str](), 0
    for start, end in spans:
        is_same_run = bool(kept) and _JOINING.fullmatch(sentence[place:start]) is not None
        if not is_same_run:
            kept.append(sentence[place:start] + mask)
        place = end
    return "".join(kept) + sentence[place:]


def _words(said: str) -> Words:
    return tuple(match[0] for match in _TOKEN.finditer(said.casefold()))


def _parts_of(person: Nominee) -> Iterable[str]:
    return (word for word in _words(strip_titles(person.name)) if len(word) >= _SHORTEST_PART or _HANGUL.match(word))


def _forms(word: str) -> tuple[str, ...]:
    """The word, and what is left of a Korean one without a particle."""
    if not _HANGUL.fullmatch(word):
        return (word,)
    return tuple(word[: len(word) - cut] for cut in range(_LONGEST_PARTICLE + 1) if len(word) - cut > 1)


def _catalogue() -> Iterator[str]:
    for lang in LANGUAGES:
        for section in _SPEAKING:
            yield from _texts(tables(lang).get(section, {}))


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, Mapping):
        for key, value in found.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(found, list):
        yield from map(str, found)


def _things(programme: Programme) -> Iterator[str]:
    for cohort in programme.cohorts:
        yield from (cohort.code, cohort.title, *(topic.code for topic in cohort.topics))
    for session in programme.sessions:
        yield from (session.code, session.title, *(topic.code for topic in session.topics))
    for person in programme.nominees:
        yield from (person.institution, person.institution_type, person.region, person.island_group)
        yield from (person.level, person.rank, *person.topics)
