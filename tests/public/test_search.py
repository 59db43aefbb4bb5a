"""The public search: what it finds, what it understands, what it refuses, and that nothing unpublished is in it."""

from __future__ import annotations

import doctest
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.articles.actions import articles as article_actions
from factcheck.claims.models import Mention
from factcheck.reviews.models import Review
from factcheck.verdicts import search
from factcheck.verdicts.actions import correcting, publishing
from factcheck.verdicts.actions import steps as taking
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import SearchEntry, Verdict
from factcheck.web.search import page as search_page
from factcheck.web.search.page import pieces, trimmed
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user
from tests.public import rows

pytestmark = pytest.mark.django_db
NUMBERS = itertools.count(1)


@pytest.fixture
def record() -> None:
    rows.vote(title="Peace in the mountains", roll={"USA": "no", "RUS": "yes", "IND": "abstain"})
    rows.organization("BRA", "Brazil")
    rows.organization("ISR", "Israel")


def claim(words: str = "Brazil voted against the resolution", *, is_published: bool = True, **about: Any) -> Review:
    """A claim of an article of its own, found by the rules."""
    number = next(NUMBERS)
    text = f"{reviews.WORDS}. It was said {number} times."
    article = articles.article(text=text, title=f"Story {number}", **about)
    review = reviews.review(version=article.versions.get())
    Mention.objects.filter(pk=review.mention_id).update(exact=words, end=review.mention.start + len(words))
    review.mention.findings.update(
        asserted={"subjects": ["BRA"], "option": "no"}, motion_key=rows.KEY, explanation="The record shows otherwise."
    )
    if is_published:
        article_actions.publish(article=article, by="system")
    return review


def published(review: Review) -> Verdict:
    return verdicts.published(review=verdicts.judged(review=review))


def found(client: Client, query: str, status: int = 200) -> Any:
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == status, answer.content[:400]
    return answer.context


def words(client: Client, query: str) -> list[str]:
    return ["".join(text for text, _ in hit.words) for hit in found(client, query)["hits"]]


@pytest.mark.usefixtures("record")
def test_search_finds_claims_verdicts_and_votes_by_words(client: Client) -> None:
    published(claim())
    context = found(client, "q=resolutions")
    assert [(hit.kind, hit.url.split("/")[1]) for hit in context["hits"]] == [
        ("verdict", "verdicts"),
        ("claim", "articles"),
    ]
    assert context["hits"][1].verdict_url == context["hits"][0].url
    assert context["hits"][0].rating == (1, "")
    assert [vote.key for vote in found(client, "q=mountains")["votes"]] == [rows.KEY]
    assert [vote.key for vote in found(client, "q=A%2FRES%2FES-11%2F7")["votes"]] == [rows.KEY]
    for symbol in ("A%2FRES%2FES-11%2F7", "resolution+ES-11%2F7", "ES-11%2F7+Brazil", "Brazil+A%2FRES%2FES-11%2F7"):
        context = found(client, f"q={symbol}")
        assert len(context["hits"]) == 2, symbol
        assert [vote.key for vote in context["votes"]] == [rows.KEY], symbol
    assert found(client, "q=ES-11%2F7+Atlantis")["hits"] == []


@pytest.mark.usefixtures("record")
def test_search_for_a_word_with_a_number_is_for_the_word(client: Client) -> None:
    claim("COVID-19 and the 2030 agenda")
    for query in ("COVID-19", "2030", "agenda+2030"):
        assert len(found(client, f"q={query}")["hits"]) == 1, query


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("state=BRA", 2),
        ("state=BRA&option=no", 2),
        ("state=BRA&option=yes", 0),
        ("state=USA", 0),
        ("body=GA", 2),
        ("rating=false", 1),
        ("rating=computed-refuted", 1),
        ("rating=true", 0),
        ("kind=claim", 1),
        ("kind=verdict", 1),
        ("q=against&rating=false&kind=claim", 0),
        ("since=2100-01-01", 0),
        ("since=2020-01-01&until=2100-01-01", 2),
        ('q="voted against"', 2),
        ("q=voted -resolution", 0),
        ("q=Bolivia", 0),
    ],
)
def test_search_by_facets_narrows(client: Client, query: str, number: int) -> None:
    published(claim())
    answer = client.get(f"/search/?{query}", follow=True)
    assert len(answer.context["hits"]) == number


@pytest.mark.usefixtures("record")
def test_search_by_outlet_offers_only_those_of_published_articles(client: Client) -> None:
    claim(outlet=articles.outlet("The Herald"))
    claim(outlet=articles.outlet("The Secret"), is_published=False)
    assert len(found(client, "outlet=the-herald")["hits"]) == 1
    context = found(client, "outlet=the-secret", 400)
    assert "The Secret" not in str(context["form"])


