"""Neither rating nor words of the first reviewer reach the second before they have judged, at any address."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.reviews.actions import drafts, notes
from factcheck.reviews.models import Review
from tests.factories import reviews
from tests.factories.accounts import user
from tests.meta.test_permissions import EVERY, SAMPLES

pytestmark = pytest.mark.django_db
TOKENS = ("zebra-rationale", "zebra-comment", "zebra-note", "zebra-reason", "zebra.example", "zebra-draft")


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
    )
    values = {"rationale": "zebra-draft", "framing": "wrong_vote"}
    drafts.keep(assignment=made.assignments.get(), by=first, values=values, revision=1)
    notes.comment(review=made, by=first, text="zebra-comment")
    return made


def everything(client: Client, review: Review) -> str:
    """All that any address answers to this person: every address of the project, with what leads to this review."""
    samples = {**SAMPLES, "number": review.pk, "slug": review.mention.version.article.slug}
    found = []
    for name, pattern in EVERY.items():
        arguments = {key: samples.get(key, "x") for key in pattern.pattern.regex.groupindex}
        answer = client.get(reverse(name, kwargs=arguments), follow=True)
        found.append(answer.content.decode(errors="replace"))
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


def test_readers_are_told_nothing_at_all(review: Review) -> None:
    page = everything(Client(), review)
    assert [token for token in TOKENS if token in page] == []
