"""Addresses named as evidence are archived by a job, each for the assessment that names it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.articles import archiving
from factcheck.articles.fetching import Refused
from factcheck.jobs import states
from factcheck.reviews import tasks
from factcheck.reviews.actions import pages
from factcheck.reviews.models import Assessment, EvidenceArchive, EvidencePage, Review
from factcheck.reviews.origins import origins
from tests.factories import originals, reviews
from tests.factories.accounts import user
from tests.factories.website import Website, fetcher, page, website

pytestmark = pytest.mark.django_db
STORY = originals.page(repeat=4)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "fetcher", fetcher)


@pytest.fixture
def site() -> Iterator[Website]:
    with website(story=page(STORY), figure=page(b"\x89PNG\r\n", "image/png"), odd=page("%PDF-1.7 broken", "")) as site:
        yield site


@pytest.fixture
def reviewer() -> User:
    return user(name="Rita")


@pytest.fixture
def review() -> Review:
    return reviews.review()


def named(review: Review, by: User, *addresses: str, revision: int = 0) -> Assessment:
    evidence = [("for", address, "") for address in addresses]
    return reviews.assessed(review, by, evidence=evidence, revision=revision)


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%archive_evidence'")
        return int(cursor.fetchone()[0])


def archived(kept: EvidencePage) -> EvidencePage:
    tasks.archive_evidence(kept.pk)
    return EvidencePage.objects.get(pk=kept.pk)


def test_saving_queues_each_address_once_and_lets_go_what_is_not_named_any_more(review: Review, reviewer: User) -> None:
    stored = named(review, reviewer, "https://a.example/1", "https://b.example/", "https://a.example/1")
    assert set(stored.pages.values_list("url", flat=True)) == {"https://a.example/1", "https://b.example/"}
    assert queued() == 2
    named(review, reviewer, "https://b.example/", "https://c.example/", revision=1)
    assert set(stored.pages.values_list("url", flat=True)) == {"https://b.example/", "https://c.example/"}
    assert queued() == 3
    named(review, reviewer, revision=2)
    assert not stored.pages.exists()


def test_page_is_kept_as_a_web_archive_with_hash_title_and_words(site: Website, review: Review, reviewer: User) -> None:
    kept = archived(named(review, reviewer, site.url("/story")).pages.get())
    assert (kept.state, kept.media_type, kept.found_at) == ("kept", "text/html", site.url("/story"))
    assert kept.fetched_at is not None and kept.title and len(kept.text) > 100 and "<" not in kept.text
    assert archiving.body_of(bytes(kept.archive.content)) == STORY.encode()
    assert (kept.archive.size, len(kept.archive.sha256)) == (len(STORY.encode()), 64)
    tasks.archive_evidence(kept.pk)
    assert EvidenceArchive.objects.count() == 1 and len(site.asked) == 1


def test_page_that_cannot_be_read_is_kept_all_the_same_and_says_so(
    site: Website, review: Review, reviewer: User
) -> None:
    kept = archived(named(review, reviewer, site.url("/odd")).pages.get())
    assert (kept.state, kept.text) == ("kept", "") and kept.note.endswith(".")


@pytest.mark.parametrize(
    ("path", "says"), [("/nothing", "no such page (status 404)."), ("/figure", "leads to a file (image/png)")]
)
def test_refused_address_fails_with_its_reason_and_can_be_tried_again(
    site: Website, review: Review, reviewer: User, path: str, says: str
) -> None:
    failed = archived(named(review, reviewer, site.url(path)).pages.get())
    assert failed.state == "failed" and says in failed.message and "paste" not in failed.message
    assert not EvidenceArchive.objects.exists()
    again = pages.retry(page=failed, by=reviewer)
    assert (again.state, again.attempts, again.message, queued()) == ("waiting", 0, "", 2)
    with pytest.raises(ValidationError, match="nothing to try again"):
        pages.retry(page=again, by=reviewer)


def test_addresses_that_are_not_on_the_public_web_are_refused(
    review: Review, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    failed = archived(named(review, reviewer, "http://127.0.0.1:9/").pages.get())
    assert failed.state == "failed" and not EvidenceArchive.objects.exists()


def test_page_whose_worker_ends_again_and_again_is_given_up(review: Review, reviewer: User) -> None:
    stored = named(review, reviewer, "https://a.example/").pages.get()
    EvidencePage.objects.filter(pk=stored.pk).update(state="fetching", attempts=states.ATTEMPTS)
    assert archived(stored).message.startswith("It was begun 3 times")


def test_fault_of_our_own_fails_the_page_and_is_raised(
    review: Review, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(pages, "fetcher", broken)
    stored = named(review, reviewer, "https://a.example/").pages.get()
    with pytest.raises(RuntimeError):
        tasks.archive_evidence(stored.pk)
    assert "broke off: RuntimeError" in EvidencePage.objects.get().message


def test_job_of_an_address_that_was_let_go_does_nothing(review: Review, reviewer: User) -> None:
    stored = named(review, reviewer, "https://a.example/").pages.get()
    named(review, reviewer, revision=1)
    tasks.archive_evidence(stored.pk)
    assert not EvidencePage.objects.exists()


def test_same_address_is_archived_for_each_reviewer_apart(site: Website, review: Review, reviewer: User) -> None:
    first = archived(named(review, reviewer, site.url("/story")).pages.get())
    second = named(review, user(), site.url("/story")).pages.get()
    assert (first.state, second.state) == ("kept", "waiting")


def test_page_of_the_other_is_not_there_until_both_are_in(site: Website, review: Review, reviewer: User) -> None:
    kept = archived(named(review, reviewer, site.url("/story")).pages.get())
    mine, theirs = Client(), Client()
    mine.force_login(reviewer)
    other = user()
    theirs.force_login(other)
    address, retry = (reverse(f"desk:evidence-{name}", args=[kept.pk]) for name in ("detail", "retry"))
    assert mine.get(address).status_code == 200
    assert (theirs.get(address).status_code, theirs.post(retry).status_code) == (404, 404)
    named(review, other)
    assert theirs.get(address).status_code == 200


def test_state_stands_with_the_evidence_and_leads_to_what_is_kept(
    site: Website, review: Review, reviewer: User
) -> None:
    desk = Client()
    desk.force_login(reviewer)
    stored = named(review, reviewer, site.url("/story"), site.url("/nothing"))
    bench = reverse("desk:review-detail", args=[review.pk])
    assert desk.get(bench).content.decode().count("waiting to be archived") == 2
    good, bad = (archived(one) for one in stored.pages.order_by("pk"))
    page = desk.get(bench).content.decode()
    assert "archived on " in page and "The website has no such page (status 404)." in page
    shown = desk.get(reverse("desk:evidence-detail", args=[good.pk])).content.decode()
    assert good.archive.sha256 in shown and good.title in shown and "What it said" in shown
    told = desk.get(reverse("desk:evidence-detail", args=[bad.pk])).content.decode()
    assert "Try again" in told and "What it said" not in told
    again = desk.post(reverse("desk:evidence-retry", args=[bad.pk]), follow=True).content.decode()
    assert "is tried again" in again and "Waiting to be archived" in again


def test_what_was_kept_is_shown_as_words_and_never_as_a_page(review: Review, reviewer: User) -> None:
    desk = Client()
    desk.force_login(reviewer)
    hostile = page(
        "<!doctype html><title><b>T</b></title><p onclick=x()>"
        + "It was late in the hall. " * 20
        + "<script>x()</script>"
    )
    with website(story=hostile) as site:
        kept = archived(named(review, reviewer, site.url("/story")).pages.get())
    shown = desk.get(reverse("desk:evidence-detail", args=[kept.pk]))
    assert "onclick" not in shown.content.decode() and "x()" not in shown.content.decode()
    assert "Content-Disposition" not in shown.headers


def test_two_addresses_of_one_origin_count_once(review: Review, reviewer: User) -> None:
    stored = named(review, reviewer, "https://www.a.example/1", "https://a.example/2", "https://b.example/")
    assert origins(list(stored.evidence.all())) == {"a.example", "b.example"}


def test_database_refuses_a_kept_page_without_its_time_and_a_failed_one_without_its_reason(
    review: Review, reviewer: User
) -> None:
    stored = named(review, reviewer, "https://a.example/").pages.get()
    for state, rule in (("kept", "is_kept_with_its_time"), ("failed", "says_why"), ("x", "state_is_known")):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            EvidencePage.objects.filter(pk=stored.pk).update(state=state)


def test_saving_whose_archiving_cannot_be_queued_is_not_made(
    review: Review, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise Refused("no queue")

    monkeypatch.setattr(tasks.archive_evidence, "defer", fail)
    with pytest.raises(Refused):
        named(review, reviewer, "https://a.example/")
    assert not Assessment.objects.exists() and not EvidencePage.objects.exists()
