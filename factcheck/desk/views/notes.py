"""What is noted with a review: comments, why it is checked, the right of reply, interests. What is refused stays."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import JOINED, Both, Difference, one_behind_the_other
from factcheck.desk.views.reviews import day_of, review_of, review_page, told
from factcheck.reviews import queries
from factcheck.reviews.actions import notes, presence
from factcheck.reviews.models import Interest, Review
from factcheck.web.markdown import parsed, parts

PREVIEWED = 50_000


def _refused(request: HttpRequest, number: int, part: str, error: ValidationError) -> HttpResponse:
    """The page with what was typed in this part, and what is wrong with it."""
    sent: dict[str, Any] = {f"{part}_sent": request.POST, f"{part}_errors": error.messages}
    return review_page(request, review_of(number), actor(request), status=422, **sent)


@require_POST
@desk_page("reviews.comment")
def comment(request: HttpRequest, number: int) -> HttpResponse:
    try:
        notes.comment(review=review_of(number), by=actor(request), text=request.POST.get("text", ""))
    except ValidationError as error:
        return _refused(request, number, "comment", error)
    return redirect("desk:review-detail", number)


@require_POST
@desk_page("reviews.comment")
def seen(request: HttpRequest, number: int) -> HttpResponse:
    notes.see(review=review_of(number), by=actor(request))
    return redirect("desk:review-detail", number)


@require_POST
@desk_page("reviews.comment")
def why(request: HttpRequest, number: int) -> HttpResponse:
    """One note for all. Where another stands than did when the form was made, both are shown, or put together."""
    sent = request.POST.get("why", "").replace("\r\n", "\n")
    stood = request.POST.get("stood", "").replace("\r\n", "\n")
    try:
        with transaction.atomic():
            now = Review.objects.select_for_update(of=("self",)).select_related("why_by").get(pk=number)
            if "join" not in request.POST and now.why in (stood.strip(), sent.strip()):
                notes.explain(review=now, by=actor(request), why=sent)
                return redirect("desk:review-detail", number)
    except ValidationError as error:
        return _refused(request, number, "why", error)
    except Review.DoesNotExist:
        raise Http404 from None
    if "join" in request.POST:
        about: dict[str, Any] = {"why_sent": {"why": one_behind_the_other(now.why, sent)}}
        messages.info(request, JOINED)
        return review_page(request, review_of(number), actor(request), **about)
    who = now.why_by.name if now.why_by else "Somebody"
    found = [Difference("Why it is checked", now.why, sent)]
    leave = reverse("desk:review-detail", args=[number])
    why_both = Both(f"{who} wrote this note anew while you wrote.", found, leave, can_join=bool(now.why and sent))
    sent_back: dict[str, Any] = {"why_sent": request.POST, "why_both": why_both}
    return review_page(request, review_of(number), actor(request), status=409, **sent_back)


@require_POST
@desk_page("reviews.comment")
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Log a question, or with `reply` the answer to one."""
    review, person, sent = review_of(number), actor(request), request.POST
    try:
        if sent.get("reply"):
            asked = next((r for r in queries.replies_for(review, person) if str(r.pk) == sent["reply"]), None)
            if asked is None:
                raise ValidationError("This question is not in the log.")
            answered_on = day_of(sent.get("answered_on", ""))
            notes.answer(reply=asked, by=person, text=sent.get("answer", ""), answered_on=answered_on)
        else:
            days = {name: day_of(sent.get(name, "")) for name in ("asked_on", "due_on")}
            notes.ask(review=review, by=person, asked=sent.get("asked", ""), how=sent.get("how", ""), **days)
    except ValidationError as error:
        return _refused(request, number, "reply", error)
    return redirect("desk:review-detail", number)


@require_POST
@desk_page("reviews.assess")
def end_interest(request: HttpRequest, number: int) -> HttpResponse:
    try:
        notes.end(interest=get_object_or_404(Interest, pk=number), by=actor(request))
        messages.success(request, "Ended. Claims of this outlet are offered to you again.")
    except ValidationError as error:
        told(request, error)
    return redirect("desk:queue")


@require_POST
@desk_page()
def preview(request: HttpRequest) -> HttpResponse:
    """How a text will look; headings, and links within this website, are for the pages that editors write."""
    text = request.POST.get("text", "")
    if request.POST.get("kind") == "policy":
        return render(request, "desk/preview.html", {"parts": parts(text[:PREVIEWED])})
    return render(request, "desk/preview.html", {"blocks": parsed(text[:PREVIEWED])})


@require_POST
@desk_page("reviews.comment")
def here(request: HttpRequest, number: int) -> HttpResponse:
    """A sign of life, answered with who else is there: their names and nothing of what they do."""
    others = presence.here(review=review_of(number), by=actor(request))
    return render(request, "desk/presence.html", {"others": others})
