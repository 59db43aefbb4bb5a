"""What is new, for machines: Atom feeds, and all verdicts as a DataFeed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from factcheck.articles.models import Outlet
from factcheck.claims.models import Mention
from factcheck.formats import atom, data_feed
from factcheck.formats.site import Site
from factcheck.public.answers import streamed, text_answer
from factcheck.record.models import Organization
from factcheck.verdicts import queries
from factcheck.verdicts.models import Topic, VerdictVersion
from factcheck.web.errors import Gone
from factcheck.web.pages import allow_parameters, public_page

IN_FEED = 50
BATCH = 500
"""Verdicts whose appearances are looked up at once."""


@public_page
def verdict_feed(request: HttpRequest) -> HttpResponse:
    """The verdicts of which something was told last: published, corrected, doubted, withdrawn."""
    return _feed(request, None, _("Verdicts"), "verdict-list")


@public_page
def verdict_feed_full(request: HttpRequest) -> HttpResponse:
    return _feed(request, None, _("Verdicts, whole texts"), "verdict-list", is_whole=True)


@public_page
def state_feed(request: HttpRequest, code: str) -> HttpResponse:
    """Verdicts on claims about a state (ISO 3166-1 alpha-3)."""
    state = get_object_or_404(Organization.objects.states(), code=code)
    title = _("Verdicts about %(state)s") % {"state": state.local_name}
    return _feed(request, queries.state_topic(code), title, "state-detail", code)


@public_page
def outlet_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Verdicts on claims of an outlet; one of which nothing is published is not found, or gone."""
    outlet = get_object_or_404(Outlet, slug=slug)
    topic = queries.outlet_topic(slug)
    if not outlet.articles.filter(is_published=True).exists() and not topic.exists():
        raise Gone if outlet.articles.exclude(unpublished_at=None).exists() else Http404
    return _feed(request, topic, _("Verdicts on claims of %(outlet)s") % {"outlet": outlet.name}, "verdict-list")


def _feed(
    request: HttpRequest,
    topic: QuerySet[Topic] | None,
    title: str,
    page: str,
    *arguments: object,
    is_whole: bool = False,
) -> HttpResponse:
    allow_parameters(request)
    site = Site.of(request)
    newest = queries.told_last(IN_FEED, topic)
    feed = atom.started(
        site,
        title=title,
        about=_("Claims about votes in the United Nations, held against the record."),
        page=site.page(page, *arguments),
        here=site.here(request),
    )

    def whole(version: VerdictVersion) -> str:
        verdict = version.verdict
        context = {
            "version": version,
            "verdict": verdict,
            "url": site.page("verdict-detail", version.verdict.slug),
        }
        return render_to_string("public/feed_entry.html", context)

    return _written(atom.verdicts(feed, newest, site, whole if is_whole else None))


@public_page
def correction_feed(request: HttpRequest) -> HttpResponse:
    """The newest corrections and withdrawals."""
    allow_parameters(request)
    site = Site.of(request)
    newest = queries.corrections().values_list("pk", flat=True)[:IN_FEED]
    feed = atom.started(
        site,
        title=_("Corrections"),
        about=_("Changes of published verdicts, and verdicts that were withdrawn."),
        page=site.page("correction-list"),
        here=site.here(request),
    )
    gone = queries.withdrawn(IN_FEED)
    return _written(atom.corrections(feed, queries.corrections_of(newest), gone, site, most=IN_FEED))


def _written(feed: atom.Feed) -> HttpResponse:
    return text_answer(feed.writeString("utf-8"), atom.TYPE, feed.latest_post_date() if feed.items else None)


@public_page
def verdict_feed_json(request: HttpRequest) -> HttpResponseBase:
    """All verdicts as ClaimReviews, with tombstones; in pieces."""
    allow_parameters(request)
    return streamed(request, data_feed.pieces(_batches(), Site.of(request)), "application/ld+json")


def _batches() -> Iterator[tuple[Sequence[VerdictVersion], Mapping[int, Sequence[Mention]]]]:
    batch: list[VerdictVersion] = []
    for version in queries.with_told_at(queries.newest_published()).iterator(chunk_size=BATCH):
        batch.append(version)
        if len(batch) == BATCH:
            yield _with_appearances(batch)
            batch = []
    if batch:
        yield _with_appearances(batch)


def _with_appearances(
    batch: list[VerdictVersion],
) -> tuple[Sequence[VerdictVersion], Mapping[int, Sequence[Mention]]]:
    own = {version.verdict.claim_id: version.mention.version.article_id for version in batch}
    found = queries.appearances_of(own.keys())
    return batch, {claim: [m for m in found.get(claim, ()) if m.version.article_id != own[claim]] for claim in own}
