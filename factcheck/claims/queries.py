"""What pages ask about claims. Each function runs a constant number of queries, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Prefetch, QuerySet

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Anchor, Checking, Edit, Finding, FlagRaised, Mention
from factcheck.claims.models.finding import FindingQuerySet


def article_findings(
    version: ArticleVersion, *, with_drafted: bool = False, beside: Sequence[str] = ()
) -> list[Mention]:
    """The mentions of the text that have a current finding, in the order of the text; three queries.

    What a drafting helper proposed and what a person marked is left out unless asked for: readers see neither.
    On each, `mention.claim`, `mention.finding` (with its checking) and `mention.flags` (a list) need no further query,
    nor do the relations named `beside`.
    """
    current_findings = Finding.objects.current().select_related("checking")
    current_flags = FlagRaised.objects.current().order_by("ordinal")
    mentions = version.mentions.live() if with_drafted else version.mentions.for_readers()
    return list(
        mentions.filter(findings__checking__is_current=True)
        .select_related("claim", "made_by", *beside)
        .prefetch_related(
            Prefetch("findings", current_findings, to_attr="current_findings"),
            Prefetch("flags_raised", current_flags, to_attr="current_flags"),
        )
        .order_by("start", "ordinal", "pk")
    )


def with_findings(keys: Collection[int]) -> dict[int, Mention]:
    """Mentions by their keys, with text, article, claim, current finding and its checking, and current flags at hand;
    five queries."""
    mentions: QuerySet[Mention] = Mention.objects.select_related("claim").prefetch_related(
        Prefetch("version", ArticleVersion.objects.select_related("article")),
        Prefetch("findings", Finding.objects.current().select_related("checking"), to_attr="current_findings"),
        Prefetch("flags_raised", FlagRaised.objects.current(), to_attr="current_flags"),
    )
    return mentions.in_bulk(list(keys))


def flags_of(version: ArticleVersion) -> list[FlagRaised]:
    """The current flags of the text in its order, each with its mentions; two queries. A flag on claims that were all
    taken out is left out."""
    raised = version.flags_raised.current().prefetch_related("mentions").order_by("start", "ordinal")
    about = [(flag, flag.mentions.all()) for flag in raised]
    return [flag for flag, mentions in about if not mentions or any(mention.is_live for mention in mentions)]


def edits_of(version: ArticleVersion, limit: int = 50) -> list[Edit]:
    """What people changed in the claims of a text, the newest first."""
    return list(version.edits.select_related("by", "undone_by").order_by("-pk")[:limit])


def edit_to_undo(version: ArticleVersion, person: User) -> Edit | None:
    """The last step of this person that stands."""
    return version.edits.filter(by=person, undone_at__isnull=True).order_by("-pk").first()


def heirs(version: ArticleVersion) -> dict[int, list[int]]:
    """By the key of each mention that people's edits took out: the live ones that stand in its place now."""
    steps = list(version.edits.filter(undone_at__isnull=True).order_by("pk").values_list("removed", "added"))
    heir: dict[int, list[int]] = {}
    for removed, added in reversed(steps):
        for key in removed:
            heir[key] = [end for one in added for end in heir.get(one, [one])]
    return heir


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
