"""Atom feeds (RFC 4287) of verdicts and of their corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.utils import feedgenerator
from django.utils.translation import gettext as _

from factcheck.formats.site import Site
from factcheck.verdicts.models import VerdictVersion

TYPE = "application/atom+xml; charset=utf-8"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was changed: the same feed has the same bytes at any time."""


class Feed(feedgenerator.Atom1Feed):
    """With whole texts in `content`, a time of its own only from its entries, and its own address as its id: two feeds
    of one page are two feeds."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Summaries are words as people wrote them; Django would call them HTML, in which "<another>" is no word."""
        super().add_item_elements(handler, item | {"description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})
        if item.get("whole"):
            handler.addQuickElement("content", item["whole"], {"type": "html"})


def started(site: Site, *, title: str, about: str, page: str, here: str) -> Feed:
    """An empty feed. `page` is the address of the page it goes with, `here` its own."""
    return Feed(
        title=" · ".join((title, site.name)),
        link=page,
        description=about,
        feed_url=here,
        feed_guid=here,
        author_name=site.name,
        language=settings.LANGUAGE_CODE,
    )


def verdicts(
    feed: Feed, versions: Iterable[VerdictVersion], site: Site, whole: Callable[[VerdictVersion], str] | None = None
) -> Feed:
    """Entries keep their id, the verdict's address, through corrections, doubt and withdrawal; `updated` moves.
    `whole` gives the HTML of a whole text."""
    for version in versions:
        verdict = version.verdict
        url = site.page("verdict-detail", verdict.slug)
        outlet = version.mention.version.article.outlet
        feed.add_item(
            title=headline(version),
            link=url,
            unique_id=url,
            description=verdict.withdrawn_because if verdict.status == "withdrawn" else version.summary,
            pubdate=verdict.published_at,
            updateddate=verdict.told_at,
            categories=[version.rating_label, *([outlet.name] if outlet else [])] if verdict.stands else [],
            whole=whole(version) if whole else "",
        )
    return feed


def headline(version: VerdictVersion) -> str:
    """The claim with its rating, or with what became of it."""
    if version.verdict.status == "withdrawn":
        return _("Withdrawn: %(claim)s") % {"claim": version.claim_text}
    if version.verdict.is_doubted:
        return _("Being rechecked: %(claim)s") % {"claim": version.claim_text}
    return _("%(rating)s: %(claim)s") % {"rating": version.rating_label, "claim": version.claim_text}


def corrections(
    feed: Feed, versions: Iterable[VerdictVersion], withdrawn: Iterable[VerdictVersion], site: Site, *, most: int
) -> Feed:
    """Of corrected wordings and of withdrawn verdicts the newest `most`, each with its notice or reason."""
    entries = [(version.published_at, _correction(version, site)) for version in versions]
    entries += [(version.verdict.told_at, _withdrawal(version, site)) for version in withdrawn]
    for at, entry in sorted(entries, key=itemgetter(0), reverse=True)[:most]:
        feed.add_item(**entry, pubdate=at, updateddate=at)
    return feed


def _correction(version: VerdictVersion, site: Site) -> dict[str, Any]:
    url = site.page("verdict-version", version.verdict.slug, version.number)
    about = {"change": version.get_change_display(), "claim": version.claim_text}
    title = _("%(change)s correction: %(claim)s") % about
    return {"title": title, "link": url, "unique_id": url, "description": version.notice}


def _withdrawal(version: VerdictVersion, site: Site) -> dict[str, Any]:
    url, why = site.page("verdict-detail", version.verdict.slug), version.verdict.withdrawn_because
    return {"title": headline(version), "link": url, "unique_id": f"{url}#withdrawn", "description": why}
