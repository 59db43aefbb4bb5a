"""Verdicts for tests, made by the actions that editors use."""

from __future__ import annotations

from django.db import connection

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.articles.actions import outlets
from factcheck.articles.models import Article
from factcheck.reviews.models import Review
from factcheck.verdicts import checklist
from factcheck.verdicts.actions import answering, article_corrections, deciding, publishing, requests
from factcheck.verdicts.actions.article_corrections import Given
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import ArticleCorrection, CorrectionRequest, Publication, Verdict
from tests.factories import articles, reviews
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
    return publish(approved(review=review), by=by)


def publish(verdict: Verdict, *, by: User | None = None) -> Verdict:
    """The article too, after what has to come before."""
    if verdict.status == "draft":
        verdict = deciding.approve(verdict=answered(verdict), by=by or user("editor"))
    article = verdict.versions.get().mention.version.article
    article_actions.publish(article=article, by="system")
    return publishing.publish(verdict=verdict, by=by or user("editor"))


def request(pk: int | None = None, **about: str) -> CorrectionRequest:
    """A report of an error from outside."""
    if pk is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('verdicts_correctionrequest', 'id'), %s, false)", [pk])
    return requests.report(**{"text": "The number is wrong.", **about})


REWORDED = Given(
    replacement="Brazil abstained on the resolution",
    change="substantial",
    why="The roll call has Brazil among those that abstained.",
    notice="We wrote that Brazil voted against the resolution. It abstained.",
)


def article_correction(
    pk: int | None = None,
    *,
    verdict: Verdict | None = None,
    by: User | None = None,
    is_own: bool = False,
    is_named: bool = True,
) -> ArticleCorrection:
    """Other words proposed for the claim of a published verdict, in an article of the newsroom or of another outlet,
    which takes corrections by mail."""
    if pk is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('verdicts_articlecorrection', 'id'), %s, false)", [pk])
    verdict = verdict or published()
    mention = verdict.versions.order_by("-number")[0].review.mention
    if is_named:
        about = {} if is_own else {"corrections_email": "corrections@outlet.example"}
        outlet = outlets.describe(outlet=articles.outlet(), by="system", is_own=is_own, **about)
        Article.objects.filter(pk=mention.version.article_id).update(outlet=outlet)
    return article_corrections.propose(mention=mention, by=by or user(), given=REWORDED)


def publication(pk: int | None = None, by: User | None = None) -> Publication:
    """A number of verdicts to be published at once, none of them yet."""
    return Publication.objects.create(pk=pk, by=by or user("editor"))
