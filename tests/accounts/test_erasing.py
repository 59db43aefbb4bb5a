"""Erasing a person: gone from every page and from what the history can tell, while what they decided stays whole."""

from __future__ import annotations

import hashlib
import json

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import invitations, members
from factcheck.accounts.models import Invitation, Role, User
from factcheck.audit import verifying
from factcheck.audit.models import Event
from factcheck.reviews.models import Comment
from tests.audit import rows
from tests.factories import accounts, reviews

pytestmark = pytest.mark.django_db
ADDRESS, NAME = "nia.new@example.org", "Nia New"


def test_erased_person_is_gone_and_their_work_stays(client: Client) -> None:
    chief = accounts.user(Role.ADMINISTRATOR)
    issued = invitations.invite(email=ADDRESS, role="reviewer", by=chief)
    member = invitations.accept(secret=issued.secret, name=NAME, password=accounts.PASSWORD)
    theirs = Client()
    theirs.force_login(member)
    UserSession.objects.create(user=member, session_key=theirs.session.session_key, ip="127.0.0.1", user_agent="x")
    accounts.app_factor(member)
    said = Comment.objects.create(review=reviews.review(), author=member, text="The record says otherwise.")
    client.force_login(chief)
    answer = client.post(reverse("desk:member-erase", args=[member.pk]), {"confirm": ADDRESS}, follow=True)
    assert "Erased." in answer.content.decode()
    assert theirs.get(reverse("account:home")).status_code == 302
    gone = User.objects.get(pk=member.pk)
    assert gone.name == f"Former member {member.pk}"
    assert (gone.is_active, gone.has_usable_password(), gone.last_login) == (False, False, None)
    assert Comment.objects.get(pk=said.pk).author.name == gone.name
    assert not UserSession.objects.filter(user=gone).exists()
    everything = json.dumps([list(User.objects.values()), list(Invitation.objects.values())], default=str)
    assert NAME not in everything
    assert ADDRESS not in everything
    with pytest.raises(ValidationError, match="was erased"):
        members.activate(member=gone, by=chief)


def test_erased_person_cannot_be_guessed_from_the_history() -> None:
    accounts.user(Role.ADMINISTRATOR)
    member = accounts.user(email=ADDRESS, name=NAME)
    before = member.salt
    members.erase(member=member, by="system")
    rows.chain()
    told = json.dumps(list(Event.objects.values_list("before", "after")), default=str)
    assert before not in told
    for value in (ADDRESS, NAME):
        assert value not in told
        for salt in ("", User.objects.get(pk=member.pk).salt):
            assert hashlib.sha256(f'{salt}"{value}"'.encode()).hexdigest() not in told
    with_the_salt = hashlib.sha256(f'{before}"{ADDRESS}"'.encode()).hexdigest()
    assert with_the_salt in told, "while the salt was there, the history proved the address"


def test_history_of_an_erased_person_still_proves() -> None:
    accounts.user(Role.ADMINISTRATOR)
    member = accounts.user(email=ADDRESS, name=NAME)
    members.erase(member=member, by="system")
    rows.chain()
    report = verifying.verify()
    assert [str(problem) for problem in report.problems] == []


def test_erased_person_altered_behind_the_triggers_is_found() -> None:
    accounts.user(Role.ADMINISTRATOR)
    member = accounts.user(email=ADDRESS, name=NAME)
    members.erase(member=member, by="system")
    rows.unseen("UPDATE accounts_user SET name = 'Somebody' WHERE erased_at IS NOT NULL")
    assert any("name is" in str(problem) for problem in verifying.verify().problems)


def test_nobody_erases_themselves() -> None:
    accounts.user(Role.ADMINISTRATOR)
    chief = accounts.user(Role.ADMINISTRATOR)
    with pytest.raises(ValidationError, match="Another administrator"):
        members.erase(member=chief, by=chief)
