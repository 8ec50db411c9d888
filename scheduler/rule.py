"""The one abstraction: a rule is one row of one sheet.

Adding a rule is one file in ``constraints/`` and one test file.  From the class follow its
sheet in the template, its parsing with cell addresses, the solver's rows, the audit, the
words, its line in the README and its place in ``tests/test_every_rule.py``.

A rule says its piece in these methods, and `check` shares no code with the others:

`bar`
    forbids single (nominee, place) pairs, before the model has columns;
`post`
    states the rest to the solver, through the verbs of :class:`scheduler.board.Board`;
`check`
    judges a finished allocation in plain Python, and lists every departure;
`refuses`
    says in plain Python which single pairs the rule forbids, whatever else is decided;
`tallies`
    counts for the quota report, where the rule wants head counts;
`sees`
    says what the rule can tell about a person; people alike to every rule form one class.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, model_validator

from scheduler.base import Model
from scheduler.domain import ALL, EACH, Group, Nominee, Programme
from scheduler.errors import RuleError
from scheduler.findings import Fact, Place, Violation
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board

MUST = "must"
Priority = Literal["must"] | int
"""``must``, or 1, 2, 3 ...: served strictly in that order."""


class Rule(Model):
    """One row of one sheet.  Subclasses add columns as fields, and say what a row means.

    Class facts
    -----------
    sheet
        English name of the sheet whose rows are rules of this kind.
    says
        For every case that `check` can find, an English sentence with named gaps.
    needs
        Nominee columns beyond the basic ones that the rule reads, with their types.
    is_soft_only
        True where the rule is a wish by nature and cannot be a "must".
    eases
        What a row without a number becomes where rules that must hold clash: a wish, or nothing.
    tells_apart
        False where everyone is the same to every rule of the kind: one seat, whoever holds it.
    """

    sheet: ClassVar[str]
    says: ClassVar[Mapping[str, str]]
    needs: ClassVar[Mapping[str, type]] = {}
    is_soft_only: ClassVar[bool] = False
    eases: ClassVar[Literal["wish", "drop"]] = "wish"
    tells_apart: ClassVar[bool] = True

    priority: Priority = Field(
        default="must",
        title="Priority",
        description="must: never broken. 1, 2, 3 ...: served strictly in that order.",
    )
    weight: int = Field(
        default=1, ge=1, le=1000, title="Weight", description="Cost of each person off, within its priority."
    )
    fixed: bool = Field(
        default=False, title="Never relax", description="yes: no way out of a conflict may change this row."
    )
    note: str = Field(default="", title="Note", description="Why the rule stands; kept and shown.")
    place: Place | None = Field(default=None, exclude=True, repr=False)
    stems: str = Field(default="", exclude=True, repr=False)
    """Key of the cell that implies this rule, where it is no row of its own sheet."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        """Refuse a rule class that lacks its sheet or its sentences."""
        super().__pydantic_init_subclass__(**kwargs)
        if "sheet" in cls.__dict__ and not getattr(cls, "says", None):
            raise RuleError(f"{cls.__name__} has a sheet but says nothing about its cases")

    @model_validator(mode="after")
    def _priority_fits(self) -> Rule:
        if isinstance(self.priority, int) and self.priority < 1:
            msg = f"priority {self.priority} is neither must nor 1, 2, 3 ..."
            raise ValueError(msg)
        if self.is_soft_only and self.is_must:
            msg = f"{self.sheet} is a wish and needs a priority of 1, 2, 3 ..."
            raise ValueError(msg)
        return self

    @property
    def is_must(self) -> bool:
        """Whether the rule may never be broken."""
        return self.priority == MUST

    @property
    def key(self) -> tuple[str, str]:
        """A name for sorting that depends on what the rule says alone."""
        return (self.sheet, self.model_dump_json())

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Fields that are columns of the sheet, the rule's own first."""
        shown = [name for name, field in cls.model_fields.items() if not field.exclude and name != "others"]
        own = [name for name in shown if name not in Rule.model_fields]
        return (*own, "priority", "weight", "fixed", "note")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the rules of this kind that hold without a row of their own.

        `given` are the rows of this kind, which may take the place of what is implied.
        """
        del programme, given
        return ()

    def bar(self, board: Board) -> None:
        """Forbid pairs with `Board.never`; all rules do so before any is posted."""

    def post(self, board: Any) -> None:
        """State the rule on the board as rows and costs.

        The board is one of seats, or of hours for rules of the timetable.
        """

    def check(self, allocation: Any) -> Iterator[Violation]:
        """Yield every departure of an allocation, or of a timetable, from the rule; never raises."""
        raise NotImplementedError

    def refuses(self, nominee: Nominee, place: str, programme: Programme) -> Violation | None:
        """Return why this person can never be in this cohort or session, or None; the audit's side of `bar`."""
        del nominee, place, programme
        return None

    def tallies(self, allocation: Allocation) -> Iterable[Tally]:
        """Yield what the rule wants and what it got, line by line; nothing where it wants no head counts.

        The amounts by which the lines are off sum up to those that `check` finds.
        """
        del allocation
        return ()

    def sees(self, nominee: Nominee) -> Hashable:
        """Return what the rule can tell about a person; by default it knows each one."""
        return nominee.id if self.tells_apart else None

    def sees_in(self, programme: Programme) -> Callable[[Nominee], Hashable]:
        """Return `sees` for the people of a programme, whose dates may leave less to tell."""
        del programme
        return self.sees

    def found(self, case: str, subject: str, amount: int, **facts: Fact) -> Violation:
        """Make a violation of this rule."""
        return Violation(self, case, subject, amount, facts)