@pytest.mark.usefixtures("record")
def test_search_facets_count_what_fits_and_lead_to_less(client: Client) -> None:
    published(claim())
    claim(outlet=articles.outlet("The Herald"))
    facets = {facet.title: facet.values for facet in found(client, "q=resolution")["facets"]}
    assert [(word, count) for word, count, _ in facets["What"]] == [("Claims in articles", 2), ("Verdicts", 1)]
    assert [(word, count) for word, count, _ in facets["Published by"]] == [("The Herald", 1)]
    for _, values in facets.items():
        for _, count, url in values:
            assert len(client.get(f"/search/{url}").context["hits"]) == count, url


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("typed", "name"), [("Isreal", "Israel"), ("Brzail", "Brazil"), ("Untied States", None)])
def test_search_for_a_name_with_a_slip_finds_the_state_and_says_so(
    client: Client, typed: str, name: str | None
) -> None:
    claim()
    context = found(client, f"q={typed.replace(' ', '+')}")
    (understood,) = context["understood"]
    assert understood.text == typed
    assert understood.states[0].text == (name or "United States")
    assert len(context["hits"]) == (1 if name == "Brazil" else 0)
    literal = client.get(f"/search/{understood.literal}")
    assert literal.context["understood"] == []
    assert literal.context["hits"] == []


@pytest.mark.usefixtures("record")
def test_search_marks_what_was_found_and_escapes_the_rest(client: Client) -> None:
    claim("<script>alert(1)</script> & a \ue000forged\ue001 peace")
    text = client.get("/search/?q=peace").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; a forged <mark>peace</mark>" in text
    assert "<script>alert" not in text
    assert "&quot;&gt;&lt;script&gt;" in client.get("/search/?q=%22%3E%3Cscript%3E").content.decode()


@pytest.mark.usefixtures("record")
def test_search_has_one_address(client: Client) -> None:
    for query in ("state=BRA&q=peace", "q=peace&state=BRA&option=&page=1", "q=peace&state=BRA&page="):
        answer = client.get(f"/search/?{query}")
        assert (answer.status_code, answer["Location"]) == (302, "/search/?q=peace&state=BRA"), query
    assert client.get("/search/?q=").headers["Location"] == "/search/"


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=peace&option=no", "Choose the state"),
        ("q=peace&since=2020-02-31", "This is no day of the calendar. Write it as 2025-02-25."),
        ("q=peace&since=2021-01-01&until=2020-01-01", "before the first one"),
        ("q=peace&state=XXX", "no such choice"),
        ("q=peace&page=0", "There is no such page of what was found."),
        ("q=peace&page=-1", "There is no such page of what was found."),
        ("q=peace&page=99999999999999999999", "There is no such page of what was found."),
        ("q=peace&page=x", "There is no such page of what was found."),
        ("q=peace&page=7", "There is no page 7"),
        (f"q=peace{'x' * 300}", "at most 200 characters"),
    ],
)
def test_search_for_what_cannot_be_answers_400_with_the_words_kept(client: Client, query: str, said: str) -> None:
    answer = client.get(f"/search/?{query}")
    text = answer.content.decode()
    assert answer.status_code == 400
    assert said in text
    assert 'value="peace' in text
    assert ("Change the fields that are marked." in text) is ("page=" not in query)


@pytest.mark.usefixtures("record")
def test_search_refuses_unknown_parameters_and_nul(client: Client) -> None:
    assert client.get("/search/?x=1").status_code == 400
    assert client.get("/search/?q=a%00b").status_code == 400


@pytest.mark.usefixtures("record")
def test_search_that_finds_nothing_says_what_it_looked_for_and_what_to_leave_out(client: Client) -> None:
    text = client.get("/search/?q=Atlantis&state=BRA").content.decode()
    assert "Nothing that is published fits all of that." in text
    assert 'href="?state=BRA">without “Words: Atlantis”</a>' in text
    assert "These words are in nearly every text." in client.get("/search/?q=the").content.decode()


