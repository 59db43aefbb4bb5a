"""The first page: what this is, what was checked last, what is in the record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.articles.models import Article
from factcheck.public.views.articles import NEWEST_FIRST
from factcheck.record.models import VoteEvent
from factcheck.verdicts import queries
from factcheck.verdicts.models import Verdict
from factcheck.web import articles, votes, words
from factcheck.web.pages import allow_parameters, public_page

VERDICTS, ARTICLES, VOTES = 4, 5, 3


@public_page
def home(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    newest = VoteEvent.objects.with_motion().on_whole_texts().newest_first()
    published = list(Article.objects.published().with_latest_version().order_by(*NEWEST_FIRST)[: ARTICLES + 1])
    context = {
        "newest": queries.wordings(Verdict.objects.listed().values_list("pk", flat=True)[:VERDICTS]),
        "entries": articles.entries(published[:ARTICLES]),
        "has_more": len(published) > ARTICLES,
        "votes": [votes.line(event) for event in newest[:VOTES]],
        "verdicts": list(words.VERDICTS.values()),
        "active": "",
    }
    return render(request, "public/home.html", context)
