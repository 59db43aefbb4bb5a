"""Published verdicts, their earlier wordings, their bundles, and the log of corrections."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from factcheck.formats import metadata
from factcheck.formats.claim_review import claim_review
from factcheck.formats.script import ScriptJson
from factcheck.formats.site import Site
from factcheck.public.views.embedding import frame, oembed_address
from factcheck.verdicts import queries
from factcheck.verdicts.models import Verdict, VerdictBundle, VerdictVersion
from factcheck.web import roll_filter, verdicts
from factcheck.web.pages import allow_parameters, page_of, public_page, wants_fragment, with_fragments

MOST = 1_000
"""Verdicts and corrections that can be paged through; the rest is found by search, and is in tables and the API."""
MOST_WITHDRAWN = 100
"""Withdrawn verdicts on the first page of the log; the table has them all."""


@public_page
def verdict_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, Verdict.objects.listed().values_list("pk", flat=True), most=MOST)
    context = {"page": page, "versions": queries.wordings(page.object_list), "active": "verdicts"}
    return render(request, "public/verdict_list.html", context)


@public_page
@with_fragments
def verdict_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The wording that counts now, with its ClaimReview. A fragment for the filter's script."""
    allow_parameters(request, *roll_filter.PARAMETERS)
    version = get_object_or_404(queries.newest_published().defer(None), verdict__slug=slug)
    return _page(request, version, reverse("public:verdict-detail", args=[slug]), is_marked_up=True)


@public_page
@with_fragments
def verdict_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A wording at its own address, for good; without a ClaimReview, which a verdict has once."""
    allow_parameters(request, *roll_filter.PARAMETERS)
    version = get_object_or_404(queries.published_versions(), verdict__slug=slug, number=number)
    return _page(request, version, reverse("public:verdict-version", args=[slug, number]))


def _page(request: HttpRequest, version: VerdictVersion, address: str, *, is_marked_up: bool = False) -> HttpResponse:
    context = verdicts.page(version, request.GET, address)
    if wants_fragment(request):
        return render(request, "public/verdict_detail.html#roll_call", context)
    site, slug = Site.of(request), version.verdict.slug
    canonical = (
        site.page("verdict-detail", slug)
        if context["is_newest"]
        else site.page("verdict-version", slug, version.number)
    )
    review = claim_review(version, context["appearances"], site) if is_marked_up else None
    context |= {
        "meta": metadata.of_verdict(
            version,
            canonical,
            oembed_address(site.page("verdict-detail", slug), site),
            site.page("verdict-image", slug, version.number),
        ),
        "claim_review": ScriptJson(review) if review else "",
        "frame": frame(version, site) if context["is_newest"] and version.verdict.status != "withdrawn" else "",
        "cited": site.page("verdict-version", slug, version.number),
    }
    return render(request, "public/verdict_detail.html", context)


@public_page
def verdict_bundle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Everything that it takes to compute the wording again (docs/verdicts.md)."""
    allow_parameters(request)
    version = get_object_or_404(queries.published_versions(), verdict__slug=slug, number=number)
    bundle = VerdictBundle.objects.filter(version=version).first()
    if bundle is None or not bundle.document:
        raise Http404
    answer = HttpResponse(bytes(bundle.document), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{number}.bundle.json"'
    return answer


@public_page
def correction_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, queries.corrections().values_list("pk", flat=True), most=MOST)
    context = {
        "page": page,
        "versions": queries.corrections_of(page.object_list),
        "withdrawn": queries.withdrawn(MOST_WITHDRAWN) if page.number == 1 else [],
        "active": "corrections",
    }
    return render(request, "public/correction_list.html", context)
