"""What pages ask about verdicts. Nothing that is not published reaches a reader through here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Mention
from factcheck.claims.models.mention import Origin
from factcheck.reviews.models import Assessment, EvidenceItem, Review, Standing
from factcheck.reviews.models import Status as ReviewStatus
from factcheck.reviews.queries import in_full, in_order
from factcheck.verdicts import workflow
from factcheck.verdicts.models import ArticleCorrection, Happening, Status, Topic, Verdict, VerdictVersion
from factcheck.verdicts.models.article_correction import TOLD as TOLD_OF_ARTICLES

MOST_PLACES = 50
"""Articles that the desk names on the page of a verdict at most."""
MOST_APPEARANCES = 50
"""Articles that pages and formats name for a claim at most, the oldest ones."""
TOLD = (*workflow.NEWS, "same")
"""Steps that readers see in the history; who took them stays inside."""


def published_versions() -> QuerySet[VerdictVersion]:
    """Every published wording, with what a page shows of it."""
    return VerdictVersion.objects.filter(
        published_at__isnull=False, verdict__status__in=workflow.PUBLIC
    ).select_related("verdict__claim", "mention__version__article__outlet", "finding")


def newest_of(verdicts: Iterable[Verdict]) -> list[VerdictVersion]:
    """The newest wording of each, published or not, those of the newest verdicts first; one query."""
    rows = VerdictVersion.objects.filter(verdict__in=[verdict.pk for verdict in verdicts])
    rows = rows.select_related("mention__version__article__outlet", "review", "decided_by", "approved_by")
    rows = rows.defer("mention__version__text")
    return list(rows.order_by("-verdict_id", "-number").distinct("verdict_id"))


def newest_published() -> QuerySet[VerdictVersion]:
    """The published wording that counts now of each verdict, the newest first; the article's text is left to be asked
    for, which lists do not show."""
    later = VerdictVersion.objects.filter(
        verdict=OuterRef("verdict"), number__gt=OuterRef("number"), published_at__isnull=False
    )
    rows = published_versions().defer("mention__version__text")
    return rows.filter(~Exists(later)).order_by("-verdict__published_at", "-verdict")


def wordings(verdicts: Iterable[int]) -> list[VerdictVersion]:
    """The published wordings that count now of verdicts by their keys, in that order; one query. Lists ask for the keys
    first: which rows are theirs is found in an index, and what they show of each is asked of these alone."""
    keys = list(verdicts)
    found = {version.verdict_id: version for version in newest_published().order_by().filter(verdict__in=keys)}
    return [found[key] for key in keys if key in found]


def state_topic(code: str) -> QuerySet[Topic]:
    """Verdicts on claims whose words name a state (ISO 3166-1 alpha-3)."""
    return Topic.objects.filter(name=f"state:{code}")


def outlet_topic(slug: str) -> QuerySet[Topic]:
    """Verdicts on claims of the outlet at this address."""
    return Topic.objects.filter(name=f"outlet:{slug}")


def keys_by_time(
    topics: Sequence[QuerySet[Topic]], *, after: tuple[datetime | None, int] | None, most: int
) -> QuerySet[Any, int]:
    """Keys of the verdicts that readers find at their address and that have all of the topics, the newest first; behind
    one that was published at that time and has that key."""
    if not topics:
        rows: QuerySet[Any] = Verdict.objects.public().annotate(key=F("pk"))
    else:
        rows = topics[0].annotate(key=F("verdict"))
        for other in topics[1:]:
            rows = rows.filter(Exists(other.filter(verdict=OuterRef("verdict"))))
    if after is not None:
        time, key = after
        rows = rows.filter(Q(published_at__lt=time) | Q(published_at=time, key__lt=key), published_at__lte=time)
    return rows.order_by("-published_at", "-key").values_list("key", flat=True)[:most]


def told_last(most: int, topic: QuerySet[Topic] | None = None) -> list[VerdictVersion]:
    """The verdicts of which readers had news last. What happens inside, such as a proposed correction, is none, nor is
    a recheck that changes nothing. Two queries."""
    if topic is not None:
        return wordings(topic.order_by("-told_at", "-verdict").values_list("verdict", flat=True)[:most])
    told = Verdict.objects.public().filter(told_at__isnull=False).order_by("-told_at", "-pk")
    return wordings(told.values_list("pk", flat=True)[:most])


def with_told_at(versions: QuerySet[VerdictVersion]) -> QuerySet[VerdictVersion]:
    """All of those that readers had news of, the last one first."""
    return versions.filter(verdict__told_at__isnull=False).order_by("-verdict__told_at", "-verdict")


def corrections() -> QuerySet[VerdictVersion]:
    """Wordings that took the place of another, the newest first."""
    return published_versions().exclude(change="").order_by("-published_at", "-pk")


def withdrawn(most: int) -> list[VerdictVersion]:
    """The last wordings of verdicts that were withdrawn, the last withdrawn first. Two queries."""
    rows = Verdict.objects.filter(status=Status.WITHDRAWN).order_by("-changed_at", "-pk")
    return wordings(rows.values_list("pk", flat=True)[:most])


def corrections_of(versions: Iterable[int]) -> list[VerdictVersion]:
    """Those of them with these keys, in their order, without the articles' texts; one query."""
    keys = list(versions)
    found = published_versions().defer("mention__version__text").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def labels(review: Review, *, archived: bool = True) -> list[Assessment]:
    """Both assessments of a decided claim, in the order of their places; `archived` with what was archived of their
    evidence, which readers do not see."""
    rows = Assessment.objects.filter(assignment__review=review, assignment__standing=Standing.DONE)
    return in_full(rows) if archived else in_order(rows, EvidenceItem.objects.all())


