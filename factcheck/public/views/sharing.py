"""Images for those who share a link: one of each wording of a verdict, and one of each vote."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response

from factcheck.formats.share import image
from factcheck.record.models import VoteEvent
from factcheck.verdicts import queries
from factcheck.web.pages import allow_parameters, public_page


@public_page
def verdict_image(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Of a published wording. It says so where the verdict is rechecked or was withdrawn since."""
    allow_parameters(request)
    version = get_object_or_404(queries.published_versions(), verdict__slug=slug, number=number)
    key = version.finding.motion_key if version.finding else ""
    return _answer(request, image.of_verdict(version, _last_vote(key) if key else None))


@public_page
def vote_image(request: HttpRequest, key: str) -> HttpResponse:
    """Of the last vote on a text."""
    allow_parameters(request)
    event = None if "\x00" in key else _last_vote(key)
    if event is None:
        raise Http404
    return _answer(request, image.of_vote(event))


def _last_vote(key: str) -> VoteEvent | None:
    return VoteEvent.objects.with_motion().filter(motion__key=key).order_by("-sequence").first()


def _answer(request: HttpRequest, drawing: image.Drawing) -> HttpResponse:
    """Nothing is drawn for whoever has the image already: its validator follows from what would be drawn."""
    drawn = image.svg(drawing)
    tag = image.validator(drawn)
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        unchanged["ETag"] = tag
        return HttpResponse(status=unchanged.status_code, headers=dict(unchanged.items()))
    return HttpResponse(image.png(drawn), content_type=image.TYPE, headers={"ETag": tag})
