"""Published verdicts, their earlier wordings, their bundles, and the log of corrections."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import feedgenerator

from factcheck.verdicts import queries
from factcheck.verdicts.models import VerdictBundle
from factcheck.web import roll_filter, verdicts
from factcheck.web.pages import allow_parameters, page_of, public_page

IN_FEED = 50


@public_page
def verdict_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, queries.newest_published().exclude(verdict__status="withdrawn"))
    return render(request, "public/verdict_list.html", {"page": page, "active": "verdicts"})


@public_page
def verdict_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The wording that counts now. A fragment for the filter's script."""
    allow_parameters(request, *roll_filter.PARAMETERS)
    version = get_object_or_404(queries.newest_published(), verdict__slug=slug)
    context = verdicts.page(version, request.GET, reverse("public:verdict-detail", args=[slug]))
    if request.headers.get("HX-Request"):
        return render(request, "public/verdict_detail.html#roll_call", context)
    return render(request, "public/verdict_detail.html", context)


@public_page
def verdict_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A wording at its own address, for good."""
    allow_parameters(request, *roll_filter.PARAMETERS)
    version = get_object_or_404(queries.published_versions(), verdict__slug=slug, number=number)
    context = verdicts.page(version, request.GET, reverse("public:verdict-version", args=[slug, number]))
    if request.headers.get("HX-Request"):
        return render(request, "public/verdict_detail.html#roll_call", context)
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
    page = page_of(request, queries.corrections())
    return render(request, "public/correction_list.html", {"page": page, "active": "corrections"})


@public_page
def correction_feed(request: HttpRequest) -> HttpResponse:
    """Atom, the newest corrections."""
    allow_parameters(request)
    here = request.build_absolute_uri(reverse("public:correction-feed"))
    feed = feedgenerator.Atom1Feed(
        title="Corrections",
        link=request.build_absolute_uri(reverse("public:correction-list")),
        description="Changes of published verdicts.",
        feed_url=here,
    )
    for version in queries.corrections()[:IN_FEED]:
        address = reverse("public:verdict-version", args=[version.verdict.slug, version.number])
        feed.add_item(
            title=f"{version.get_change_display()} correction: {version.claim_text}",
            link=request.build_absolute_uri(address),
            description=version.notice,
            updateddate=version.published_at,
            unique_id=request.build_absolute_uri(address),
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer
