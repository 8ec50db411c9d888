"""People: a nominee, and the groups that rules speak of.

Titles and descriptions are used as in :mod:`scheduler.domain`, which names both classes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from scheduler.base import Code, Model, Span

Value = str | int | float | bool | date | None
"""What a further column of the nominee sheet can hold."""

EACH = "each"
"""Stands in a group's cell for one group of every value."""


class Nominee(Model):
    """A person whom an institution proposes."""

    id: Code = Field(title="ID", description="NIP, NI PPPK or any other number that is this person's alone. Text.")
    name: str = Field(default="", title="Name", description="Full name, with or without titles.")
    institution: str = Field(default="", title="Institution", description="The institution that nominates.")
    institution_type: str = Field(
        default="", title="Institution type", description="Ministry, agency, province ...; filled in where known."
    )
    unit: str = Field(default="", title="Unit", description="Unit within the institution.")
    region: str = Field(default="", title="Region", description="Province, regency or city, or Pusat for the centre.")
    island_group: str = Field(default="", title="Island group", description="Filled in from the region where known.")
    sex: Literal["F", "M", ""] = Field(default="", title="Sex", description="F or M (also P or L).")
    birth: date | None = Field(default=None, title="Birth date", description="Date of birth.")
    service_start: date | None = Field(
        default=None, title="Service start", description="Start of service; read from the NIP where it is empty."
    )
    rank: str = Field(default="", title="Rank", description="Rank such as III/c, or IX for contract staff.")
    level: str = Field(default="", title="Level", description="Level of position, such as Administrator or Ahli Muda.")
    english: float | None = Field(default=None, title="English", description="English score; one test for everyone.")
    topics: tuple[str, ...] = Field(
        default=(), title="Topics", description="Topic codes in order of wish, divided by semicolons."
    )
    choices: tuple[str, ...] = Field(
        default=(), title="Choices", description="Cohort or session codes in order of wish, divided by semicolons."
    )
    order: int | None = Field(
        default=None, ge=1, title="Nomination order", description="1 for the institution's first nominee, and so on."
    )
    unavailable: tuple[Span, ...] = Field(
        default=(),
        title="Unavailable",
        description="Days on which this person cannot be away: 2019-09-02..2019-09-05; 2019-09-12.",
    )
    trained: int | None = Field(
        default=None, ge=1950, le=2200, title="Trained in Korea", description="Year of the latest training in Korea."
    )
    pin: str = Field(
        default="", title="Pin", description="A cohort or session this person must be in, or: out. Empty: free."
    )
    pin_reason: str = Field(default="", title="Pin reason", description="Why the pin was set; shown in the result.")
    facts: Mapping[str, Value] = Field(default_factory=dict, exclude_if=lambda facts: not facts)
    """Further columns by heading: kept as they are, and usable by any rule."""
    meant: Mapping[str, str] = Field(default_factory=dict, exclude_if=lambda meant: not meant, repr=False)
    """The spelling that this person is counted under, by column, where others write the same thing otherwise."""

    def counted(self, column: str) -> str:
        """Return the institution, region or other text that this person is counted under; it may be empty."""
        return self.meant[column] if column in self.meant else str(getattr(self, column))

    def values(self, column: str) -> tuple[str, ...]:
        """Return what stands in a column as words to compare: one, several (topics) or none."""
        if column in self.meant:
            return (self.meant[column],) if self.meant[column] else ()
        if column == "topic":
            return self.topics
        value = getattr(self, column) if column in type(self).model_fields else self.facts.get(column)
        if value is None or value == "":
            return ()
        return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


class Group(Model):
    """The people whom a rule concerns: those who match every column named.

    Parameters
    ----------
    wants
        Pairs of a column and the values allowed in it.  No pairs: everyone.
    """

    wants: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, **wants: str | Iterable[str]) -> Group:
        """Make a group from keywords: ``Group.of(sex="F", region=("Papua", "Maluku"))``."""
        listed = {c: (v,) if isinstance(v, str) else tuple(v) for c, v in wants.items()}
        return cls(wants=tuple(sorted(listed.items())))

    def has(self, nominee: Nominee) -> bool:
        """Whether this nominee belongs to the group."""
        return all(any(value in values for value in nominee.values(column)) for column, values in self.wants)

    def each(self, nominees: Iterable[Nominee]) -> tuple[Group, ...]:
        """Return one group for every combination that ``each`` stands for among `nominees`."""
        columns = [column for column, values in self.wants if values == (EACH,)]
        if not columns:
            return (self,)
        met = {pick for nominee in nominees for pick in _picks(nominee, columns)}
        return tuple(self._picked(dict(zip(columns, pick, strict=True))) for pick in sorted(met))

    def _picked(self, pick: Mapping[str, str]) -> Group:
        return Group(wants=tuple((c, (pick[c],) if c in pick else values) for c, values in self.wants))

    def __str__(self) -> str:
        """Name the group by its values: ``F, Papua/Maluku``; empty for everyone."""
        return ", ".join("/".join(values) for _, values in self.wants)


def _picks(nominee: Nominee, columns: list[str]) -> list[tuple[str, ...]]:
    picks: list[tuple[str, ...]] = [()]
    for column in columns:
        picks = [(*pick, value) for pick in picks for value in nominee.values(column)]
    return picks
