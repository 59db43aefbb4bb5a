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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts.permissions import Actor, is_allowed
from factcheck.articles.actions import articles as actions
from factcheck.articles.actions import outlets
from factcheck.articles.models import Article
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checker import TextRefused, ask_about
from factcheck.claims.drafting import NO_DRAFTS, Drafts
from factcheck.desk.access import actor, desk_page
from factcheck.desk.forms import ArticleForm, take_errors
from factcheck.engine import model as engine
from factcheck.engine.proposals import Proposal
from factcheck.operations.drafting import DraftingHelper
from factcheck.web import articles


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("articles.add")
def add(request: HttpRequest) -> HttpResponse:
    helper: DraftingHelper | None = settings.DRAFTING
    form = ArticleForm(request.POST if request.method == "POST" else None, helper=helper)
    if form.is_bound and form.is_valid():
        try:
            drafts = drafts_for(form.cleaned_data, helper) if form.cleaned_data.get("ask_helper") else NO_DRAFTS
            article = store(form.cleaned_data, by=actor(request), proposals=drafts.proposals)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "The article is stored and has been checked. Readers do not see it yet.")
            if drafts.note:
                messages.warning(request, drafts.note)
            return redirect("desk:article-detail", article.slug)
    status = 422 if form.is_bound else 200
    return render(request, "desk/article_add.html", {"form": form, "active": "add"}, status=status)


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
def store(given: dict[str, Any], *, by: Actor, proposals: Sequence[Proposal] = ()) -> Article:
    """Store the article and check it, both or neither. Raises ValidationError naming the field."""
    fields = {name: given[name] for name in ("title", "text", "published_on", "canonical_url")}
    outlet = outlets.find_or_add(name=given["outlet"], by=by) if given["outlet"] else None
    article = actions.add(**fields, outlet=outlet, by=by)
    version = article.latest_version
    if version:
        check_version(version=version, by=by, proposals=proposals)
    return article


@require_safe
@desk_page()
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.with_latest_version(), slug=slug)
    may_publish = is_allowed(actor(request), "articles.publish")
    context = {**articles.article_page(article, with_drafted=True), "can_publish": may_publish, "active": ""}
    return render(request, "desk/article_detail.html", context)


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
