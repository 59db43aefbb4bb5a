"""Statements as evidence: the form on the workbench, and every page that quotes them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.accounts.models import User
from factcheck.reviews.actions import places
from factcheck.reviews.actions.statements import Statement
from factcheck.reviews.models import Draft, EvidenceItem, Review
from tests.factories import record, reviews, verdicts
from tests.factories.accounts import user
from tests.reviews.test_statements import SAID, said

pytestmark = pytest.mark.django_db
SHOWN = "A statement shows what was said, not that it is so."


@pytest.fixture
def review(reviewer: User) -> Review:
    record.state("BRA", "Brazil")
    made = reviews.review()
    places.take(review=made, by=reviewer)
    return made


def address(review: Review, what: str = "detail") -> str:
    return reverse(f"desk:review-{what}", args=[review.pk])


def typed(number: int = 0, **about: str) -> dict[str, str]:
    return {f"statement-{number}-{name}": text for name, text in {**SAID, **about}.items()}


def test_statement_is_saved_from_the_form_and_stands_in_it_again(desk: Client, review: Review) -> None:
    sent = {"revision": "0", "accuracy": "1", "stay": "1", **typed(), **typed(1, words="", speaker="")}
    del sent["statement-1-side"]
    for name in ("role", "state", "said_on", "place", "note"):
        sent[f"statement-1-{name}"] = ""
    page = desk.post(address(review), sent, follow=True).text
    assert "Saved." in page and EvidenceItem.objects.get().words == SAID["words"]
    assert ">We shall abstain.</textarea>" in page and 'value="Brazil"' in page and 'value="2025-02-24"' in page
    assert 'href="https://docs.un.org/en/S/PV.9866"' in page and SHOWN in page
    assert "Statement 2</legend>" in page and "Statement 3</legend>" not in page


def test_what_is_wrong_is_said_and_every_word_stays(desk: Client, review: Review) -> None:
    sent = {"revision": "0", "accuracy": "1", **typed(said_on=""), **typed(1, speaker="Zoe", words="zebra-words")}
    answer = desk.post(address(review), sent)
    assert answer.status_code == 422
    assert "Statement 1: say on which day it was said." in answer.text
    for text in ("We shall abstain.", "Permanent Representative", "zebra-words", "Zoe", "Before the vote."):
        assert text in answer.text
    assert not EvidenceItem.objects.exists()
    assert "zebra-words" in desk.get(address(review)).text, "what was refused is kept as a draft"


def test_each_row_says_what_is_wrong_at_the_field_that_is_to_be_mended(desk: Client, review: Review) -> None:
    rows = {"evidence-0-side": "for", "evidence-0-target": "nonsense", "evidence-2-target": "https://example.org/"}
    page = desk.post(address(review), {"revision": "0", "accuracy": "1", **rows, **typed(speaker="")}).text
    for key, number in (("evidence-0-target", 0), ("evidence-1-side", 1), ("statement-0-speaker", 0)):
        error = f"{key.split('-')[0]}-{number}-error"
        (field,) = re.findall(rf'<(?:input|select)[^>]* id="{key}"[^>]*>', page)
        assert "aria-invalid=true" in field and f"aria-describedby={error}" in field
        assert f'id="{error}"' in page and f'href="#{key}"' in page
    assert page.count("aria-invalid=true") == 3
    assert 'id="evidence" open' in " ".join(page.split()) and 'id="statements" open' in " ".join(page.split())


def test_draft_keeps_statements_and_the_button_makes_room_for_another(desk: Client, review: Review) -> None:
    sent = {"revision": "0", "go": "statement", **typed(), "statement-0-colour": "red"}
    answer = desk.post(address(review, "draft"), sent)
    assert answer.headers["Location"] == f"{address(review)}#statements"
    assert Draft.objects.get().values == {
        name: text for name, text in sent.items() if name.startswith("statement-0") and "colour" not in name
    }
    page = desk.get(address(review)).text
    assert "We shall abstain." in page and "Statement 2</legend>" in page


def test_conflict_puts_the_statements_of_both_together(desk: Client, review: Review, reviewer: User) -> None:
    reviews.assessed(review, reviewer, statements=[said(words="from the first")])
    sent = {"revision": "0", "accuracy": "1", **typed(words="from the second")}
    assert desk.post(address(review), sent).status_code == 409
    desk.post(address(review), {**sent, "join": "1"})
    form = desk.get(address(review)).context["form"]
    assert [row.words for row in form.statement_rows] == ["from the first", "from the second", ""]


def test_statement_that_is_emptied_is_removed(desk: Client, review: Review, reviewer: User) -> None:
    reviews.assessed(review, reviewer, statements=[said()])
    sent = {"revision": "1", "accuracy": "1", **dict.fromkeys(typed(), "")}
    desk.post(address(review), sent)
    assert not EvidenceItem.objects.exists()


def test_hostile_words_are_shown_as_words(desk: Client, review: Review, reviewer: User) -> None:
    reviews.assessed(review, reviewer, statements=[said(words="<script>x</script>\nand more", note="<b>n</b>")])
    page = desk.get(address(review)).text
    assert "<script>x" not in page and "<b>n" not in page
    assert "&lt;script&gt;x&lt;/script&gt;<br>and more" in page


def test_states_are_offered_whatever_the_kind_and_cost_one_query(
    desk: Client, review: Review, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for kind in ("vote_position", "free"):
        review.mention.claim.kind = kind
        review.mention.claim.save()
        desk.get(address(review))
        with django_assert_max_num_queries(20):
            page = desk.get(address(review)).text
        assert '<option value="Brazil">BRA</option>' in page


def published(*statements: Statement) -> str:
    """Address of a verdict whose two assessments quote these."""
    made = reviews.review()
    for person in (user(), user()):
        reviews.assessed(made, person, statements=statements)
    verdict = verdicts.published(review=made)
    return reverse("public:verdict-detail", args=[verdict.slug])


@pytest.mark.parametrize("number", [1, 8])
def test_verdict_quotes_statements_in_as_many_queries_however_many(client: Client, number: int) -> None:
    for code in "ABCDEFGH":
        record.state(code * 3, f"State {code}")
    path = published(*(said(state=code * 3) for code in "ABCDEFGH"[:number]))
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(path).text
    assert page.count(SHOWN) == 2 and page.count('class="statement"') == 2 * number
    assert sum("reviews_evidenceitem" in query["sql"] for query in queries) == 1
    assert not any('FROM "record_organization" WHERE "record_organization"."id" =' in query["sql"] for query in queries)


def test_reader_sees_who_said_what_when_and_where(client: Client, settings: Any) -> None:
    record.state("BRA", "Brazil")
    path = published(
        said(),
        said(state="", place="", told="meeting", language="pt", words="Vamos abster-nos.", translation="We abstain."),
    )
    page = client.get(path).text
    assert "<blockquote>“We shall abstain.”</blockquote>" in page
    assert '<blockquote lang="pt" dir="auto">“Vamos abster-nos.”</blockquote>' in page
    for text in (
        "Ana Lima, Permanent Representative",
        f'<a href="{reverse("public:state-detail", args=["BRA"])}">Brazil</a>',
        '<time datetime="2025-02-24">',
        'href="https://docs.un.org/en/S/PV.9866"',
        "said to the newsroom at a meeting",
        "Portuguese",
        "“We abstain.”",
        SHOWN,
    ):
        assert text in page
    settings.LANGUAGE_CODE = "fr"
    page = client.get(path).text
    assert "<blockquote lang=en>«\N{NO-BREAK SPACE}We shall abstain.\N{NO-BREAK SPACE}»</blockquote>" in page
    assert (
        "En anglais (original\N{NO-BREAK SPACE}: portugais)" in page
        and "dit à la rédaction lors d’un entretien" in page
    )
    assert SHOWN not in page and '<time datetime="2025-02-24">24 février 2025' in page


def test_editor_sees_statements_of_both_where_they_decide(client: Client) -> None:
    record.state("BRA", "Brazil")
    made = reviews.review()
    for person in (user(), user()):
        reviews.assessed(made, person, statements=[said()])
    client.force_login(user("editor"))
    page = client.get(reverse("desk:verdict-decide", args=[made.pk])).text
    assert page.count("“We shall abstain.”") == 2
