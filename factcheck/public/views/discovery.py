"""How machines find their way: sitemaps, robots.txt, security.txt, and where our policies stand."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from factcheck.formats.site import Site
from factcheck.public import sitemaps
from factcheck.public.answers import text_answer
from factcheck.web.pages import allow_parameters, public_page

TEXT = "text/plain; charset=utf-8"
CONTACT_HOLDS = timedelta(days=180)
"""security.txt says until when it may be relied on: always so long from the day on which it is asked for."""


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    allow_parameters(request)
    site = Site.of(request)
    listed = [{"location": site.page("sitemap-section", name), "last_mod": last} for name, last in sitemaps.pages()]
    return _sitemap(request, "sitemap_index.xml", {"sitemaps": listed})


@public_page
def sitemap(request: HttpRequest, name: str) -> HttpResponseBase:
    """A page of a section; one that is not there is not found."""
    allow_parameters(request)
    found = sitemaps.named(name)
    if found is None:
        raise Http404
    section, number = found
    scheme, _, host = Site.of(request).root.partition("://")
    where = RequestSite(request)
    where.domain = host
    try:
        listed = section.get_urls(page=number, site=where, protocol=scheme)
    except EmptyPage:
        raise Http404 from None
    return _sitemap(request, "sitemap.xml", {"urlset": listed})


def _sitemap(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """A list for search engines that is not itself to be found by them."""
    answer = render(request, template, context, content_type="application/xml")
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public_page
def robots(request: HttpRequest) -> HttpResponseBase:
    allow_parameters(request)
    site = Site.of(request)
    closed = ("/desk/", "/account/", "/accounts/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {site.page('sitemap')}"]
    return text_answer("\n".join(lines) + "\n", TEXT)


@public_page
def security(request: HttpRequest) -> HttpResponseBase:
    """RFC 9116. Whoever finds a hole tells it by the form for errors, which the desk reads."""
    allow_parameters(request)
    site = Site.of(request)
    until = datetime.combine(timezone.now().date() + CONTACT_HOLDS, time(), UTC)
    lines = [
        f"Contact: {site.page('report-error')}",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        f"Preferred-Languages: {', '.join(dict.fromkeys((settings.LANGUAGE_CODE, 'en')))}",
        f"Canonical: {site.page('security')}",
    ]
    return text_answer("\n".join(lines) + "\n", TEXT)


@public_page
def trust(request: HttpRequest) -> HttpResponseBase:
    """trust.txt: where a newsroom says what it does about its errors, and how to reach it."""
    allow_parameters(request)
    site = Site.of(request)
    lines = [f"disclosure={site.page('policy-detail', 'corrections')}", f"contact={site.page('report-error')}"]
    return text_answer("\n".join(lines) + "\n", TEXT)


@public_page
def corrections_policy(request: HttpRequest) -> HttpResponseBase:
    allow_parameters(request)
    return redirect("public:policy-detail", "corrections")


@public_page
def data(request: HttpRequest) -> HttpResponseBase:
    """The page that names every machine format, for people."""
    allow_parameters(request)
    return render(request, "public/data.html", {"active": ""})
