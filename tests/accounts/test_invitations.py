"""Invitations: the only way in; a link works once, for a while, and for nobody who only reads the database."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import invitations
from factcheck.accounts.models import Invitation, Role, User
from tests.factories import accounts

pytestmark = pytest.mark.django_db
NEW = {"name": "Nia New", "password": accounts.PASSWORD}


@pytest.fixture
def chief(client: Client) -> User:
    person = accounts.user(Role.ADMINISTRATOR, name="Cho Chief")
    client.force_login(person)
    return person


def link_of(message: mail.EmailMessage) -> str:
    found = re.search(r"https?://\S+", str(message.body))
    assert found is not None
    return urlsplit(found.group()).path


def test_invite_sends_a_link_that_makes_an_account_once(client: Client, chief: User) -> None:
    answer = client.post(reverse("desk:invitation-add"), {"email": " Nia@Example.org", "role": "editor"}, follow=True)
    assert "on its way" in answer.content.decode()
    [message] = mail.outbox
    assert message.to == ["nia@example.org"]
    assert message.subject == "Factcheck: You are invited to the newsroom of testserver"
    assert "Cho Chief invites you" in str(message.body)
    stranger, link = Client(), link_of(message)
    page = stranger.get(link)
    assert (page.status_code, page["Referrer-Policy"]) == (200, "same-origin")
    assert "no-store" in page["Cache-Control"]
    done = stranger.post(link, NEW)
    assert done.url == reverse("account_login")
    made = User.objects.get(email="nia@example.org")
    assert (made.name, made.role, made.is_active) == ("Nia New", Role.EDITOR, True)
    assert made.check_password(accounts.PASSWORD)
    assert Invitation.objects.get().member == made
    for again in (stranger.get(link), stranger.post(link, NEW)):
        assert again.status_code == 410
    assert User.objects.filter(email="nia@example.org").count() == 1


def test_invitation_link_is_not_what_the_database_holds(chief: User) -> None:
    issued = invitations.invite(email="nia@example.org", role="reviewer", by=chief)
    assert issued.secret not in (issued.invitation.key, "")
    assert invitations.found_by(issued.invitation.key) is None
    assert invitations.found_by(issued.secret) == issued.invitation


def test_invitation_sent_again_kills_the_first_link(client: Client, chief: User) -> None:
    first = invitations.invite(email="nia@example.org", role="reviewer", by=chief)
    client.post(reverse("desk:invitation-send", args=[first.invitation.pk]))
    assert Client().get(reverse("account:accept", args=[first.secret])).status_code == 410
    assert Client().get(link_of(mail.outbox[0])).status_code == 200


def test_invitation_revoked_works_no_more(client: Client, chief: User) -> None:
    issued = invitations.invite(email="nia@example.org", role="reviewer", by=chief)
    client.post(reverse("desk:invitation-revoke", args=[issued.invitation.pk]))
    assert invitations.found_by(issued.secret) is None
    with pytest.raises(ValidationError, match="does not work"):
        invitations.accept(secret=issued.secret, **NEW)
    with pytest.raises(ValidationError, match="revoked already"):
        invitations.send_again(invitation=issued.invitation, by=chief)
    assert invitations.invite(email="nia@example.org", role="reviewer", by=chief)


def test_invitation_too_old_works_no_more(chief: User) -> None:
    issued = invitations.invite(email="nia@example.org", role="reviewer", by=chief)
    Invitation.objects.update(expires_at=issued.invitation.sent_at - timedelta(seconds=1))
    assert invitations.found_by(issued.secret) is None
    with pytest.raises(ValidationError, match="does not work"):
        invitations.accept(secret=issued.secret, **NEW)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"email": "nobody"}, "email", "no mail address"),
        ({"email": "TAKEN@example.org"}, "email", "exists already"),
        ({"email": "open@example.org"}, "email", "invited already"),
        ({"role": "owner"}, "role", "no such role"),
    ],
)
def test_invite_with_a_wrong_value_names_the_field(chief: User, given: dict[str, str], field: str, said: str) -> None:
    accounts.user(email="taken@example.org")
    accounts.invitation(email="open@example.org")
    with pytest.raises(ValidationError, match=said) as refused:
        invitations.invite(**{"email": "nia@example.org", "role": "reviewer"} | given, by=chief)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.EDITOR])
def test_invite_by_others_than_administrators_is_refused(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        invitations.invite(email="nia@example.org", role="reviewer", by=accounts.user(role))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "Write your name"),
        ({"name": "cho chief"}, "has this name already"),
        ({"password": "short"}, "too short"),
        ({"password": "nia@example.org"}, "too similar"),
        ({"name": "a\x00b"}, "NUL"),
    ],
)
def test_accept_with_a_wrong_value_keeps_the_link(
    client: Client, chief: User, given: dict[str, str], said: str
) -> None:
    issued = invitations.invite(email="nia@example.org", role="reviewer", by=chief)
    answer = Client().post(reverse("account:accept", args=[issued.secret]), NEW | given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert invitations.found_by(issued.secret) is not None
    assert not User.objects.filter(email="nia@example.org").exists()


def test_invitation_with_the_mail_server_down_is_stored_and_said(client: Client, chief: User, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client.post(reverse("desk:invitation-add"), {"email": "nia@example.org", "role": "editor"}, follow=True)
    assert "did not take the mail" in answer.content.decode()
    assert Invitation.objects.open().count() == 1


def test_invitation_open_twice_for_one_address_is_refused_by_the_database() -> None:
    accounts.invitation(email="nia@example.org")
    with pytest.raises(IntegrityError, match="invitation_is_open_once"), transaction.atomic():
        accounts.invitation(email="nia@example.org")
