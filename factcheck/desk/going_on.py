"""Where a reviewer goes on from a claim that was just judged."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.reviews import queries
from factcheck.reviews.models import Review, Status

SAVED = "saved"
"""Marks the message of a page that shows the claim again which was just saved."""

BECAME = {
    Status.OPEN: "The other assessment is still to come; until it is in, you can change yours below.",
    Status.AGREED: "Both assessments are in, and they agree. An editor goes on from here.",
    Status.DISPUTED: "Both assessments are in, and they differ. An editor decides.",
}


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What became of the claim, and links: words and address. The first is the one to follow."""

    became: str
    ways: list[tuple[str, str]]


def going_on(review: Review, person: User) -> GoingOn:
    """What is assigned comes first, then what may be taken of the same text, from this claim on, then the queue."""
    ways: list[tuple[str, str]] = []
    waiting = queries.assigned_to(person).exclude(review=review).values_list("review", flat=True).first()
    if waiting is not None:
        ways.append(("Next claim that waits for you", _url(waiting)))
    free = queries.to_take(person).filter(mention__version=review.mention.version_id)
    places = list(free.order_by("mention__start", "pk").values_list("pk", "mention__start"))
    if places:
        behind = (pk for pk, start in places if start >= review.mention.start)
        ways.append(("Next claim of this article", _url(next(behind, places[0][0]))))
    may_take = bool(places) or queries.to_take(person).exists()
    ways.append(
        ("Take another claim from the queue", f"{reverse('desk:queue')}?tab=take")
        if may_take
        else ("Queue", reverse("desk:queue"))
    )
    said = BECAME.get(Status(review.status), "")
    return GoingOn(said if waiting else f"{said} Nothing more is assigned to you.".strip(), ways)


def _url(review: int) -> str:
    return reverse("desk:review-detail", args=[review])
