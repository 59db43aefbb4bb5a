"""Adding an article, looking at what was found in it, and showing it to readers."""

from __future__ import annotations

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
from factcheck.desk.access import actor, desk_page
from factcheck.desk.forms import ArticleForm, take_errors
from factcheck.web import articles


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("articles.add")
def add(request: HttpRequest) -> HttpResponse:
    form = ArticleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            article = store(form.cleaned_data, by=actor(request))
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "The article is stored and has been checked. Readers do not see it yet.")
            return redirect("desk:article-detail", article.slug)
    status = 422 if form.is_bound else 200
    return render(request, "desk/article_add.html", {"form": form, "active": "add"}, status=status)


@transaction.atomic
def store(given: dict[str, str], *, by: Actor) -> Article:
    """Store the article and check it, both or neither. Raises ValidationError naming the field."""
    fields = {name: given[name] for name in ("title", "text", "published_on", "canonical_url")}
    outlet = outlets.find_or_add(name=given["outlet"], by=by) if given["outlet"] else None
    article = actions.add(**fields, outlet=outlet, by=by)  # type: ignore[arg-type]
    version = article.latest_version
    if version:
        check_version(version=version, by=by)
    return article


@require_safe
@desk_page()
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.with_latest_version(), slug=slug)
    may_publish = is_allowed(actor(request), "articles.publish")
    context = {**articles.article_page(article), "can_publish": may_publish, "active": ""}
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
