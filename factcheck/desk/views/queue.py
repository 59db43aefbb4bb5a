"""The queue: what waits for me, what anybody may take, and how it ended."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.desk.access import actor, desk_page
from factcheck.reviews import queries
from factcheck.reviews.models import GRAVITY, Assignment, Review, Status
from factcheck.web import words
from factcheck.web.articles import excerpt_title
from factcheck.web.errors import BadParameters
from factcheck.web.pages import allow_parameters

SIZE = 25
TABS = {
    "mine": "For me",
    "asked": "Asked of me",
    "take": "To take",
    "done": "Judged by me",
    "agreed": "Both agree",
    "disputed": "They differ",
}
COUNTED_UP_TO = 100
"""Counting a million rows for a number in a tab would cost more than the page."""


@require_safe
@desk_page()
def queue(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "tab", "severity", "after")
    person = actor(request)
    tab, severity = request.GET.get("tab", "mine"), request.GET.get("severity", "")
    if tab not in TABS:
        raise BadParameters("There is no such part of the queue.")
    if severity and severity not in GRAVITY:
        raise BadParameters("There is no such severity.")
    rows, following = _rows(tab, severity, request.GET.get("after", ""), person)
    context = {
        "active": "queue",
        "tab": tab,
        "tabs": _tabs(person),
        "severity": severity,
        "severities": [("", "All"), ("high", "High"), ("medium", "Medium"), ("low", "Low"), ("none", "No flag")],
        "rows": rows,
        "interests": list(queries.interests_of(person)),
        "following": following,
    }
    return render(request, "desk/queue.html", context)


def _tabs(person: User) -> list[tuple[str, str, str]]:
    counts = {
        "mine": queries.assigned_to(person),
        "asked": queries.asked_of(person),
        "take": queries.to_take(person),
        "disputed": queries.decided(Status.DISPUTED),
    }
    found = []
    for code, name in TABS.items():
        number = counts[code].order_by()[: COUNTED_UP_TO + 1].count() if code in counts else None
        shown = "" if number is None else f"{COUNTED_UP_TO}+" if number > COUNTED_UP_TO else str(number)
        found.append((code, name, shown))
    return found


def _rows(tab: str, severity: str, after: str, person: User) -> tuple[list[dict[str, Any]], str]:
    """One page of the queue, and where the next one begins, "" where there is none. Pages of what
    all may see go on from the last row ("severity-key"), so that the thousandth costs what the first does; those of one
    person's own go on from a number of rows."""
    if tab in ("mine", "done"):
        assignments = queries.assigned_to(person) if tab == "mine" else queries.done_by(person)
        if severity:
            assignments = assignments.filter(review__severity=GRAVITY[severity])
        start = _number(after)
        found = list(assignments[start : start + SIZE + 1])
        rows = [_row(one.review, one.opening, one) for one in found[:SIZE]]  # type: ignore[attr-defined]
        return rows, str(start + SIZE) if len(found) > SIZE else ""
    if tab == "asked":
        start = _number(after)
        asked = queries.asked_of(person)
        named = list(
            (asked.filter(comment__review__severity=GRAVITY[severity]) if severity else asked)[start : start + SIZE + 1]
        )
        rows = [_row(one.comment.review, one.opening) | {"asked_by": one.comment.author.name} for one in named[:SIZE]]  # type: ignore[attr-defined]
        return rows, str(start + SIZE) if len(named) > SIZE else ""
    reviews = queries.to_take(person) if tab == "take" else queries.decided(Status(tab))
    if severity:
        reviews = reviews.filter(severity=GRAVITY[severity])
    if after:
        grade, _, key = after.partition("-")
        place = Q(severity__lt=_number(grade)) | Q(severity=_number(grade), pk__gt=_number(key))
        reviews = reviews.filter(place, severity__lte=_number(grade))
    page = list(reviews[: SIZE + 1])
    last = page[SIZE - 1] if len(page) > SIZE else None
    rows = [_row(one, one.opening) for one in page[:SIZE]]  # type: ignore[attr-defined]
    return rows, f"{last.severity}-{last.pk}" if last else ""


def _number(text: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise BadParameters("There is no such page of the queue.")
    return int(text)


def _row(review: Review, opening: str, assignment: Assignment | None = None) -> dict[str, Any]:
    mention = review.mention
    version: ArticleVersion = mention.version
    return {
        "url": reverse("desk:review-detail", args=[review.pk]),
        "words": mention.exact,
        "kind": words.word_for(words.KINDS, mention.claim.kind),
        "severity": review.gravest,
        "article": version.title or excerpt_title(opening),
        "outlet": version.article.outlet.name if version.article.outlet else "",
        "opened_at": review.opened_at,
        "due_on": assignment.due_on if assignment else None,
        "status": review.get_status_display(),
    }
