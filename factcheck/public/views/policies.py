"""How the newsroom works: each policy page, and each of its wordings at its own address."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.policies import queries
from factcheck.policies.models import Policy, PolicyVersion
from factcheck.web import comparing, markdown
from factcheck.web.pages import allow_parameters, public_page


def _policy(slug: str) -> Policy:
    if slug not in Policy.values:
        raise Http404
    return Policy(slug)


@public_page
def policy_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The wording that counts now."""
    allow_parameters(request)
    every = queries.versions(_policy(slug))
    return _page(request, every, every[0])


@public_page
def policy_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A wording at its own address, for good, with what it changed."""
    allow_parameters(request)
    every = queries.versions(_policy(slug))
    version = next((one for one in every if one.number == number), None)
    if version is None:
        raise Http404
    return _page(request, every, version)


def _page(request: HttpRequest, every: list[PolicyVersion], version: PolicyVersion) -> HttpResponse:
    before = next((one for one in every if one.number == version.number - 1), None)
    context: dict[str, Any] = {
        "version": version,
        "versions": every,
        "is_newest": version == every[0],
        "is_delivered": version.written_by_id is None,
        "parts": markdown.parts(version.text),
        "rows": comparing.lines(before.text, version.text) if before else [],
        "active": "",
    }
    return render(request, "public/policy_detail.html", context)
