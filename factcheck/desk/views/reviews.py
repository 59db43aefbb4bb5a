"""The workbench: one claim in its text, the record beside it, and the reviewer's assessment."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from factcheck.accounts.models import User
from factcheck.articles.models import Article
from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import Both, Difference
from factcheck.desk.going_on import SAVED, going_on
from factcheck.desk.review_form import ReviewForm
from factcheck.desk.workbench import workbench
from factcheck.reviews import queries
from factcheck.reviews.actions import assessing, drafts, notes, places
from factcheck.reviews.models import Assessment, Assignment, Review, Standing, Status
from factcheck.web import votes

SAVED_ELSEWHERE = (
    "You saved this assessment in another window in the meantime. What is stored now stands above the form; what you "
    "typed is kept below. Save again to put it in the place of what is stored, have both put together here first, or "
    "leave what is stored as it is."
)
JOINED = "Both are put together below: read it over, then save. Nothing is saved yet."


def review_of(number: int) -> Review:
    rows = Review.objects.select_related(
        "mention__claim", "mention__version__article__outlet", "mention__made_by", "why_by"
    )
    return get_object_or_404(rows, pk=number)


@require_POST
@desk_page("reviews.open")
def open_article(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.with_latest_version(), slug=slug)
    version = article.latest_version
    opened = places.open_reviews(version=version, by=actor(request)) if version else 0
    claims = "1 claim is" if opened == 1 else f"{opened} claims are"
    messages.success(
        request, f"{claims} in review now." if opened else "Every claim of this text is in review already."
    )
    return redirect("desk:article-detail", article.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("reviews.assess")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    if request.method == "POST":
        return _assess(request, number, actor(request))
    return review_page(request, review_of(number), actor(request))


def _assess(request: HttpRequest, number: int, person: User) -> HttpResponse:
    """What the page shows is only read where the page is shown again."""
    form = ReviewForm.sent(request.POST)
    if "join" in request.POST or "leave" in request.POST:
        review = review_of(number)
        assignment = queries.assignment_of(review, person)
        if assignment is not None:
            return _settle(request, review, assignment, form)
    try:
        saved = _saved(number, person, form.given())
    except assessing.Stale as stale:
        form.revision = stale.stored.revision
        form.errors[""] = [SAVED_ELSEWHERE]
        return _refused(request, number, form, status=409, is_conflict=True)
    except ValidationError as error:
        form.take(error)
        return _refused(request, number, form, status=422)
    following = None if "stay" in request.POST else saved.following
    if following is None:
        messages.success(request, "Saved.", extra_tags=SAVED)
        return redirect("desk:review-detail", number)
    end = "" if saved.settled == Status.OPEN else f" Both assessments are in: {saved.settled.label.lower()}."
    messages.success(request, f"Saved.{end}")
    return redirect("desk:review-detail", following)


def _saved(number: int, person: User, given: assessing.Given) -> Assessment:
    """Who has no place in the review takes one."""
    try:
        return assessing.assess(review=number, by=person, given=given)
    except assessing.NoPlace:
        places.take(review=get_object_or_404(Review, pk=number), by=person)
        return assessing.assess(review=number, by=person, given=given)


def _refused(request: HttpRequest, number: int, form: ReviewForm, **about: Any) -> HttpResponse:
    """The page again, with what was typed; that is kept for every device too."""
    review, person = review_of(number), actor(request)
    keep_draft(queries.assignment_of(review, person), form, person)
    return review_page(request, review, person, form, **about)


def _settle(request: HttpRequest, review: Review, assignment: Assignment, form: ReviewForm) -> HttpResponse:
    """After a conflict: what is stored and what was typed as one draft, not saved; or what was typed let go."""
    person = actor(request)
    form.flags = review.mention.flags
    own = next((one for one in queries.assessments_for(review, person) if one.assignment_id == assignment.pk), None)
    stored = ReviewForm.stored(own, form.flags)
    if "leave" in request.POST:
        with suppress(ValidationError):
            drafts.keep(assignment=assignment, by=person, values={}, revision=stored.revision)
        messages.success(request, "It stays as it is stored.")
        return redirect("desk:review-detail", review.pk)
    form = form.joined(stored)
    try:
        drafts.keep(assignment=assignment, by=person, values=form.for_draft(), revision=form.revision)
    except ValidationError as error:
        form.take(error)
        return review_page(request, review, person, form, status=422)
    messages.info(request, JOINED)
    return redirect("desk:review-detail", review.pk)


def keep_draft(assignment: Assignment | None, form: ReviewForm, person: User) -> None:
    """What was refused is kept for every device, where its author has a place to keep it at."""
    if assignment is not None:
        with suppress(ValidationError):
            drafts.keep(assignment=assignment, by=person, values=form.for_draft(), revision=form.revision)


def review_page(
    request: HttpRequest,
    review: Review,
    person: User,
    form: ReviewForm | None = None,
    *,
    status: int = 200,
    **about: Any,
) -> HttpResponse:
    """Without a form it is what is stored, or the draft that goes on from it. One that was sent stays on the page."""
    context: dict[str, Any] = workbench(review, person)
    is_form = form is not None or (review.is_open and context["is_holder"])
    if form is not None:
        form.flags = context["flags"]
    form = form or ReviewForm.of(context["own"], context["draft"], context["flags"])
    form.opens_flags = context["verdict"] is not None
    context |= {**form.context(), "is_form": is_form, **about}
    if any(SAVED in message.tags.split() for message in messages.get_messages(request)):
        context["going_on"] = going_on(review, person)
    if is_form:
        context["states"] = context["states"] or votes.state_names()
    if context["can_assign"]:
        context["colleagues"] = User.objects.filter(is_active=True).order_by("name")
    return render(request, "desk/review_detail.html", context, status=status)


def told(request: HttpRequest, error: ValidationError) -> None:
    for message in error.messages:
        messages.error(request, message)


@require_POST
@desk_page("reviews.assess")
def take(request: HttpRequest, number: int) -> HttpResponse:
    review = review_of(number)
    try:
        places.take(review=review, by=actor(request))
    except ValidationError as error:
        told(request, error)
    return redirect("desk:review-detail", review.pk)


@require_POST
@desk_page("reviews.assess")
def open_verdict(request: HttpRequest, number: int) -> HttpResponse:
    review, person = review_of(number), actor(request)
    assignment = queries.assignment_of(review, person)
    if assignment is None:
        messages.error(request, "Take the claim first: only who judges it may look at the verdict before.")
    else:
        assessing.open_verdict(assignment=assignment, by=person)
    return redirect("desk:review-detail", review.pk)


@require_POST
@desk_page("reviews.assess")
def recuse(request: HttpRequest, number: int) -> HttpResponse:
    review, person = review_of(number), actor(request)
    assignment = queries.assignment_of(review, person)
    try:
        if assignment is None:
            raise ValidationError("You hold no place here that you could give back.")
        places.recuse(assignment=assignment, by=person, reason=request.POST.get("reason", ""))
        outlet = review.mention.version.article.outlet
        if outlet is not None and "outlet" in request.POST:
            notes.declare(outlet=outlet, by=person, reason=request.POST.get("reason", ""))
        messages.success(request, "You are recused. The place is free for a colleague.")
    except ValidationError as error:
        told(request, error)
    return redirect("desk:review-detail", review.pk)


@require_POST
@desk_page("reviews.assign")
def assign(request: HttpRequest, number: int) -> HttpResponse:
    review = review_of(number)
    chosen = request.POST.get("reviewer", "")
    is_key = chosen.isascii() and chosen.isdigit() and len(chosen) < 15
    reviewer = User.objects.filter(pk=int(chosen)).first() if is_key else None
    try:
        if reviewer is None:
            raise ValidationError("Choose whom the claim is for.")
        due_on, stood = day_of(request.POST.get("due_on", "")), request.POST.get(f"stood-{reviewer.pk}", "")
        places.assign(review=review, reviewer=reviewer, by=actor(request), due_on=due_on, stood=stood)
        messages.success(request, f"Assigned to {reviewer.name}.")
    except places.DueChanged as changed:
        return _due_changed(request, review, reviewer, changed.now)
    except ValidationError as error:
        told(request, error)
    return redirect("desk:review-detail", review.pk)


def _due_changed(request: HttpRequest, review: Review, reviewer: User | None, now: date | None) -> HttpResponse:
    """The page with both days; the form holds the one that was sent, and goes on from the one that stands."""
    sent = request.POST.get("due_on", "")
    theirs, mine = (date_format(day, "j F Y") if day else "" for day in (now, day_of(sent)))
    days = Difference(f"Due day of {reviewer.name if reviewer else ''}", theirs, mine)
    leave = reverse("desk:review-detail", args=[review.pk])
    found = Both("Somebody gave this place another due day while you chose.", [days], leave)
    chosen = {"reviewer": reviewer.pk if reviewer else 0, "due_on": sent}
    return review_page(request, review, actor(request), status=409, due_both=found, assign_sent=chosen)


def day_of(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError("This is no day of the calendar. Write it as 2025-02-25.") from None


@require_POST
@desk_page("reviews.assign")
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    review = review_of(number)
    chosen = request.POST.get("assignment", "")
    wanted = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 15 else 0
    assignment = Assignment.objects.filter(review=review, pk=wanted, standing=Standing.OPEN).first()
    try:
        if assignment is None:
            raise ValidationError("Nobody holds this place any more.")
        places.withdraw(assignment=assignment, by=actor(request), reason=request.POST.get("reason", ""))
        messages.success(request, "The place is free again.")
    except ValidationError as error:
        told(request, error)
    return redirect("desk:review-detail", review.pk)
