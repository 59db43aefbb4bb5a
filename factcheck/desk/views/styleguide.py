"""Every component in every state."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.desk import chart_examples, record_examples
from factcheck.desk.access import desk_page
from factcheck.desk.examples import HELPER, guide
from factcheck.desk.forms import ArticleForm
from factcheck.web.markdown import parsed, parts
from factcheck.web.vote_search import VoteSearchForm

PROSE = """The roll call has **no** such vote, and the text does *not* say which:

- `A/RES/ES-11/7` was another one
- [the meeting's record](https://docs.un.org/en/A/ES-11/PV.21) names it

> We abstain.
"""
PAGE = """What stands before the first heading.

## A heading of a page

What stands *under* it.
"""


@require_safe
@desk_page()
def styleguide(request: HttpRequest) -> HttpResponse:
    form = ArticleForm({"title": "A headline", "published_on": "no day", "text": ""}, helper=HELPER)
    searches = [
        VoteSearchForm(QueryDict(""), "empty", "Search, empty"),
        VoteSearchForm(QueryDict("option=no&since=never"), "wrong", "Search, with errors"),
    ]
    page = Paginator(range(90), 30).page(2)
    return render(
        request,
        "desk/styleguide.html",
        {
            **guide(),
            **record_examples.guide(),
            **chart_examples.guide(),
            "form": form,
            "page": page,
            "prose": parsed(PROSE),
            "parts": parts(PAGE),
            "searches": searches,
            "active": "styleguide",
        },
    )
