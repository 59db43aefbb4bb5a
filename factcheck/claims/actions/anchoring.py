"""Following claims from an earlier text of an article into its newest one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.articles.differences import Text, compare
from factcheck.articles.models import ArticleVersion
from factcheck.claims.actions.checking import engine_article
from factcheck.claims.actions.findings import judge_mentions
from factcheck.claims.anchoring import Anchor as Place
from factcheck.claims.anchoring import Anchoring
from factcheck.claims.checking_index import recent_index
from factcheck.claims.models import Anchor, Decision, Fate, Finding, Mention
from factcheck.claims.models.mention import CONTEXT, Origin, Section
from factcheck.engine.chosen import PointedAt

OTHER_VOTE = (
    "The words are the same, but what they are about is not what it was: the engine reads another claim in them."
)
NOT_FOUND = "The words are the same, but among what stands around them now the engine finds no claim in them."


@transaction.atomic
def anchor(*, version: ArticleVersion, mentions: Iterable[Mention]) -> list[Anchor]:
    """Say where mentions of earlier versions stand in `version`, which has been checked, and follow those that are
    certain. An earlier question about the same mention that nobody answered is overtaken. Mentions that have been asked
    about in this version already keep what was said.
    """
    known = set(version.anchors.values_list("mention", flat=True))
    by_version: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.pk not in known and mention.version_id != version.pk:
            by_version[mention.version_id].append(mention)
    new = Text.of(version.title, version.text)
    found: list[Anchor] = []
    for earlier in ArticleVersion.objects.filter(pk__in=by_version, article=version.article_id).order_by("number"):
        old = Text.of(earlier.title, earlier.text)
        anchoring = Anchoring(old, new, compare(old, new))
        for mention in by_version[earlier.pk]:
            found.append(_anchored(mention, version, anchoring.find(mention.start, mention.end)))
    Anchor.objects.filter(mention__in=[one.mention for one in found], decision="").update(
        decision=Decision.OVERTAKEN, decided_at=timezone.now()
    )
    return Anchor.objects.bulk_create(found)


def _anchored(mention: Mention, version: ArticleVersion, place: Place) -> Anchor:
    """What the engine reads in the words counts too: a claim is not followed to words that mean another vote now."""
    made = Anchor(mention=mention, version=version, fate=place.fate, start=place.start, end=place.end, why=place.why)
    if place.fate not in (Fate.EXACT, Fate.MOVED) or place.start is None or place.end is None:
        return made
    if mention.origin == Origin.PERSON:
        made.target = stand_in(mention, version, place.start, place.end)
    else:
        there = (
            version.mentions.live()
            .filter(
                start=place.start, end=place.end, claim__kind=mention.claim.kind, findings__checking__is_current=True
            )
            .exclude(origin=Origin.PERSON)
        )
        keyed = there.filter(claim__canonical_key=mention.claim.canonical_key) if mention.claim.canonical_key else there
        target = keyed.first()
        if target is None or not _says_the_same(mention, target):
            made.fate, made.why = Fate.CHANGED, OTHER_VOTE if there.exists() else NOT_FOUND
            return made
        made.target = target
    made.decision, made.decided_at = Decision.BY_ITSELF, timezone.now()
    return made


def _says_the_same(mention: Mention, target: Mention) -> bool:
    """Claims that could be tied to no vote have no key: what they assert tells whether they are one."""
    if mention.claim.canonical_key:
        return True
    before = Finding.objects.filter(mention=mention).order_by("-pk").first()
    after = target.findings.current().first()
    return before is not None and after is not None and before.asserted == after.asserted


def stand_in(mention: Mention, version: ArticleVersion, start: int, end: int) -> Mention:
    """The mention of the same claim at this place of a later text, made where there is none."""
    text = version.checked_text
    stands = {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "section": Section.HEADLINE if version.title and end <= len(version.title) else Section.BODY,
        "ordinal": mention.ordinal,
        "chosen": mention.chosen or _read_before(mention),
        "made_by": mention.made_by,
    }
    made, is_new = Mention.objects.live().get_or_create(
        claim=mention.claim, version=version, start=start, end=end, origin=Origin.PERSON, defaults=stands
    )
    if is_new:
        _judge(made, version)
    return made


def _read_before(mention: Mention) -> dict[str, Any] | None:
    """How the rules read a mention in its own text; None for a free claim."""
    last = Finding.objects.filter(mention=mention).order_by("-pk").first()
    if last is None or not last.asserted:
        return None
    return {"asserted": last.asserted, "motion": last.motion_key, "by": "rules"}


def _judge(made: Mention, version: ArticleVersion) -> None:
    """Against the record that the text was checked with, where the process has it; else the next checking judges it."""
    checking, index = version.checkings.filter(is_current=True).first(), recent_index()
    if checking is not None and checking.snapshot == index.snapshot:
        judge_mentions(checking, [made], PointedAt(engine_article(version), index))


def counterpart(mention: Mention, version: ArticleVersion, start: int, end: int) -> Mention:
    """What stands for the mention at this place of a later text: the engine's own mention of the same claim, where it
    found one in those words, else one that says that a person followed it."""
    own = version.mentions.live().filter(
        claim=mention.claim_id, start__lt=end, end__gt=start, findings__checking__is_current=True
    )
    return own.order_by("start", "ordinal").first() or stand_in(mention, version, start, end)


@transaction.atomic
def decide(*, anchor: Anchor, decision: Decision, by: User, target: Mention | None = None) -> Anchor:
    """Keep what a person decided. Raises Anchor.DoesNotExist where somebody decided before: the caller tells them."""
    anchor = Anchor.objects.select_for_update().get(pk=anchor.pk, decision="")
    anchor.decision, anchor.target, anchor.decided_by, anchor.decided_at = decision, target, by, timezone.now()
    anchor.save(update_fields=["decision", "target", "decided_by", "decided_at"])
    return anchor
