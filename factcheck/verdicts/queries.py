"""What pages ask about verdicts. Nothing that is not published reaches a reader through here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from factcheck.claims.models import Mention
from factcheck.claims.models.mention import Origin
from factcheck.reviews.models import Assessment, EvidenceItem, FlagAnswer, Review, Standing, Status
from factcheck.verdicts import workflow
from factcheck.verdicts.models import Happening, Verdict, VerdictVersion

TOLD = ("publish", "doubt", "reaffirm", "approve_correction", "withdraw", "same")
"""Steps that readers see in the history; who took them stays inside."""


def published_versions() -> QuerySet[VerdictVersion]:
    """Every published wording, with what a page shows of it."""
    return VerdictVersion.objects.filter(
        published_at__isnull=False, verdict__status__in=workflow.PUBLIC
    ).select_related("verdict__claim", "mention__version__article__outlet", "finding")


def newest_of(verdicts: Iterable[Verdict]) -> list[VerdictVersion]:
    """The newest wording of each, published or not, those of the newest verdicts first; one query."""
    rows = VerdictVersion.objects.filter(verdict__in=[verdict.pk for verdict in verdicts])
    rows = rows.select_related("mention__version").defer("mention__version__text")
    return list(rows.order_by("-verdict_id", "-number").distinct("verdict_id"))


def newest_published() -> QuerySet[VerdictVersion]:
    """The published wording that counts now of each verdict, the newest first."""
    later = VerdictVersion.objects.filter(
        verdict=OuterRef("verdict"), number__gt=OuterRef("number"), published_at__isnull=False
    )
    return published_versions().filter(~Exists(later)).order_by("-verdict__published_at", "-pk")


def corrections() -> QuerySet[VerdictVersion]:
    """Wordings that took the place of another, the newest first."""
    return published_versions().exclude(change="").order_by("-published_at", "-pk")


def labels(review: Review) -> list[Assessment]:
    """Both assessments of a decided claim, in the order of their places."""
    rows = Assessment.objects.filter(assignment__review=review, assignment__standing=Standing.DONE)
    return list(
        rows.select_related("assignment__reviewer")
        .prefetch_related(
            Prefetch("flag_answers", FlagAnswer.objects.select_related("flag")),
            Prefetch("evidence", EvidenceItem.objects.order_by("ordinal")),
        )
        .order_by("assignment__place")
    )


def appearances(verdict: Verdict) -> list[Mention]:
    """Where the claim is made in the newest texts of published articles."""
    rows = Mention.objects.filter(claim=verdict.claim_id, version__article__is_published=True)
    found: dict[int, Mention] = {}
    for mention in (
        rows.exclude(origin=Origin.HELPER).select_related("version__article__outlet").order_by("-version__number")
    ):
        found.setdefault(mention.version.article_id, mention)
    return sorted(found.values(), key=lambda one: (str(one.version.published_on or ""), one.pk))


def history(verdict: Verdict, *, whole: bool = False) -> list[Happening]:
    """What happened with a verdict, the newest first; for readers only what they are told."""
    rows = verdict.happenings.select_related("by").order_by("-pk")
    return list(rows if whole else rows.filter(step__in=TOLD))


def to_decide() -> QuerySet[Review]:
    """Reviews with both assessments in, whose claim has no verdict yet; those that differ first."""
    rows = Review.objects.filter(
        ~Exists(Verdict.objects.filter(claim=OuterRef("mention__claim"))), status__in=(Status.DISPUTED, Status.AGREED)
    )
    return rows.select_related("mention__claim", "mention__version__article__outlet").order_by(
        "-status", "-severity", "pk"
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many verdicts are in a state, counted up to a limit."""

    code: str
    name: str
    number: str


def counts(limit: int = 100) -> list[Counted]:
    found = []
    for code, name in workflow.STATES.items():
        number = Verdict.objects.filter(status=code).order_by()[: limit + 1].count()
        found.append(Counted(code, name, f"{limit}+" if number > limit else str(number)))
    return found
