"""Verdicts for tests, made by the actions that editors use."""

from __future__ import annotations

from django.db import connection

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.reviews.models import Review
from factcheck.verdicts import checklist
from factcheck.verdicts.actions import answering, deciding, publishing, requests
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import CorrectionRequest, Publication, Verdict
from tests.factories import reviews
from tests.factories.accounts import user

GIVEN = Decided(
    claim_text="Brazil voted against the resolution",
    summary="The roll call shows that Brazil abstained.",
    accuracy=1,
    waiver="The roll call is the primary source.",
)


def judged(*, accuracies: tuple[int, int] = (1, 1), flags: int = 0, review: Review | None = None) -> Review:
    """A review that two people have judged."""
    review = review or reviews.review(flags=flags)
    for accuracy in accuracies:
        reviews.assessed(review, user(), accuracy=accuracy)
    review.refresh_from_db()
    return review


def draft(
    *, by: User | None = None, given: Decided = GIVEN, review: Review | None = None, pk: int | None = None
) -> Verdict:
    if pk is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('verdicts_verdict', 'id'), %s, false)", [pk])
    return deciding.decide(review=review or judged(), by=by or user("editor"), given=given)


def approved(*, by: User | None = None, review: Review | None = None, checked: bool = True) -> Verdict:
    verdict = draft(review=review)
    if checked:
        answered(verdict)
    return deciding.approve(verdict=verdict, by=by or user("editor"))


def answered(verdict: Verdict, *, by: User | None = None) -> Verdict:
    """With an answer to every question of the checklist that the data leave open."""
    given = dict.fromkeys(checklist.QUESTIONS, "Looked into, and answered here.")
    answering.answer(verdict=verdict, by=by or user("editor"), given=given)
    return verdict


def published(*, by: User | None = None, review: Review | None = None) -> Verdict:
    """A published verdict on a claim of a published article."""
    verdict = approved(review=review)
    article = verdict.versions.get().mention.version.article
    article_actions.publish(article=article, by="system")
    return publishing.publish(verdict=verdict, by=by or user("editor"))


def request(pk: int | None = None, **about: str) -> CorrectionRequest:
    """A report of an error from outside."""
    if pk is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('verdicts_correctionrequest', 'id'), %s, false)", [pk])
    return requests.report(**{"text": "The number is wrong.", **about})


def publication(pk: int | None = None, by: User | None = None) -> Publication:
    """A number of verdicts to be published at once, none of them yet."""
    return Publication.objects.create(pk=pk, by=by or user("editor"))