def appearances(verdict: Verdict) -> list[Mention]:
    """Where the claim is made in the newest texts of published articles, the oldest article first."""
    return appearances_of([verdict.claim_id]).get(verdict.claim_id, [])


def appearances_of(claims: Collection[int]) -> dict[int, list[Mention]]:
    """The same for many claims by their keys, at most so many for each; one query. What only the desk sees is left out:
    a person's marks, unless a published verdict is on them, a drafting helper's, and what somebody took out."""
    later = ArticleVersion.objects.filter(article=OuterRef("version__article"), number__gt=OuterRef("version__number"))
    judged = VerdictVersion.objects.filter(mention=OuterRef("pk"), published_at__isnull=False)
    rows = (
        Mention.objects.live()
        .filter(~Exists(later), claim__in=claims, version__article__is_published=True)
        .filter(Q(origin=Origin.ENGINE) | Exists(judged))
        .select_related("version__article__outlet")
        .defer("version__text")
    )
    found: dict[int, dict[int, Mention]] = {}
    for mention in sorted(rows, key=lambda one: (str(one.version.published_on or ""), one.pk)):
        found.setdefault(mention.claim_id, {}).setdefault(mention.version.article_id, mention)
    return {claim: list(mentions.values())[:MOST_APPEARANCES] for claim, mentions in found.items()}


def places_of(verdict: Verdict) -> list[Mention]:
    """Where the claim stands in the newest text of any article, for the desk."""
    later = ArticleVersion.objects.filter(article=OuterRef("version__article"), number__gt=OuterRef("version__number"))
    rows = Mention.objects.live().filter(~Exists(later), claim=verdict.claim_id)
    return list(rows.select_related("version__article__outlet").defer("version__text").order_by("pk")[:MOST_PLACES])


def article_corrections() -> QuerySet[ArticleCorrection]:
    """What articles were asked to be corrected to, as readers are told of it: where claim and article are published,
    and the outlet was asked or the words stand there. The newest first."""
    rows = ArticleCorrection.objects.filter(
        status__in=TOLD_OF_ARTICLES,
        version__verdict__status__in=workflow.PUBLIC,
        mention__version__article__is_published=True,
    )
    rows = rows.select_related("mention__version__article__outlet", "version__verdict", "found_in")
    return rows.defer("mention__version__text", "found_in__text").order_by("-approved_at", "-pk")


def history(verdict: Verdict, *, whole: bool = False) -> list[Happening]:
    """What happened with a verdict, the newest first; for readers only what they are told."""
    rows = verdict.happenings.select_related("by").order_by("-pk")
    return list(rows if whole else rows.filter(step__in=TOLD))


def to_decide() -> QuerySet[Review]:
    """Reviews with both assessments in, whose claim has no verdict yet; those that differ first."""
    rows = Review.objects.filter(
        ~Exists(Verdict.objects.filter(claim=OuterRef("mention__claim"))),
        status__in=(ReviewStatus.DISPUTED, ReviewStatus.AGREED),
    )
    return rows.select_related("mention__claim", "mention__version__article__outlet").order_by(
        "-status", "-severity", "pk"
    )


def needing_recheck(severity: int | None = None) -> QuerySet[Verdict]:
    """Verdicts that readers see and that what they rest on no longer bears out, the newest doubt first; with a severity
    those on claims whose gravest flag has it."""
    rows = Verdict.objects.filter(status=Status.NEEDS_RECHECK).order_by("-changed_at", "-pk")
    if severity is None:
        return rows
    about = VerdictVersion.objects.filter(verdict=OuterRef("pk"), review__severity=severity)
    return rows.filter(Exists(about))


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
