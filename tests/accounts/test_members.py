"""Members: roles, leaving, losing factors; somebody who may manage the members is always left."""

from __future__ import annotations

import threading

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import members
from factcheck.accounts.models import Role, User
from tests.factories import accounts

pytestmark = pytest.mark.django_db
STEPS = {
    "role": lambda member, by: members.change_role(member=member, role="reviewer", by=by),
    "deactivate": lambda member, by: members.deactivate(member=member, by=by),
    "erase": lambda member, by: members.erase(member=member, by=by),
}


@pytest.fixture
def chief(client: Client) -> User:
    person = accounts.user(Role.ADMINISTRATOR, name="Cho Chief")
    client.force_login(person)
    return person


def sign_in_elsewhere(client: Client, member: User) -> None:
    client.force_login(member)
    UserSession.objects.create(user=member, session_key=client.session.session_key, ip="127.0.0.1", user_agent="x")
    assert client.get(reverse("desk:home")).status_code == 200


@pytest.mark.parametrize("step", STEPS)
def test_last_administrator_stays(step: str) -> None:
    last = accounts.user(Role.ADMINISTRATOR)
    gone = accounts.user(Role.ADMINISTRATOR)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="Nobody else could manage"):
        STEPS[step](last, "system")
    last.refresh_from_db()
    assert (last.role, last.is_active, last.erased_at) == (Role.ADMINISTRATOR, True, None)


@pytest.mark.parametrize("step", STEPS)
def test_administrator_may_go_where_another_stays(chief: User, step: str) -> None:
    other = accounts.user(Role.ADMINISTRATOR)
    STEPS[step](other, chief)
    other.refresh_from_db()
    assert (other.role, other.is_active) != (Role.ADMINISTRATOR, True)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.EDITOR])
def test_step_by_others_than_administrators_is_refused(step: str, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        STEPS[step](accounts.user(), accounts.user(role))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_demote_each_other_at_once_leave_one() -> None:
    pair = [accounts.user(Role.ADMINISTRATOR) for _ in range(2)]
    start = threading.Barrier(2)
    refused: list[str] = []

    def demote(member: User, by: User) -> None:
        start.wait()
        try:
            members.change_role(member=member, role="editor", by=by)
        except ValidationError as error:
            refused.extend(error.messages)
        finally:
            connection.close()

    threads = [threading.Thread(target=demote, args=(pair[i], pair[1 - i])) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [members.LAST]
    assert User.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_role_changed_counts_time_in_it_anew(client: Client, chief: User) -> None:
    member = accounts.user()
    before = member.role_since
    client.post(reverse("desk:member-role", args=[member.pk]), {"role": "editor"})
    member.refresh_from_db()
    assert member.role == Role.EDITOR
    assert member.role_since > before


def test_deactivated_member_is_signed_out_everywhere(client: Client, chief: User) -> None:
    member, theirs = accounts.user(), Client()
    sign_in_elsewhere(theirs, member)
    client.post(reverse("desk:member-deactivate", args=[member.pk]))
    assert theirs.get(reverse("desk:home")).status_code == 302
    client.post(reverse("desk:member-activate", args=[member.pk]))
    assert theirs.get(reverse("desk:home")).status_code == 302, "the old session must stay ended"
    member.refresh_from_db()
    assert member.is_active


def test_factors_reset_are_gone_and_the_member_signed_out(client: Client, chief: User) -> None:
    member, theirs = accounts.user(), Client()
    accounts.app_factor(member)
    sign_in_elsewhere(theirs, member)
    client.post(reverse("desk:member-reset-factors", args=[member.pk]))
    assert not Authenticator.objects.filter(user=member).exists()
    assert theirs.get(reverse("desk:home")).status_code == 302


def test_erase_without_the_address_typed_does_nothing(client: Client, chief: User) -> None:
    member = accounts.user(name="Nia New")
    answer = client.post(reverse("desk:member-erase", args=[member.pk]), {"confirm": "somebody@example.org"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nothing was erased" in page and "autofocus" in page.split('name="confirm"')[1].split(">")[0]
    member.refresh_from_db()
    assert member.name == "Nia New"


def test_data_of_a_member_are_a_file_that_says_whose_they_are(client: Client, chief: User) -> None:
    member = accounts.user()
    answer = client.get(reverse("desk:member-data", args=[member.pk]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="data-of-member-{member.pk}.json"'


def test_member_pages_cost_the_same_at_1_and_30(
    client: Client, chief: User, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    client.get(reverse("desk:member-list"))
    accounts.invitation(invited_by=chief)
    with django_assert_max_num_queries(10) as first:
        client.get(reverse("desk:member-list"))
    for _ in range(28):
        accounts.app_factor(accounts.user())
        accounts.invitation(invited_by=chief)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(reverse("desk:member-list"))
