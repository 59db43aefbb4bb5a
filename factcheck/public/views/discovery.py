"""How machines find their way: sitemaps, robots.txt, security.txt, and where our policies stand."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.sitemaps import views as library
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from factcheck.formats.site import Site
from factcheck.public.answers import text_answer
from factcheck.public.sitemaps import SECTIONS
from factcheck.web.pages import allow_parameters, public_page

TEXT = "text/plain; charset=utf-8"
CONTACT_HOLDS = timedelta(days=180)
"""security.txt says until when it may be relied on: always so long from the day on which it is asked for."""


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    allow_parameters(request)
    return library.index(request, SECTIONS, sitemap_url_name="public:sitemap-section")


@public_page
def sitemap(request: HttpRequest, section: str) -> HttpResponseBase:
    """One section, or a further page of it; one that is not there is not found."""
    allow_parameters(request, "p")
    return library.sitemap(request, SECTIONS, section)


@public_page
def robots(request: HttpRequest) -> HttpResponseBase:
    allow_parameters(request)
    site = Site.of(request)
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /accounts/", f"Sitemap: {site.page('sitemap')}"]
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
