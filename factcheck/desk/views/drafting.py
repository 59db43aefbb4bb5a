"""Drafts kept on the server, and the record beside an assessment: what is found there goes into the draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts.models import User
from factcheck.claims.models import Mention
from factcheck.desk.access import actor, desk_page
from factcheck.desk.review_form import ReviewForm
from factcheck.record.models import Motion
from factcheck.reviews import queries
from factcheck.reviews.actions import drafts
from factcheck.reviews.models import Assignment, Review, Side
from factcheck.web import roll_filter, vote_page, vote_search, votes
from factcheck.web.pages import allow_parameters, page_of

PAGE = 10


def _review(number: int) -> Review:
    rows = Review.objects.select_related("mention__claim", "mention__version__article")
    return get_object_or_404(rows, pk=number)


def _form(review: Review, person: User) -> tuple[Assignment | None, ReviewForm]:
    own = next((a for a in queries.assessments_for(review, person) if a.assignment.reviewer_id == person.pk), None)
    assignment = queries.assignment_of(review, person)
    draft = getattr(assignment, "draft", None) if assignment else None
    return assignment, ReviewForm.of(own, draft, review.mention.flags)


@require_POST
@desk_page("reviews.assess")
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the form as it stands. A script is given the flags, where a rating is chosen; a button without one says in
    `go` where it leads."""
    review, person = _review(number), actor(request)
    form = ReviewForm.sent(request.POST, review.mention.flags)
    assignment = queries.assignment_of(review, person)
    try:
        if assignment is None:
            raise ValidationError("Take the claim first: a draft is kept with your place.")
        draft = drafts.keep(assignment=assignment, by=person, values=form.for_draft(), revision=form.revision)
    except ValidationError as error:
        if request.headers.get("HX-Request"):
            return HttpResponse("\n".join(error.messages), status=422, content_type="text/plain; charset=utf-8")
        messages.error(request, " ".join(error.messages))
        return redirect("desk:review-detail", review.pk)
    if request.headers.get("HX-Request"):
        form.draft_at, form.opens_flags = draft.saved_at, assignment.verdict_opened_at is not None
        return render(request, "desk/review_flags.html", {"form": form, "by_script": True})
    go = request.POST.get("go", "")
    if go == "record":
        return redirect("desk:review-record", review.pk)
    if go == "flags" and not form.has_rating:
        messages.info(request, "Choose a rating first: the flags come when you have.")
    place = {"preview": "#preview", "statement": "#statements"}.get(go, "#flags")
    return redirect(reverse("desk:review-detail", args=[review.pk]) + place)


@require_safe
@desk_page("reviews.assess")
def record(request: HttpRequest, number: int) -> HttpResponse:
    """Search any vote, beside a review."""
    review = _review(number)
    about = {"review": review, "back": reverse("desk:review-detail", args=[review.pk]), "sides": Side.choices}
    return _search(request, about, reverse("desk:review-record", args=[review.pk]))


@require_safe
@desk_page("claims.edit")
def record_for_claim(request: HttpRequest, number: int) -> HttpResponse:
    """Search the vote that a claim is about."""
    mention = get_object_or_404(Mention.objects.select_related("version__article"), pk=number)
    about = {"mention": mention, "back": reverse("desk:claim-detail", args=[mention.pk])}
    return _search(request, about, reverse("desk:claim-record", args=[mention.pk]))


def _search(request: HttpRequest, about: dict[str, Any], action: str) -> HttpResponse:
    allow_parameters(request, *vote_search.PARAMETERS)
    form = vote_search.VoteSearchForm(request.GET, name="record")
    context: dict[str, Any] = {**about, "form": form, "action": action, "active": "queue"}
    status = 200
    if form.is_valid():
        search = form.search()
        page = page_of(request, search.votes(), PAGE)
        events = list(page.object_list)
        held = votes.positions(events, [search.state], form.states) if search.state else {}
        context |= {"page": page, "votes": [votes.line(event, held.get(event.pk, ())) for event in events]}
    else:
        status = 422
    name = "desk/record_search.html#found" if request.headers.get("HX-Request") else "desk/record_search.html"
    return render(request, name, context, status=status)


@require_safe
@desk_page("reviews.assess")
def record_vote(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """One vote beside a review: its tally and roll call."""
    allow_parameters(request, *roll_filter.PARAMETERS)
    review = _review(number)
    if "\x00" in key:
        raise Http404
    motion = get_object_or_404(Motion.objects.select_related("body"), key=key)
    event = motion.vote_events.with_motion().order_by("-sequence").first()
    action = reverse("desk:review-record-vote", args=[review.pk, key])
    context: dict[str, Any] = {
        "review": review,
        "motion": motion,
        "line": votes.line(event) if event else None,
        "back": reverse("desk:review-record", args=[review.pk]),
        "sides": Side.choices,
        "active": "queue",
    }
    if event:
        context |= vote_page.roll_context(event, request.GET, action)
    name = "desk/record_vote.html#found" if request.headers.get("HX-Request") else "desk/record_vote.html"
    return render(request, name, context)


@require_POST
@desk_page("reviews.assess")
def attach(request: HttpRequest, number: int) -> HttpResponse:
    """Put a vote into the draft as evidence."""
    review, person = _review(number), actor(request)
    assignment, form = _form(review, person)
    side, key = request.POST.get("side", ""), request.POST.get("key", "").replace("\x00", "")
    try:
        if assignment is None:
            raise ValidationError("Take the claim first: evidence belongs to your assessment.")
        if side not in Side.values or not Motion.objects.filter(key=key).exists():
            raise ValidationError("Choose a vote of the record, and whether it speaks for or against the claim.")
        kept = form.with_evidence(side, key)
        drafts.keep(assignment=assignment, by=person, values=kept.for_draft(), revision=kept.revision)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{key} is in your draft as evidence {Side(side).label.lower()} the claim.")
    return redirect(reverse("desk:review-detail", args=[review.pk]) + "#evidence")
