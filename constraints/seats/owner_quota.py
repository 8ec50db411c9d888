"""Owner quota: people of a group in the cohorts that one institution leads, counted together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from constraints.seats._counts import Counts
from scheduler.domain import EACH, Programme


class OwnerQuota(Counts):
    """A number or a share of a group's people in all cohorts of a lead institution together.

    A fewest number over several cohorts always holds, whichever of them run; over a single
    cohort it holds where that cohort runs.  Cohorts without a lead institution have no owner.
    """

    sheet = "Owner quotas"
    says: ClassVar = {
        "over": "Cohorts led by {places}: {seated} seats for {group}; at most {most} allowed[ ({wanted})].",
        "short": "Cohorts led by {places}: {seated} seats for {group}; at least {least} needed[ ({wanted})].",
    }

    lead: tuple[str, ...] = Field(
        default=(EACH,),
        title="Lead institution",
        description="Owners of cohorts, each counted alone: A; B. each: every owner.",
    )

    def sets(self, programme: Programme) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Count in all cohorts of each owner together."""
        owned: dict[str, list[str]] = {}
        for code, cohort in sorted(programme.cohort.items()):
            if cohort.lead and (self.lead in ((EACH,), ()) or cohort.lead in self.lead):
                owned.setdefault(cohort.lead, []).append(code)
        for lead in sorted(owned):
            yield lead, tuple(owned[lead])
