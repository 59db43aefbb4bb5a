"""Marking and changing claims at the desk: by offsets as the script sends them, and by forms without it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims import checking_index, queries
from factcheck.claims.models import Edit, Mention
from factcheck.desk.reading_form import FIELDS
from factcheck.reviews.models import Review
from tests.factories import claims, record, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking_index, "_kept", None)
    monkeypatch.setattr(checking_index, "load_record", claims.record)


@pytest.fixture
def version() -> ArticleVersion:
    return claims.checked_version(text=f"{claims.TEXT} It then walked away 👋 from the tall desk.")


def address(version: ArticleVersion) -> str:
    return reverse("desk:claim-list", args=[version.article.slug])


def place(version: ArticleVersion, words: str) -> dict[str, str]:
    start = version.checked_text.index(words)
    return {"version": str(version.pk), "start": str(start), "end": str(start + len(words))}


def step(what: str, mention: Mention) -> str:
    return reverse(f"desk:claim-{what}", args=[mention.pk])


def test_selected_words_become_a_claim_in_review(desk: Client, version: ArticleVersion) -> None:
    answer = desk.post(address(version), place(version, "👋 from the tall desk"), follow=True)
    review = Review.objects.get()
    assert review.mention.exact == "👋 from the tall desk"
    assert answer.redirect_chain == [(reverse("desk:review-detail", args=[review.pk]), 302)]
    page = answer.content.decode()
    assert "Free claim" in page and "Undo: marked" in page
    desk.post(reverse("desk:edit-undo", args=[Edit.objects.get().pk]))
    review.refresh_from_db()
    assert review.status == "gone"
    assert "was taken out of the list" in desk.get(reverse("desk:review-detail", args=[review.pk])).content.decode()


def test_sentence_and_its_first_and_last_words_become_a_claim(desk: Client, version: ArticleVersion) -> None:
    page = desk.get(address(version))
    sentence = next(s for s in page.context["sentences"] if "tall desk" in s.text)
    sent = {"version": version.pk, "sentence": sentence.value, "from": "walked", "to": "away"}
    desk.post(address(version), sent)
    assert Mention.objects.filter(exact="walked away", origin="person").exists()
    desk.post(address(version), {"version": version.pk, "sentence": sentence.value})
    assert Mention.objects.filter(exact=sentence.text, origin="person").exists()
    answer = desk.post(address(version), {**sent, "from": "ran"})
    assert answer.status_code == 422
    assert "“ran” does not stand so" in answer.content.decode() and 'value="ran"' in answer.content.decode()


def test_words_of_an_older_text_are_refused(desk: Client, version: ArticleVersion) -> None:
    answer = desk.post(address(version), {**place(version, "tall desk"), "version": "0"})
    assert answer.status_code == 422 and "another text now" in answer.content.decode()
    for sent in ({}, {"start": "x", "end": "9"}, {"sentence": "1-"}, {"start": "9" * 30, "end": "1"}):
        assert desk.post(address(version), {"version": str(version.pk), **sent}).status_code == 422


def test_known_words_lead_to_their_claim(desk: Client, version: ArticleVersion) -> None:
    india = version.mentions.get(exact="India abstained")
    answer = desk.post(address(version), place(version, "India abstained"))
    assert answer.headers["Location"] == f"{address(version)}#claim-{india.pk}"


def test_steps_by_form_take_the_review_along(desk: Client, version: ArticleVersion) -> None:
    desk.post(address(version), place(version, "walked away 👋 from the tall desk"))
    review = Review.objects.get()
    desk.post(step("resize", review.mention), place(version, "then walked away 👋 from the tall desk"))
    review.refresh_from_db()
    assert review.mention.exact == "then walked away 👋 from the tall desk"
    desk.post(step("split", review.mention), {"at": version.checked_text.index("👋 from")})
    review.refresh_from_db()
    other = Review.objects.exclude(pk=review.pk).get()
    assert (review.mention.exact, other.mention.exact) == ("then walked away", "👋 from the tall desk")
    answer = desk.post(step("merge", review.mention))
    review.refresh_from_db()
    other.refresh_from_db()
    assert review.mention.exact == "then walked away 👋 from the tall desk"
    assert (other.status, answer.headers["Location"]) == ("gone", reverse("desk:review-detail", args=[review.pk]))
    desk.post(step("remove", review.mention))
    review.refresh_from_db()
    assert review.status == "gone"
    for edit in Edit.objects.order_by("-pk")[:4]:
        desk.post(reverse("desk:edit-undo", args=[edit.pk]))
    review.refresh_from_db()
    assert (review.status, review.mention.exact) == ("open", "walked away 👋 from the tall desk")


@pytest.mark.parametrize("words", ["voted against", "tall desk", "👋 from the tall desk.", "esk"])
def test_words_that_a_claim_has_are_the_ones_that_are_chosen(desk: Client, version: ArticleVersion, words: str) -> None:
    """Also where it ends before a comma, with it, or within a word: saving what is shown changes nothing."""
    desk.post(address(version), place(version, words))
    made = Mention.objects.latest("pk")
    tree = html.fromstring(desk.get(step("detail", made)).text)
    chosen = {name: tree.xpath(f'//select[@name="{name}"]/option[@selected]/@value') for name in ("start", "end")}
    assert chosen == {"start": [str(made.start)], "end": [str(made.end)]}


def test_claim_that_was_judged_stays_as_it_is(desk: Client, version: ArticleVersion, reviewer: User) -> None:
    desk.post(address(version), place(version, "tall desk"))
    review = Review.objects.get()
    reviews.assessed(review, reviewer)
    answer = desk.post(step("remove", review.mention))
    assert answer.status_code == 422 and "An assessment of this claim is in" in answer.content.decode()
    desk.post(reverse("desk:edit-undo", args=[Edit.objects.get().pk]))
    review.refresh_from_db()
    assert (review.status, review.mention.is_live) == ("open", True)


def test_colleagues_step_in_between_is_answered_409_with_both(desk: Client, version: ArticleVersion) -> None:
    desk.post(address(version), place(version, "tall desk"))
    mention = Review.objects.get().mention
    otto = Client()
    otto.force_login(user(name="Otto Other"))
    otto.post(step("resize", mention), place(version, "the tall desk"))
    for what, sent in (("remove", {}), ("resize", place(version, "from the tall desk"))):
        answer = desk.post(step(what, mention), sent)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "“tall desk”" in page and "“the tall desk”" in page and "Otto Other" in page
    answer = desk.post(reverse("desk:edit-undo", args=[Edit.objects.first().pk]))  # type: ignore[union-attr]
    assert answer.status_code == 409 and "Otto Other" in answer.content.decode()


def test_claim_proposed_by_the_drafting_helper_goes_into_review_by_a_person(
    desk: Client, version: ArticleVersion
) -> None:
    helped = version.mentions.get(exact="India abstained")
    helped.origin = "helper"
    helped.save()
    desk.post(reverse("desk:article-review", args=[version.article.slug]))
    assert not Review.objects.filter(mention=helped).exists()
    answer = desk.post(step("review", helped))
    assert answer.headers["Location"] == reverse("desk:review-detail", args=[helped.review.pk])


def test_pages_say_who_marked_what_and_what_became_of_it(desk: Client, version: ArticleVersion) -> None:
    desk.post(address(version), place(version, "tall desk"))
    mention = Review.objects.get().mention
    assert "marked by Rita Reviewer" in desk.get(address(version)).content.decode()
    assert (
        "Marked by Rita Reviewer"
        in desk.get(reverse("desk:article-detail", args=[version.article.slug])).content.decode()
    )
    desk.post(step("remove", mention))
    page = desk.get(step("detail", mention)).content.decode()
    assert "not in the list any more" in page and "Taken out</b> by Rita Reviewer" in page
    assert len(queries.edits_of(version)) == 2


READ = [
    ({"kind": "vote_position", "subjects": ["Brazil", "IND", ""], "option": "no"}, ["BRA", "IND"], "no"),
    ({"kind": "vote_alignment", "subjects": ["Brazil"], "with": ["india"], "relation": "same"}, ["BRA", "IND"], None),
]


@pytest.fixture
def named() -> None:
    record.state("BRA", "Brazil")
    record.state("IND", "India")


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(("sent", "codes", "option"), READ)
def test_reading_is_typed_in_and_judged(
    desk: Client, version: ArticleVersion, sent: dict[str, Any], codes: list[str], option: str | None
) -> None:
    desk.post(address(version), place(version, "walked away"))
    review = Review.objects.get()
    answer = desk.post(step("read", review.mention), sent)
    assert answer.headers["Location"] == reverse("desk:review-detail", args=[review.pk])
    review.refresh_from_db()
    finding = review.mention.finding
    assert finding is not None and (finding.asserted["subjects"], finding.asserted.get("option")) == (codes, option)
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "Read so by Rita Reviewer" in page and "<b>Brazil" in page
    assert "data-verdict" not in page


@pytest.mark.usefixtures("named")
def test_reading_of_the_engine_stays_visible(desk: Client, version: ArticleVersion) -> None:
    india = version.mentions.get(exact="India abstained")
    desk.post(step("read", india), {"kind": "vote_position", "subjects": ["Brazil"], "option": "yes"})
    mine = version.mentions.live().get(exact="India abstained")
    page = desk.get(step("detail", mine)).content.decode()
    assert "As Rita Reviewer reads it" in page and "Before that, the engine read “India abstained” so" in page
    assert "<b>Brazil</b>" in page and "<b>India</b>" in page
    assert 'value="Brazil"' in page


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "vote_position", "subjects": ["Atlantis"], "option": "no"}, "“Atlantis” is no name of a state"),
        ({"kind": "vote_position", "subjects": ["Brazil"]}, "Fill this in."),
        ({"kind": "vote_position", "subjects": ["Brazil"], "option": "x"}, "Choose one from the list."),
        ({"kind": "tally", "yes": "many"}, "Write a whole number."),
        ({"kind": "tally", "yes": "1", "motion": "A/RES/1"}, "The record has no vote on “A/RES/1”"),
        ({"kind": "date", "date": "soon"}, "cannot be read so"),
    ],
)
def test_reading_that_cannot_be_is_refused_and_kept(
    desk: Client, version: ArticleVersion, sent: dict[str, Any], said: str
) -> None:
    mention = version.mentions.get(exact="India abstained")
    answer = desk.post(step("read", mention), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page
    typed = [
        text
        for name, given in sent.items()
        if name != "kind"
        for text in ([given] if isinstance(given, str) else given)
    ]
    assert [text for text in typed if f'value="{text}"' not in page] in ([], ["x"])


def test_every_kind_shows_its_fields(desk: Client, version: ArticleVersion) -> None:
    mention = version.mentions.get(exact="India abstained")
    for kind, fields in FIELDS.items():
        page = desk.get(step("detail", mention), {"kind": kind}).content.decode()
        assert [name for name in fields if f'name="{name}"' not in page] == []
