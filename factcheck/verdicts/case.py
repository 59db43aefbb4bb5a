"""What the policies and the checklist look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from factcheck.accounts.models import User
from factcheck.claims.models import Finding
from factcheck.reviews.models import Assessment, EvidenceItem, Review, Standing
from factcheck.reviews.origins import RECORD, origins, subjects_of
from factcheck.verdicts.models import ChecklistAnswer, Correction, Verdict, VerdictVersion

ORIGINS = 2
"""Independent origins that a verdict rests on at least; fewer need a waiver with its reason."""


@dataclass
class Case:
    """What the policies look at: who wants to take the step, on which review, verdict, text and correction. Everything
    is asked of the database once."""

    person: User
    review: Review
    verdict: Verdict | None = None
    version: VerdictVersion | None = None
    correction: Correction | None = None
    waiver: str = ""
    refusals: dict[str, str] = field(default_factory=dict)
    """What policies said, by their names: several steps ask the same."""

    @cached_property
    def assessments(self) -> list[Assessment]:
        rows = Assessment.objects.filter(assignment__review=self.review, assignment__standing=Standing.DONE)
        return list(rows.select_related("assignment").order_by("assignment__place"))

    @cached_property
    def evidence(self) -> list[EvidenceItem]:
        rows = EvidenceItem.objects.filter(assessment__in=[one.pk for one in self.assessments])
        return list(rows.select_related("state"))

    @cached_property
    def origins(self) -> set[str]:
        """Independent origins of the evidence, the record being one."""
        record = {RECORD} if self.finding and self.finding.evidence else set()
        return origins(self.evidence, subjects_of(self.finding)) | record

    @cached_property
    def sources_suffice(self) -> bool:
        """Whether there are as many origins as it takes, and not statements alone: they tell what was said."""
        is_shown = RECORD in self.origins or not all(item.words for item in self.evidence)
        return len(self.origins) >= ORIGINS and is_shown

    @cached_property
    def written(self) -> dict[str, ChecklistAnswer]:
        """What editors answered to questions of the checklist, by the question."""
        rows = self.version.checklist.select_related("by") if self.version is not None else ()
        return {one.question: one for one in rows}

    @cached_property
    def finding(self) -> Finding | None:
        return self.review.mention.finding