class GroupRule(Rule):
    """A rule about a group of people: the columns that say whom it concerns.

    Several values in a cell mean any of them; several columns mean all of them; ``each``
    makes one group of every value (of every combination, where several columns say it).
    """

    institution: tuple[str, ...] = Field(default=(), title="Institution", description="Empty: any. Several: A; B.")
    institution_type: tuple[str, ...] = Field(default=(), title="Institution type", description="Empty: any.")
    unit: tuple[str, ...] = Field(default=(), title="Unit", description="Empty: any.")
    region: tuple[str, ...] = Field(default=(), title="Region", description="Empty: any. each: for every region.")
    island_group: tuple[str, ...] = Field(default=(), title="Island group", description="Empty: any.")
    sex: tuple[str, ...] = Field(default=(), title="Sex", description="Empty: any. F or M.")
    level: tuple[str, ...] = Field(default=(), title="Level", description="Empty: any.")
    rank: tuple[str, ...] = Field(default=(), title="Rank", description="Empty: any.")
    topic: tuple[str, ...] = Field(default=(), title="Topic", description="Empty: any. Any of the wishes counts.")
    others: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Further nominee columns by heading."""

    @cached_property
    def group(self) -> Group:
        """The people concerned, ``each`` not yet spelt out."""
        own = {name: getattr(self, name) for name in GROUP_COLUMNS}
        wants = {column: values for column, values in {**own, **self.others}.items() if values}
        return Group(wants=tuple(sorted(wants.items())))

    def groups(self, programme: Programme) -> tuple[Group, ...]:
        """The groups concerned, one for every value where a column says ``each``."""
        return self.group.each(programme.nominees)

    def concerns(self, nominee: Nominee) -> bool:
        """Whether the person is in any of the groups: ``each`` takes whoever has a value."""
        return all(
            any(values == (EACH,) or value in values for value in nominee.values(column))
            for column, values in self.group.wants
        )

    def sees(self, nominee: Nominee) -> Hashable:
        """Return membership; for ``each`` also the values themselves."""
        return tuple(
            nominee.values(column) if values == (EACH,) else any(v in values for v in nominee.values(column))
            for column, values in self.group.wants
        )


GROUP_COLUMNS = tuple(name for name in GroupRule.model_fields if name not in {*Rule.model_fields, "others"})
"""The columns of `GroupRule` that name nominee columns."""


class WhereRule(Rule):
    """A rule about places: one cohort, several together, all together, or each alone."""

    where: tuple[str, ...] = Field(
        default=(ALL,),
        title="Where",
        description="Cohort or session codes, counted together (A; B); each: every cohort alone; all: all together.",
    )

    def scopes(self, programme: Programme) -> tuple[tuple[str, ...], ...]:
        """The sets of places that the rule holds for, each counted together, in order of code."""
        codes = tuple(sorted(programme.cohort))
        if self.where == (EACH,):
            return tuple((code,) for code in codes)
        return (codes,) if self.where in ((ALL,), ()) else (tuple(sorted(self.where)),)


def spell(places: Sequence[str], programme: Programme) -> str:
    """Name a set of places as its codes, or ``all`` where it is every cohort of several."""
    is_all = len(places) > 1 and len(places) == len(programme.cohorts)
    return ALL if is_all else "+".join(places)


def shared(full: Iterable[str], cohort: str, programme: Programme) -> tuple[str, ...]:
    """Name the cohorts with which one is full, where it is not full by itself.

    Parameters
    ----------
    full
        Sets of places whose seats are all taken, as `spell` names them.
    """
    everywhere = [each.code for each in programme.cohorts]
    joint = [everywhere if places == ALL else places.split("+") for places in full]
    if [cohort] in joint:
        return ()
    return tuple(place for place in next((p for p in joint if cohort in p), ()) if place != cohort)
