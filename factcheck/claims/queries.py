"""What pages ask about claims. Each function runs a constant number of queries, whatever the number of rows."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Anchor, Checking, Finding, FlagRaised, Mention
from factcheck.claims.models.finding import FindingQuerySet
from factcheck.claims.models.mention import Origin


def article_findings(version: ArticleVersion, *, with_drafted: bool = False) -> list[Mention]:
    """The mentions of the text that have a current finding, in the order of the text; three queries.

    What a drafting helper proposed is left out unless asked for: readers never see it (docs/drafting.md).
    On each, `mention.claim`, `mention.finding` (with its checking) and `mention.flags` (a list) need no further query.
    """
    current_findings = Finding.objects.current().select_related("checking")
    current_flags = FlagRaised.objects.current().order_by("ordinal")
    mentions = version.mentions.all() if with_drafted else version.mentions.exclude(origin=Origin.HELPER)
    return list(
        mentions.filter(findings__checking__is_current=True)
        .select_related("claim")
        .prefetch_related(
            Prefetch("findings", current_findings, to_attr="current_findings"),
            Prefetch("flags_raised", current_flags, to_attr="current_flags"),
        )
        .order_by("start", "ordinal", "pk")
    )


def flags_of(version: ArticleVersion) -> list[FlagRaised]:
    """The current flags of the text in its order, each with its mentions; two queries."""
    return list(version.flags_raised.current().prefetch_related("mentions").order_by("start", "ordinal"))


def current_checking(version: ArticleVersion) -> Checking | None:
    """Which record and rules the text was checked against last, and the notes on the text as a whole."""
    return version.checkings.filter(is_current=True).first()


def waiting_anchors() -> QuerySet[Anchor]:
    """Claims of earlier texts of which a person has to say where they stand now, the newest first."""
    return (
        Anchor.objects.filter(decision="")
        .select_related("mention__claim", "version__article__outlet")
        .defer("version__text")
        .order_by("-pk")
    )


def anchors_in(version: ArticleVersion) -> list[Anchor]:
    """What became of the claims of earlier texts in this one; one query."""
    rows = version.anchors.select_related("mention__claim", "mention__version", "target", "decided_by")
    return list(rows.defer("mention__version__text").order_by("mention__start", "pk"))


def public_findings() -> FindingQuerySet:
    """Current findings on the newest text of published articles, with what a list shows of each.

    Chain `.resting_on(motion_key)` or `.naming(code)`, and slice.
    """
    return (
        Finding.objects.current()
        .published()
        .on_newest_text()
        .select_related("checking", "mention__claim", "mention__version__article__outlet")
        .prefetch_related(Prefetch("mention__flags_raised", FlagRaised.objects.current(), to_attr="current_flags"))
    )


def latest_findings(limit: int) -> list[Finding]:
    """The newest public findings, the first claim of an article first; two queries."""
    return list(public_findings().order_by("-checking__created_at", "-checking", "mention__start", "pk")[:limit])


def findings_resting_on(motion_key: str) -> list[Finding]:
    """Public findings whose linked vote is on the motion; two queries."""
    return list(public_findings().resting_on(motion_key).order_by("mention__version", "mention__start", "pk"))


def findings_naming(code: str) -> list[Finding]:
    """Public findings about the state with this ISO 3166-1 alpha-3 code; two queries."""
    return list(public_findings().naming(code).order_by("mention__version", "mention__start", "pk"))