@pytest.mark.usefixtures("record")
def test_search_asks_three_queries_whatever_it_finds(client: Client) -> None:
    for _ in range(25):
        claim()
    for query in ("q=resolution", "q=Isreal+or", "q=Brazil&state=BRA&option=no&body=GA", "q=nothing", "q=ES-11%2F7"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/search/?{query}").status_code == 200
        assert len(queries) <= 3, [one["sql"][:80] for one in queries]
    assert found(client, "q=resolution&page=2")["page_number"] == 2
    assert len(found(client, "q=resolution&page=2")["hits"]) == 5


@pytest.mark.usefixtures("record")
def test_search_of_more_than_are_counted_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MATCHED", 3)
    monkeypatch.setattr(search, "RECENT", 2)
    for _ in range(5):
        claim()
    for enough in (0, 5, 6):  # the newest entries are looked at by themselves, or are not
        monkeypatch.setattr(search, "ENOUGH", enough)
        for recent in (2, 100):
            monkeypatch.setattr(search, "RECENT", recent)
            assert search.run(search.Search(words="resolution")).total == 3
            assert search.run(search.Search(words="resolution")).is_cut
    assert "At least" in client.get("/search/?q=resolution").content.decode()


# ------------------------------------------------------------------------------------------------ nothing unpublished


def entries() -> list[tuple[Any, ...]]:
    return sorted(SearchEntry.objects.values_list("kind", "mention", "version", "ratings", "document"), key=str)


def anew() -> list[tuple[Any, ...]]:
    """What the entries would be if all of them were made now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verdicts_search_claims(ARRAY(SELECT id FROM claims_mention))")
        cursor.execute("SELECT verdicts_search_verdicts(ARRAY(SELECT id FROM verdicts_verdict))")
    return entries()


def steps() -> Iterator[tuple[str, set[str]]]:
    """What happens to an article, its claim and a verdict on it; after each step, which kinds readers may find."""
    review = claim(is_published=False)
    article = review.mention.version.article
    yield "stored", set()
    verdict = verdicts.approved(review=verdicts.judged(review=review))
    yield "approved", set()
    article_actions.publish(article=article, by="system")
    yield "article published", {"claim"}
    publishing.publish(verdict=verdict, by=user("editor"))
    yield "verdict published", {"claim", "verdict"}
    article_actions.unpublish(article=article, by="system")
    yield "article taken back", {"verdict"}
    article_actions.publish(article=article, by="system")
    verdict.refresh_from_db()
    version = verdict.versions.get()
    correction = correcting.propose(
        verdict=verdict,
        by=user("editor"),
        change="substantial",
        notice="Another rating.",
        given=Decided(claim_text=version.claim_text, summary="Secretly it is true.", accuracy=5, waiver=version.waiver),
    )
    yield "correction proposed", {"claim", "verdict"}
    correcting.approve(correction=correction, by=user("editor"))
    yield "corrected", {"claim", "verdict"}
    Mention.objects.filter(pk=review.mention_id).update(removed_at="2026-01-01T00:00:00Z")
    yield "claim taken out", {"verdict"}
    verdict = Verdict.objects.get(pk=verdict.pk)
    publishing.withdraw(verdict=verdict, by=user("editor"), why="It was wrong.")
    yield "withdrawn", set()


@pytest.mark.usefixtures("record")
def test_search_holds_after_every_step_what_readers_may_see_and_nothing_else(client: Client) -> None:
    for step, kinds in steps():
        assert {entry[0] for entry in entries()} == kinds, step
        assert entries() == anew(), step
        assert {hit.kind for hit in found(client, "q=Brazil")["hits"]} == kinds, step
        assert (step == "corrected" or step == "claim taken out") == bool(words(client, "q=secretly")), step


@pytest.mark.usefixtures("record")
def test_search_leaves_out_earlier_texts_and_what_people_and_helpers_marked(client: Client) -> None:
    review = claim()
    article = review.mention.version.article
    article_actions.add_version(article=article, text="Another text altogether.", title="Story", by="system")
    assert entries() == []
    other = claim()
    Mention.objects.filter(pk=other.mention_id).update(origin="helper")
    assert entries() == []


@pytest.mark.usefixtures("record")
def test_search_shows_no_rating_while_a_verdict_is_rechecked(client: Client) -> None:
    verdict = published(claim())
    verdict.doubts = ["The record changed."]
    taking.take(verdict, "doubt", "needs_recheck", by="system")
    (hit,) = found(client, "kind=verdict")["hits"]
    assert (hit.rating, hit.is_doubted) == (None, True)
    assert found(client, "rating=false")["hits"] == []
    assert len(found(client, "rating=rechecked")["hits"]) == 1


def test_excerpt_is_cut_between_words_around_what_was_found() -> None:
    found_ = pieces(f"{'before ' * 60}{search.BEGIN}here{search.END}{' after' * 60}")
    cut = trimmed(found_, 240)
    text = "".join(piece for piece, _ in cut)
    assert ("here", True) in cut
    assert text.startswith("… before ")
    assert text.endswith(" after …")
    assert len(text) <= 240 + 4
    assert doctest.testmod(search_page).failed == 0


def test_home_page_has_the_field(client: Client) -> None:
    text = client.get("/").content.decode()
    assert 'action="/search/"' in text
    assert 'name="q"' in text


def test_empty_search_page_asks_for_words(client: Client) -> None:
    assert "Words find verdicts" in client.get("/search/").content.decode()
