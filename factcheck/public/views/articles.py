"""Checked articles. Only published ones exist here; of one that readers lost they are told so, others are not found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.articles.models import Article
from factcheck.formats import metadata
from factcheck.formats.site import Site
from factcheck.web import articles
from factcheck.web.pages import allow_parameters, page_of, public_page

NEWEST_FIRST = ("-published_at", "-pk")
MOST = 1_000
"""Articles that can be paged through."""


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, Article.objects.published().with_latest_version().order_by(*NEWEST_FIRST), most=MOST)
    entries = articles.entries(page.object_list)
    return render(request, "public/article_list.html", {"entries": entries, "page": page, "active": "articles"})


@public_page
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    allow_parameters(request)
    article = articles.shown(slug)
    context = {**articles.article_page(article), "active": "articles"}
    context["meta"] = metadata.of_article(context["title"], slug, article.published_at, Site.of(request))
    return render(request, "public/article_detail.html", context)
