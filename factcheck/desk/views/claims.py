"""The claims of a text, as people change them: by selecting words, or by choosing a sentence from a list."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from factcheck.articles.models import Article
from factcheck.claims.actions.editing import Changed, IsThere
from factcheck.claims.models import Edit, Mention
from factcheck.desk.access import actor, desk_page
from factcheck.desk.choosing import chosen_place, number
from factcheck.desk.claim_conflicts import Wanted, conflict, conflict_of_undoing, instead
from factcheck.desk.claim_pages import claim_page, list_page, place_of
from factcheck.desk.reading_form import ReadingForm
from factcheck.reviews.actions import editing, places
from factcheck.reviews.models import Review
from factcheck.web.pages import allow_parameters


def _mention(pk: int) -> Mention:
    rows = Mention.objects.select_related("claim", "version__article__outlet", "made_by")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("claims.edit")
def claim_list(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.with_latest_version().select_related("outlet"), slug=slug)
    version = article.latest_version
    if version is None:
        return redirect("desk:article-detail", slug)
    problems: list[str] = []
    if request.method == "POST":
        try:
            start, end = chosen_place(request.POST, version)
            _, review = editing.add(version=version, start=start, end=end, by=actor(request))
        except IsThere as there:
            messages.info(request, "These words are a claim already: this one.")
            return redirect(place_of(there.mention))
        except ValidationError as error:
            problems = error.messages
        else:
            messages.success(request, f"A new claim: “{review.mention.exact[:80]}”. It is in review. Undo it with u.")
            return redirect("desk:review-detail", review.pk)
    context = list_page(version, actor(request)) | {"problems": problems, "typed": request.POST}
    return render(request, "desk/claim_list.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD"])
@desk_page("claims.edit")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    allow_parameters(request, "kind", "motion")
    mention = _mention(number)
    form = ReadingForm.stored(mention, request.GET.get("kind", ""), request.GET.get("motion", "")[:200])
    return render(request, "desk/claim_detail.html", claim_page(mention, actor(request), form))


def _changed(request: HttpRequest, pk: int, wanted: Wanted, act: Callable[[Mention], Edit]) -> HttpResponse:
    """Do one step; what came of it is where the browser goes on. The form of a reading is kept as it was typed where it
    is refused. `instead_of` in what was sent are steps of others that are undone before."""
    mention, form = _mention(pk), wanted.form
    try:
        if "instead_of" in request.POST:
            edit = instead(mention=mention, seen=request.POST["instead_of"], act=act, by=actor(request))
        else:
            edit = act(mention)
    except Changed:
        return render(request, "desk/claim_conflict.html", conflict(mention, wanted, request.POST), status=409)
    except IsThere as there:
        messages.info(request, "These words are a claim already: this one.")
        return redirect(place_of(there.mention))
    except ValidationError as error:
        problems = (
            ["The reading was not kept. What is wrong stands at its field."] if form and form.errors else error.messages
        )
        context = claim_page(mention, actor(request), form or ReadingForm.stored(mention)) | {"problems": problems}
        return render(request, "desk/claim_detail.html", context, status=422)
    messages.success(request, f"{edit.get_step_display()}. Undo it with u.")
    return _went(mention, edit.added)


def _went(mention: Mention, keys: list[int]) -> HttpResponse:
    """To the first of the mentions that stand now, else to the list."""
    first = Mention.objects.filter(pk__in=keys).order_by("start", "pk").first()
    return redirect(place_of(first)) if first else redirect("desk:claim-list", mention.version.article.slug)


@require_POST
@desk_page("claims.edit")
def resize(request: HttpRequest, number: int) -> HttpResponse:
    def act(mention: Mention) -> Edit:
        start, end = chosen_place(request.POST, mention.version)
        wanted.claims = [mention.version.checked_text[start:end]]
        return editing.resize(mention=mention, start=start, end=end, by=actor(request))

    wanted = Wanted("You wanted to give this claim other words")
    return _changed(request, number, wanted, act)


@require_POST
@desk_page("claims.edit")
def split(request: HttpRequest, number: int) -> HttpResponse:
    def act(mention: Mention) -> Edit:
        at, text = _place(request), mention.version.checked_text
        wanted.claims = [text[mention.start : at].strip(), text[at : mention.end].strip()]
        return editing.split(mention=mention, at=at, by=actor(request))

    wanted = Wanted("You wanted to split this claim")
    return _changed(request, number, wanted, act)


def _place(request: HttpRequest) -> int:
    return number(request.POST.get("at", ""), "Choose the word before which the claim is to be split.")


@require_POST
@desk_page("claims.edit")
def merge(request: HttpRequest, number: int) -> HttpResponse:
    wanted = Wanted("You wanted to merge this claim with the next one")
    return _changed(request, number, wanted, lambda m: editing.merge(mention=m, by=actor(request)))


@require_POST
@desk_page("claims.edit")
def remove(request: HttpRequest, number: int) -> HttpResponse:
    wanted = Wanted("You wanted to take this claim out")
    return _changed(request, number, wanted, lambda m: editing.remove(mention=m, by=actor(request)))


@require_POST
@desk_page("claims.edit")
def read(request: HttpRequest, number: int) -> HttpResponse:
    form = ReadingForm.sent(request.POST)

    def act(mention: Mention) -> Edit:
        asserted, motion = form.reading()
        return editing.read_as(mention=mention, kind=form.kind, asserted=asserted, motion=motion, by=actor(request))

    wanted = Wanted("You wanted to say how these words are to be read", form=form)
    return _changed(request, number, wanted, act)


@require_POST
@desk_page("claims.edit")
def undo(request: HttpRequest, number: int) -> HttpResponse:
    edit = get_object_or_404(Edit.objects.select_related("version__article"), pk=number)
    try:
        edit = editing.undo(edit=edit, by=actor(request))
    except Changed as changed:
        return render(request, "desk/claim_conflict.html", conflict_of_undoing(edit, changed.edit), status=409)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect("desk:claim-list", edit.version.article.slug)
    messages.success(request, f"Undone: {edit.get_step_display().lower()}.")
    first = Mention.objects.filter(pk__in=edit.removed).order_by("start", "pk").first()
    return redirect(place_of(first)) if first else redirect("desk:claim-list", edit.version.article.slug)


@require_POST
@desk_page("reviews.open")
def open_review(request: HttpRequest, number: int) -> HttpResponse:
    mention = _mention(number)
    try:
        review: Review = places.open_review(mention=mention, by=actor(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("desk:claim-list", mention.version.article.slug)
    return redirect("desk:review-detail", review.pk)
