"""Adding an article, looking at what was found in it, and showing it to readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts.permissions import Actor, is_allowed
from factcheck.articles.actions import articles as actions
from factcheck.articles.actions import intakes, outlets
from factcheck.articles.extraction.limits import SIZE
from factcheck.articles.models import Article, Intake, IntakeState
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checker import TextRefused, ask_about
from factcheck.claims.drafting import NO_DRAFTS, Drafts
from factcheck.desk import copies
from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import both
from factcheck.desk.intake_forms import AboutForm, SourceForm
from factcheck.engine import model as engine
from factcheck.engine.proposals import Proposal
from factcheck.operations.drafting import DraftingHelper
from factcheck.reviews import queries as reviews
from factcheck.reviews.actions import openings
from factcheck.verdicts.actions import describing
from factcheck.web import articles
from factcheck.web.errors import BadParameters
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("articles.add")
def add(request: HttpRequest) -> HttpResponse:
    """Plain text is stored and checked at once; an address, a file or HTML becomes an intake. With `?intake=` the form
    takes over from an intake that has failed, which is given up when its text was pasted."""
    allow_parameters(request, "intake")
    failed = _failed(request)
    helper: DraftingHelper | None = settings.DRAFTING
    form = SourceForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        helper=helper,
        initial={**failed.typed, **({"canonical_url": failed.url} if failed.url else {})} if failed else None,
    )
    if form.is_bound and form.is_valid():
        try:
            return _taken(request, form, helper, failed)
        except ValidationError as error:
            take_errors(form, error)
    status = 422 if form.is_bound else 200
    context = {"form": form, "draft": _draft(request, failed), "active": "add"}
    return render(request, "desk/article_add.html", context, status=status)


def _draft(request: HttpRequest, failed: Intake | None) -> tuple[str, str]:
    """What the person typed is theirs until something of theirs was taken in."""
    person = actor(request)
    taken = person.intakes.count() + person.article_versions.count()
    return f"article-{person.pk}{f'-{failed.pk}' if failed else ''}", str(taken)


def _failed(request: HttpRequest) -> Intake | None:
    number = request.GET.get("intake", "")
    if not number:
        return None
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise BadParameters("There is no such intake.")
    return Intake.objects.filter(pk=int(number), state=IntakeState.FAILED).first()


def _taken(
    request: HttpRequest, form: SourceForm, helper: DraftingHelper | None, failed: Intake | None
) -> HttpResponse:
    given = form.cleaned_data
    if form.source != "text":
        return redirect("desk:intake-detail", _asked(form, by=actor(request)).pk)
    drafts = drafts_for(given, helper) if given.get("ask_helper") else NO_DRAFTS
    article = store(given, by=actor(request), proposals=drafts.proposals, instead_of=failed)
    messages.success(request, "The article is stored and has been checked. Readers do not see it yet.")
    if drafts.note:
        messages.warning(request, drafts.note)
    return redirect("desk:article-detail", article.slug)


def _asked(form: SourceForm, *, by: Actor) -> Intake:
    """The intake of a form that gives no plain text. Raises ValidationError naming a field of the form."""
    given = form.cleaned_data
    try:
        return intakes.ask(
            by=by,
            url=given["canonical_url"] if form.source == "url" else "",
            html=given["text"] if form.source == "html" else "",
            file=(given["file"].name, given["file"].read(SIZE + 1)) if form.source == "file" else None,
            typed=form.typed(),
        )
    except ValidationError as error:
        problems = {"canonical_url" if name == "url" else name: said for name, said in error.message_dict.items()}
        raise ValidationError(problems) from None


def drafts_for(given: dict[str, Any], helper: DraftingHelper | None) -> Drafts:
    """What the drafting helper proposes. It is asked before anything is stored, so that no row waits for it.

    Raises ValidationError for a text that cannot be checked.
    """
    try:
        return ask_about(engine.Article(given["text"], given["title"] or None, given["published_on"]), helper)
    except TextRefused as problem:
        field = "published_on" if problem.field == "published" else problem.field
        raise ValidationError({field: str(problem)}) from None


@transaction.atomic
def store(
    given: dict[str, Any], *, by: Actor, proposals: Sequence[Proposal] = (), instead_of: Intake | None = None
) -> Article:
    """Store the article and check it, both or neither; what it was pasted instead of is given up. Raises
    ValidationError naming the field."""
    fields = {name: given[name] for name in ("title", "text", "published_on", "canonical_url")}
    outlet = outlets.find_or_add(name=given["outlet"], by=by) if given["outlet"] else None
    article = actions.add(**fields, outlet=outlet, by=by)
    version = article.latest_version
    if version:
        check_version(version=version, by=by, proposals=proposals)
    if instead_of is not None:
        intakes.discard(intake=instead_of, by=by)
    return article


@require_safe
@desk_page()
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.with_latest_version(), slug=slug)
    may_publish = is_allowed(actor(request), "articles.publish")
    folded = reviews.folded_for(version, actor(request)) if (version := article.latest_version) else frozenset()
    context = {
        **articles.article_page(article, with_drafted=True, folded=folded),
        "can_publish": may_publish,
        "can_describe": is_allowed(actor(request), "articles.describe"),
        "active": "",
    }
    context["copies"] = copies.places(article)
    return render(request, "desk/article_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("articles.describe")
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct who published the article and where it can be read."""
    article = get_object_or_404(Article.objects.with_latest_version(), slug=slug)
    known, leave = actions.described(article), reverse("desk:article-detail", args=[slug])
    form = AboutForm(request.POST if request.method == "POST" else None, initial=known)
    stood = {name: request.POST[f"stood-{name}"] for name in known if f"stood-{name}" in request.POST}
    context = {"form": form, "article": article, "stood": stood or known, "draft": _about_draft(article, known)}
    version = article.latest_version
    context["title"] = (version.title or articles.excerpt_title(version.text)) if version else slug
    if form.is_bound and form.is_valid():
        try:
            describing.describe(article=article, by=actor(request), stood=stood or None, **form.cleaned_data)
        except actions.Changed as changed:
            now = actions.described(changed.now)
            said = "Somebody described this article otherwise while you wrote."
            context |= {"stood": now, "both": both(form, now, said=said, leave=leave)}
            return render(request, "desk/article_about.html", context, status=409)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "What is known about the article is corrected.")
            return redirect(leave)
    return render(request, "desk/article_about.html", context, status=422 if form.is_bound else 200)


