"""Second factors: the app, recovery codes, and a rule of the newsroom that closes the desk to who has none."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts import factors
from factcheck.accounts.actions import members, rules
from factcheck.accounts.models import Role, SignInRule, User
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_earlier_attempts() -> None:
    cache.clear()


@pytest.fixture
def ada() -> User:
    return accounts.user(Role.EDITOR, email="ada@example.org", password=accounts.PASSWORD)


def code(secret: str = accounts.SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client) -> str:
    """The address that a right password leads to."""
    answer = client.post(reverse("account_login"), {"login": "ada@example.org", "password": accounts.PASSWORD})
    assert answer.status_code == 302
    return str(answer.url)


def confirm(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": accounts.PASSWORD})


def test_sign_in_without_a_factor_leads_to_the_desk(client: Client, ada: User) -> None:
    assert sign_in(client) == reverse("desk:home")


def test_sign_in_with_an_app_asks_for_its_code(client: Client, ada: User) -> None:
    accounts.app_factor(ada)
    assert sign_in(client) == reverse("mfa_authenticate")
    assert client.get(reverse("desk:home")).status_code == 302, "the password alone opens nothing"
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "not right" in wrong.content.decode()
    assert client.get(reverse("desk:home")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302
    assert client.get(reverse("desk:home")).status_code == 200


def test_code_works_once(client: Client, ada: User) -> None:
    accounts.app_factor(ada)
    used = code()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": used})
    again = Client()
    sign_in(again)
    again.post(reverse("mfa_authenticate"), {"code": used})
    assert again.get(reverse("desk:home")).status_code == 302


def test_codes_guessed_have_to_wait(client: Client, ada: User) -> None:
    accounts.app_factor(ada)
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code()}).content.decode()
    assert "Too many" in page
    assert client.get(reverse("desk:home")).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_app_set_up_stores_its_secret_encrypted_and_gives_recovery_codes(client: Client, ada: User) -> None:
    sign_in(client)
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert "no-store" in page["Cache-Control"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(user=ada, type="totp")
    assert secret not in str(stored.data)
    codes = Authenticator.objects.get(user=ada, type="recovery_codes").wrap().get_unused_codes()
    shown = client.get(answer.url).content.decode()
    assert len(codes) == 10
    assert all(one in shown for one in codes)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    other = Client()
    sign_in(other)
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert other.get(reverse("desk:home")).status_code == 200
    third = Client()
    sign_in(third)
    third.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert third.get(reverse("desk:home")).status_code == 302, "a recovery code works once"


def test_factors_cannot_be_added_without_the_password_given_again(client: Client, ada: User) -> None:
    sign_in(client)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    ("asked_of", "asked"),
    [
        ("", set()),
        ("administrator", {"administrator"}),
        ("editor", {"administrator", "editor"}),
        ("reviewer", {"administrator", "editor", "reviewer"}),
    ],
)
def test_rule_asks_its_role_and_those_above(asked_of: str, asked: set[str]) -> None:
    SignInRule.objects.create(second_factor_from=asked_of)
    assert {role.value for role in Role if factors.missing(accounts.user(role))} == asked


def test_desk_within_the_grace_reminds_and_then_refuses(client: Client, ada: User) -> None:
    rules.ask_for_second_factor(role="editor", grace_days=14, by=accounts.user(Role.ADMINISTRATOR))
    client.force_login(ada)
    page = client.get(reverse("desk:home"))
    assert page.status_code == 200
    assert "asks your role for a second factor" in page.content.decode()
    past = timezone.now() - timedelta(days=15)
    SignInRule.objects.update(since=past)
    assert client.get(reverse("desk:home")).status_code == 200, "the days count from when the role began"
    User.objects.filter(pk=ada.pk).update(role_since=past)
    refused = client.get(reverse("desk:home"))
    assert refused.status_code == 403
    assert reverse("mfa_index") in refused.content.decode()
    assert client.post(reverse("desk:preview"), {"text": "x"}).status_code == 403
    for name in ("account:home", "account:sessions", "mfa_index"):
        assert client.get(reverse(name)).status_code == 200, name
    accounts.app_factor(ada)
    assert client.get(reverse("desk:home")).status_code == 200


def test_recovery_codes_alone_are_no_factor(ada: User) -> None:
    SignInRule.objects.create(second_factor_from="editor", grace_days=0)
    Authenticator.objects.create(user=ada, type="recovery_codes", data={})
    assert factors.missing(ada)


def test_only_factor_cannot_be_removed_where_one_is_asked(client: Client, ada: User) -> None:
    accounts.app_factor(ada)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    confirm(client)
    SignInRule.objects.create(second_factor_from="editor")
    page = client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "this is your only one" in page
    assert Authenticator.objects.filter(user=ada, type__in=factors.COUNTING).exists()
    SignInRule.objects.update(second_factor_from="")
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=ada, type__in=factors.COUNTING).exists()


def test_rule_by_others_than_administrators_is_refused(ada: User) -> None:
    with pytest.raises(PermissionDenied):
        rules.ask_for_second_factor(role="", grace_days=0, by=ada)


@pytest.mark.parametrize(("role", "days"), [("owner", 1), ("editor", -1), ("editor", 91)])
def test_rule_with_a_wrong_value_is_refused(role: str, days: int) -> None:
    with pytest.raises(ValidationError):
        rules.ask_for_second_factor(role=role, grace_days=days, by="system")
    assert not SignInRule.objects.exists()


def test_rule_is_stored_by_the_page(client: Client) -> None:
    client.force_login(accounts.user(Role.ADMINISTRATOR))
    answer = client.post(reverse("desk:sign-in-rule"), {"second_factor_from": "editor", "grace_days": "7"}, follow=True)
    assert "editors and administrators, within 7 days" in answer.content.decode()
    assert client.post(reverse("desk:sign-in-rule"), {"grace_days": "x"}).status_code == 422


def test_factors_lost_begin_the_grace_anew(ada: User) -> None:
    SignInRule.objects.create(second_factor_from="editor", grace_days=3, since=timezone.now() - timedelta(days=30))
    User.objects.filter(pk=ada.pk).update(role_since=timezone.now() - timedelta(days=30))
    members.reset_second_factors(member=ada, by="system")
    ada.refresh_from_db()
    missing = factors.missing(ada)
    assert missing is not None
    assert not missing.is_overdue
