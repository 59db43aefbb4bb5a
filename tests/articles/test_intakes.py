"""Intakes: every step is taken once, whoever tries it and however often; what fails says why and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from factcheck.articles import archiving
from factcheck.articles.actions import intakes
from factcheck.articles.extraction import limits
from factcheck.articles.fetching import Fetched, Refused
from factcheck.articles.models import Article, Intake, IntakeState, KeptOriginal
from factcheck.jobs import states
from tests.factories import articles, originals
from tests.factories import intakes as rows
from tests.factories.accounts import user
from tests.factories.helper import Behaviour
from tests.factories.website import Website, fetcher, page, website

pytestmark = pytest.mark.django_db

STORY = page(originals.page(repeat=4))


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakes, "fetcher", fetcher)


@pytest.fixture
def site() -> Iterator[Website]:
    with website(story=STORY) as site:
        yield site


def queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE queue_name = 'articles' ORDER BY id")
        return [name.rsplit(".", 1)[1] for (name,) in cursor.fetchall()]


def asked(**about: Any) -> Intake:
    return intakes.ask(**{"by": user("reviewer"), **about})


def fetched(behaviour: Behaviour = STORY, **typed: str) -> Intake:
    """An intake after its first step, of a page that behaves so."""
    with website(story=behaviour) as site:
        intake = asked(url=site.url("/story"), typed=typed)
        intakes.run_fetch(intake=intake, by="system")
    return Intake.objects.get(pk=intake.pk)


def read(intake: Intake) -> Intake:
    intakes.run_reading(intake=intake, by="system")
    return Intake.objects.get(pk=intake.pk)


def test_ask_for_an_address_queues_its_fetching(site: Website) -> None:
    person = user("reviewer")
    intake = intakes.ask(by=person, url=f" {site.url('/story')}\n")
    assert (intake.kind, intake.state, intake.url, intake.by) == ("url", "waiting", site.url("/story"), person)
    assert queued() == ["fetch_intake"]


def test_fetch_keeps_the_original_and_queues_the_reading() -> None:
    intake = fetched()
    assert (intake.state, intake.media_type, intake.charset) == ("extracting", "text/html", "utf-8")
    assert intake.fetched_at is not None
    kept = KeptOriginal.objects.get(intake=intake)
    body = originals.page(repeat=4).encode()
    assert archiving.body_of(bytes(kept.content)) == body
    assert kept.size == len(body)
    assert queued() == ["fetch_intake", "read_intake"]


def test_reading_finds_the_article_and_makes_it_ready() -> None:
    intake = read(fetched())
    assert (intake.state, intake.title, intake.outlet) == ("ready", originals.TITLE, "The Example Times")
    assert (intake.author, intake.published_on) == ("Jane Doe", date(2025, 2, 24))
    assert intake.text.startswith(originals.PARAGRAPHS[0])
    assert intake.excerpt[0] == ["heading", originals.TITLE]
    assert not Article.objects.exists()


def test_what_was_typed_counts_more_than_what_was_found() -> None:
    intake = read(fetched(title="My headline", published_on="2025-02-25", outlet="", canonical_url=""))
    assert (intake.title, intake.published_on, intake.outlet) == (
        "My headline",
        date(2025, 2, 25),
        "The Example Times",
    )


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("story.html", originals.page(repeat=4).encode(), originals.TITLE),
        ("story.pdf", originals.pdf(list(originals.PARAGRAPHS), title="Votes"), "Votes"),
        ("story.txt", "\n".join(originals.PARAGRAPHS).encode(), ""),
        ("story.warc.gz", originals.archive((200, "text/html", originals.page(repeat=4).encode())), originals.TITLE),
    ],
)
def test_file_of_each_kind_becomes_ready(name: str, content: bytes, title: str) -> None:
    intake = asked(file=(name, content))
    assert queued() == ["read_intake"]
    intake = read(intake)
    assert (intake.state, intake.title, intake.file_name) == ("ready", title, name)
    assert originals.PARAGRAPHS[0][:40] in intake.text
    assert intake.obtained_how == "file"
    kept = archiving.body_of(bytes(KeptOriginal.objects.get(intake=intake).content))
    assert kept == content


def test_pasted_html_becomes_ready_with_its_address() -> None:
    intake = read(asked(html=originals.page(repeat=4), typed={"canonical_url": "https://news.example.org/a"}))
    assert (intake.state, intake.canonical_url) == ("ready", "https://news.example.org/a")
    assert intake.obtained_how == "pasted"


@pytest.mark.parametrize(
    ("about", "field", "says"),
    [
        ({"url": " "}, "url", "There is no address"),
        ({"url": "https://a.example/" + "b" * 3_000}, "url", "no web address"),
        ({"url": "https://a.example/\x00"}, "url", "no web address"),
        ({"file": ("a.txt", b"")}, "file", "is empty"),
        ({"file": ("a.txt", b"a" * (limits.SIZE + 1))}, "file", "larger than 10 MB"),
    ],
)
def test_ask_for_what_cannot_be_is_refused_beside_its_field(about: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        asked(**about)
    assert says in caught.value.message_dict[field][0]
    assert not Intake.objects.exists() and queued() == []


def test_refused_fetch_fails_with_the_sentence_and_keeps_what_was_typed() -> None:
    intake = fetched(page("gone", "application/zip"), title="My headline")
    assert intake.state == "failed"
    assert "leads to a file (application/zip)" in intake.message
    assert intake.typed == {"title": "My headline"} and intake.name == "My headline"
    assert not KeptOriginal.objects.exists()


def test_unreadable_page_fails_with_the_sentence_and_keeps_the_original() -> None:
    intake = read(fetched(page("<!doctype html><html><body></body></html>")))
    assert (intake.state, KeptOriginal.objects.count()) == ("failed", 1)
    assert "No article was found" in intake.message


def test_retry_begins_again_and_may_succeed(site: Website) -> None:
    site.pages["/story"] = page("x", "image/png")
    intake = asked(url=site.url("/story"))
    intakes.run_fetch(intake=intake, by="system")
    intake = intakes.retry(intake=intake, by=user("reviewer"))
    assert (intake.state, intake.attempts, intake.message) == ("waiting", 0, "")
    site.pages["/story"] = STORY
    intakes.run_fetch(intake=intake, by="system")
    assert read(intake).state == "ready"
    assert queued() == ["fetch_intake", "fetch_intake", "read_intake"]


@pytest.mark.parametrize("state", ["waiting", "fetching", "extracting", "ready", "discarded"])
def test_retry_of_what_has_not_failed_changes_nothing(state: str) -> None:
    intake = rows.ready(state=state)
    with pytest.raises(ValidationError):
        intakes.retry(intake=intake, by=user("reviewer"))
    assert Intake.objects.get().state == state and queued() == []


def test_job_run_twice_fetches_once(site: Website) -> None:
    intake = asked(url=site.url("/story"))
    for _ in range(2):
        intakes.run_fetch(intake=intake, by="system")
    assert len(site.asked) == 1
    read(intake)
    before = Intake.objects.get()
    assert read(intake).changed_at == before.changed_at


def test_step_of_a_killed_worker_is_taken_up_again(site: Website) -> None:
    intake = asked(url=site.url("/story"))
    Intake.objects.update(state=IntakeState.FETCHING, attempts=1)  # as a killed worker leaves it
    intakes.run_fetch(intake=intake, by="system")
    Intake.objects.update(attempts=1)
    assert read(intake).state == "ready"


def test_late_result_of_a_worker_thought_dead_has_no_effect(monkeypatch: pytest.MonkeyPatch, site: Website) -> None:
    """While the first worker fetches, a second one takes the step up: what the first one found comes to nothing."""
    intake = asked(url=site.url("/story"))
    late = fetcher().fetch(site.url("/story"))

    class Slow:
        def fetch(self, url: str) -> Fetched:
            monkeypatch.setattr(intakes, "fetcher", fetcher)
            intakes.run_fetch(intake=intake, by="system")
            return late

    monkeypatch.setattr(intakes, "fetcher", Slow)
    intakes.run_fetch(intake=intake, by="system")
    assert Intake.objects.get().state == "extracting"
    assert queued() == ["fetch_intake", "read_intake"]


def test_step_that_ended_its_workers_too_often_is_given_up() -> None:
    intake = rows.ready(state="extracting", attempts=states.ATTEMPTS)
    assert read(intake).state == "failed"
    assert "begun 3 times" in Intake.objects.get().message


def test_bug_fails_the_intake_without_telling_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_of(original: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(intakes, "read", read_of)
    intake = rows.ready(state="extracting")
    with pytest.raises(RuntimeError):
        intakes.run_reading(intake=intake, by="system")
    assert Intake.objects.get().message.startswith("It broke off: RuntimeError.")


def test_discarding_while_a_worker_fetches_wins(monkeypatch: pytest.MonkeyPatch, site: Website) -> None:
    intake = asked(url=site.url("/story"))
    found = fetcher().fetch(site.url("/story"))

    class Slow:
        def fetch(self, url: str) -> Fetched:
            intakes.discard(intake=intake, by="system")
            return found

    monkeypatch.setattr(intakes, "fetcher", Slow)
    intakes.run_fetch(intake=intake, by="system")
    assert Intake.objects.get().state == "discarded"
    assert not KeptOriginal.objects.exists()


def test_discard_deletes_text_and_original_but_not_the_row() -> None:
    intake = intakes.discard(intake=rows.ready(), by=user("reviewer"))
    assert (intake.state, intake.text, intake.excerpt) == ("discarded", "", [])
    assert not KeptOriginal.objects.exists()
    with pytest.raises(ValidationError, match="colleague"):
        intakes.discard(intake=intake, by=user("reviewer"))


def test_accept_begins_what_a_feed_proposed_once() -> None:
    person = user("reviewer")
    intake = intakes.accept(intake=rows.ready(state="proposed", by=None), by=person)
    assert (intake.state, intake.by) == ("waiting", person)
    with pytest.raises(ValidationError):
        intakes.accept(intake=intake, by=person)
    assert queued() == ["fetch_intake"]


def test_finish_ties_the_intake_to_its_version_once() -> None:
    version = articles.version()
    intake = rows.ready()
    intakes.finish(intake=intake, version=version, by="system")
    assert Intake.objects.get().version == version
    with pytest.raises(ValidationError, match="colleague"):
        intakes.lock(intake=intake, by="system")
    again = rows.ready()
    intakes.finish(intake=again, version=version, by="system")
    assert Intake.objects.get(pk=again.pk).state == "discarded"


def test_every_step_of_a_person_needs_the_permission() -> None:
    person = user("reviewer")
    person.is_active = False
    intake = rows.ready()
    for step in (
        lambda: intakes.ask(by=person, url="https://a.example/"),
        lambda: intakes.retry(intake=intake, by=person),
        lambda: intakes.accept(intake=intake, by=person),
        lambda: intakes.discard(intake=intake, by=person),
        lambda: intakes.lock(intake=intake, by=person),
        lambda: intakes.finish(intake=intake, version=articles.version(), by=person),
    ):
        with pytest.raises(PermissionDenied):
            step()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"kind": "rumour"},
        {"url": ""},
        {"state": "saved"},
        {"state": "failed", "message": ""},
        {"text": ""},
    ],
)
def test_database_refuses_an_intake_that_cannot_be(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.ready(**fields)


def test_product_fetcher_refuses_this_machine() -> None:
    from factcheck.articles.fetching import Fetcher

    with website(story=STORY) as site, pytest.raises(Refused):
        Fetcher().fetch(site.url("/story"))
    assert site.asked == []
