"""What a question depends on: the rows by which its answer can change, no table as a whole where that can be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q

from factcheck.accounts.models import Invitation
from factcheck.articles.models import Article, ArticleVersion
from factcheck.claims.models import Mention
from factcheck.kept import recording
from factcheck.record import queries as record
from factcheck.record.models import Motion, Organization, Vote, VoteEvent
from factcheck.verdicts import queries
from tests.factories import articles
from tests.public import rows

pytestmark = pytest.mark.django_db


def keys(ask: Callable[[], Any]) -> set[str]:
    """Without those that stand for a table as a whole when it changes in bulk."""
    with recording.recording() as read:
        ask()
    assert read.unknown == []
    assert {key.partition(".")[0] + ".any" for key in read.keys} <= read.keys
    return {key for key in read.keys if not key.endswith(".any")}


def later() -> Exists:
    return Exists(ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number")))


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        (lambda: Motion.objects.filter(key="A/1").first(), {"record_motion.key=A/1"}),
        (lambda: Article.objects.filter(is_published=True).count(), {"articles_article.is_published=true"}),
        (lambda: list(Article.objects.filter(pk__in=[5, 7])), {"articles_article.id=5", "articles_article.id=7"}),
        (lambda: list(VoteEvent.objects.filter(held_on=date(2025, 2, 24))), {"record_voteevent.held_on=2025-02-24"}),
        (lambda: list(Article.objects.filter(published_at__isnull=False)), {"articles_article.published_at!"}),
        (lambda: list(Article.objects.all()[:3]), {"articles_article.*"}),
        (lambda: list(Article.objects.exclude(slug="a")), {"articles_article.*"}),
        (
            lambda: list(Article.objects.filter(Q(slug="a", is_published=True) | Q(pk=3))),
            {"articles_article.slug=a", "articles_article.id=3"},
        ),
        (lambda: list(Article.objects.filter(Q(slug="a") | Q(slug__gt="b"))), {"articles_article.*"}),
        (lambda: list(Article.objects.filter(~Q(slug="a"))), {"articles_article.*"}),
        (lambda: list(Article.objects.filter(slug__startswith="a")), {"articles_article.*"}),
        (lambda: list(Article.objects.filter(slug="s" * 300)), {"articles_article.*"}),
        (lambda: Article.objects.filter(is_published=True, slug="a").exists(), {"articles_article.slug=a"}),
        (lambda: Vote.objects.filter(event=4).aggregate(n=Count("pk")), {"record_vote.event_id=4"}),
    ],
)  # fmt: skip
def test_question_depends_on_the_values_it_compares_with(ask: Callable[[], Any], found: set[str]) -> None:
    assert keys(ask) == found


def test_joined_rows_are_those_that_the_condition_leads_to() -> None:
    event = rows.vote()
    found = keys(lambda: list(Vote.objects.filter(event=event).select_related("organization")))
    states = {f"record_organization.id={pk}" for pk in Organization.objects.states().values_list("pk", flat=True)}
    assert found == {f"record_vote.event_id={event.pk}"} | states


def test_row_that_a_filter_leaves_out_counts_when_it_may_come_in() -> None:
    """An article that is not published is no part of the answer, but its publication changes it."""
    version = articles.version(slug="hidden")
    claim = Mention.objects.filter(version=version, version__article__is_published=True)
    assert keys(lambda: list(claim)) == {
        f"claims_mention.version_id={version.pk}",
        f"articles_articleversion.id={version.pk}",
        f"articles_article.id={version.article_id}",
    }


def test_inner_question_depends_on_the_rows_of_the_outer_one() -> None:
    version = articles.version()
    found = keys(lambda: list(ArticleVersion.objects.filter(~later(), pk=version.pk)))
    assert f"articles_articleversion.article_id={version.article_id}" in found
    assert not [key for key in found if key.endswith(".*")]


def test_earlier_states_of_a_vote_are_those_of_its_own_rows() -> None:
    event = rows.vote()
    found = keys(lambda: list(record.versions_of(event)))
    assert found == {f"record_rowversion.row={event.pk}", f"record_rowversion.was.event_id={event.pk}"}


def test_prefetched_rows_are_those_of_the_answer() -> None:
    one, other = articles.article(is_published=True), articles.article()
    found = keys(lambda: list(Article.objects.filter(pk=one.pk).with_latest_version()))
    assert f"articles_articleversion.article_id={one.pk}" in found
    assert not any(key.endswith(f"={other.pk}") for key in found)


def test_more_values_than_can_be_told_are_the_whole_table(monkeypatch: pytest.MonkeyPatch) -> None:
    event = rows.vote()
    monkeypatch.setattr(recording, "MOST", 3)
    found = keys(lambda: list(Vote.objects.filter(event=event).select_related("organization")))
    assert found == {f"record_vote.event_id={event.pk}", "record_organization.*"}


def test_verdict_of_an_address_depends_on_no_other_one() -> None:
    found = keys(lambda: queries.newest_published().filter(verdict__slug="one").first())
    assert "verdicts_verdict.slug=one" in found
    assert not [key for key in found if key.endswith(".*")]


def test_statement_that_is_no_question_of_the_framework_is_told() -> None:
    with recording.recording() as read, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_article")
    assert len(read.unknown) == 1


def test_table_that_is_not_watched_is_told() -> None:
    with recording.recording() as read:
        Invitation.objects.exists()
    assert read.unknown == ["the table accounts_invitation is not watched"]


def test_transaction_within_is_no_question() -> None:
    with recording.recording() as read, transaction.atomic():
        Article.objects.exists()
    assert read.unknown == []


def test_nothing_is_recorded_behind_the_end() -> None:
    with recording.recording() as read:
        pass
    Article.objects.exists()
    assert read.keys == set()
