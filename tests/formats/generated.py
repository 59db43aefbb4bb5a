"""Verdicts of all ratings and states, made by the actions that people use."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, cycle
from typing import Any

from django.db import connection

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.claims.checking_index import current_index
from factcheck.claims.models import Claim
from factcheck.reviews.models import Accuracy, Framing, Review
from factcheck.verdicts.actions import correcting, deciding, publishing, steps
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Verdict
from tests.factories import articles, reviews
from tests.factories import verdicts as factory
from tests.factories.accounts import user

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]> & &amp; &quot;",
    "quotes \" ' ` \\ \\u003c",
    "line\u2028and\u2029paragraph",
    "Türkiye, Côte d’Ivoire, 中国 \U0001f5f3",
    "-->",
    "{{ version }} {% now %}",
)
STATES = (
    *("published",) * 9,
    *("needs_recheck",) * 2,
    *("corrected",) * 2,
    "in_correction",
    "doubted_in_correction",
    "withdrawn",
    "draft",
    "approved",
    "in_review",
    "unpublished_article",
)
"""As they come round: 20, so that 200 verdicts have each at least ten times."""
RATINGS: tuple[tuple[int | None, str], ...] = (
    *((value, "") for value in Accuracy.values),
    *((None, value) for value in Framing.values),
    *((value, framing) for value in (1, 3, 5) for framing in ("missing_context", "key_vote_omitted")),
)


class Newsroom:
    """Four people who judge, decide and approve, and what they make."""

    def __init__(self) -> None:
        self.first, self.second = user(), user()
        self.editor, self.other = user("editor"), user("editor")
        self.numbers = count(1)
        self.index = current_index()

    def make(self, state: str, rating: tuple[int | None, str], hostile: str) -> tuple[str, Verdict | None, Review]:
        """A claim in a state: (state, its verdict if there is one, its review)."""
        number = next(self.numbers)
        review = self._reviewed(number, hostile)
        if state == "in_review":
            return state, None, review
        given = Decided(
            claim_text=f"Claim {number} {hostile}"[:74].strip(),
            summary=f"What was found {number}. {hostile}",
            accuracy=rating[0],
            framing=rating[1],
            waiver="The roll call is the primary source.",
        )
        verdict = deciding.decide(review=review, by=self.editor, given=given)
        if state != "draft":
            verdict = deciding.approve(verdict=verdict, by=self.other)
        article = review.mention.version.article
        if state not in ("draft", "approved"):
            article_actions.publish(article=article, by="system")
            factory.answered(verdict, by=self.editor)
            verdict = publishing.publish(verdict=verdict, by=self.editor, index=self.index)
        self._go_on(state, verdict, given)
        if state == "unpublished_article":
            article_actions.unpublish(article=article, by="system")
        verdict.refresh_from_db()
        return state, verdict, review

    def _reviewed(self, number: int, hostile: str) -> Review:
        about: dict[str, Any] = {"homepage": f"https://outlet-{number}.example/"} if number % 3 else {}
        version = articles.version(
            title=f"Title {number} {hostile}",
            outlet=articles.outlet(f"Outlet {number} {hostile}") if number % 5 else None,
            text=f"{reviews.WORDS}. {hostile} It was late.",
            published_on=(date(2025, 3, 1) + timedelta(days=number)) if number % 4 else None,
        )
        article = version.article
        if article.outlet is not None and about:
            type(article.outlet).objects.filter(pk=article.outlet_id).update(**about)
        if number % 2:
            url = f"https://outlet-{number}.example/story"
            type(article).objects.filter(pk=article.pk).update(canonical_url=url)
        review = reviews.review(version=version)
        Claim.objects.filter(pk=review.mention.claim_id).update(text=f"{reviews.WORDS} {number}")
        for person in (self.first, self.second):
            reviews.assessed(review, person)
        review.refresh_from_db()
        return review

    def _go_on(self, state: str, verdict: Verdict, given: Decided) -> None:
        if state in ("needs_recheck", "doubted_in_correction"):
            verdict.refresh_from_db()
            verdict.doubts = ["The record changed."]
            steps.take(verdict, "doubt", "needs_recheck", by="system", why="The record changed.")
        if state in ("corrected", "in_correction", "doubted_in_correction"):
            other = Decided(given.claim_text, f"SECRET other words. {given.summary}", 2, waiver="x")
            correction = correcting.propose(
                verdict=verdict, by=self.editor, given=other, change="update", notice=f"NOTICE {given.summary}"
            )
            if state == "corrected":
                correcting.approve(correction=correction, by=self.other)
        if state == "withdrawn":
            publishing.withdraw(verdict=verdict, by=self.editor, why="It was about another vote.")


def verdicts(number: int) -> list[tuple[str, Verdict | None, Review]]:
    newsroom = Newsroom()
    states, ratings, hostile = cycle(STATES), cycle(RATINGS), cycle(HOSTILE)
    made = []
    for place in range(number):
        if place in (5, 50, 150):
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # else the planner takes the tables for what they were before
        made.append(newsroom.make(next(states), next(ratings), next(hostile)))
    return made


def people() -> list[User]:
    return list(User.objects.all())
