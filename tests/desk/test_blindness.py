"""Neither rating nor words of the first reviewer reach the second before they have judged, at any address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.reviews.actions import drafts, notes
from factcheck.reviews.actions.statements import Statement
from factcheck.reviews.models import Review, VerdictOpening
from tests.factories import reviews
from tests.factories.accounts import user
from tests.meta.test_permissions import EVERY
from tests.meta.test_permissions import address as any_address

pytestmark = pytest.mark.django_db
TOKENS = (
    "zebra-rationale",
    "zebra-comment",
    "zebra-note",
    "zebra-reason",
    "zebra.example",
    "zebra-draft",
    "zebra-said",
)


@pytest.fixture
def review() -> Review:
    made = reviews.review(flags=1)
    flag = made.mention.flags[0]
    first = user(name="First Person")
    reviews.assessed(
        made,
        first,
        accuracy=2,
        framing="wrong_vote",
        rationale="zebra-rationale",
        answers={flag.pk: ("dismissed", "zebra-reason")},
        evidence=[("for", "https://zebra.example/", "zebra-note")],
        statements=[
            Statement(
                side="for",
                words="zebra-said",
                language="fr",
                translation="zebra-said",
                speaker="zebra-said",
                said_on="2025-02-24",
                place="https://zebra.example/said",
                note="zebra-note",
            )
        ],
    )
    values = {"rationale": "zebra-draft", "framing": "wrong_vote", "statement-0-words": "zebra-draft"}
    drafts.keep(assignment=made.assignments.get(), by=first, values=values, revision=1)
    notes.comment(review=made, by=first, text="zebra-comment")
    return made


def text_of(answer: Any) -> str:
    """Also of one that is sent piece by piece."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(body.decode(errors="replace"))


def everything(client: Client, review: Review) -> str:
    """All that any address answers to this person: every address of the project, with what leads to this review."""
    slug = review.mention.version.article.slug
    found = []
    for name in EVERY:
        answer = client.get(any_address(name, number=review.pk, slug=slug), follow=True)
        found.append(text_of(answer))
    for tab in ("mine", "take", "done", "agreed", "disputed"):
        found.append(client.get(reverse("desk:queue"), {"tab": tab}).content.decode())
    return "\n".join(found)


@pytest.mark.parametrize("role", ["reviewer", "editor", "administrator"])
def test_second_reviewer_is_told_nothing_before_both_are_in(review: Review, role: str) -> None:
    second: User = user(role)
    client = Client()
    client.force_login(second)
    for _ in range(2):  # before and after taking a place
        page = everything(client, review)
        assert [token for token in TOKENS if token in page] == []
        assert 'value="wrong_vote" checked' not in page and 'value="2" checked' not in page
        assert "First Person: " not in page
        client.post(reverse("desk:review-take", args=[review.pk]))
    flag = review.mention.flags[0]
    address = reverse("desk:review-detail", args=[review.pk])
    refused = client.post(address, {"revision": "0", f"flag-{flag.pk}": "accepted"})
    assert refused.status_code == 422
    assert [token for token in TOKENS if token in refused.content.decode()] == []
    client.post(address, {"revision": "0", f"flag-{flag.pk}": "accepted", "accuracy": "2", "framing": "wrong_vote"})
    page = client.get(address).content.decode()
    assert [token for token in TOKENS if token not in page] == ["zebra-draft"]
    assert "First Person: Mostly false; Wrong vote cited" in page


def verdict_told(client: Client, review: Review) -> list[str]:
    """Addresses of the desk that tell the engine's verdict on the claim of a review, or its flags."""
    slug = review.mention.version.article.slug
    found = []
    for name in sorted(name for name in EVERY if name.startswith("desk:") and name != "desk:styleguide"):
        page = text_of(client.get(any_address(name, number=review.pk, slug=slug), follow=True))
        if any(token in page for token in ("zebra-verdict", "zebra-flag", "Refuted")):
            found.append(name)
    return found


@pytest.fixture
def judged_by_the_engine() -> Review:
    made = reviews.review(pk=77, flags=1)
    made.mention.findings.update(explanation="zebra-verdict")
    made.mention.flags_raised.update(explanation="zebra-flag")
    return made


@pytest.mark.parametrize("role", ["reviewer", "editor", "administrator"])
def test_no_page_of_the_desk_tells_the_engines_verdict_before_it_is_opened(
    judged_by_the_engine: Review, role: str
) -> None:
    review, person, client = judged_by_the_engine, user(role), Client()
    client.force_login(person)
    for _ in range(2):  # before and after taking a place
        assert verdict_told(client, review) == []
        client.post(reverse("desk:review-take", args=[review.pk]))
    article = reverse("desk:article-detail", args=[review.mention.version.article.slug])
    page = client.get(article).content.decode()
    assert "on 1 claim is folded" in page and "Brazil voted against the resolution" in page
    opening = reverse("desk:article-verdicts", args=[review.mention.version.article.slug])
    client.post(opening, {"mention": str(review.mention_id)})
    assert {"desk:article-detail", "desk:review-detail"} <= set(verdict_told(client, review))
    assert review.assignments.get().verdict_opened_at is not None
    stored = reviews.assessed(review, person)
    assert stored.verdict_was_open


def test_verdict_opened_before_there_is_a_place_goes_into_the_place(judged_by_the_engine: Review) -> None:
    review, person, client = judged_by_the_engine, user(), Client()
    client.force_login(person)
    opening = reverse("desk:article-verdicts", args=[review.mention.version.article.slug])
    client.post(opening, {"mention": "all"})
    client.post(opening, {"mention": "all"})
    opened = VerdictOpening.objects.get()
    assert (opened.person, opened.mention_id) == (person, review.mention_id)
    assert "zebra-verdict" in client.get(reverse("desk:review-detail", args=[review.pk])).content.decode()
    assert reviews.assignment(review, person).verdict_opened_at == opened.at
    other = Client()
    other.force_login(user())
    assert verdict_told(other, review) == []


def test_opening_the_verdict_of_no_claim_of_the_text_is_told(judged_by_the_engine: Review) -> None:
    client = Client()
    client.force_login(user())
    opening = reverse("desk:article-verdicts", args=[judged_by_the_engine.mention.version.article.slug])
    for named in ("", "x", "99999", "9" * 30):
        page = client.post(opening, {"mention": named}, follow=True).content.decode()
        assert "This claim is not in the newest text" in page
    assert not VerdictOpening.objects.exists()


def test_verdict_unfolds_for_all_when_both_are_in(judged_by_the_engine: Review) -> None:
    for _ in range(2):
        reviews.assessed(judged_by_the_engine, user())
    client = Client()
    client.force_login(user())
    assert "desk:article-detail" in verdict_told(client, judged_by_the_engine)


def test_readers_are_told_nothing_at_all(review: Review) -> None:
    page = everything(Client(), review)
    assert [token for token in TOKENS if token in page] == []
