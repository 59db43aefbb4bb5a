"""How far reviewers agree with each other and with the engine, and what they made of the flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck.desk.access import desk_page
from factcheck.reviews import agreement as measures
from factcheck.web import words
from factcheck.web.articles import flag_title
from factcheck.web.pages import allow_parameters


@require_safe
@desk_page()
def agreement(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    reviews = measures.pairs()
    waiting, since = measures.waiting()
    context = {
        "active": "agreement",
        "tables": [
            ("All claims", "all", [measures.measure("All", reviews)] if reviews else []),
            ("By kind of claim", "kind", measures.by(reviews, lambda p: words.word_for(words.KINDS, p.kind))),
            ("By pair of reviewers", "pair", measures.by(reviews, lambda p: " and ".join(sorted(p.people)))),
            ("By month", "month", _by_month(reviews)),
        ],
        "decided": len(reviews),
        "engine": measures.with_engine(),
        "flags": [(flag_title(code), accepted, dismissed) for code, accepted, dismissed in measures.flags_judged()],
        "dismissals": [(flag_title(answer.flag.code), answer) for answer in measures.dismissals()],
        "throughput": measures.throughput(),
        "ages": measures.ages(timezone.now()) if waiting else [],
        "waiting": waiting,
        "oldest": (timezone.localdate() - since).days if since else None,
    }
    return render(request, "desk/agreement.html", context)


def _by_month(reviews: Sequence[measures.Pair]) -> list[measures.Line]:
    """The newest first."""
    lines = measures.by(reviews, lambda pair: pair.month.isoformat())
    newest = sorted(lines, key=lambda line: line.name, reverse=True)
    return [replace(line, name=f"{date.fromisoformat(line.name):%B %Y}") for line in newest]
