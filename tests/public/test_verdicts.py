"""Verdicts as readers see them, and nothing of those they are not to see."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import members
from factcheck.articles.actions import articles as article_actions
from factcheck.verdicts.actions import correcting, publishing
from factcheck.verdicts.actions.deciding import Decided
from tests.factories import reviews, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN

pytestmark = pytest.mark.django_db


def test_nothing_is_shown_before_it_is_published(client: Client) -> None:
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    for name, arguments in (
        ("verdict-detail", [verdict.slug]),
        ("verdict-version", [verdict.slug, 1]),
        ("verdict-bundle", [verdict.slug, 1]),
    ):
        assert client.get(reverse(f"public:{name}", args=arguments)).status_code == 404
    for name in ("verdict-list", "correction-list", "correction-feed", "home", "article-list"):
        assert GIVEN.summary not in client.get(reverse(f"public:{name}")).text
        assert GIVEN.claim_text not in client.get(reverse(f"public:{name}")).text


def test_a_published_verdict_shows_rating_summary_both_labels_and_no_names(client: Client) -> None:
    verdict = verdicts.published()
    page = client.get(reverse("public:verdict-detail", args=[verdict.slug])).text
    assert GIVEN.summary in page
    assert "False" in page
    version = verdict.versions.get()
    people = [version.decided_by, version.approved_by, *(a.reviewer for a in version.review.assignments.all())]
    assert not any(person.name in page or person.email in page for person in people if person)
    for name in ("verdict-list", "home"):
        assert GIVEN.claim_text in client.get(reverse(f"public:{name}")).text


def test_reasons_of_the_reviewers_are_read_as_markdown_and_stay_harmless(client: Client) -> None:
    review = reviews.review()
    reviews.assessed(review, user(), accuracy=1, rationale="The roll call has it **abstaining**. <b>No</b>")
    reviews.assessed(review, user(), accuracy=1)
    review.refresh_from_db()
    verdict = verdicts.published(review=review)
    client.force_login(user("editor"))
    for name, key in (("public:verdict-detail", verdict.slug), ("desk:verdict-detail", verdict.pk)):
        page = client.get(reverse(name, args=[key])).text
        assert "<strong>abstaining</strong>. &lt;b&gt;No&lt;/b&gt;" in page


def test_names_are_public_where_the_newsroom_chooses_so_and_go_with_who_is_erased(
    client: Client, settings: Any
) -> None:
    verdict = verdicts.published()
    version = verdict.versions.get()
    assert version.decided_by and version.approved_by
    judges = [place.reviewer for place in version.review.assignments.all()]
    address = reverse("public:verdict-detail", args=[verdict.slug])
    settings.NAMES_PUBLIC = True
    page = client.get(address).text
    assert f"Decided by {version.decided_by.name}" in page
    assert f"Approved by {version.approved_by.name}" in page
    assert all(f"Judged by {judge.name}" in page for judge in judges)
    gone = judges[0]
    members.erase(member=gone, by=user("administrator"))
    assert gone.name not in client.get(address).text


def test_a_proposed_correction_stays_inside(client: Client) -> None:
    verdict = verdicts.published()
    correcting.propose(
        verdict=verdict,
        by=user("editor"),
        given=Decided(GIVEN.claim_text, "Wholly other words.", 2, waiver="x"),
        change="substantial",
        notice="What was wrong.",
    )
    for name, arguments in (("verdict-detail", [verdict.slug]), ("correction-list", []), ("verdict-list", [])):
        page = client.get(reverse(f"public:{name}", args=arguments)).text
        assert "Wholly other words." not in page
        assert "What was wrong." not in page


def test_a_correction_has_notice_log_feed_and_the_old_wording_its_address(client: Client) -> None:
    verdict = verdicts.published()
    correction = correcting.propose(
        verdict=verdict,
        by=user("editor"),
        given=Decided(GIVEN.claim_text, "Wholly other words.", 2, waiver="x"),
        change="substantial",
        notice="What was <wrong>.",
    )
    correcting.approve(correction=correction, by=user("editor"))
    page = client.get(reverse("public:verdict-detail", args=[verdict.slug])).text
    assert "What was &lt;wrong&gt;." in page
    assert "Wholly other words." in page
    log = client.get(reverse("public:correction-list")).text
    assert "What was &lt;wrong&gt;." in log and "now: " in log
    old = client.get(reverse("public:verdict-version", args=[verdict.slug, 1])).text
    assert GIVEN.summary in old
    assert "earlier wording" in old
    feed = ET.fromstring(client.get(reverse("public:correction-feed")).content)  # noqa: S314 - our own answer
    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert "What was <wrong>." in str(entry.findtext("{http://www.w3.org/2005/Atom}summary"))


def test_the_log_says_of_a_corrected_verdict_that_it_was_withdrawn_later(client: Client) -> None:
    verdict, given = verdicts.published(), Decided(GIVEN.claim_text, "Wholly other words.", 2, waiver="x")
    about = {"change": "substantial", "notice": "It was wrong."}
    correction = correcting.propose(verdict=verdict, by=user("editor"), given=given, **about)
    correcting.approve(correction=correction, by=user("editor"))
    verdict.refresh_from_db()
    publishing.withdraw(verdict=verdict, by=user("editor"), why="It was about another vote.")
    log = client.get(reverse("public:correction-list")).text
    assert "Withdrawn</p>" in log and "now: " not in log


def test_a_withdrawal_is_in_the_log_its_feed_and_its_tables(client: Client) -> None:
    verdict = verdicts.published()
    publishing.withdraw(verdict=verdict, by=user("editor"), why="It was about <another> vote.")
    log = client.get(reverse("public:correction-list")).text
    assert "It was about &lt;another&gt; vote." in log and verdict.slug in log
    feed = ET.fromstring(client.get(reverse("public:correction-feed")).content)  # noqa: S314 - our own answer
    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert str(entry.findtext("{http://www.w3.org/2005/Atom}title")).startswith("Withdrawn: ")
    assert str(entry.findtext("{http://www.w3.org/2005/Atom}id")).endswith(f"/{verdict.slug}/#withdrawn")
    (row,) = json.loads(client.get(reverse("public:correction-table", args=["json"])).getvalue())
    assert (row["change"], row["notice"]) == ("withdrawal", "It was about <another> vote.")
    assert row["ratingValue"] is None


def test_a_withdrawn_verdict_stays_readable_and_leaves_the_list(client: Client) -> None:
    verdict = verdicts.published()
    publishing.withdraw(verdict=verdict, by=user("editor"), why="It was about another vote.")
    page = client.get(reverse("public:verdict-detail", args=[verdict.slug])).text
    assert "It was about another vote." in page
    assert GIVEN.summary in page
    for name in ("verdict-list", "home"):
        assert GIVEN.claim_text not in client.get(reverse(f"public:{name}")).text


@pytest.mark.parametrize("query", ["?x=1", "?page=0", "?page=-1", "?page=99999999999999999999", "?page=a"])
def test_wrong_parameters_are_told(client: Client, query: str) -> None:
    verdicts.published()
    assert client.get(reverse("public:verdict-list") + query).status_code in (400, 404)
    assert client.get(reverse("public:correction-list") + query).status_code in (400, 404)


def test_a_verdict_without_a_bundle_says_not_found(client: Client) -> None:
    """The factory's finding is invented, so it does not come out of any record."""
    verdict = verdicts.published()
    assert verdict.versions.get().bundle.problem
    assert client.get(reverse("public:verdict-bundle", args=[verdict.slug, 1])).status_code == 404
    page = client.get(reverse("public:verdict-detail", args=[verdict.slug])).text
    assert "bundle.json" not in page
    assert json.dumps(verdict.stands_on)


def test_list_that_is_long_can_be_paged_through_so_far(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.web.pages.page_of.__defaults__", (1, None))
    for _ in range(3):
        verdicts.published()
    path = reverse("public:verdict-list")
    assert "Page 1 of 3" in client.get(path).text
    monkeypatch.setattr("factcheck.public.views.verdicts.MOST", 2)
    assert "Page 2 of the newest 2" in client.get(f"{path}?page=2").text
    assert client.get(f"{path}?page=3").status_code == 400
