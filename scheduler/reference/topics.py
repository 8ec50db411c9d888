"""The starter taxonomy of training topics: what e-government courses in Korea teach and Indonesian offices ask for.

A coordinator may replace it: the index it follows (SPBE) gives way to another from 2026, so topics are data, not code.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from scheduler.reference.answers import Unknown
from scheduler.reference.tables import Label, rows, several
from scheduler.reference.text import key, nearest


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: a code of three letters, its label, and other words that it goes by."""

    code: str
    label: Label
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that is read as this topic."""
        return (self.code, self.label.id, self.label.en, self.label.ko, *self.aliases)


@cache
def topics() -> tuple[Topic, ...]:
    """List the topics in the order of the table."""
    return tuple(
        Topic(row["code"], Label(row["id"], row["en"], row["ko"]), several(row["aliases"])) for row in rows("topics")
    )


@cache
def _index() -> dict[str, Topic]:
    return {key(spelling): topic for topic in topics() for spelling in topic.spellings}


def find_topic(text: str) -> Topic | Unknown:
    """Read a topic from its code, its label in any language or an alias.

    Note that BPS is the business-process topic here, and Statistics Indonesia among institutions.
    """
    topic = _index().get(key(text))
    return topic or Unknown(text, nearest(text, (topic.label.id for topic in topics())))
