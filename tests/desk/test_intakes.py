"""The desk's pages of intakes: giving a source, following it, looking it over, storing it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.articles.extraction.limits import SIZE
from factcheck.articles.models import Article, Intake, KeptOriginal
from factcheck.claims.models import Checking
from tests.factories import articles, intakes, originals
from tests.factories.accounts import user
from tests.factories.claims import FRENCH

pytestmark = pytest.mark.django_db

ADD, LIST = reverse("desk:article-add"), reverse("desk:intake-list")
URL = intakes.URL


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(user("reviewer", name="Rita Reviewer"))
    return client


def detail(intake: Intake) -> str:
    return reverse("desk:intake-detail", args=[intake.pk])


def given(**changes: str) -> dict[str, str]:
    return {
        "title": originals.TITLE,
        "text": "\n".join(originals.PARAGRAPHS),
        "published_on": "2025-02-24",
        "outlet": "The Example Times",
        "canonical_url": URL,
        "standfirst": "In short.",
        "author": "Jane Doe",
    } | changes


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ({"canonical_url": URL}, "url"),
        ({"text": originals.page()}, "html"),
        ({"file": SimpleUploadedFile("a.txt", b"Words.")}, "file"),
    ],
)
def test_add_a_source_leads_to_its_intake(reviewer: Client, sent: dict[str, Any], kind: str) -> None:
    answer = reviewer.post(ADD, {**sent, "title": "My headline"})
    intake = Intake.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, detail(intake))
    assert (intake.kind, intake.typed["title"]) == (kind, "My headline")
    assert intake.by is not None and intake.by.name == "Rita Reviewer"
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "There is no text. Paste the text of the article, or give its address or a file."),
        ({"text": "Words.", "file": SimpleUploadedFile("a.txt", b"Words.")}, "a file and a text"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "is empty"),
        ({"file": SimpleUploadedFile("a.txt", b"a" * (SIZE + 1))}, "larger than 10 MB"),
        ({"canonical_url": "not an address"}, "Write it as https://news.example/story."),
    ],
)
def test_add_what_is_no_source_is_422_and_keeps_what_was_typed(
    reviewer: Client, sent: dict[str, Any], says: str
) -> None:
    answer = reviewer.post(ADD, {**sent, "title": "My headline"})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert 'value="My headline"' in answer.content.decode()
    assert not Intake.objects.exists()


def test_running_intake_is_followed_with_and_without_scripts(reviewer: Client) -> None:
    intake = intakes.ready(state="fetching")
    page = reviewer.get(detail(intake)).content.decode()
    assert re.search(r'<noscript>\s*<meta http-equiv="refresh" content="3">\s*</noscript>', page)
    assert 'hx-trigger="every 1s"' in page
    same = reviewer.get(detail(intake) + "?state=fetching", headers={"HX-Request": "true"})
    assert same.status_code == 204
    other = reviewer.get(detail(intake) + "?state=waiting", headers={"HX-Request": "true"})
    assert "<html" not in other.content.decode() and "?state=fetching" in other.content.decode()
    assert "innerHTML:#intake-said" in other.content.decode()
    Intake.objects.update(state="ready")
    done = reviewer.get(detail(intake) + "?state=fetching", headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


def test_ready_intake_shows_what_was_found_and_what_to_mind(reviewer: Client) -> None:
    intake = intakes.ready(published_on=None, title="Vote", text=FRENCH)
    page = reviewer.get(detail(intake)).content.decode()
    assert "hx-get" not in page and "http-equiv" not in page
    assert 'value="Jane Doe"' in page
    for said in ("No day of publication was found", "The text is in French", "the page may show the beginning only"):
        assert said in page


def test_original_from_outside_is_shown_as_words_only(reviewer: Client) -> None:
    intake = intakes.ready(excerpt=[["paragraph", "<script>alert(1)</script>"]], title="<b>Bold</b>")
    page = reviewer.get(detail(intake)).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    assert "<b>Bold</b>" not in page


def test_original_is_handed_out_as_a_file_and_never_as_a_page(reviewer: Client) -> None:
    intake = intakes.ready()
    answer = reviewer.get(reverse("desk:intake-original", args=[intake.pk]))
    assert answer.headers["Content-Type"] == "application/warc+gzip"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content == bytes(KeptOriginal.objects.get().content)


def test_store_corrected_intake_is_checked_and_leads_to_the_article(reviewer: Client) -> None:
    intake = intakes.ready()
    answer = reviewer.post(detail(intake), given(title="Corrected"), follow=True)
    article = Article.objects.get()
    version = article.versions.get()
    assert answer.redirect_chain[-1][0] == reverse("desk:article-detail", args=[article.slug])
    assert (version.title, version.standfirst, version.author) == ("Corrected", "In short.", "Jane Doe")
    assert (article.canonical_url, article.outlet.name, version.obtained_how) == (URL, "The Example Times", "fetched")
    assert version.intake.state == "saved"
    assert Checking.objects.filter(version=version).exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": " "}, "There is no text"),
        ({"title": "a\x00"}, "NUL character"),
        ({"published_on": "soon"}, "no day of the calendar"),
        ({"standfirst": "a" * 5_001}, "the limit is 5,000"),
    ],
)
def test_store_bad_correction_is_422_with_everything_kept(reviewer: Client, changes: dict[str, str], says: str) -> None:
    intake = intakes.ready()
    answer = reviewer.post(detail(intake), given(author="Corrected Author", **changes))
    assert answer.status_code == 422
    assert says in answer.content.decode() and 'value="Corrected Author"' in answer.content.decode()
    assert Intake.objects.get().state == "ready" and not Article.objects.exists()


def test_other_form_of_a_known_address_is_offered_as_a_new_version_or_stored_by_itself(reviewer: Client) -> None:
    articles.article(canonical_url=f"{URL}/?utm_source=feed", slug="known", title="As it was")
    page = reviewer.get(detail(intakes.ready())).content.decode()
    assert "stored under this address already" in page and "Add as version 2" in page
    reviewer.post(detail(Intake.objects.get()), given())
    assert Article.objects.filter(canonical_url=URL).exists() and Article.objects.count() == 2


def test_known_address_is_offered_as_a_new_version(reviewer: Client) -> None:
    known = articles.article(canonical_url=URL, slug="known", title="As it was")
    intake = intakes.ready()
    page = reviewer.get(detail(intake)).content.decode()
    assert "stored under this address already" in page and "Add as version 2" in page
    assert reverse("desk:article-detail", args=["known"]) in page
    refused = reviewer.post(detail(intake), given())
    assert refused.status_code == 422 and "is stored already" in refused.content.decode()
    reviewer.post(detail(intake), given(as_version="1"))
    assert [version.number for version in known.versions.all()] == [1, 2]
    assert known.versions.get(number=2).intake == Intake.objects.get()
    assert known.versions.get(number=2).obtained_how == "fetched"


def test_known_text_again_is_no_new_version_and_discards_the_intake(reviewer: Client) -> None:
    first = intakes.ready()
    reviewer.post(detail(first), given())
    again = intakes.ready()
    assert "with this very text" in reviewer.get(detail(again)).content.decode()
    answer = reviewer.post(detail(again), given(as_version="1"))
    assert answer.status_code == 302
    assert Article.objects.get().versions.count() == 1
    assert Intake.objects.get(pk=again.pk).state == "discarded"


def test_store_of_what_a_colleague_stored_is_refused_with_what_was_typed(reviewer: Client) -> None:
    intake = intakes.ready()
    reviewer.post(detail(intake), given())
    answer = reviewer.post(detail(intake), given(title="Mine", canonical_url=""))
    assert answer.status_code == 409
    assert "A colleague stored this article while you looked it over." in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert Article.objects.count() == 1


def test_failed_intake_offers_retry_and_pasting_with_what_was_typed(reviewer: Client) -> None:
    intake = intakes.ready(state="failed", message="It is gone.", typed={"outlet": "The Example Times"})
    page = reviewer.get(detail(intake)).content.decode()
    assert "It is gone." in page and reverse("desk:intake-retry", args=[intake.pk]) in page
    paste = f"{ADD}?intake={intake.pk}"
    assert paste in page
    form = reviewer.get(paste).content.decode()
    assert f'value="{URL}"' in form and 'value="The Example Times"' in form
    answer = reviewer.post(paste, {"text": "India abstained.", "canonical_url": URL})
    assert answer.status_code == 302
    assert (Article.objects.get().canonical_url, Intake.objects.get().state) == (URL, "discarded")


def test_paste_for_an_intake_that_is_none_is_a_bad_request(reviewer: Client) -> None:
    assert reviewer.get(ADD + "?intake=x").status_code == 400
    assert reviewer.get(ADD + "?intake=99").status_code == 200


@pytest.mark.parametrize(
    ("step", "state", "after"),
    [("retry", "failed", "waiting"), ("accept", "proposed", "waiting"), ("discard", "ready", "discarded")],
)
def test_step_is_taken_and_the_second_time_refused_in_words(
    reviewer: Client, step: str, state: str, after: str
) -> None:
    intake = intakes.ready(state=state, message="It is gone.")
    address = reverse(f"desk:intake-{step}", args=[intake.pk])
    assert reviewer.post(address).status_code == 302
    assert Intake.objects.get().state == after
    page = reviewer.post(address, follow=True).content.decode()
    assert 'data-level="error"' in page
    assert Intake.objects.get().state == after


def test_list_shows_its_parts(reviewer: Client) -> None:
    intakes.ready(title="One to do")
    intakes.ready(title="One proposed", state="proposed", by=None)
    intakes.ready(title="One given up", state="discarded")
    shown = {tab: reviewer.get(f"{LIST}?tab={tab}").content.decode() for tab in ("open", "proposed", "all")}
    names = ("One to do", "One proposed", "One given up")
    assert [[name in shown[tab] for name in names] for tab in shown] == [
        [True, True, False],
        [False, True, False],
        [True, True, True],
    ]
    assert reviewer.get(f"{LIST}?tab=none").status_code == 400


def test_list_without_intakes_says_so(reviewer: Client) -> None:
    assert "Nothing is on its way." in reviewer.get(LIST).content.decode()


def test_queries_stay_the_same_at_1_and_30(
    reviewer: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    intake = intakes.ready()
    for address in (f"{LIST}?tab=all", detail(intake)):
        with django_assert_max_num_queries(10) as first:
            reviewer.get(address)
        for _ in range(29):
            intakes.ready(state="proposed")
        with django_assert_num_queries(len(first.captured_queries)):
            reviewer.get(address)


def test_pages_of_intakes_are_kept_by_no_cache(reviewer: Client) -> None:
    answer = reviewer.get(detail(intakes.ready()))
    assert "no-store" in answer.headers["Cache-Control"]
    assert re.search(r"script-src 'self'(;|$)", answer.headers["Content-Security-Policy"])
