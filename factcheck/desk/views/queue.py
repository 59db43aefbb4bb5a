"""The queue: what waits for me, what anybody may take, and how it ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims import queries as claims
from factcheck.claims.models import Anchor
from factcheck.desk.access import actor, desk_page
from factcheck.reviews import queries
from factcheck.reviews.actions import presence
from factcheck.reviews.models import GRAVITY, Assignment, Review, Status
from factcheck.verdicts import queries as verdicts
from factcheck.verdicts.models import Verdict, VerdictVersion
from factcheck.web import words
from factcheck.web.articles import excerpt_title
from factcheck.web.errors import BadParameters
from factcheck.web.pages import allow_parameters

SIZE = 25
TABS = {
    "mine": "For me",
    "asked": "Asked of me",
    "take": "To take",
    "anchors": "Moved words",
    "recheck": "To recheck",
    "done": "Judged by me",
    "agreed": "Both agree",
    "disputed": "They differ",
}
COUNTED_UP_TO = 100
"""Counting a million rows for a number in a tab would cost more than the page."""


@require_safe
@desk_page()
def queue(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "tab", "severity", "sort", "after")
    person = actor(request)
    tab, severity = request.GET.get("tab", "mine"), request.GET.get("severity", "")
    if tab not in TABS:
        raise BadParameters("There is no such part of the queue.")
    if severity and severity not in GRAVITY:
        raise BadParameters("There is no such severity.")
    sort = request.GET.get("sort", "severity")
    if sort not in queries.SORTS:
        raise BadParameters("The queue cannot be sorted so.")
    rows, following = _rows(tab, severity, request.GET.get("after", ""), person, sort)
    chosen = {"tab": tab, "severity": severity, "sort": sort if sort != "severity" else ""}
    context = {
        "active": "queue",
        "tab": tab,
        "tabs": _tabs(person),
        "severity": severity,
        "severities": [("", "All"), ("high", "High"), ("medium", "Medium"), ("low", "Low"), ("none", "No flag")],
        "rows": rows,
        "sort": sort,
        "sorts": [("severity", "gravest flag"), ("reach", "most articles"), ("age", "oldest")],
        "chosen": urlencode({name: value for name, value in chosen.items() if value}),
        "filters": list(person.queue_filters.all()),
        "interests": list(queries.interests_of(person)),
        "following": following,
    }
    return render(request, "desk/queue.html", context)


def _tabs(person: User) -> list[tuple[str, str, str]]:
    counts = {
        "mine": queries.assigned_to(person),
        "asked": queries.asked_of(person),
        "take": queries.to_take(person),
        "anchors": claims.waiting_anchors(),
        "recheck": verdicts.needing_recheck(),
        "disputed": queries.decided(Status.DISPUTED),
    }
    found = []
    for code, name in TABS.items():
        number = counts[code].order_by()[: COUNTED_UP_TO + 1].count() if code in counts else None
        shown = "" if number is None else f"{COUNTED_UP_TO}+" if number > COUNTED_UP_TO else str(number)
        found.append((code, name, shown))
    return found


def _rows(tab: str, severity: str, after: str, person: User, sort: str) -> tuple[list[dict[str, Any]], str]:
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
    if tab == "anchors":
        anchors = claims.waiting_anchors()
        found_anchors = list((anchors.filter(pk__lt=_number(after)) if after else anchors)[: SIZE + 1])
        more = str(found_anchors[SIZE - 1].pk) if len(found_anchors) > SIZE else ""
        return [_anchor(one) for one in found_anchors[:SIZE]], more
    if tab == "recheck":
        return _rechecks(severity, after)
    if tab == "asked":
        start = _number(after)
        asked = queries.asked_of(person)
        named = list(
            (asked.filter(comment__review__severity=GRAVITY[severity]) if severity else asked)[start : start + SIZE + 1]
        )
        rows = [_row(one.comment.review, one.opening) | {"asked_by": one.comment.author.name} for one in named[:SIZE]]  # type: ignore[attr-defined]
        return rows, str(start + SIZE) if len(named) > SIZE else ""
    is_sorted = tab == "take" and sort != "severity"
    reviews = queries.to_take(person, sort=sort) if tab == "take" else queries.decided(Status(tab))
    if severity:
        reviews = reviews.filter(severity=GRAVITY[severity])
    field = sort if is_sorted else "severity"
    page = _page(reviews, field, after)
    last = page[SIZE - 1] if len(page) > SIZE else None
    rows = [_row(one, one.opening) for one in page[:SIZE]]  # type: ignore[attr-defined]
    return rows, f"{getattr(last, field, 0)}-{last.pk}" if last else ""


def _page(reviews: QuerySet[Review], field: str, after: str) -> list[Review]:
    """One page and a row more, in the order of the field, the greatest first, then of the key. Behind a row stand those
    of its own grade and then those of lower ones: asked apart, both begin at their place in the index."""
    if not after:
        return list(reviews[: SIZE + 1])
    grade, _, key = after.partition("-")
    rest = reviews.filter(pk__gt=_number(key))
    if field == "age":
        return list(rest[: SIZE + 1])
    page = list(rest.filter(**{field: _number(grade)})[: SIZE + 1])
    if len(page) <= SIZE:
        page += reviews.filter(**{f"{field}__lt": _number(grade)})[: SIZE + 1 - len(page)]
    return page


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _rechecks(severity: str, after: str) -> tuple[list[dict[str, Any]], str]:
    """Verdicts in doubt. A page goes on behind the time of the last row, in microseconds, and its key."""
    rows = verdicts.needing_recheck(GRAVITY[severity] if severity else None)
    if after:
        moment, _, key = after.partition("-")
        at = EPOCH + timedelta(microseconds=_number(moment))
        rows = rows.filter(Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=_number(key)), changed_at__lte=at)
    found = list(rows[: SIZE + 1])
    page = found[:SIZE]
    wordings = {version.verdict_id: version for version in verdicts.newest_of(page)}
    last = page[-1] if len(found) > SIZE else None
    following = f"{(last.changed_at - EPOCH) // timedelta(microseconds=1)}-{last.pk}" if last else ""
    return [_recheck(one, wordings[one.pk]) for one in page], following


def _recheck(verdict: Verdict, wording: VerdictVersion) -> dict[str, Any]:
    version = wording.mention.version
    return {
        "url": reverse("desk:verdict-detail", args=[verdict.pk]),
        "words": wording.claim_text,
        "kind": f"Verdict: {'; '.join(wording.rating)}",
        "severity": wording.review.gravest,
        "article": version.title or version.article.slug,
        "outlet": version.article.outlet.name if version.article.outlet else "",
        "doubt": verdict.doubts[0] if verdict.doubts else "What it rests on has changed.",
        "doubted_at": verdict.changed_at,
    }


def _anchor(one: Anchor) -> dict[str, Any]:
    version = one.version
    return {
        "url": reverse("desk:anchor-detail", args=[one.pk]),
        "words": one.mention.exact,
        "kind": words.word_for(words.KINDS, one.mention.claim.kind),
        "severity": "none",
        "article": version.title or version.article.slug,
        "outlet": version.article.outlet.name if version.article.outlet else "",
        "anchor": one.get_fate_display(),
    }


@require_POST
@desk_page()
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keep the filter that the queue was shown with, or with `drop` take one away."""
    person, sent = actor(request), request.POST
    query = QueryDict(sent.get("query", "")[:200].replace("\x00", ""))
    try:
        if "drop" in sent:
            presence.drop_filter(by=person, name=sent["drop"].replace("\x00", ""))
        else:
            known = {name: query[name] for name in ("tab", "severity", "sort") if query.get(name)}
            presence.keep_filter(by=person, name=sent.get("name", ""), query=urlencode(known))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{reverse('desk:queue')}?{query.urlencode()}" if query else "desk:queue")


def _number(text: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 17:
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
        "reach": review.reach,
        "opened_at": review.opened_at,
        "due_on": assignment.due_on if assignment else None,
        "status": review.get_status_display(),
    }
