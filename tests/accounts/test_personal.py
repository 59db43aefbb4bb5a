"""A person's data to take along: all that is about them or written by them, nothing that is secret or of others."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts import personal
from factcheck.accounts.actions import invitations
from factcheck.accounts.models import Role, User
from factcheck.reviews.actions.statements import Statement
from factcheck.reviews.models import Comment
from tests.factories import accounts, reviews, verdicts

pytestmark = pytest.mark.django_db


def test_every_way_to_a_person_is_in_the_table() -> None:
    ways = {f"{one.related_model._meta.label}.{one.field.name}" for one in User._meta.related_objects}  # type: ignore[union-attr]
    assert ways - set(personal.PARTS) == set(), "say in accounts/personal.py which fields are about the person"


def test_every_field_of_the_table_can_be_read() -> None:
    assert set(personal.collected(accounts.user())) == {"made_at", "account"}


def test_person_takes_along_what_they_wrote_and_no_secret(client: Client) -> None:
    issued = invitations.invite(email="nia@example.org", role="editor", by="system")
    nia = invitations.accept(secret=issued.secret, name="Nia New", password=accounts.PASSWORD)
    other = accounts.user(name="Otto Other")
    accounts.app_factor(nia)
    review = reviews.review()
    for author, text in ((nia, "The record says otherwise."), (other, "Words of Otto.")):
        Comment.objects.create(review=review, author=author, text=text)
    request = verdicts.request(email="reader@example.org")
    request.answered_by, request.result, request.answer = nia, "unchanged", "It stands."
    request.answered_at = request.received_at
    request.save()
    client.force_login(nia)
    answer = client.get(reverse("account:data"))
    assert answer["Content-Disposition"].startswith("attachment")
    text = answer.content.decode()
    given = json.loads(text)
    assert given["account"]["email"] == "nia@example.org"
    assert [row["text"] for row in given["reviews.Comment.author"]] == ["The record says otherwise."]
    assert given["verdicts.CorrectionRequest.answered_by"][0]["answer"] == "It stands."
    nia.refresh_from_db()
    for secret in (nia.password, nia.salt, issued.invitation.key, "Words of Otto", "reader@example.org", "secret"):
        assert secret not in text


def test_person_takes_along_the_statements_that_they_quoted() -> None:
    mine, other = accounts.user(), accounts.user()
    review = reviews.review()
    for person in (mine, other):
        said = Statement("for", f"Words for {person.pk}.", speaker="Ana", said_on="2025-02-24", told="mail")
        reviews.assessed(review, person, statements=[said])
    (row,) = personal.collected(mine)["reviews.EvidenceItem.assessment__assignment__reviewer"]
    assert (row["words"], row["speaker"], row["told"]) == (f"Words for {mine.pk}.", "Ana", "mail")


def test_data_of_a_member_is_for_administrators(client: Client) -> None:
    member = accounts.user()
    client.force_login(accounts.user(Role.ADMINISTRATOR))
    answer = client.get(reverse("desk:member-data", args=[member.pk]))
    assert json.loads(answer.content)["account"]["email"] == member.email
