"""A verdict on other people's pages: a card that any page may frame, and oEmbed, which tells how."""

from __future__ import annotations

from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from factcheck.formats import oembed
from factcheck.formats.site import Site
from factcheck.public.answers import json_answer
from factcheck.verdicts import queries
from factcheck.verdicts.models import VerdictVersion
from factcheck.web.errors import BadParameters
from factcheck.web.pages import allow_parameters, public_page

LARGEST = 10_000
"""Pixels that may be asked for."""


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public_page
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The one page that others may frame: nothing in it can be clicked into an action, and it needs no cookie, script
    or font, so that it works in a sandbox."""
    allow_parameters(request)
    version = get_object_or_404(queries.newest_published(), verdict__slug=slug)
    return render(request, "public/card.html", {"version": version, "verdict": version.verdict})


@public_page
def answer(request: HttpRequest) -> HttpResponseBase:
    """The oEmbed answer to `?url=`: 404 for what is no verdict of ours, 501 for another format than JSON."""
    allow_parameters(request, "url", "format", "maxwidth", "maxheight")
    if request.GET.get("format", "json") != "json":
        return HttpResponse(_("There is JSON alone here."), status=501, content_type="text/plain; charset=utf-8")
    site, url = Site.of(request), request.GET.get("url", "")
    if not url:
        raise BadParameters(_("Say which verdict by the parameter “url”."))
    width = oembed.size(_pixels(request, "maxwidth"), oembed.WIDTH)
    height = oembed.size(_pixels(request, "maxheight"), oembed.HEIGHT)
    version = _verdict_at(url, site)
    if min(width, height) < oembed.LEAST:
        return json_answer(oembed.link(version, site))
    return json_answer(oembed.rich(version, frame(version, site, width, height), site, width, height))


def _pixels(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and 0 < int(text) <= LARGEST):
        raise BadParameters(_("“%(name)s” is a number of pixels from 1 to %(most)s.") % {"name": name, "most": LARGEST})
    return int(text)


def _verdict_at(url: str, site: Site) -> VerdictVersion:
    """Raises Http404."""
    if not site.holds(url):
        raise Http404
    try:
        found = resolve(url.removeprefix(site.root).partition("#")[0].partition("?")[0])
    except Resolver404:
        raise Http404 from None
    if found.view_name not in ("public:verdict-detail", "public:verdict-card"):
        raise Http404
    return get_object_or_404(queries.newest_published(), verdict__slug=found.kwargs["slug"])


def frame(version: VerdictVersion, site: Site, width: int = oembed.WIDTH, height: int = oembed.HEIGHT) -> str:
    """What others put into their pages."""
    where = site.page("verdict-card", version.verdict.slug)
    context = {"src": where, "title": version.claim_text, "site": site.name, "width": width, "height": height}
    return render_to_string("public/oembed.html", context).strip()


def oembed_address(url: str, site: Site) -> str:
    return f"{site.page('oembed')}?{urlencode({'url': url})}"