def _about_draft(article: Article, known: dict[str, str]) -> tuple[str, str]:
    return f"about-{article.pk}", "|".join(known.values())


@require_POST
@desk_page("reviews.assess")
def open_verdicts(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the engine's verdict on the claim with the key `mention`, or with "all" on every claim of the text."""
    article = get_object_or_404(Article.objects.with_latest_version(), slug=slug)
    version, named = article.latest_version, request.POST.get("mention", "")
    mention = None
    if named != "all":
        is_key = named.isascii() and named.isdigit() and len(named) < 16
        mention = version.mentions.filter(pk=int(named)).first() if version and is_key else None
    if version is None or (mention is None and named != "all"):
        messages.error(request, "This claim is not in the newest text of the article.")
    else:
        openings.open_verdicts(version=version, by=actor(request), mention=mention)
    return redirect("desk:article-detail", slug)


@require_POST
@desk_page("articles.publish")
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    article = actions.publish(article=get_object_or_404(Article, slug=slug), by=actor(request))
    messages.success(request, "Readers see the article and its findings now.")
    return redirect("desk:article-detail", article.slug)


@require_POST
@desk_page("articles.unpublish")
def unpublish(request: HttpRequest, slug: str) -> HttpResponse:
    article = actions.unpublish(article=get_object_or_404(Article, slug=slug), by=actor(request))
    messages.success(request, "Readers do not see the article any more. Everything stays stored.")
    return redirect("desk:article-detail", article.slug)
